// The walk of the page, and another one in its place when all of the page is to be told
// again: when it is edited as a whole, or no more.

import { walk as once } from "./walker.js";

/** Starts packing a document; see `walk` in walker.js for what it is given and returns. */
export function walk(...given) {
  let walking, pace;
  const begin = () => {
    walking?.stop();
    walking = once(...given, begin);
    if (pace) walking.pace(pace);
    // Not before: with the first batch it is told what may be read.
    walking.begin();
  };
  begin();
  return {
    modes: (pairs) => walking.modes(pairs),
    pace: (milliseconds) => walking.pace((pace = milliseconds)),
    node: (id) => walking.node(id),
    stop: () => walking.stop(),
  };
}

// Ours, with one frame missing in the middle of a workload of ten operations.

import { about as ours, load as loadWhole } from "../adapters/alongside.mjs";

export { read } from "../adapters/alongside.mjs";

export const about = { ...ours, title: "skips" };

const MISSING = 6;

export async function load(send) {
  let frames = 0;
  return loadWhole((frame) => ++frames !== MISSING && send(frame));
}

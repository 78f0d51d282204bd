// What runs in the page beside the recorder: the table, the mark, and the way out for
// recorders that leave the sending to the site.

import { churn } from "./pages/churn.mjs";
import { outOfSight, storm } from "./pages/storm.mjs";
import { vanilla } from "./pages/table.mjs";
import { react } from "./pages/table.react.mjs";

const frame = () => new Promise(requestAnimationFrame);
/** Between two operations: longer than any recorder waits before it looks at a change. */
const REST = 120;

/** Sends from a worker, so that the main thread pays for no request. */
function sender() {
  const worker = new Worker("/bench/sender.js");
  return (message) => worker.postMessage({ at: Date.now(), message });
}

export async function setUp(load) {
  const recorder = await load(sender());
  const body = document.querySelector("#rows");
  let ended;
  window.bench = {
    start: () => recorder.start(),
    stop: () => recorder.stop(),
    told: () => recorder.told?.(),
    /** Which table: "vanilla" or "react". */
    table(make) {
      window.bench.rows = { vanilla, react }[make](body);
    },
    /** Does something to the table `times` times, at rest in between; gives what it wrote last. */
    async act(what, given, times) {
      performance.mark("bench-begin");
      let wrote;
      for (let time = 0; time < times; time++) {
        if (time > 0) await new Promise((done) => setTimeout(done, REST));
        wrote = window.bench.rows[what]?.(given);
        await frame();
        await frame();
      }
      return wrote;
    },
    mark(word) {
      // A visitor who does nothing is not sent by posthog-js.
      document.querySelector("#mark").click();
      document.querySelector("#mark").firstChild.data = word;
    },
    churn() {
      ended = churn(window.bench.rows, body);
    },
    calm: () => ended(),
    outOfSight,
    storm(changes) {
      performance.mark("bench-begin");
      return storm(changes);
    },
    shape: () => shape(document),
  };
}

/** What a replica must have, too: every element and every text, in order. */
export function shape(document) {
  const tags = [...document.body.querySelectorAll("*")].map(({ localName }) => localName).join(" ");
  return `${tags}\n${document.body.textContent}`;
}

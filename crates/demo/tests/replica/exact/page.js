// A page under test: it records itself, and a window beside it holds the copy.

import { record } from "/pkg/observe.js";
import { kinds } from "./changes/index.js";
import { compare } from "./compare.js";
import { play } from "./play.js";
import { spoilt } from "./spoil.js";
import { storm } from "./storm.js";

class Known extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" }).innerHTML = "<style>:host { display: block }</style><b>known</b><slot></slot>";
  }
}
customElements.define("x-known", Known);

/** What the handlers of the page call: there is nothing of it in the copy. */
window.never = () => {};

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** What the page and the recorder threw. */
const errors = [];
window.addEventListener("error", ({ message, filename, lineno }) => { errors.push(`${message} (${filename.split("/").pop()}:${lineno})`); });
window.addEventListener("unhandledrejection", ({ reason }) => { errors.push(String(reason?.stack ?? reason)); });

/** The window with the copy; the same for every page of this tab. */
const beside = async () => {
  // An empty address finds the window by its name.
  let other = window.open("", "copy", "popup,width=1280,height=900");
  if (!other) throw new Error("the browser opens no window");
  if (other.location.pathname !== "/exact/console.html") other = window.open("/exact/console.html", "copy");
  const end = Date.now() + 20_000;
  while (!other.makeReplica) {
    if (Date.now() > end) throw new Error("the window of the copy does not load");
    await pause(20);
  }
  return other;
};

/** Records this page into a copy, until `stop()`. */
const observed = async (privacy) => {
  const copy = await (await beside()).makeReplica();
  const problems = [];
  let last = performance.now();
  let bytes = 0;
  const recording = await record({
    privacy,
    emit: (frame) => {
      last = performance.now();
      bytes += frame.length;
      // As over a wire: not within the recorder's own task.
      queueMicrotask(() => {
        try {
          copy.apply(frame);
        } catch (error) {
          problems.push(String(error?.message ?? error));
        }
      });
    },
  });
  return {
    /** What differs now. */
    differences: (options) => {
      if (problems.length || errors.length) return [...problems.map((problem) => `apply: ${problem}`), ...errors.map((error) => `thrown: ${error}`)].slice(0, 5);
      if (!copy.frame.contentDocument?.documentElement) return ["document: the replica is empty"];
      return compare(document, copy.frame.contentDocument, options);
    },
    /** What still differs when no more comes. */
    async settled(options, patience) {
      for (let wait = 15; ; wait = Math.min(wait * 1.5, 250)) {
        await pause(wait);
        const differences = this.differences(options);
        const quiet = performance.now() - last;
        if (!differences.length || problems.length || quiet > patience) return differences;
      }
    },
    bytes: () => bytes,
    stop: () => recording.stop(),
  };
};

/** Begins something long; its outcome is asked for. */
const begin = (act) => {
  exact.outcome = null;
  act().then((outcome) => { exact.outcome = outcome; }, (error) => { exact.outcome = { broken: String(error?.stack ?? error) }; });
};

window.exact = {
  outcome: null,
  kinds,
  play: (wanted) => begin(() => play(wanted, observed)),
  spoil: () => begin(async () => spoilt(await beside())),
  storm: (wanted) => begin(() => storm(wanted, observed)),
  ready: true,
};

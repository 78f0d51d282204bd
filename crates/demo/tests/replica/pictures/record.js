// In the demo's pages instead of our script tag: the recorder alone.

import { record } from "/alongside/observe.js";

const frames = [];
let last = performance.now();
await record({
  privacy: "show",
  emit: (frame) => {
    frames.push(frame);
    last = performance.now();
  },
});

window.recorded = {
  /** All has come, and nothing has changed for a while. */
  quiet: () =>
    document.readyState === "complete" && document.fonts.status === "loaded" && Array.from(document.images).every((image) => image.complete) && performance.now() - last > 400,
  frames: () => frames.map((frame) => btoa(Array.from(frame, (byte) => String.fromCharCode(byte)).join(""))),
};

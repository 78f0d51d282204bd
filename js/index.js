// The package's entry: fetches and starts the wasm once, on the first call.
import init, { fingerprint as fingerprintNow, start as startNow } from "./alongside.js";

// By this another copy of the package in the same page finds the one that runs.
const HANDLE = Symbol.for("alongside.handle");
// By this a frame of the same site learns that the page around it is about to start.
const STARTS = Symbol.for("alongside.starts");
// By this a page learns that the frame it is in is one of ours, over the page that holds a call.
const SHELL = Symbol.for("alongside.shell");

let ready;

/** @type {import("./index.d.ts").load} */
export function load(source) {
  ready ??= init(source === undefined ? undefined : { module_or_path: source }).catch((error) => {
    // The next call tries again.
    ready = undefined;
    throw error;
  });
  return ready.then(() => undefined);
}

/** @type {import("./index.d.ts").start} */
export function start(options) {
  const started = begin(options);
  // What went wrong is told to the caller; a frame then starts by itself.
  window[STARTS] = started.catch(() => undefined);
  return started;
}

async function begin(options) {
  const around = await runningAround();
  if (around) {
    console.warn("alongside: it runs in the page around this frame, and that one goes on");
    return around;
  }
  await load();
  const running = document.querySelector("alongside-overlay")?.[HANDLE];
  if (running) {
    console.warn("alongside: start() was called again; the first one goes on");
    return running;
  }
  const handle = startNow(options);
  const host = document.querySelector("alongside-overlay");
  if (host) host[HANDLE] = handle;
  return handle;
}

// The handle of the page around this frame, of the same site. That page may start later
// than what it holds: once it is loaded, its own scripts have said whether they start it.
async function runningAround() {
  for (let inner = window; inner !== inner.parent; inner = inner.parent) {
    const page = inner.parent;
    try {
      // There it is what it would be without the frame.
      if (page[SHELL]?.frame === inner.frameElement || inner.frameElement.dataset.alongside === "page") return;
      if (page.document.readyState !== "complete") await new Promise((done) => page.addEventListener("load", done, { once: true }));
      await (page[STARTS] ?? page.alongside?.ready);
      const running = page.document.querySelector("alongside-overlay")?.[HANDLE];
      if (running) return running;
    } catch {
      // Another site's page, or one whose own start failed: the next one out may run it.
    }
  }
}

/** @type {import("./index.d.ts").fingerprint} */
export async function fingerprint(element) {
  await load();
  return fingerprintNow(element);
}

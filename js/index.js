// The package's entry: fetches and starts the wasm once, on the first call.
import init, { fingerprint as fingerprintNow, start as startNow } from "./alongside.js";

// By this another copy of the package in the same page finds the one that runs.
const HANDLE = Symbol.for("alongside.handle");

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
export async function start(options) {
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

/** @type {import("./index.d.ts").fingerprint} */
export async function fingerprint(element) {
  await load();
  return fingerprintNow(element);
}

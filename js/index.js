// The package's entry: fetches and starts the wasm once, on the first call.
import init, { start as startNow } from "./alongside.js";

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
  return startNow(options);
}

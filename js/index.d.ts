import type { Fingerprint, Handle, StartOptions } from "./alongside.js";

export type * from "./alongside.js";

/**
 * Starts Alongside in this page. A second call gives the handle of the first.
 *
 * Rejects with one sentence when an option is wrong; the page is then untouched.
 */
export function start(options: StartOptions): Promise<Handle>;

/**
 * What an element is known by: keep it as a step's `target.fingerprint`, and the
 * step finds the element again after a redesign. It never holds what was typed.
 */
export function fingerprint(element: Element): Promise<Fingerprint>;

/**
 * Fetches the wasm ahead of the first `start()`. `source` replaces the address
 * next to this module, for bundlers and hosts that move it.
 */
export function load(source?: string | URL | Request | BufferSource | WebAssembly.Module): Promise<void>;

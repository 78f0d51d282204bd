import type { Recording, RecordOptions, Replica } from "./alongside.js";

export type { PrivacyOptions, Recording, RecordOptions } from "./alongside.js";
export { Replica } from "./alongside.js";
export { load } from "./index.js";

/** Records this page into wire frames, until `stop()`. */
export function record(options: RecordOptions): Promise<Recording>;

/**
 * A replica in `frame`, an empty iframe; it sandboxes the frame itself. `sources`
 * are the origins, such as `https://cdn.example`, that style sheets, fonts and
 * pictures are loaded from: your page's own when not given, and never others.
 */
export function createReplica(frame: HTMLIFrameElement, options?: { sources?: string[] }): Promise<Replica>;

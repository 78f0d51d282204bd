import type { Recording, RecordOptions, Replica } from "./alongside.js";

export type { PrivacyOptions, Recording, RecordOptions } from "./alongside.js";
export { Replica } from "./alongside.js";
export { load } from "./index.js";

/** Records this page into wire frames, until `stop()`. */
export function record(options: RecordOptions): Promise<Recording>;

/** A replica in `frame`, an empty iframe; it sandboxes the frame itself. */
export function createReplica(frame: HTMLIFrameElement): Promise<Replica>;

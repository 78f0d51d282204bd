// Observation alone: a recorder and a replica, without relay or guidance.
import { record as recordNow, Replica } from "./alongside.js";
import { load } from "./index.js";

/** @type {import("./observe.d.ts").record} */
export async function record(options) {
  await load();
  return recordNow(options);
}

/** @type {import("./observe.d.ts").createReplica} */
export async function createReplica(frame, options) {
  await load();
  const replica = new Replica(frame);
  if (options?.sources) replica.loadFrom(options.sources);
  return replica;
}

export { Replica, load };

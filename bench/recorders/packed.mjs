// What messages weigh: as they are, as one compressed stream, and each compressed by itself.

import { constants, createDeflate, gzipSync } from "node:zlib";

const LEVEL = 6;

/** Bytes of `messages`: `raw`, `stream` (deflate, flushed after each), `each` (gzip, one by one). */
export async function packed(messages) {
  const sum = (measure) => messages.reduce((total, { raw }) => total + measure(raw), 0);
  return {
    messages: messages.length,
    raw: sum((raw) => raw.length),
    stream: await streamed(messages),
    each: sum((raw) => gzipSync(raw, { level: LEVEL }).length),
  };
}

async function streamed(messages) {
  const stream = createDeflate({ level: LEVEL });
  let bytes = 0;
  stream.on("data", (chunk) => (bytes += chunk.length));
  for (const { raw } of messages) {
    stream.write(raw);
    await new Promise((done) => stream.flush(constants.Z_SYNC_FLUSH, done));
  }
  return bytes;
}

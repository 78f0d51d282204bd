// Opens what recorders send: gzip or zlib, and forms of several parts.

import { unzipSync } from "node:zlib";

/** The first byte of gzip, and of zlib as browsers write it; none begins a text. */
const PACKED = new Set([0x1f, 0x78]);

/** Text, which may have been compressed. */
export const inflate = (bytes) => (PACKED.has(bytes[0]) ? unzipSync(bytes) : bytes).toString();

/** The parts of a multipart form: `{ name, body }`. */
export function parts(type, body) {
  const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(type) ?? [];
  if (!boundary) return [];
  const line = Buffer.from(`--${boundary}`);
  const found = [];
  for (let at = body.indexOf(line); at >= 0; ) {
    const next = body.indexOf(line, at + line.length);
    if (next < 0) break;
    // Between two boundaries: an end of line, the part's headers, an empty line, the part, an end of line.
    const part = body.subarray(at + line.length + 2, next - 2);
    const blank = part.indexOf("\r\n\r\n");
    const [, name] = /name="([^"]+)"/.exec(part.subarray(0, blank).toString()) ?? [];
    found.push({ name, body: part.subarray(blank + 4) });
    at = next;
  }
  return found;
}

// Serves one demo site, with the redesigns and the SDK's own JavaScript beside it under `/-/`.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".mjs": "text/javascript", ".svg": "image/svg+xml",
};

/** `mounts`: from a path's beginning to a folder; the first that fits is taken. */
export async function serve(mounts) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [start, folder] = mounts.find(([each]) => pathname.startsWith(each));
    const inside = normalize(`/${decodeURIComponent(pathname.slice(start.length))}`);
    const file = join(folder, inside.endsWith("/") ? `${inside}index.html` : inside);
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

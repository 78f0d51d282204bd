// A site for the tests: folders under addresses, with the policy that the demo's sites have.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".wasm": "application/wasm",
};

export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' ws://localhost:*; "
  + "img-src 'self' data:; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * `mounts`: [address, folder or file], the first that fits; `policy`: the Content-Security-Policy of every answer;
 * `change`: what becomes of the text of each page; `moved`: other addresses of pages.
 */
export async function serve(mounts, policy = STRICT, change = null, moved = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (Object.hasOwn(moved, path)) return response.writeHead(302, { Location: moved[path] }).end();
    const mount = mounts.find(([address]) => path.startsWith(address));
    let file = mount && join(mount[1], normalize(`/${path.slice(mount[0].length)}`)).replace(/\/$/, "");
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
      "Cache-Control": "no-cache",
    });
    if (change && extname(file) === ".html") return response.end(change(readFileSync(file, "utf8")));
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://localhost:${server.address().port}`, close: () => server.close() };
}

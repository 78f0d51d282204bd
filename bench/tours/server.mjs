// Serves the pages of every trial, each under a host name of its own, so that a
// case may use any path and no two trials share what a browser stores.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "pkg");
const types = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm", json: "application/json" };

export async function serve() {
  const sites = new Map();
  const server = createServer((request, response) => {
    answer(sites, request)
      .then(({ status = 200, type, body, headers }) => {
        response.writeHead(status, { "content-type": type, ...headers });
        response.end(body);
      })
      .catch(() => response.writeHead(404).end());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  let count = 0;
  return {
    /** Opens a site of `{ library, pages, style, script, headers, html }`; gives its address. */
    open(site) {
      const host = `t${++count}.localhost:${port}`;
      sites.set(host, site);
      return { address: `http://${host}`, close: () => sites.delete(host) };
    },
    close: () => server.close(),
  };
}

async function answer(sites, { url, headers: { host } }) {
  const site = sites.get(host);
  if (!site) return { status: 404, type: "text/plain", body: "" };
  const { pathname, search } = new URL(url, `http://${host}`);
  if (pathname === "/bench/library.js") {
    // Its second copy has its own everything, as when a page loads two bundles.
    const script = search ? site.library.script.replaceAll("/pkg/", "/pkg-again/") : site.library.script;
    return { type: types.js, body: script };
  }
  if (pathname === "/bench/library.css") return { type: types.css, body: site.library.style };
  if (pathname === "/bench/case.css") return { type: types.css, body: site.style ?? "" };
  if (pathname === "/bench/case.js") return { type: types.js, body: site.script ?? "" };
  const part = /^\/pkg(?:-again)?\/(.+)$/.exec(pathname);
  if (part) {
    const file = normalize(part[1]);
    if (file.startsWith("..")) return { status: 404, type: "text/plain", body: "" };
    const type = types[file.split(".").at(-1)] ?? "text/plain";
    return { type, body: await readFile(join(pkg, file)) };
  }
  if (pathname === "/favicon.ico") return { status: 404, type: "text/plain", body: "" };
  return { type: "text/html; charset=utf-8", body: page(site, pathname), headers: site.headers };
}

function page({ library, pages = {}, html = "", root = "lang=en" }, path) {
  return `<!doctype html>
<html ${root}>
<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>Shop</title>
${library.style ? '<link rel=stylesheet href="/bench/library.css">' : ""}
<link rel=stylesheet href="/bench/case.css">
</head>
<body>
${pages[path] ?? html}
<script src="/bench/case.js"></script>
<script type=module src="/bench/library.js"></script>
</body>
</html>`;
}

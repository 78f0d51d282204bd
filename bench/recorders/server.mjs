// Serves the pages and takes what recorders send, each page under a host name of its own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { content } from "./pages/content.mjs";
import { style } from "./pages/style.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** The built package that is measured. */
export const pkg = resolve(process.env.ALONGSIDE_PKG ?? join(here, "..", "..", "pkg"));

const TYPES = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm", json: "application/json" };
const css = style();
const table = `<main class="container"><h1>Rows</h1><table class="table table-striped"><tbody id="rows"></tbody></table><p id="mark">before</p></main>`;
const pages = new Map();

export async function serve() {
  const sites = new Map();
  const server = createServer((request, response) => {
    answer(sites, request)
      .then(({ type = "text/plain", body, status = 200 }) => {
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
        response.end(body);
      })
      .catch(() => response.writeHead(404).end());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  let made = 0;
  return {
    /** Opens a site of `{ recorder, size, take(post) }`; `size` in nodes, none for the table. */
    open(site) {
      const host = `r${++made}.localhost:${port}`;
      sites.set(host, site);
      return { address: `http://${host}/`, close: () => sites.delete(host) };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(sites, request) {
  const { pathname: path, searchParams: query } = new URL(request.url, "http://bench");
  const site = sites.get(request.headers.host);
  // A page that is being closed may still send.
  if (!site) return { status: 404 };
  if (request.method === "POST") {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers["content-type"] ?? "";
    site.take({ path, query, type, body: Buffer.concat(chunks), at: Number(query.get("at")) });
  }
  const [, known] = Object.entries(site.recorder.answers ?? {}).find(([start]) => path.startsWith(start)) ?? [];
  if (known) return { type: TYPES.json, body: JSON.stringify(known) };
  if (request.method === "POST") return { type: TYPES.json, body: "{}" };
  if (path === "/bench/recorder.js") return { type: TYPES.js, body: site.recorder.script };
  if (path === "/bench/sender.js") return { type: TYPES.js, body: await readFile(join(here, "sender.js")) };
  if (path === "/bench/style.css") return { type: TYPES.css, body: css };
  if (path.startsWith("/pkg/")) {
    const file = normalize(path.slice("/pkg/".length));
    if (file.startsWith("..")) return { status: 404 };
    return { type: TYPES[file.split(".").at(-1)], body: await readFile(join(pkg, file)) };
  }
  if (path !== "/") return { status: 404 };
  return { type: "text/html; charset=utf-8", body: document(site.size) };
}

function document(size) {
  if (!pages.has(size)) {
    const body = size ? content(size) : table;
    pages.set(
      size,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="stylesheet" href="/bench/style.css"><script type="module" src="/bench/recorder.js"></script></head><body>${body}</body></html>`,
    );
  }
  return pages.get(size);
}

// Size of what a page downloads, ours beside the peers', by the same rules.
//
//   cargo xtask bench        (or, with pkg/ built and `npm ci` done here: node bench/size.mjs)
//
// JavaScript is bundled and minified by the same esbuild from the lines in
// peers.mjs; each file is compressed by itself, as it travels; a row is the
// sum of its files. Prints a table and writes it to bench/results/size.md.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build, transform } from "esbuild";

import { loaders, peers } from "./peers.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const pkg = join(here, "..", "pkg");

const common = {
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "error",
};

/** Bundles an entry to one minified module. */
async function bundle(stdin, { external = [] } = {}) {
  const result = await build({
    ...common,
    stdin: { resolveDir: here, ...stdin },
    bundle: true,
    write: false,
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    external,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function sizes(files) {
  const sum = (measure) => files.reduce((total, file) => total + measure(file), 0);
  const brotli = (file) =>
    brotliCompressSync(file, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: file.length,
      },
    }).length;
  return {
    raw: sum((file) => file.length),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum(brotli),
  };
}

async function peer({ name, note, does, entry, styles = [], external }) {
  const files = [await bundle({ contents: entry }, { external })];
  for (const style of styles) {
    files.push(await bundle({ contents: `@import "${style}";`, loader: "css" }));
  }
  const parts = name.split(" + ").map((part) => `${part} ${version(part)}`);
  if (styles.length > 0) parts.push("its CSS");
  return { title: titled(parts.join(" + "), note), does, ...sizes(files) };
}

async function ours() {
  const script = await bundle({
    contents: 'import { start } from "./index.js";\nstart({});',
    resolveDir: pkg,
  });
  const wasm = readFileSync(join(pkg, "alongside_bg.wasm"));
  return {
    title: `**alongside ${manifest(pkg).version}** (JavaScript + wasm)`,
    does: "tours, observation, voice, chat",
    ...sizes([script, wasm]),
    parts: { script: sizes([script]), wasm: sizes([wasm]) },
  };
}

async function ourLoader() {
  // Not bundled: what it fetches later is counted in the other table.
  const { code } = await transform(readFileSync(join(pkg, "script.js"), "utf8"), common);
  return { title: "**alongside** `script.js`", ...sizes([Buffer.from(code)]) };
}

const manifest = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const version = (name) => manifest(join(here, "node_modules", name)).version;
const titled = (title, note) => (note ? `${title} (${note})` : title);
const kib = (bytes) => (bytes / 1024).toFixed(1);

function table(own, rows, withPurpose) {
  const head = ["what", ...(withPurpose ? ["does"] : []), "raw KiB", "gzip KiB", "brotli KiB", "brotli, ours = 1"];
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const body = [own, ...rows].map((row) =>
    line([
      row.title,
      ...(withPurpose ? [row.does] : []),
      kib(row.raw),
      kib(row.gzip),
      kib(row.brotli),
      (row.brotli / own.brotli).toFixed(2),
    ]),
  );
  const rule = head.map((name) => (/KiB|ours/.test(name) ? "---:" : "---"));
  return [line(head), line(rule), ...body].join("\n");
}

if (!existsSync(join(pkg, "index.js"))) {
  console.error("pkg/ is missing: build it with `cargo xtask build`");
  process.exit(1);
}

const whole = await ours();
const loader = await ourLoader();
const peerRows = [];
for (const each of peers) peerRows.push(await peer(each));
const loaderRows = [];
for (const each of loaders) loaderRows.push(await peer(each));
const { script, wasm } = whole.parts;

const report = `# Size

\`\`\`sh
cargo xtask bench
\`\`\`

Every JavaScript row is bundled and minified by esbuild ${version("esbuild")} from the lines in
\`bench/peers.mjs\`; gzip is level 9, brotli quality 11; each file is compressed by itself.

## The whole

${table(whole, peerRows, true)}

Ours is ${kib(script.brotli)} KiB of JavaScript and ${kib(wasm.brotli)} KiB of wasm (brotli).

## Before anything is wanted

${table(loader, loaderRows, false)}
`;
mkdirSync(join(here, "results"), { recursive: true });
writeFileSync(join(here, "results", "size.md"), report);
console.log(report);

// The libraries: one adapter file each, bundled for the page by esbuild.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const bench = join(here, "..");
const OURS = "alongside";

/** All libraries, or those named; ours first. */
export async function libraries(names = []) {
  const all = readdirSync(join(here, "adapters")).map((file) => file.replace(/\.mjs$/, ""));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no adapter for ${unknown}; there are: ${all.join(", ")}`);
  const wanted = names.length > 0 ? names : [OURS, ...all.filter((name) => name !== OURS)];
  return Promise.all(wanted.map(library));
}

/** The one that must fail every case. */
export const broken = async () => ({ ...(await library("../broken")), name: "broken" });

async function library(name) {
  const { about } = await import(`./adapters/${name}.mjs`);
  const [script, style] = await Promise.all([bundleScript(name), bundleStyles(about.styles ?? [])]);
  return { name, ...about, version: version(about.package), script, style };
}

const options = {
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  minify: true,
  logLevel: "error",
  define: { "process.env.NODE_ENV": '"production"' },
};

async function bundleScript(name) {
  const contents = `
    import * as adapter from "./adapters/${name}.mjs";
    import { eyes } from "./page.mjs";
    const { mount } = adapter;
    await adapter.prepare?.();
    window.bench ??= {
      async mount(plan) {
        window.tour = await mount(plan);
        window.eyes = eyes(window.tour);
      },
    };
    // For the page that loads everything twice.
    window.bench.copies = [...(window.bench.copies ?? []), mount];`;
  const stdin = { contents, resolveDir: here };
  const { outputFiles } = await build({ ...options, stdin, external: ["/pkg/*"] });
  return outputFiles[0].text;
}

async function bundleStyles(styles) {
  if (styles.length === 0) return "";
  const contents = styles.map((style) => `@import "${style}";`).join("\n");
  const { outputFiles } = await build({ ...options, stdin: { contents, loader: "css", resolveDir: here } });
  return outputFiles[0].text;
}

function version(name) {
  const folder = name.startsWith(".") ? join(here, name) : join(bench, "node_modules", name);
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

// The recorders: one adapter file each, bundled for the page by esbuild.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { pkg } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** In the order of the tables: the floors, ours, the others. */
const FIRST = ["none", "observer", "outerhtml", "alongside"];

/** All recorders, or those named with the page alone to compare them with. */
export async function recorders(names = []) {
  const there = readdirSync(join(here, "adapters")).map((file) => file.replace(/\.mjs$/, ""));
  const unknown = names.filter((name) => !there.includes(name));
  if (unknown.length > 0) throw new Error(`no adapter for ${unknown.join(", ")}; there are: ${there.join(", ")}`);
  const order = [...FIRST, ...there.filter((name) => !FIRST.includes(name))];
  const wanted = names.length > 0 ? order.filter((name) => name === "none" || names.includes(name)) : order;
  return Promise.all(wanted.map((name) => recorder("adapters", name)));
}

/** Those that do something wrong, for the check of the bench itself. */
export const broken = (name) => recorder("broken", name);

async function recorder(folder, name) {
  const { about, read = () => [], nodes } = await import(`./${folder}/${name}.mjs`);
  const title = about.title ?? name;
  const npm = about.package && join(here, "..", "node_modules", about.package);
  const version = name === "alongside" ? manifest(pkg) : npm && manifest(npm);
  return { ...about, name, title: version ? `${title} ${version}` : title, read, nodes, script: await bundle(folder, name) };
}

const manifest = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  } catch {
    // A build for development has none.
    return "(development build)";
  }
};

async function bundle(folder, name) {
  const contents = `
    import { load } from "./${folder}/${name}.mjs";
    import { setUp, shape } from "./page.mjs";
    window.shape = shape;
    await setUp(load);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["/pkg/*"],
  });
  return outputFiles[0].text;
}

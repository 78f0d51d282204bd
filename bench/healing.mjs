// Whether a recorded target is found again after a redesign, or rightly given up.
//
//   node bench/healing.mjs            (with `npm ci` done in bench/, a browser on PATH, and cargo)
//
// Each page of the demo sites is recorded, redesigned in the browser (see
// bench/redesigns/), and searched: once as it is, and once for each target with
// that target taken out. The cases go to target/healing/*.jsonl, are answered by
// the core's own example `score`, and counted into bench/results/healing.md.
//
//   --cases     stop once the cases are written

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { visit } from "./redesigns/harness/browser.mjs";
import { report, roleName } from "./redesigns/harness/report.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "target", "healing");
const results = join(root, "bench", "results");

const { values: options } = parseArgs({ options: { cases: { type: "boolean", default: false } } });

const lines = (values) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** Writes the cases of one redesign, and beside them what the example need not know. */
function write(name, pages) {
  const cases = [];
  const notes = [];
  for (const { page, redesign, found } of pages) {
    for (const [number, states] of found.entries()) {
      for (const [state, { target, candidates, truth, ...rest }] of Object.entries(states)) {
        cases.push({ target, candidates, truth });
        notes.push({ page, redesign, number, state, truth, ...rest, roleName: roleName(target), candidates: candidates.map(roleName) });
      }
    }
  }
  writeFileSync(join(folder, `${name}.jsonl`), lines(cases));
  writeFileSync(join(folder, `${name}.notes.jsonl`), lines(notes.map(({ candidates, effects, ...note }) => note)));
  return notes;
}

function cargo(...command) {
  const { status, stdout, error } = spawnSync("cargo", command, {
    cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"],
  });
  if (error || status !== 0) throw new Error(`cargo ${command.join(' ')} failed: ${error?.message ?? status}`);
  return stdout;
}

const EXAMPLE = ["--release", "--quiet", "-p", "alongside-core", "--example", "score"];

/** The example's answers for one file, and the time of the whole run. */
function answers(file) {
  const start = performance.now();
  const said = cargo("run", ...EXAMPLE, "--", file);
  const milliseconds = performance.now() - start;
  return { milliseconds, given: said.trim().split('\n').map((line) => JSON.parse(line)) };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const visited = new Map();
const browser = await visit(root, (site, redesign, page, found) => {
  const name = `${site}-${redesign}`;
  visited.set(name, [...(visited.get(name) ?? []), { page, redesign, found }]);
});

const sets = [...visited].map(([name, pages]) => ({ name, notes: write(name, pages) }));
for (const { name, notes } of sets) {
  const targets = notes.filter(({ state }) => state === "present");
  console.log(`${name}: ${targets.length} targets on ${new Set(notes.map(({ page }) => page)).size} pages, ${notes.length} cases`);
}

if (!options.cases) {
  cargo("build", ...EXAMPLE);
  for (const set of sets) {
    const { milliseconds, given } = answers(join(folder, `${set.name}.jsonl`));
    if (given.length !== set.notes.length) {
      throw new Error(`${set.name}: ${given.length} answers to ${set.notes.length} cases`);
    }
    set.notes.forEach((note, index) => Object.assign(note, given[index]));
    set.milliseconds = milliseconds;
    writeFileSync(join(folder, `${set.name}.answers.jsonl`), lines(given));
  }
  const text = report(sets, browser);
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, "healing.md"), text);
  console.log(`\n${text}`);
}

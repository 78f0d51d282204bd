// The pass table: what a web team tries first, in every tour library, with its
// default settings.
//
//   node bench/behaviours.mjs [library...] [--only part-of-a-name] [--jobs 2]
//   node bench/behaviours.mjs --self-check
//
// All libraries and all cases together write bench/results/behaviours.md. The self
// check tries every case with a library that does everything wrong: none may pass.

import { cpus } from "node:os";
import { parseArgs } from "node:util";

import { behaviours } from "./tours/behaviours/index.mjs";
import { launch } from "./tours/browser.mjs";
import { broken, libraries } from "./tours/library.mjs";
import { write } from "./tours/report.mjs";
import { serve } from "./tours/server.mjs";
import { Miss, trial } from "./tours/trial.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, jobs: { type: "string", default: "1" }, "self-check": { type: "boolean" } },
});
const checking = values["self-check"];

const LIMIT = 45_000;

const compared = checking ? [await broken()] : await libraries(positionals);
const cases = behaviours.filter(({ name, group }) => !values.only || `${group}: ${name}`.includes(values.only));
const server = await serve();
const browser = await launch();
const results = new Map(compared.map(({ name }) => [name, new Map()]));

const queue = cases.flatMap((behaviour) => compared.map((library) => ({ library, behaviour })));
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { library, behaviour } = next;
    const result = await decide(library, behaviour);
    results.get(library.name).set(behaviour, result);
    const sign = { pass: "yes", fail: "NO ", lacks: "—  " }[result.is];
    console.log(`${sign} ${library.name.padEnd(10)} ${behaviour.group}: ${behaviour.name}${result.why ? ` (${result.why})` : ""}`);
  }
}

/** One try, and a second one for what failed: a busy machine must not decide. */
async function decide(library, behaviour) {
  if (behaviour.needs && !library.offers.includes(behaviour.needs)) return { is: "lacks" };
  const first = await attempt(library, behaviour);
  return first.is === "fail" && !checking ? attempt(library, behaviour) : first;
}

async function attempt(library, behaviour) {
  const seat = await trial(browser, server, library, behaviour);
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Miss("it takes too long")), LIMIT);
    });
    await Promise.race([behaviour.check(seat), late]);
    return { is: "pass" };
  } catch (error) {
    // A fault of the harness must not count against a library.
    if (!(error instanceof Miss)) throw error;
    return { is: "fail", why: error.message };
  } finally {
    clearTimeout(timer);
    await seat.close();
  }
}

try {
  await Promise.all(Array.from({ length: Math.min(Number(values.jobs), cpus().length) }, work));
  const whole = positionals.length === 0 && !values.only && !checking;
  console.log(write({ compared, cases, results, browser: browser.version(), toFile: whole }));
  const passed = checking ? [...results.get("broken")].filter(([, { is }]) => is === "pass") : [];
  for (const [{ name }] of passed) console.error(`can't fail: ${name}`);
  if (passed.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

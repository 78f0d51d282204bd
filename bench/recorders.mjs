// What recorders cost the page they record, ours beside the others', in one run.
//
//   node bench/recorders.mjs [--only rrweb] [--workload snapshot] [--runs 7] [--minutes 10]
//
// It writes bench/results/recorders.md and .json; a run of some workloads takes the place
// of what was measured of these, one of some recorders when it was measured the same way.

import { parseArgs } from "node:util";

import * as measures from "./recorders/measures.mjs";
import { recorders } from "./recorders/recorder.mjs";
import { report } from "./recorders/report.mjs";
import { keep, keepReport, measured } from "./recorders/results.mjs";
import { selfCheck } from "./recorders/self-check.mjs";
import { serve } from "./recorders/server.mjs";
import { workloads } from "./recorders/workloads.mjs";
import { launch } from "./tours/browser.mjs";

const { values } = parseArgs({
  options: {
    /** Names of adapters; the page alone is always measured too. */
    only: { type: "string", multiple: true, default: [] },
    /** Workloads whose name has this in it. */
    workload: { type: "string", default: "" },
    runs: { type: "string", default: "7" },
    minutes: { type: "string", default: "10" },
    /** How many pages churn at the same time; each takes more than half a core. */
    jobs: { type: "string", default: "1" },
    /** Three runs, one minute of churn. */
    quick: { type: "boolean", default: false },
    "self-check": { type: "boolean", default: false },
  },
});
const runs = values.quick ? 3 : Number(values.runs);
const minutes = values.quick ? 1 : Number(values.minutes);
const fail = (sentence) => {
  console.error(sentence);
  process.exit(1);
};
if (!(runs >= 1) || !(minutes > 0) || !(values.jobs >= 1)) fail("--runs, --minutes and --jobs must be numbers above 0");
const named = workloads.filter(({ name }) => name.includes(values.workload));
/** With what the measuring itself takes, wherever it must be taken off. */
const chosen = workloads.filter((each) => named.includes(each) || (each.only && named.some(({ make }) => make === each.make)));
const known = workloads.map(({ name }) => name).join(", ");
if (named.length === 0) fail(`no workload has “${values.workload}” in its name; there are: ${known}`);
const compared = await recorders(values.only).catch(({ message }) => fail(message));

const server = await serve();
// Garbage is collected as it falls; only memory asks for it.
const browser = await launch(["--enable-precise-memory-info"]);
const bench = { browser, server, minutes };
/** By workload and recorder: what each run gave, and why there is nothing. */
const taken = new Map(chosen.map(({ name }) => [name, new Map(compared.map((each) => [each.name, []]))]));
const failed = [];

/** A measure in a line. */
function told({ cpu, task, raw, lacks, rounds }) {
  if (cpu === undefined) return `${rounds} rounds`;
  return `${cpu.toFixed(1)} ms, longest task ${task.toFixed(0)}, ${raw} bytes${lacks ? ` (${lacks})` : ""}`;
}

/** Measures once; a second time when it went wrong, and then the reason counts. */
async function measure(workload, recorder, run) {
  const own = taken.get(workload.name).get(recorder.name);
  const what = `${workload.name}, ${recorder.title}`;
  for (let time = 0; time < 2; time++) {
    try {
      const figures = await measures[workload.kind]({ ...bench, prove: run === 0 }, recorder, workload);
      own.push(figures);
      console.log(`${run + 1}/${runs} ${what}: ${told(figures)}`);
      return;
    } catch (error) {
      if (!browser.isConnected()) throw new Error("the browser was closed");
      const why = error.message.split("\n")[0];
      console.error(`${run + 1}/${runs} ${what}: ${time === 0 ? "once more, as " : ""}${why}`);
      if (time === 1) failed.push({ workload: workload.name, recorder: recorder.name, title: recorder.title, why });
    }
  }
}

try {
  if (values["self-check"]) {
    await selfCheck(bench);
    console.log("the bench sees what it should");
  } else {
    // In turns, so that a busy minute of the machine meets them all.
    for (let run = 0; run < runs; run++) {
      for (const workload of chosen.filter(({ kind }) => kind !== "churn")) {
        for (const recorder of compared) {
          if (recorder.only && recorder.only !== workload.kind) continue;
          if (workload.only && workload.only !== recorder.name) continue;
          if (failed.some((each) => each.workload === workload.name && each.recorder === recorder.name)) continue;
          await measure(workload, recorder, run);
        }
      }
    }
    for (const workload of chosen.filter(({ kind }) => kind === "churn")) {
      const queue = compared.filter(({ only }) => !only);
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await measure(workload, next, 0);
      };
      await Promise.all(Array.from({ length: Number(values.jobs) }, work));
    }
    const now = measured({ browser: browser.version(), compared, taken, failed, runs, minutes });
    const all = keep(now, values.only.length === 0);
    const text = all ? report(all, await recorders(), workloads) : report(now, compared, workloads);
    if (all) keepReport(text);
    console.log(text);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}
for (const { title, workload, why } of failed) {
  console.error(`${title} in ${workload}: ${why}`);
  process.exitCode = 1;
}

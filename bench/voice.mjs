// How long it takes until a call is heard, and what is lost of it when the page changes:
// ours beside a plain call by PeerJS that does the same, in one run, in turns.
//
//   node bench/voice.mjs [--only alongside] [--runs 10] [--loads 10]
//
// Needs pkg/, target/console/ and target/debug/alongside-demo (`cargo xtask demo` makes
// them). With both it writes bench/results/voice.md.

import { parseArgs } from "node:util";

import * as alongside from "./voice/alongside.mjs";
import { call, loads } from "./voice/measures.mjs";
import * as peerjs from "./voice/peerjs.mjs";
import { report } from "./voice/report.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    /** Calls of each kind, of each side. */
    runs: { type: "string", default: "10" },
    /** Page loads of each kind. */
    loads: { type: "string", default: "10" },
  },
});
const sides = [alongside, peerjs].filter(({ about }) => !values.only || about.name === values.only);
const [runs, times] = [Number(values.runs), Number(values.loads)];
const wrong =
  (sides.length === 0 && `there is no “${values.only}”; there are: alongside, peerjs`) ||
  (!(runs >= 1 && times >= 1) && "--runs and --loads must be numbers above 0");
if (wrong) {
  console.error(wrong);
  process.exit(1);
}

const rounded = (numbers) => numbers.map((each) => each.toFixed(0)).join(" ");
const measured = sides.map(({ about }) => ({ ...about, calls: [], loads: {} }));
const stages = [];
try {
  for (const side of sides) stages.push(await side.open());
  for (let run = 0; run < runs; run++) {
    for (const [index, stage] of stages.entries()) {
      const found = await call(stage);
      measured[index].calls.push(found);
      console.log(`${run + 1}/${runs} ${measured[index].title}: ${rounded(Object.values(found))} ms`);
    }
  }
  for (const [index, stage] of stages.entries()) {
    for (const way of stage.ways) {
      measured[index].loads[way] = await loads(stage, way, times);
      console.log(`${measured[index].title}, ${way}: ${rounded(measured[index].loads[way])} ms`);
    }
  }
  const browser = stages[0].customer.browser.version();
  console.log(report({ measured, browser, runs, loads: times, toFile: !values.only }));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  for (const stage of stages) await stage.close();
}

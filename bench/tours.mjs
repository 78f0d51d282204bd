// What a tour costs the page, ours beside the libraries', in one run.
//
//   node bench/tours.mjs [library...] [--runs 9]
//
// All libraries together write bench/results/tours.md.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { launch } from "./tours/browser.mjs";
import { libraries } from "./tours/library.mjs";
import { firstStep, idle, wholeTour } from "./tours/measures.mjs";
import { line, results, titled } from "./tours/report.mjs";
import { serve } from "./tours/server.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "9" } },
});
const runs = Number(values.runs);

const compared = await libraries(positionals);
const server = await serve();
const browser = await launch();
const taken = new Map(compared.map(({ name }) => [name, { first: [], whole: [], idle: [] }]));

try {
  // In turns, so that a busy minute of the machine meets them all.
  for (let run = 0; run < runs; run++) {
    for (const library of compared) {
      const own = taken.get(library.name);
      own.first.push(await firstStep(browser, server, library));
      if (run < Math.ceil(runs / 2)) own.whole.push(await wholeTour(browser, server, library));
      if (run < 3) own.idle.push(await idle(browser, server, library));
      console.log(`${run + 1}/${runs} ${library.name}: first step ${own.first.at(-1).toFixed(0)} ms`);
    }
  }
} finally {
  await browser.close();
  server.close();
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (numbers) => `${Math.min(...numbers).toFixed(0)}–${Math.max(...numbers).toFixed(0)}`;

const rows = compared.map((library) => {
  const own = taken.get(library.name);
  const still = (what) => median(own.idle.map((each) => each[what]));
  return {
    name: titled(library),
    first: median(own.first),
    firstSpread: spread(own.first),
    whole: median(own.whole),
    wholeSpread: spread(own.whole),
    still: ["layouts", "styles", "timers", "frames"].map(still),
  };
});
const [ours] = rows;
const ratio = (value, own) => (own > 0 ? (value / own).toFixed(2) : "–");

const report = `# Tours: speed

\`\`\`sh
node bench/tours.mjs
\`\`\`

Chromium ${browser.version()}. Times depend on the machine; the ratios (ours = 1) much less. Libraries are measured in turns,
each time in a fresh page; the median, and from the fastest to the slowest in brackets.

**First step**: from the call that starts the tour to the first frame after one in which the bubble can be seen, with the
library loaded and the processor slowed down four times; ${runs} pages. **Ten steps**: processor time of the page's main thread
while a tour of ten steps is gone through in five seconds, less what the same page takes in five seconds without a tour;
${Math.ceil(runs / 2)} pages. **Still**: what happens in three seconds in which a step is shown and nothing moves; 3 pages.

${[
  line(["", "first step, ms", "ours = 1", "ten steps, ms", "ours = 1", "still: layouts", "style passes", "timers", "frames"]),
  line(["---", ...Array(8).fill("---:")]),
  ...rows.map((row) =>
    line([
      row.name,
      `${row.first.toFixed(0)} (${row.firstSpread})`,
      ratio(row.first, ours.first),
      `${row.whole.toFixed(0)} (${row.wholeSpread})`,
      ratio(row.whole, ours.whole),
      ...row.still,
    ]),
  ),
].join("\n")}
`;
console.log(report);
if (positionals.length === 0) writeFileSync(join(results, "tours.md"), report);

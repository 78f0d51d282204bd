// The report as Markdown.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { line, results } from "../tours/report.mjs";

const at = (numbers, part) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
};
const both = (numbers) => (numbers ? `${at(numbers, 0.5).toFixed(0)} / ${at(numbers, 0.95).toFixed(0)}` : "—");

/** Makes the report; writes it when it is about everything. */
export function report({ measured, browser, runs, loads, toFile }) {
  const head = [line(["ms, p50 / p95", ...measured.map(({ title }) => title)]), line(["---", ...measured.map(() => "---:")])];
  const rows = [
    ["click to first sound, answered at once", (each) => each.calls.map(({ click }) => click)],
    ["answer to first sound, at the customer", (each) => each.calls.map((call) => call["answer, at the customer"])],
    ["answer to first sound, at the agent", (each) => each.calls.map((call) => call["answer, at the agent"])],
    ["longest time between two packets over a link to the next page", (each) => each.loads["a link to the next page"] ?? each.loads["a page load"]],
    ["the same over a reload", (each) => each.loads["a reload"] ?? each.loads["a page load"]],
  ].map(([title, of]) => line([title, ...measured.map((each) => both(of(each)))]));
  const table = [...head, ...rows].join("\n");
  const text = `# Voice

\`\`\`sh
node bench/voice.mjs --runs ${runs} --loads ${loads}
\`\`\`

Two Chromium ${browser} processes on one machine, ${runs} calls of each in turns, ${loads} page loads in one call. Times are read from
packets of sound at the far end, looked at a hundred times a second; packets come every 20 ms, so that about 20 to 40 is no gap.
*At once*: the agent's button is pressed as soon as it can be, the customer's microphone was allowed before. *Answer*: the
agent thinks for two seconds first. PeerJS: a page that calls again when it loads, an agent whose microphone is open all the time, no
queue, no console, nothing else on the page.

${table}
`;
  if (toFile) writeFileSync(join(results, "voice.md"), text);
  return table;
}

// The report as Markdown.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { line, results } from "../tours/report.mjs";
import { LOST } from "./measures.mjs";
import { ROUND_TRIP } from "./runs.mjs";

const number = (each) => (each === Infinity ? "∞" : each.toFixed(0));
const at = (numbers, part) => {
  // Infinite ones have no difference.
  const sorted = [...numbers].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1));
  return number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]);
};
const both = (numbers) => (numbers ? `${at(numbers, 0.5)} / ${at(numbers, 0.95)}` : "—");

const CALLS = [
  ["click to first sound, answered at once", (each) => each.calls.map(({ click }) => click)],
  ["answer to first sound, at the customer", (each) => each.calls.map((call) => call["answer, at the customer"])],
  ["answer to first sound, at the agent", (each) => each.calls.map((call) => call["answer, at the agent"])],
  ["longest time between two packets over a link to the next page", (each) => each.loads["a link to the next page"] ?? each.loads["a page load"]],
  ["the same over a reload", (each) => each.loads["a reload"] ?? each.loads["a page load"]],
];
const ROWS = {
  near: [...CALLS, ["the same, at the customer, over a transfer to a second agent", (each) => each.transfers]],
  moved: ["another address of the router's", "another address of the customer's own"].map((what) => [
    `by TURN: longest time between two packets at either end over ${what}`,
    (each) => each[what],
  ]),
  far: CALLS.map(([title, of]) => [`by TURN, ${ROUND_TRIP} ms away: ${title}`, of]),
};

/** Makes the report; writes it when it is about everything. */
export function report({ sides, found, browser, counts, why, toFile }) {
  const head = [line(["ms, p50 / p95", ...sides.map(({ title }) => title)]), line(["---", ...sides.map(() => "---:")])];
  const rows = Object.entries(found).flatMap(([part, measured]) =>
    ROWS[part].map(([title, of]) => line([title, ...measured.map((each) => both(of(each)))])),
  );
  const left = line([`by TURN, between networks: left out, since this machine has none (${why})`, ...sides.map(() => "—")]);
  const table = [...head, ...rows, ...(why ? [left] : [])].join("\n");
  const { runs, times, moves } = counts;
  const text = `# Voice

\`\`\`sh
node bench/voice.mjs --runs ${runs} --loads ${times} --moves ${moves}
\`\`\`

Chromium ${browser}, a process for each person, on one machine: ${runs} calls of each in turns, ${times} page loads in one call,
${runs} transfers. Times are those of packets of sound at the far end, as the browser counts them. They come every 20 ms, and those
that were counted in one look are taken to be as far apart, so that a page that is busy makes no gap: about 30 is none.
*At once*: the agent's button is pressed as soon as it can be, the customer's microphone was allowed before. *Answer*: the
agent thinks for two seconds first.

PeerJS: a page that calls again when it loads, an agent whose microphone is open all the time, no queue, no console, nothing else on
the page. For a transfer the first agent's page tells the customer's whom to call, over a data channel that is open by then;
it hangs up and calls with its open microphone, and the second agent's page answers by itself.

*By TURN*: customer and agent in network namespaces, each behind a router that gives everybody who is spoken to another port, so
that sound goes by way of coturn, over UDP, for both sides; pages, relay and signalling are on the internet between them, too.
Of an address ${moves} changes of each kind, each in a new call; ∞ is a call that was not back after ${LOST / 1000} s. PeerJS tries nothing
then; the page would have to. *${ROUND_TRIP} ms away*: every packet between the customer's home and the internet, the page's too, is held
up for ${ROUND_TRIP / 2} ms in either direction (\`bench/voice/delay.py\`); the agent is near.

${table}
`;
  if (toFile) writeFileSync(join(results, "voice.md"), text);
  return table;
}

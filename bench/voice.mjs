// How long it takes until a call is heard, and what is lost of it when the page, the agent or
// the network changes: ours beside a plain call by PeerJS that does the same, in one run, in turns.
//
//   node bench/voice.mjs [--only alongside] [--part near] [--runs 10] [--loads 10] [--moves 5]
//
// Needs pkg/, target/console/ and target/debug/alongside-demo (`cargo xtask demo` makes
// them); between networks also root, network namespaces, iptables, coturn and Python.
// With both sides and all parts it writes bench/results/voice.md.

import { parseArgs } from "node:util";

import { launch } from "./tours/browser.mjs";
import * as alongside from "./voice/alongside.mjs";
import { whyNot } from "./voice/network.mjs";
import * as peerjs from "./voice/peerjs.mjs";
import { report } from "./voice/report.mjs";
import { far, moved, near } from "./voice/runs.mjs";

const parts = { near, moved, far };
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    part: { type: "string" },
    /** Calls and hand-overs of each kind, of each side. */
    runs: { type: "string", default: "10" },
    /** Page loads of each kind. */
    loads: { type: "string", default: "10" },
    /** Changes of the customer's address of each kind. */
    moves: { type: "string", default: "5" },
  },
});
const sides = [alongside, peerjs].filter(({ about }) => !values.only || about.name === values.only);
const chosen = Object.keys(parts).filter((part) => !values.part || part === values.part);
const counts = { runs: Number(values.runs), times: Number(values.loads), moves: Number(values.moves) };
const wrong =
  (sides.length === 0 && `there is no “${values.only}”; there are: alongside, peerjs`) ||
  (chosen.length === 0 && `there is no “${values.part}”; there are: ${Object.keys(parts).join(", ")}`) ||
  (!Object.values(counts).every((count) => count >= 1) && "--runs, --loads and --moves must be numbers above 0");
if (wrong) {
  console.error(wrong);
  process.exit(1);
}

const why = whyNot();
if (why) console.error(`Nothing is measured between networks: ${why}. It needs root on a Linux with namespaces.`);
try {
  const browser = await launch();
  const version = browser.version();
  await browser.close();
  const found = {};
  for (const part of chosen) {
    if (part === "near" || !why) found[part] = await parts[part](sides, counts);
  }
  const toFile = !values.only && !values.part;
  console.log(report({ sides: sides.map(({ about }) => about), found, browser: version, counts, why, toFile }));
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}

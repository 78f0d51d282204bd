// What was measured, as it is kept: by workload, so that a run of some of them takes the
// place of what was measured of these before.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { results } from "../tours/report.mjs";

const FILE = join(results, "recorders.json");

/** What a run measured: `taken` and `failed` by workload and recorder. */
export function measured({ browser, compared, taken, failed, runs, minutes }) {
  const workloads = {};
  for (const [name, own] of taken) {
    const why = failed.filter(({ workload }) => workload === name).map(({ recorder, why }) => [recorder, why]);
    workloads[name] = { runs, minutes, taken: Object.fromEntries(own), failed: Object.fromEntries(why) };
  }
  return { browser, versions: Object.fromEntries(compared.map(({ name, title }) => [name, title])), workloads };
}

/** Keeps it beside what is known of other workloads, and gives all of it. */
export function keep(now) {
  const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : now;
  const same = before.browser === now.browser && JSON.stringify(before.versions) === JSON.stringify(now.versions);
  // Of another version, nothing stands beside what was measured now.
  const all = { ...now, workloads: { ...(same ? before.workloads : {}), ...now.workloads } };
  mkdirSync(results, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(all)}\n`);
  return all;
}

/** Keeps the report. */
export const keepReport = (text) => writeFileSync(join(results, "recorders.md"), text);

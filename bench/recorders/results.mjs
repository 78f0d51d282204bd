// What was measured, as it is kept: by workload and recorder, so that a run of some of
// them takes the place of what was measured of these before.

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

/** What a workload gave before, with what `now` gave of some recorders in its place. */
function beside(before, now) {
  const fell = Object.entries(before.failed).filter(([recorder]) => !(recorder in now.taken));
  return { ...now, taken: { ...before.taken, ...now.taken }, failed: { ...Object.fromEntries(fell), ...now.failed } };
}

/**
 * Keeps it beside what is known of other workloads, and gives all of it. A run of some
 * recorders is kept only beside what was measured the same way, else it gives nothing.
 */
export function keep(now, isOfAll) {
  const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : now;
  const isSame =
    before.browser === now.browser &&
    Object.entries(now.versions).every(([name, version]) => before.versions[name] === version);
  const workloads = isSame ? { ...before.workloads } : {};
  for (const [name, own] of Object.entries(now.workloads)) {
    const known = workloads[name];
    const isAlike = known?.runs === own.runs && known?.minutes === own.minutes;
    if (!isOfAll && !isAlike) return undefined;
    workloads[name] = isOfAll ? own : beside(known, own);
  }
  // Of another version, nothing stands beside what was measured now.
  const all = { ...now, versions: isSame ? before.versions : now.versions, workloads };
  mkdirSync(results, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(all)}\n`);
  return all;
}

/** Keeps the report. */
export const keepReport = (text) => writeFileSync(join(results, "recorders.md"), text);

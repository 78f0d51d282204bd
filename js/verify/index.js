// `alongside verify`: a flow, walked in a real browser against a running site.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { axeSource, launch } from "./browser.js";
import { accessibility, violations } from "./checks.js";
import { unreached } from "./coverage.js";
import { TestData } from "./data.js";
import { Misuse } from "./misuse.js";
import { HELP, options } from "./options.js";
import { diff, healed, rooted } from "./patch.js";
import { junit, line, passed, skipped, summary, told as failureTold } from "./report.js";
import { Told } from "./told.js";
import { walk } from "./walk.js";

const JUNIT = "junit.xml";
const PATCH = "healed.patch";
/** Milliseconds in which the browser reports what the page's policy has refused. */
const REPORTS = 300;

/** A name that every file system takes. */
const plain = (name) => name.replace(/[^\w.-]/g, "_");

/** Runs it; answers with the exit code: 0, 1 when the walk failed, 2 for a wrong use. */
export async function run(args) {
  try {
    const settings = await options(args);
    if (settings.help) {
      console.log(HELP);
      return 0;
    }
    return await verify(settings);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    console.error(`alongside verify: ${error.message}`);
    return 2;
  }
}

async function verify(settings) {
  const { name, out, document, strict } = settings;
  const axe = axeSource();
  mkdirSync(out, { recursive: true });
  // Nobody should take what the last time has left for this one's.
  const isPicture = (file) => file.startsWith(`${plain(name)}-`) && file.endsWith(".png");
  for (const file of [JUNIT, PATCH, ...readdirSync(out).filter(isPicture)]) rmSync(join(out, file), { force: true });
  if (document?.isFetched) writeFileSync(document.path, document.text);
  const browser = await launch(settings);
  const walks = [];
  try {
    for (const one of settings.walks) walks.push(await walked(browser, { ...settings, ...one }, axe).catch((error) => cutOff(settings, one, error)));
  } finally {
    // One that has gone away is closed.
    await browser.close().catch(() => {});
  }
  const warnings = [...warn(walks.flatMap(({ told }) => told.all("heal")), document, out), ...new Set(walks.flatMap((one) => one.warnings))];
  const left = document ? unreached(document.parsed, settings, walks.flatMap(({ told }) => told.shown())).map((part) => `not reached  ${part}`) : [];
  for (const part of left) console.log(`${strict ? "FAIL  " : "warning  "}${part}`);
  if (!strict) warnings.push(...left);
  const result = { name, id: settings.id, walks, warnings, left: strict ? left : [] };
  writeFileSync(join(out, JUNIT), junit(result));
  console.log(summary(result));
  return result.left.length || walks.some(({ steps }) => steps.some(({ failure }) => failure)) ? 1 : 0;
}

/** One walk, by a customer who was never here: its steps, those that were skipped, and what it warns of. */
async function walked(browser, settings, axe) {
  const { id, name, out, walk: title } = settings;
  if (title) console.log(`walk  ${title}`);
  const told = new Told();
  const steps = [];
  const { page, close } = await browser.open(told.hear);
  try {
    await walk(page, settings, new TestData(settings.data), told, {
      each: (step) => steps.push(step) && (step.failure || console.log(line(step, id))),
      check: async () => [...await accessibility(page, axe), ...violations(told)],
    });
    const last = steps.at(-1);
    await page.waitForTimeout(REPORTS).catch(() => {});
    const broken = violations(told);
    if (last && !last.failure && broken.length) last.failure = { target: last.target, reason: broken.join("; ") };
    else if (last?.failure && broken.length && !last.failure.reason.includes(broken[0])) last.failure.reason += `; ${broken.join("; ")}`;
    if (last?.failure) {
      const picture = join(out, `${plain([name, title, last.step].filter(Boolean).join("-"))}.png`);
      // A page that is gone has no picture.
      last.failure.screenshot = await page.screenshot({ path: picture }).then(() => picture, () => null);
      console.log(`${line(last, id)}\n${failureTold(last.failure)}`);
    }
  } finally {
    await close();
  }
  const over = told.skipped();
  for (const step of over) console.log(skipped(step, id));
  const failed = steps.find(({ failure }) => failure);
  const warnings = told.passed().filter(({ flow, step }) => failed?.flow !== flow || failed.step !== step).map(passed);
  for (const warning of warnings) console.log(`warning  ${warning}`);
  return { title, steps, told, skipped: over, warnings };
}

/** A walk that the browser did not live to see the end of. */
function cutOff({ id, site }, { walk: title }, error) {
  const failure = { target: site, reason: `unexpected: ${error.message.split("\n")[0]}`, screenshot: null };
  const last = { flow: id, step: "start", target: site, took: 0, failure };
  console.log(`${line(last, id)}\n${failureTold(failure)}`);
  return { title, steps: [last], told: new Told(), skipped: [], warnings: [] };
}

/** Says what was healed, and writes the document's patch. */
function warn(heals, document, out) {
  const latest = [...new Map(heals.map((heal) => [`${heal.flow} ${heal.step}`, heal])).values()];
  const warnings = latest.map(({ flow, step, score, changed }) =>
    `healed  ${flow}: ${step}, likeness ${score.toFixed(2)}, changed: ${changed.join(", ")}`);
  for (const warning of warnings) console.log(`warning  ${warning}`);
  if (!document || !latest.length) return warnings;
  const text = latest.reduce((before, heal) => {
    const after = healed(before, heal);
    if (after === null) console.log(`no patch for ${heal.flow}: ${heal.step}: ${document.path} has no fingerprint of its target`);
    return after ?? before;
  }, document.text);
  if (text === document.text) return warnings;
  const patch = diff(rooted(document.path), document.text, text);
  writeFileSync(join(out, PATCH), patch);
  console.log(patch);
  return warnings;
}

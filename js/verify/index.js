// `alongside verify`: a flow, walked in a real browser against a running site.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { axeSource, open } from "./browser.js";
import { accessibility, violations } from "./checks.js";
import { TestData } from "./data.js";
import { HELP, Misuse, options } from "./options.js";
import { diff, healed } from "./patch.js";
import { junit, line, summary, told as failureTold } from "./report.js";
import { Told, walk } from "./walk.js";

/** Runs it; answers with the exit code: 0, 1 when the walk failed, 2 for a wrong use. */
export async function run(args) {
  try {
    const settings = options(args);
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
  const { name, out, document } = settings;
  const axe = axeSource();
  const told = new Told();
  const steps = [];
  mkdirSync(out, { recursive: true });
  const { page, close } = await open(settings, told.hear);
  try {
    await walk(page, settings, new TestData(settings.data), told, {
      each: (step) => steps.push(step) && (step.failure || console.log(line(step, name))),
      check: async () => [...await accessibility(page, axe), ...violations(told)],
    });
    const last = steps.at(-1);
    const broken = violations(told);
    if (last && !last.failure && broken.length) last.failure = { target: last.target, reason: broken.join("; ") };
    else if (last?.failure && broken.length && !last.failure.reason.includes(broken[0])) last.failure.reason += `; ${broken.join("; ")}`;
    if (last?.failure) {
      const picture = join(out, `${name}-${last.step}.png`.replace(/[^\w.-]/g, "_"));
      await page.screenshot({ path: picture });
      last.failure.screenshot = picture;
      console.log(`${line(last, name)}\n${failureTold(last.failure)}`);
    }
  } finally {
    await close();
  }
  const warnings = warn(told.all("heal"), document, out);
  const missed = unreached(document?.parsed, name, steps);
  for (const flow of missed) console.log(`not reached  detour ${flow}`);
  const result = { name, steps, warnings, failures: steps.filter(({ failure }) => failure) };
  writeFileSync(join(out, "junit.xml"), junit(result));
  console.log(summary(result));
  return result.failures.length ? 1 : 0;
}

/** Says what was healed, and writes the document's patch. */
function warn(heals, document, out) {
  const latest = [...new Map(heals.map((heal) => [`${heal.flow} ${heal.step}`, heal])).values()];
  const warnings = latest.map(({ flow, step, score, changed }) =>
    `healed  ${flow}: ${step}, likeness ${score.toFixed(2)}, changed: ${changed.join(", ")}`);
  for (const warning of warnings) console.log(`warning  ${warning}`);
  if (!document || !latest.length) return warnings;
  const text = latest.reduce((before, heal) => healed(before, heal) ?? before, document.text);
  if (text === document.text) return warnings;
  const patch = diff(document.path, document.text, text);
  writeFileSync(join(out, "healed.patch"), patch);
  console.log(patch);
  return warnings;
}

/** Detours of the flow that the test data did not lead into. */
function unreached(document, name, steps) {
  const detours = (document?.detours ?? []).filter(({ flow, for: only }) => flow !== name && (!only || only.includes(name)));
  return [...new Set(detours.map(({ flow }) => flow))].filter((flow) => !steps.some((step) => step.flow === flow));
}

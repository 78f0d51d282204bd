// What a walk found, for people and for build servers.

const escaped = (text) => text.replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`)
  // XML has no way to write these.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);

const named = ({ flow, step }, main) => (flow === main ? step : `${flow}: ${step}`);

/** The line of one step. */
export const line = (step, main) => `${step.failure ? "FAIL" : "ok  "}  ${named(step, main)}  ${seconds(step.took)} s`;

const HELD = "it held already, or the customer was further on";

/** The line of a step that was passed over. */
export const skipped = (step, main) => `skip  ${named(step, main)}  ${HELD}`;

const THEN = { skip: "it is skipped, as the document says", detour: "the detour is taken, as the document says" };

/** A target that did not come, where the document goes on without it. */
export const passed = ({ flow, step, reason, then }) => `${reason}  ${flow}: ${step}, ${THEN[then]}`;

/** What a failure says: step, target, reason, picture. */
export const told = ({ target, reason, screenshot }) =>
  [`      target  ${target}`, `      reason  ${reason}`, ...(screenshot ? [`      picture ${screenshot}`] : [])].join("\n");

const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

const failed = ({ walks, left }) => walks.flatMap(({ steps }) => steps).filter(({ failure }) => failure).length + left.length;

/** The last line. */
export function summary({ name, walks, warnings, left }) {
  const failures = failed({ walks, left });
  const steps = walks.flatMap((one) => one.steps).length;
  const several = walks.length > 1 ? [count(walks.length, "walk")] : [];
  return `${failures ? "FAILED" : "passed"}: flow ${name}, ${[...several, count(steps, "step"), count(warnings.length, "warning"), count(failures, "failure")].join(", ")}`;
}

const testcase = (flow, name, took, inside) =>
  `    <testcase classname="alongside.${escaped(flow)}" name="${escaped(name)}" time="${(took / 1000).toFixed(3)}">${inside}</testcase>\n`;

/** JUnit XML: one suite, with a case for each step of each walk, and one for each part that had to be reached and was not. */
export function junit({ name, id, walks, warnings, left }) {
  const cases = walks.flatMap(({ title, steps, skipped: over }) => {
    const full = (step) => (title ? `${title}: ${step}` : step);
    return [
      ...steps.map(({ flow, step, took, failure }) => testcase(flow, full(step), took,
        failure ? `<failure message="${escaped(failure.reason)}">${escaped(told(failure))}</failure>` : "")),
      ...over.map(({ flow, step }) => testcase(flow, full(step), 0, `<skipped message="${HELD}"/>`)),
    ];
  });
  cases.push(...left.map((part) => testcase(id, part, 0, `<failure message="${escaped(part)}"/>`)));
  const took = walks.flatMap(({ steps }) => steps).reduce((sum, step) => sum + step.took, 0);
  const over = walks.flatMap((one) => one.skipped).length;
  const out = warnings.length ? `    <system-out>${escaped(warnings.join("\n"))}</system-out>\n` : "";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="${escaped(name)}" tests="${cases.length}" `
    + `failures="${failed({ walks, left })}" skipped="${over}" time="${(took / 1000).toFixed(3)}">\n${cases.join("")}${out}  </testsuite>\n</testsuites>\n`;
}

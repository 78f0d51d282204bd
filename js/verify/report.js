// What a walk found, for people and for build servers.

const escaped = (text) => text.replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`)
  // XML has no way to write these.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);

/** The line of one step. */
export function line({ flow, step, took, failure }, main) {
  const name = flow === main ? step : `${flow}: ${step}`;
  return `${failure ? "FAIL" : "ok  "}  ${name}  ${seconds(took)} s`;
}

/** What a failure says: step, target, reason, picture. */
export const told = ({ target, reason, screenshot }) =>
  [`      target  ${target}`, `      reason  ${reason}`, ...(screenshot ? [`      picture ${screenshot}`] : [])].join("\n");

/** The last line. */
export function summary({ name, steps, warnings, failures }) {
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${failures.length ? "FAILED" : "passed"}: flow ${name}, ${count(steps.length, "step")}, ${count(warnings.length, "warning")}, ${count(failures.length, "failure")}`;
}

/** JUnit XML: one case for each step. */
export function junit({ name, steps, warnings, failures }) {
  const cases = steps.map(({ flow, step, took, failure }) => {
    const inside = failure ? `<failure message="${escaped(failure.reason)}">${escaped(told(failure))}</failure>` : "";
    return `    <testcase classname="alongside.${escaped(flow)}" name="${escaped(step)}" time="${(took / 1000).toFixed(3)}">${inside}</testcase>\n`;
  });
  const took = steps.reduce((sum, step) => sum + step.took, 0);
  const out = warnings.length ? `    <system-out>${escaped(warnings.join("\n"))}</system-out>\n` : "";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="${escaped(name)}" tests="${steps.length}" `
    + `failures="${failures.length}" time="${(took / 1000).toFixed(3)}">\n${cases.join("")}${out}  </testsuite>\n</testsuites>\n`;
}

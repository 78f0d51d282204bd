// The pass table as Markdown.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const results = join(dirname(fileURLToPath(import.meta.url)), "..", "results");

export const line = (cells) => `| ${cells.join(" | ")} |`;
export const titled = ({ name, title, version }) => (name === "alongside" ? `**${title} ${version}**` : `${title} ${version}`);

const SIGNS = { pass: "yes", fail: "no", lacks: "—" };

/** Makes the report; writes it to its file when it is about everything. */
export function write({ compared, cases, results: found, browser, toFile }) {
  const of = (library, behaviour) => found.get(library.name).get(behaviour);
  const head = [line(["", ...compared.map(titled)]), line(["---", ...compared.map(() => ":---:")])];
  const total = (chosen) => compared.map((library) => chosen.filter((each) => of(library, each).is === "pass").length);
  const groups = [...new Set(cases.map(({ group }) => group))];
  const rows = groups.flatMap((group) => {
    const own = cases.filter((each) => each.group === group);
    return [
      line([`**${group}**`, ...total(own).map((count) => `**${count}** of ${own.length}`)]),
      ...own.map((each) => line([escape(each.name), ...compared.map((library) => SIGNS[of(library, each).is])])),
    ];
  });
  const sum = line(["**all**", ...total(cases).map((count) => `**${count} of ${cases.length}**`)]);
  const reasons = compared.flatMap((library) => {
    const failed = cases.filter((each) => of(library, each).is === "fail");
    const why = failed.map((each) => `- ${escape(each.name)}: ${escape(of(library, each).why)}`);
    return failed.length > 0 ? [`\n### ${library.title}\n`, ...why] : [];
  });
  const notes = compared.filter(({ note }) => note).map(({ title, note }) => `- ${title}: ${note}.`);
  const report = `# Behaviours

\`\`\`sh
node bench/behaviours.mjs
\`\`\`

Each row is a case of \`bench/tours/behaviours/\`, tried in a fresh page with a real mouse and keyboard, in Chromium
${browser}. A case looks at the page and at the bubble's box and knows no library. Default settings; how each library is
used is in its file in \`bench/tours/adapters/\`. *yes*: it does. *no*: it does not (why is below). *—*: the library has
no notion of it, which counts as not passed. What fails is tried a second time, and the second time counts.

${[...head, sum, ...rows].join("\n")}

${notes.join("\n")}

## Why not
${reasons.join("\n")}
`;
  if (toFile) {
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, "behaviours.md"), report);
  }
  return `${[...head, sum].join("\n")}`;
}

/** Words of a page can't break the table, nor be read as markup. */
const escape = (text) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

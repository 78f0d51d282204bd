// Counts the answers and writes them down.

/** What somebody writes who goes by role and name, for one record. */
export function roleName({ tag, role, ariaLabel, label, text, alt, placeholder }) {
  return `${role || tag} ${ariaLabel || label || text || alt || placeholder}`;
}

const WAYS = ["#id", "XPath", "CSS path", "tag + text", "role + name"];

/**
 * What one way of naming says to one case: "right", "none", "wrong", or "same" for
 * a wrong element that does what the right one does, as a second link to the same address.
 */
function said(note, way) {
  if (way !== "ours" && way !== "role + name") return note.baselines[way];
  const answer = way === "ours" ? note.answer : theOnly(note.candidates, note.roleName);
  if (answer === null) return "none";
  if (answer === note.truth) return "right";
  return note.effect && note.effects[answer] === note.effect ? "same" : "wrong";
}

function theOnly(names, name) {
  const first = names.indexOf(name);
  return first >= 0 && first === names.lastIndexOf(name) ? first : null;
}

function count(notes, way) {
  const sum = { right: 0, wrong: 0, same: 0, none: 0 };
  for (const note of notes) sum[said(note, way)] += 1;
  return sum;
}

const isThere = ({ state, redesigned }) => state === "present" && redesigned !== null;
const isRemoved = ({ state, redesigned }) => state === "present" && redesigned === null;
const isTakenOut = ({ state }) => state === "deleted";

const share = (part, whole) => (whole === 0 ? "–" : `${part} (${((100 * part) / whole).toFixed(1)} %)`);
const line = (cells) => `| ${cells.join(" | ")} |`;

function table(head, rows) {
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** Both halves of the question for some cases: found what is there, left alone what is not. */
function cells(notes, way) {
  const there = notes.filter(isThere);
  const removed = notes.filter(isRemoved);
  const takenOut = notes.filter(isTakenOut);
  const found = count(there, way);
  const removedSaid = count(removed, way);
  const takenOutSaid = count(takenOut, way);
  return [
    there.length, share(found.right, there.length), share(found.none, there.length), found.same,
    share(found.wrong, there.length),
    removed.length, removedSaid.none, removedSaid.same + removedSaid.wrong,
    takenOut.length, share(takenOutSaid.none, takenOut.length), takenOutSaid.same,
    share(takenOutSaid.wrong, takenOut.length),
  ];
}

const HEAD = [
  "still there", "found right", "abstained", "another that does the same", "found wrong",
  "removed by the redesign", "rightly abstained", "wrongly answered",
  "taken out by us", "rightly abstained", "another that does the same", "wrongly answered",
];

const average = (notes) => notes.reduce((sum, { candidates }) => sum + candidates.length, 0) / notes.length;

const title = (name) => name.replace("-", ", ");

/** `sets`: [{ name, notes, milliseconds }]; `browser`: its version. */
export function report(sets, browser) {
  const notes = sets.flatMap((set) => set.notes);
  const there = notes.filter(isThere);
  const beyond = there.filter(({ truth }) => truth === null);
  const hidden = there.filter((note) => note.hidden);
  const largest = Math.max(...notes.map(({ candidates }) => candidates.length));
  const milliseconds = sets.reduce((sum, set) => sum + set.milliseconds, 0);
  const kinds = [...new Set(notes.map(({ kind }) => kind))].sort();

  return `# Healing

\`\`\`sh
node bench/healing.mjs
\`\`\`

Every page of the demo sites is recorded, redesigned in the browser in one of three ways
(\`bench/redesigns/\`), and searched for each recorded target. "Found right" is the very element that took
the target's place. An answer that is not that element but does the same (a link to the same address, a second submit
button of the same form) is counted by itself; the rest is wrong. Header and footer count on each site's first page
only. Chromium ${browser}.

${there.length + notes.filter(isRemoved).length} targets (${sets.length} redesigns), at most ${largest} candidates on a page. For
${beyond.length} of them the element is on the redesigned page but not among its candidates, so that only abstaining
or a wrong answer is possible; they are counted.${hidden.length > 0 ? ` ${hidden.length} are there but cannot be seen.` : ""}

## By redesign

${table(["redesign", ...HEAD], [
    ...sets.map((set) => [title(set.name), ...cells(set.notes, "ours")]),
    ["**all**", ...cells(notes, "ours")],
  ])}

## By kind of target

${table(["kind", ...HEAD], kinds.map((kind) => [kind, ...cells(notes.filter((note) => note.kind === kind), "ours")]))}

## Beside simpler ways

The same targets in the same run. A way that finds nothing, or several elements, abstains.

${table(["way", ...HEAD], ["ours", ...WAYS].map((way) => [way === "ours" ? "**fingerprint**" : way, ...cells(notes, way)]))}

## Found right, by redesign

${table(["redesign", "still there", "fingerprint", ...WAYS], sets.map((set) => {
    const present = set.notes.filter(isThere);
    return [title(set.name), present.length, ...["ours", ...WAYS].map((way) => share(count(present, way).right, present.length))];
  }))}

## Time

${(milliseconds / notes.length).toFixed(2)} ms a case of ${Math.round(average(notes))} candidates on the computer of this run: native, the whole run of the example,
with its start and the reading of every record as JSON.
`;
}

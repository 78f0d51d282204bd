// The flow document with what was healed, as a patch of it.

/** Every `"fingerprint": {…}` in a JSON text: from and to of its value, and the objects around it, inner first. */
function fingerprints(text) {
  const found = [];
  const open = [];
  const waiting = [];
  let last = "";
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === "{") {
      open.push({ from: index, isPrint: last === '"fingerprint"' });
    } else if (token === "}") {
      const { from, isPrint } = open.pop();
      const to = index + 1;
      for (const each of waiting) if (each.from > from) each.around.push([from, to]);
      if (isPrint) {
        const print = { from, to, around: [] };
        found.push(print);
        waiting.push(print);
      }
    }
    last = token;
  }
  return found;
}

/** The value as JSON, set in where it stands. */
function written(value, text, { from, to }) {
  if (!text.slice(from, to).includes("\n")) return JSON.stringify(value);
  const line = text.lastIndexOf("\n", from) + 1;
  const indent = /^\s*/.exec(text.slice(line))[0];
  return JSON.stringify(value, null, indent.includes("\t") ? "\t" : 2).replaceAll("\n", `\n${indent}`);
}

/** The text with the new fingerprint of a step, or `null` where the step has none. */
export function healed(text, { flow, step, new: found }) {
  const ofStep = fingerprints(text)
    .map((print) => ({ ...print, ids: print.around.map(([from, to]) => JSON.parse(text.slice(from, to)).id).filter(Boolean) }))
    .filter(({ ids }) => ids[0] === step);
  // A move's steps are in no flow.
  const place = ofStep.find(({ ids }) => ids.includes(flow)) ?? ofStep[0];
  if (!place) return null;
  return text.slice(0, place.from) + written(found, text, place) + text.slice(place.to);
}

const CONTEXT = 3;

/** A unified diff that `git apply` and `patch -p1` take; one hunk, from the first change to the last. */
export function diff(path, before, after) {
  const [old, now] = [before, after].map((text) => text.split("\n"));
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const from = Math.max(0, start - CONTEXT);
  const rest = Math.max(0, end - CONTEXT);
  // What stands after the last line break is no line.
  const last = (lines) => (rest === 0 && lines.at(-1) === "" ? lines.length - 1 : lines.length - rest);
  const mark = (lines, sign, a, b) => lines.slice(a, b).map((line, at) =>
    `${sign}${line}${a + at === lines.length - 1 ? "\n\\ No newline at end of file" : ""}`);
  const body = [
    ...mark(old, " ", from, start),
    ...mark(old, "-", start, old.length - end),
    ...mark(now, "+", start, now.length - end),
    ...mark(old, " ", old.length - end, last(old)),
  ];
  const range = (lines) => `${from + 1},${last(lines) - from}`;
  return `--- a/${path}\n+++ b/${path}\n@@ -${range(old)} +${range(now)} @@\n${body.join("\n")}\n`;
}

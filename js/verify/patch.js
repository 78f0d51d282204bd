// The flow document with what was healed, as a patch of it.
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Where each value of a JSON text stands, from and to, by its path: `flows.0.steps.2.target`. */
function places(text) {
  const found = new Map();
  const open = [];
  let begun = null;
  const path = () => open.map(({ key }) => key).join(".");
  const end = (to) => {
    if (begun !== null) found.set(path(), [begun, to]);
    begun = null;
  };
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)) {
    const to = index + token.length;
    const within = open.at(-1);
    if (token === "{" || token === "[") {
      open.push({ from: index, isList: token === "[", key: token === "[" ? 0 : null });
    } else if (token === "}" || token === "]") {
      open.pop();
      found.set(path(), [within.from, to]);
    } else if (token === ",") {
      within.key = within.isList ? within.key + 1 : null;
    } else if (within && !within.isList && within.key === null) {
      within.key = JSON.parse(token);
    } else if (token !== ":") {
      begun = index;
      end(to);
    }
  }
  return found;
}

/** The paths of all steps of a document that are called so, those of this flow first: a move's steps are in no flow. */
function steps(document, flow, step) {
  const named = (track, list, unnamed) => (list ?? []).flatMap(({ id }, at) => ((id || `${unnamed}-${at + 1}`) === step ? [`${track}.steps.${at}`] : []));
  const flows = (document.flows ?? []).map((each, at) => ({ own: each.id === flow, found: named(`flows.${at}`, each.steps, "step") }));
  const moves = (document.moves ?? []).flatMap(({ from = [], to, steps: list }, at) => named(`moves.${at}`, list, `${from.length === 1 ? from[0] : "any"}-${to}`));
  return [...flows.filter(({ own }) => own).flatMap(({ found }) => found), ...moves];
}

/** The value as JSON, set in where it stands. */
function written(value, text, { from, to }) {
  if (!text.slice(from, to).includes("\n")) return JSON.stringify(value);
  const line = text.lastIndexOf("\n", from) + 1;
  const indent = /^\s*/.exec(text.slice(line))[0];
  return JSON.stringify(value, null, indent.includes("\t") ? "\t" : 2).replaceAll("\n", `\n${indent}`);
}

/** The text with the new fingerprint of a step, or `null` where its target has none. */
export function healed(text, { flow, step, new: found }) {
  const all = places(text);
  const [place] = steps(JSON.parse(text), flow, step).map((path) => all.get(`${path}.target.fingerprint`)).filter(Boolean);
  if (!place) return null;
  const [from, to] = place;
  return text.slice(0, from) + written(found, text, { from, to }) + text.slice(to);
}

/** A file's path from the root of its repository, as `git apply` has it; from here where there is no repository. */
export function rooted(file) {
  const path = resolve(file);
  let folder = dirname(path);
  while (!existsSync(join(folder, ".git")) && folder !== dirname(folder)) folder = dirname(folder);
  const root = existsSync(join(folder, ".git")) ? folder : process.cwd();
  return relative(root, path).split(sep).filter((part) => part !== "..").join("/");
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

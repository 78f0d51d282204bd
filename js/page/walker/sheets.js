// The rules of style sheets: as a page begins, and after edits by script, which
// nothing announces.

import * as dom from "../dom.js";
import { RULES, SHEETS } from "./numbers.js";
import { rulesOf, rulesStepwise } from "../state.js";

/** Tells the adopted sheets of a tree, when they are others than before. */
export function tellAdopted({ known, batch }, root) {
  const tree = known.roots.get(root);
  const sheets = dom.adoptedStyleSheets(root);
  if (!sheets.length && !tree.texts.length) return;
  const texts = Array.from(sheets, (sheet) => sharedRules(known, sheet));
  if (texts.length === tree.texts.length && texts.every((text, at) => text === tree.texts[at])) return;
  tree.texts = texts;
  batch.tell(SHEETS, tree.id, texts.length, ...texts.map((text) => batch.string(text)));
}

function sharedRules(known, sheet) {
  const was = known.sheets.get(sheet);
  const count = countOf(sheet);
  if (was?.count === count) return was.text;
  const text = rulesOf(sheet);
  known.sheets.set(sheet, { text, count });
  return text;
}

/** Tells the rules of a style element, or of a link that was edited. */
export function tellRules({ known, batch }, style) {
  const { sheet } = style;
  const text = sheet ? rulesOf(sheet, style.media) : style.textContent;
  const told = known.styles.get(style)?.told;
  known.styles.set(style, { sheet, text, told: text, count: countOf(sheet) });
  if (text !== told) batch.tell(RULES, known.id(style), batch.string(text));
}

/** Notes what a link has loaded, before a script can edit it: the copy loads it, too. */
export function noteLoaded({ known }, link) {
  if (known.styles.get(link)?.told === undefined) known.styles.set(link, { sheet: link.sheet, count: countOf(link.sheet) });
}

/** Tells the rules of elements that have more or fewer of them than before. */
export function tellCounted(walk) {
  for (const [style, was] of walk.known.styles) {
    const { sheet } = style;
    const count = countOf(sheet);
    if (sheet === was.sheet && count === was.count) continue;
    if (style.localName === "link" && was.told === undefined && sheet !== was.sheet) noteLoaded(walk, style);
    else tellRules(walk, style);
  }
}

/** Tells everything that was edited without a change of the number of rules. */
export function* lookAtSheets(walk) {
  const { known } = walk;
  const adopted = new Set();
  for (const root of known.roots.keys()) for (const sheet of dom.adoptedStyleSheets(root)) adopted.add(sheet);
  for (const sheet of adopted) known.sheets.set(sheet, { text: yield* rulesStepwise(sheet), count: countOf(sheet) });
  for (const root of known.roots.keys()) {
    tellAdopted(walk, root);
    yield;
  }
  for (const [style, was] of known.styles) {
    const { sheet } = was;
    if (!sheet || sheet !== style.sheet) continue;
    const text = yield* rulesStepwise(sheet, style.media);
    if (known.styles.get(style) !== was || text === was.text) continue;
    // Of a link, the first look only learns what the file says.
    if (was.text === undefined && countOf(sheet) === was.count) was.text = text;
    else tellRules(walk, style);
  }
}

/** How many rules there are; of another origin's sheet that is not told. */
function countOf(sheet) {
  try {
    return sheet?.cssRules.length;
  } catch {
    return undefined;
  }
}

// Every kind of change there is, by group. The share says how often a group has
// its turn in a mixed run.

import { attributes, texts } from "./attributes.js";
import { fields, gauges } from "./fields.js";
import { frames, marks, shadows } from "./roots.js";
import { styles } from "./styles.js";
import { pictures, templates, tree } from "./tree.js";
import { focus, open, scrolling, selecting } from "./view.js";

export const GROUPS = { tree, attributes, texts, styles, fields, gauges, scrolling, focus, selecting, open, shadows, frames, templates, pictures, marks };
const SHARES = { tree: 30, attributes: 14, texts: 8, styles: 12, fields: 11, gauges: 2, scrolling: 6, focus: 4, selecting: 4, open: 6, shadows: 6, frames: 6, templates: 3, pictures: 3, marks: 2 };

/** What of the page only the changes of one group are about. */
const PARTS = { frames: "iframe", gauges: "progress,meter,ol > [value]", templates: "template", pictures: "canvas,video" };

/** Takes out of a page what none of these groups is about, so that each is tested alone. */
export const narrow = (document, groups) => {
  for (const [group, part] of Object.entries(PARTS)) {
    if (!groups.includes(group)) for (const element of document.querySelectorAll(part)) element.remove();
  }
};

/** The kinds of a mixed run's groups, each group as often as its share says. */
const LOT = Object.entries(SHARES).flatMap(([group, share]) => Array(share).fill(group));

/** The function of a kind, by `group.name`. */
export const change = (kind) => {
  const [group, name] = kind.split(".");
  return GROUPS[group][name];
};

/** All kinds of a group. */
export const kinds = (group) => Object.keys(GROUPS[group]).map((name) => `${group}.${name}`);

/** What must have happened for a kind to have something to do. */
const NEEDS = {
  "tree.reattach": "tree.detach",
  "attributes.removeNamespaced": "attributes.setNamespaced",
  "styles.insertStyleInShadow": "shadows.insertWithShadow",
  "styles.shareAdopted": "styles.adopt",
  "styles.dropAdopted": "styles.adopt",
  "styles.reorderAdopted": "styles.pushAdopted",
  "styles.insertRuleInAdopted": "styles.adopt",
  "styles.setRuleStyleInAdopted": "styles.adopt",
  "styles.replaceAdopted": "styles.adopt",
  "styles.disableAdopted": "styles.adopt",
  "styles.setMediaOfRule": "styles.insertRule",
  "styles.insertInnerRule": "styles.insertRule",
  "focus.blur": "focus.focus",
  "focus.removeFocused": "focus.focus",
  "focus.disableFocused": "focus.focus",
  "focus.moveFocused": "focus.focus",
  "selecting.extendSelection": "selecting.selectText",
  "open.closeDialog": "open.showModal",
  "open.closeAndShow": "open.showDialog",
  "open.dropOpen": "open.showModal",
  "open.moveDialog": "open.showModal",
  "open.hidePopover": "open.showPopover",
  "open.movePopover": "open.showPopover",
  "frames.openAroundFrame": "frames.insertScrolledInDetails",
  "marks.showAgain": "marks.hide",
  "marks.changeInHidden": "marks.hide",
  "marks.moveHidden": "marks.hide",
  "marks.moveIntoHidden": "marks.hide",
  "marks.moveOutOfHidden": "marks.insertHidden",
  "shadows.setSlot": "shadows.insertWithShadow",
};

/** A kind alone, after what it needs; the page has some of most things. */
export const alone = (kind, at) => (at % 2 === 0 && NEEDS[kind]) || kind;

/** A kind by chance, of these groups or of all. */
export const anyKind = (chance, groups) => {
  const group = chance.pick(LOT.filter((group) => groups?.includes(group) ?? true));
  return chance.pick(kinds(group));
};

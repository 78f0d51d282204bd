// Style sheets: their elements, their rules, and those that a script adopts.

import { on } from "../world.js";

const rule = (w) => w.pick([
  `.${w.pick(["wide", "tall", "warm", "cold"])} { padding: ${w.int(12)}px; background: rgb(9 ${w.int(255)} 200 / 20%) }`,
  `li::before { content: "${w.word()} \\201c" }`,
  `@media (min-width: ${100 + w.int(900)}px) { p { margin: ${w.int(9)}px } b { color: green } }`,
  `@supports (display: grid) { .tall { display: grid; gap: var(--gap, 2px) } }`,
  `@layer part { h3 { letter-spacing: ${w.int(3)}px } }`,
  `ul { & > li { border-left: ${w.int(4)}px solid } &:empty { display: none } }`,
  `@keyframes turn${w.int(9)} { to { rotate: 1turn } }`,
  `section { border: ${w.int(3)}px solid; }`,
]);

const edit = (act) => (w) => {
  const styles = w.roots().flatMap((root) => Array.from(root.querySelectorAll("style"))).filter((style) => style.sheet);
  const style = w.touch(w.pick(styles));
  return style ? act(style.sheet, w, style) : false;
};
const linked = (act) => (w) => {
  const link = w.touch(w.pick(w.elements("link[rel=stylesheet]").concat(Array.from(w.document.querySelectorAll("link[rel=stylesheet]")))));
  return link?.sheet ? act(link.sheet, w, link) : false;
};
/** A rule of one style sheet that fits. */
const chosen = (sheet, w, fits) => w.pick(Array.from(sheet.cssRules).filter(fits));

/** A sheet for a root, of the window that the root is in: another's is refused. */
const construct = (w, root) => {
  const window = (root.defaultView ?? root.ownerDocument.defaultView);
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(`${rule(w)} ${rule(w)}`);
  w.sheets.push({ sheet, window });
  return sheet;
};
const inRoot = (act) => (w) => {
  const root = w.touch(w.pick(w.roots()));
  return act(root, w);
};
const adopted = (act) => (w) => {
  const root = w.touch(w.pick(w.roots().filter((root) => root.adoptedStyleSheets.length)));
  return root ? act(root, w) : false;
};

export const styles = {
  insertStyle: (w) => {
    const style = w.document.createElement("style");
    style.textContent = `${rule(w)}\n${rule(w)}`;
    return w.place(style, w.likely(0.5) ? w.document.head : undefined);
  },
  insertStyleInShadow: (w) => {
    const root = w.touch(w.pick(w.roots().filter((root) => root.host)));
    if (!root) return false;
    const style = w.document.createElement("style");
    style.textContent = rule(w);
    root.prepend(style);
  },
  editStyleText: edit((sheet, w, style) => { style.textContent = rule(w); }),
  appendStyleText: edit((sheet, w, style) => { style.append(`\n${rule(w)}`); }),
  editStyleCharacters: edit((sheet, w, style) => { if (style.firstChild) style.firstChild.data = rule(w); }),
  insertRule: edit((sheet, w) => { sheet.insertRule(rule(w), w.int(sheet.cssRules.length + 1)); }),
  insertRules: edit((sheet, w) => { for (let at = 0; at < 8; at++) sheet.insertRule(rule(w), 0); }),
  deleteRule: edit((sheet, w) => { if (!sheet.cssRules.length) return false; sheet.deleteRule(w.int(sheet.cssRules.length)); }),
  setRuleStyle: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.style && rule.selectorText);
    if (!found) return false;
    found.style.setProperty("outline", `${w.int(5)}px solid`);
  }),
  setRuleStyleText: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.style && rule.selectorText);
    if (!found) return false;
    found.style.cssText = `padding: ${w.int(9)}px; color: red`;
  }),
  removeRuleProperty: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.style?.length);
    if (!found) return false;
    found.style.removeProperty(found.style[0]);
  }),
  setSelector: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.selectorText);
    if (!found) return false;
    found.selectorText = `.${w.word()}, .warm`;
  }),
  insertInnerRule: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.insertRule && rule.cssRules && !rule.selectorText);
    if (!found) return false;
    found.insertRule(`p { text-indent: ${w.int(9)}px }`, 0);
  }),
  setMediaOfRule: edit((sheet, w) => {
    const found = chosen(sheet, w, (rule) => rule.media);
    if (!found) return false;
    found.media.mediaText = `(min-width: ${w.int(900)}px)`;
  }),
  disableSheet: edit((sheet, w) => { sheet.disabled = w.likely(0.7); }),
  setMedia: edit((sheet, w, style) => { style.media = w.pick(["print", "all", "(max-width: 300px)", ""]); }),
  /** Where the element names media, too, the copy has both: see docs/privacy.md. */
  setMediaByRules: edit((sheet, w, style) => {
    if (style.media) return false;
    sheet.media.mediaText = w.pick(["print", "screen"]);
  }),
  /** Leaving the page throws away what was done to its rules. */
  moveEditedStyle: edit((sheet, w, style) => {
    sheet.insertRule(rule(w), 0);
    style.parentNode.append(style);
  }),
  editThenText: edit((sheet, w, style) => {
    sheet.insertRule(rule(w), 0);
    style.append(` ${rule(w)}`);
  }),
  removeStyle: edit((sheet, w, style) => style.remove()),
  insertLink: (w) => {
    const link = Object.assign(w.document.createElement("link"), { rel: "stylesheet", href: `/exact/sheet.css?${w.int(5)}` });
    return w.place(link, w.likely(0.5) ? w.document.head : undefined);
  },
  insertRuleInLink: linked((sheet, w) => { sheet.insertRule(rule(w), 0); }),
  disableLink: linked((sheet, w, link) => { link.disabled = !link.disabled; }),
  removeLink: linked((sheet, w, link) => link.remove()),
  styleInSvg: (w) => w.place(w.markup(`<svg width=30 height=30><style>.tall { stroke-width: ${w.int(5)} }</style><rect class=tall width=9 height=9 /></svg>`)),
  adopt: inRoot((root, w) => { root.adoptedStyleSheets = [...root.adoptedStyleSheets, construct(w, root)].slice(-4); }),
  pushAdopted: inRoot((root, w) => { root.adoptedStyleSheets.push(construct(w, root)); }),
  shareAdopted: inRoot((root, w) => {
    const known = w.sheets.filter(({ window }) => window === (root.defaultView ?? root.ownerDocument.defaultView));
    if (!known.length) return false;
    root.adoptedStyleSheets = [w.pick(known).sheet];
  }),
  dropAdopted: adopted((root) => { root.adoptedStyleSheets = []; }),
  reorderAdopted: adopted((root) => { root.adoptedStyleSheets = Array.from(root.adoptedStyleSheets).reverse(); }),
  insertRuleInAdopted: adopted((root, w) => { w.pick(root.adoptedStyleSheets).insertRule(rule(w), 0); }),
  setRuleStyleInAdopted: adopted((root, w) => {
    const found = chosen(w.pick(root.adoptedStyleSheets), w, (rule) => rule.style && rule.selectorText);
    if (!found) return false;
    found.style.setProperty("opacity", "0.9");
  }),
  replaceAdopted: adopted((root, w) => { w.pick(root.adoptedStyleSheets).replaceSync(rule(w)); }),
  disableAdopted: adopted((root, w) => { w.pick(root.adoptedStyleSheets).disabled = w.likely(0.7); }),
};

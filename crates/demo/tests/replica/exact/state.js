// What an element is besides its markup: form state, what is open, how far it is
// scrolled, its rules; and a document's focus and selection.

import { HIDDEN, sealed } from "./exceptions.js";

const CHOICES = new Set(["checkbox", "radio"]);
/** CSS pixels by which a scroller may be off: the wire carries whole ones. */
const ROUNDING = 1;

/** Pairs of a page's element and of its copy, each with a name. */
export function stateOf(page, copy) {
  const state = [];
  const pair = (what, read) => state.push([what, read(page), read(copy)]);
  switch (page.localName) {
    case "input":
      if (page.namespaceURI !== "http://www.w3.org/1999/xhtml") break;
      pair("type", (field) => field.type);
      if (CHOICES.has(page.type)) pair("checked", (field) => field.checked);
      else if (page.type !== "file" && !sealed(page)) pair("value", (field) => field.value);
      if (page.type === "checkbox") pair("indeterminate", (field) => field.indeterminate);
      break;
    case "textarea":
      pair("value", (field) => field.value);
      break;
    case "select":
      pair("chosen", (list) => Array.from(list.options).flatMap((option, at) => (option.selected ? [at] : [])).join());
      break;
    case "style":
    case "link": {
      // The rules of a link that a script has changed stand behind it.
      const instead = copy.nextElementSibling?.matches("style[data-alongside-own]") ? copy.nextElementSibling : copy;
      const [ours, theirs] = [rulesOf(page.sheet), rulesOf(instead.sheet)];
      // A sheet of another origin can't be read; it is the same address.
      if (ours !== null) state.push(["rules", ours, theirs ?? undefined]);
      break;
    }
  }
  const [field] = [page].filter((element) => element.matches("textarea,input") && isActive(element));
  if (field && !sealed(field) && field.selectionStart !== field.selectionEnd && !isBeside(field)) {
    pair("selection", (element) => `${element.selectionStart}-${element.selectionEnd}`);
  }
  return state;
}

/** Whether an element has the focus of the whole page: a frame remembers its own. */
function isActive(element) {
  const root = element.getRootNode();
  const outer = root.host ?? root.defaultView?.frameElement;
  return root.activeElement === element && (!outer || isActive(outer));
}

/** Whether an element is in a frame of a page in which something else is selected. */
function isBeside(element) {
  const outer = element.ownerDocument.defaultView.frameElement;
  const own = outer?.ownerDocument.getSelection();
  return Boolean(own) && (!own.isCollapsed || isBeside(outer));
}

/** What is open: dialogs, popovers. `open` as an attribute is compared as one. */
export function openOf(element) {
  if (element.localName !== "dialog" && !element.hasAttribute("popover")) return "";
  return [":modal", ":popover-open"].filter((state) => element.matches(state)).join(" ");
}

/** How far an element is scrolled; as `near` where that is as good as the same. */
export function scrollOf(element, near) {
  if (!element) return undefined;
  const [x, y] = [Math.round(element.scrollLeft), Math.round(element.scrollTop)];
  if (near) {
    const [otherX, otherY] = near.split(",").map(Number);
    if (Math.abs(otherX - x) <= ROUNDING && Math.abs(otherY - y) <= ROUNDING) return near;
  }
  return `${x},${y}`;
}

/** The rules of a sheet, and whether they count. */
export function rulesOf(sheet) {
  if (!sheet) return "";
  try {
    const rules = Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
    // A sheet that is switched off has no rules for anybody; media that only a
    // script knows of are a rule around them.
    if (sheet.disabled || !rules) return "";
    const media = sheet.media.mediaText;
    return media === (sheet.ownerNode?.media ?? "") ? rules : wrapped(media, rules);
  } catch {
    return null;
  }
}

/** The element that has the focus, in whatever root; none when it is the body. A
 * copy that can't focus marks it instead. */
export function focusOf(document) {
  let found = null;
  for (let root = document; root;) {
    const marked = root.querySelector("[data-alongside-focus]");
    const active = marked ?? root.activeElement;
    // Of what is hidden nothing is told.
    if (!active || active === root.body || active === root.documentElement || active.closest(HIDDEN)) break;
    found = active;
    root = active.shadowRoot ?? (active.localName === "iframe" ? readable(active) : null);
  }
  return found;
}

/** A document's selection in words; collapsed, nothing of it is seen. Selected
 * text of a field is the field's own. */
export function selectionOf(document, path) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || document.activeElement?.matches("input,textarea")) return "none";
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  // The text of a comment stays in the page, as what is hidden does.
  const stays = (node) => node.nodeType === 8 || (node.nodeType === 1 ? node : node.parentElement)?.closest(HIDDEN);
  if (stays(anchorNode) || stays(focusNode)) return "none";
  return `${path(anchorNode)} ${anchorOffset} … ${path(focusNode)} ${focusOffset}`;
}

function readable(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

function wrapped(media, rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media ${media} {${rules}}`);
  return Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
}

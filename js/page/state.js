// Reads what markup does not say: the state of fields, scrollers, sheets, layers.

import * as dom from "./dom.js";

const BUTTONS = new Set(["submit", "reset", "button"]);

/** What may be told of a field: 1 its length, 2 its value. */
export function fieldState(element, mode) {
  const type = element.localName === "input" ? element.type : "";
  const isChoice = type === "checkbox" || type === "radio";
  if (mode === 1) return isChoice || element.localName === "select" ? null : [0, element.value.length];
  if (isChoice) return [2, (element.checked ? 1 : 0) | (element.indeterminate ? 2 : 0)];
  if (element.localName === "select") {
    const chosen = Array.from(element.options).flatMap((option, at) => (option.selected ? [at] : []));
    return [3, chosen.length, ...chosen];
  }
  // The browser labels a button that has no label; one that is empty stays so. As in a
  // list where nothing is chosen, there is none.
  if (BUTTONS.has(type) && !dom.hasAttribute(element, "value")) return [3, 0];
  return [1, element.value];
}

/** The rules of a sheet, as they are now. `media` is what its markup says of media. */
export function rulesOf(sheet, media) {
  const steps = rulesStepwise(sheet, media);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

// Rules that are read without a rest.
const AT_ONCE = 64;

/** The same, read so that it can rest in between. */
export function* rulesStepwise(sheet, media = "") {
  const texts = [];
  try {
    const rules = sheet.disabled ? [] : sheet.cssRules;
    for (let at = 0; at < rules.length; at++) {
      texts.push(rules[at].cssText);
      if (at % AT_ONCE === AT_ONCE - 1) yield;
    }
  } catch {
    return "";
  }
  const now = sheet.media?.mediaText ?? "";
  const text = texts.join("\n");
  return now === media || !text ? text : `@media ${now} {\n${text}\n}`;
}

/** How far a scroller is scrolled, in CSS pixels, as numbers without a sign. */
export function scrollOf(node) {
  const isDocument = dom.nodeType(node) === dom.DOCUMENT;
  const window = isDocument ? dom.defaultView(node) : null;
  const [x, y] = isDocument ? [window?.scrollX ?? 0, window?.scrollY ?? 0] : [dom.scrollLeft(node), dom.scrollTop(node)];
  return [Math.round(x) >>> 0, Math.round(y) >>> 0];
}

/** The size of a box, in whole CSS pixels. */
export function sizeOf(element) {
  const { width, height } = dom.getBoundingClientRect(element);
  return [Math.round(width), Math.round(height)];
}

const is = (element, selector) => {
  try {
    return dom.matches(element, selector);
  } catch {
    // A browser that does not know the selector has no such layer.
    return false;
  }
};

/** 1 a modal dialog, 2 an open popover, 0 neither. */
export function layerOf(element) {
  if (dom.nodeType(element) !== dom.ELEMENT) return 0;
  if (dom.localName(element) === "dialog" && is(element, ":modal")) return 1;
  return is(element, ":popover-open") ? 2 : 0;
}

/** The element that has the focus, in shadow roots and frames, too: a frame itself,
 *  when nothing that is in it has. */
export function activeElement(document, frames) {
  let element = null;
  for (let inner = dom.activeElement(document); inner && !isWholePage(inner);) {
    element = inner;
    const root = dom.shadowRoot(element) ?? frames.get(element);
    inner = root && dom.activeElement(root);
  }
  return element;
}

const isWholePage = (element) => dom.localName(element) === "body" || element === dom.documentElement(dom.ownerDocument(element));

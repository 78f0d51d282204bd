// Reads what markup does not say: the state of fields, scrollers, sheets, layers.

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
  return [1, element.value];
}

/** The rules of a sheet, as they are now. `media` is what its markup says of media. */
export function rulesOf(sheet, media = "") {
  try {
    const rules = sheet.disabled ? "" : Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
    const now = sheet.media?.mediaText ?? "";
    return now === media || !rules ? rules : `@media ${now} {\n${rules}\n}`;
  } catch {
    return "";
  }
}

/** How far a scroller is scrolled, in CSS pixels, as numbers without a sign. */
export function scrollOf(node) {
  const [x, y] = node.nodeType === 9 ? [node.defaultView?.scrollX ?? 0, node.defaultView?.scrollY ?? 0] : [node.scrollLeft, node.scrollTop];
  return [Math.round(x) >>> 0, Math.round(y) >>> 0];
}

/** The size of a box, in whole CSS pixels. */
export function sizeOf(element) {
  const { width, height } = element.getBoundingClientRect();
  return [Math.round(width), Math.round(height)];
}

const is = (element, selector) => {
  try {
    return element.matches(selector);
  } catch {
    // A browser that does not know the selector has no such layer.
    return false;
  }
};

/** 1 a modal dialog, 2 an open popover, 0 neither. */
export function layerOf(element) {
  if (element.nodeType !== 1) return 0;
  if (element.localName === "dialog" && is(element, ":modal")) return 1;
  return is(element, ":popover-open") ? 2 : 0;
}

/** The element that has the focus, in shadow roots and frames, too. */
export function activeElement(document, frames) {
  let element = document.activeElement;
  for (;;) {
    const inner = element?.shadowRoot?.activeElement ?? frames.get(element)?.activeElement;
    if (!inner) return element?.localName === "body" ? null : element;
    element = inner;
  }
}

// What the markup of elements says, for the rules of crates/core/src/observe/signals.
import * as dom from "./dom.js";

/** Of each element its tag, then names and values of those of `names` that it has. */
export const markup = (elements, names) => elements.map((element) => [dom.localName(element), ...names.flatMap((name) => given(element, name))]);

function given(element, name) {
  const value = dom.getAttribute(element, name);
  return value === null ? [] : [name, value];
}

/** An element and all that it is in, up to the root of its tree. */
export function pathOf(element) {
  const path = [];
  for (let outer = element; outer; outer = dom.parentElement(outer)) path.push(outer);
  return path;
}

/** The element so many levels further out. */
export const ancestor = (element, levels) => pathOf(element)[levels];

/** What stands beside it, at most so many on either side. */
export function besideOf(element, most) {
  const beside = [];
  for (const next of [dom.previousElementSibling, dom.nextElementSibling]) {
    let other = next(element);
    for (let count = 0; other && count < most; count += 1, other = next(other)) beside.push(other);
  }
  return beside;
}

/** What fits a selector in it, at most so many. */
export const someOf = (element, selector, most) => [...dom.querySelectorAll(element, selector)].slice(0, most);

/** Whether it is in the document and has a box there. */
export const isLaidOut = (element) => dom.isConnected(element) && dom.getClientRects(element).length > 0;

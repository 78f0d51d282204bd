// Microdata, in the shape of JSON-LD.
import * as dom from "./dom.js";
import { text } from "./name.js";

const { attribute } = dom;

// Bounds for pages that go on and on.
const DEEPEST = 5;
const VISITED = 2_000;
const LONGEST = 300;
// Elements between two rests.
const LOOKED = 16;

export const words = (list) => list.split(/\s+/).filter(Boolean);

/** An item; each of its properties is a list. */
export function* item(scope, parts, depth) {
  const found = new Map([["@type", words(attribute(scope, "itemtype"))]]);
  const visited = new Set([scope]);
  // What comes next is last.
  const todo = words(attribute(scope, "itemref")).reverse().map((id) => dom.getElementById(dom.ownerDocument(scope), id));
  pushChildren(scope, todo);
  while (todo.length && visited.size <= VISITED) {
    const element = todo.pop();
    if (!element || visited.has(element)) continue;
    visited.add(element);
    if (visited.size % LOOKED === 0) yield;
    if (parts.isClosed(element)) continue;
    const scoped = dom.hasAttribute(element, "itemscope");
    const names = words(attribute(element, "itemprop"));
    if (names.length) {
      const value = scoped ? (depth < DEEPEST ? yield* item(element, parts, depth + 1) : null) : valueOf(element, parts);
      for (const name of value === null ? [] : names) {
        if (found.has(name)) found.get(name).push(value);
        else found.set(name, [value]);
      }
    }
    if (!scoped) pushChildren(element, todo);
  }
  return Object.fromEntries(found);
}

function pushChildren(element, todo) {
  for (let child = dom.lastElementChild(element); child; child = dom.previousElementSibling(child)) todo.push(child);
}

// Where a property's value is (HTML Standard, 5.2.4); never in a field.
function valueOf(element, parts) {
  const given = dom.getAttribute(element, "content");
  if (given !== null) return given.slice(0, LONGEST);
  switch (dom.localName(element)) {
    case "input": case "select": case "textarea": case "img": case "audio": case "video": case "iframe": case "object": return null;
    case "a": case "area": case "link": return attribute(element, "href").slice(0, LONGEST) && (text(element, LONGEST) || attribute(element, "href"));
    case "data": case "meter": return attribute(element, "value").slice(0, LONGEST);
    default: return parts.holdsClosed(element) ? null : text(element, LONGEST);
  }
}

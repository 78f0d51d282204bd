// What is told of nodes that the core has not seen.

import * as dom from "../dom.js";
import { documentOf } from "../frame.js";
import * as is from "./numbers.js";
import { sizeOf } from "../state.js";
import { noteLoaded, tellAdopted, tellRules } from "./sheets.js";

const NAMESPACES = { "http://www.w3.org/2000/svg": 1, "http://www.w3.org/1998/Math/MathML": 2 };
const FIELDS = new Set(["input", "textarea", "select"]);
// The state of a field is read where its mode allows, never from its markup.
const STATE = new Set(["value", "checked", "selected"]);
// Theirs is a number that the page shows.
const GAUGES = new Set(["li", "progress", "meter"]);

/** Whether an element can hold what a customer enters. One of a drawing can't. */
export const isField = (element) => FIELDS.has(dom.localName(element)) && !(dom.namespaceURI(element) in NAMESPACES);

export const isState = (element, name) => STATE.has(name) && !GAUGES.has(dom.localName(element));

/** Tells a node, and begins with what is in it; returns its number, 0 when it has none. */
export function tellNode(walk, node, parent) {
  const { known, batch } = walk;
  switch (dom.nodeType(node)) {
    case is.ELEMENT:
      return tellElement(walk, node, parent);
    case is.CHARACTERS:
    case is.CDATA: {
      const id = known.add(node);
      batch.tell(is.NODE, id, parent, 0, is.CHARACTERS, batch.string(node.data));
      return id;
    }
    case is.COMMENT: {
      const id = known.add(node);
      batch.tell(is.NODE, id, parent, 0, is.COMMENT);
      return id;
    }
    case is.DOCTYPE: {
      const id = known.add(node);
      batch.tell(is.NODE, id, parent, 0, is.DOCTYPE, batch.string(node.name));
      return id;
    }
  }
  return 0;
}

/** Tells the page's own document. */
export function tellPage(walk, document, window) {
  const { known, batch } = walk;
  const id = known.add(document);
  batch.tell(is.NODE, id, 0, 0, is.DOCUMENT, modeOf(document) | (walk.dark.matches ? 4 : 0), window.innerWidth, window.innerHeight, batch.string(dom.baseURI(document)));
  beginTree(walk, document, id);
}

/** Tells the shadow root of an element that has one. */
export function tellShadow(walk, host) {
  const { known, batch } = walk;
  const root = dom.shadowRoot(host);
  known.hosts.delete(host);
  const id = known.add(root);
  batch.tell(is.NODE, id, known.id(host), 0, is.SHADOW);
  beginTree(walk, root, id);
}

/** Tells the document of a frame, where it may be read. */
export function tellFrame(walk, frame) {
  const { known, batch } = walk;
  const inner = documentOf(frame);
  known.frames.set(frame, inner);
  if (!inner) return;
  const id = known.add(inner);
  batch.tell(is.NODE, id, known.id(frame), 0, is.DOCUMENT, modeOf(inner), batch.string(dom.baseURI(inner)));
  beginTree(walk, inner, id);
  const scroller = dom.scrollingElement(inner);
  if (scroller && dom.scrollTop(scroller)) walk.pending.scrolls.add(inner);
}

/** 1 for quirks mode, 2 for a document that is edited as a whole. */
export const modeOf = (document) => (dom.compatMode(document) === "BackCompat" ? 1 : 0) | (dom.designMode(document) === "on" ? 2 : 0);

function beginTree(walk, root, id) {
  walk.known.roots.set(root, { id, texts: [], mode: dom.nodeType(root) === is.DOCUMENT ? modeOf(root) : 0, listening: walk.watch(root) });
  tellAdopted(walk, root);
  walk.lists.begin(root, id, true);
}

function tellElement(walk, element, parent) {
  const { known, batch } = walk;
  const id = known.add(element);
  const name = dom.localName(element);
  const attributes = dom.namesOf(element);
  const level = walk.levels.of(element, attributes);
  const space = dom.prefix(element);
  if (level) known.levels.set(id, level);
  batch.tell(is.NODE, id, parent, level, is.ELEMENT, batch.string(space ? `${space}:${name}` : name), NAMESPACES[dom.namespaceURI(element)] ?? 0);
  if (level === is.HIDE) {
    const size = sizeOf(element);
    known.boxes.set(element, size);
    batch.tell(1, ...size, 0);
    return id;
  }
  batch.tell(0, 0, 0);
  tellAttributes(batch, element, name, attributes);
  if (known.isSealed(element) && isField(element)) batch.tell(is.SEALED, id);
  if (name === "style") tellRules(walk, element);
  else if (name === "link") noteLoaded(walk, element);
  else if (name === "dialog" || attributes.includes("popover")) walk.pending.layers.add(element);
  else if (name === "iframe") tellFrame(walk, element);
  if (!known.isClosed(element)) tellInside(walk, element, id);
  if (name === "template" && element.content) {
    const tree = known.add(element.content);
    batch.tell(is.NODE, tree, id, 0, is.FRAGMENT);
    beginTree(walk, element.content, tree);
  } else if (dom.shadowRoot(element)) tellShadow(walk, element);
  else if (name.includes("-")) known.hosts.add(element);
  return id;
}

function tellAttributes(batch, element, localName, names) {
  const { numbers } = batch;
  const count = numbers.push(0) - 1;
  if (localName === "script") return;
  for (const name of names) {
    if (isState(element, name)) continue;
    numbers.push(batch.string(name), batch.string(dom.valueOf(element, name)));
    numbers[count]++;
  }
}

/** Most elements hold one text: that needs no list of its own. */
function tellInside(walk, element, id) {
  const first = dom.firstChild(element);
  if (!first) return;
  if (dom.nodeType(first) === is.CHARACTERS && !dom.nextSibling(first)) {
    const text = tellNode(walk, first, id);
    walk.batch.tell(is.CHILDREN, id, 0, 0, 1, text);
  } else walk.lists.begin(element, id, true);
}

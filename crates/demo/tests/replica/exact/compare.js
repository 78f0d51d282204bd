// Walks a page and its copy in step, and says in words where they differ.

import { BOXED, EMPTY, LEFT_OUT, PICTURED, carried, laidOutAfresh, isHidden } from "./exceptions.js";
import { stateOf, openOf, scrollOf, rulesOf, focusOf, selectionOf } from "./state.js";

/** How many differences are told: the first are those that explain the rest. */
const MOST = 8;
/** CSS pixels by which a box may be off: layout rounds at other places. */
const ROUNDING = 1.5;
const BOXES = 160;

/**
 * The differences between two documents, none when they are the same.
 * `structure` compares only which nodes there are; `boxes` also where they are.
 */
export function compare(page, copy, { structure = false, boxes = !structure } = {}) {
  const said = [];
  const pairs = new Map();
  const say = (path, words) => { if (said.length < MOST) said.push(`${path}: ${words}`); };
  const full = () => said.length >= MOST;
  const same = (path, what, one, other) => {
    if (one !== other) say(path, `${what}: page ${quoted(one)}, replica ${quoted(other)}`);
  };

  const inPage = (node) => pathBelow(page, node);
  const inCopy = (node) => pathBelow(copy, node);

  const documents = (path, page, copy) => {
    pairs.set(page, copy);
    same(path, "compatMode", page.compatMode, copy.compatMode);
    if (!structure) adopted(path, page, copy);
    children(path, page, copy);
    if (!structure && isShown(page)) scrolled(path, page, copy);
  };

  const hiddenOnes = () => Array.from(pairs.keys()).filter((node) => node.nodeType === 1 && isHidden(node));

  const scrolled = (path, page, copy) => {
    const [ours, theirs] = [page, copy].map((document) => document.scrollingElement);
    const end = theirs && theirs.scrollTop >= theirs.scrollHeight - theirs.clientHeight - 1;
    // Without the margins of what is hidden the copy may be shorter.
    if (end && ours?.scrollTop > theirs.scrollTop && hiddenOnes().length) return;
    same(path, "scroll", scrollOf(ours), scrollOf(theirs));
  };

  const adopted = (path, page, copy) => {
    const theirs = Array.from(copy.adoptedStyleSheets).filter((sheet) => !rulesOf(sheet).includes("data-alongside-"));
    same(path, "adopted sheets", page.adoptedStyleSheets.map(rulesOf).join("\n---\n"), theirs.map(rulesOf).join("\n---\n"));
  };

  const children = (path, page, copy) => {
    const ours = Array.from(page.childNodes).filter((node) => node.nodeType !== 7);
    const theirs = Array.from(copy.childNodes).filter((node) => !own(node));
    const alike = (at) => kind(ours[at]) === kind(theirs[at]) || (theirs[at] && stoodFor(ours[at], theirs[at]));
    const first = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at) => at).find((at) => !alike(at));
    if (first !== undefined) {
      const around = (nodes) => `${nodes.length} [${first > 2 ? "… " : ""}${nodes.slice(Math.max(0, first - 2), first + 4).map(kind).join(", ")}]`;
      say(path, `children differ from ${first} on: page ${around(ours)}, replica ${around(theirs)}`);
    }
    for (let at = 0; at < (first ?? ours.length) && !full(); at++) node(path, ours[at], theirs[at], at);
  };

  const node = (above, page, copy, at) => {
    const path = `${above === "document" ? "" : `${above} > `}${kind(page)}${page.nodeType === 1 && page.getAttribute("id") ? "" : `:${at}`}`;
    pairs.set(page, copy);
    if (page.nodeType === 1) element(path, page, copy);
    else if (page.nodeType === 10) {
      for (const part of ["name", "publicId", "systemId"]) same(path, part, page[part], copy[part]);
    } else if (page.nodeType === 3 && !structure) same(path, "text", carried(page.data), copy.data);
  };

  const element = (path, page, copy) => {
    if (box(page)) {
      if (!copy.hasAttribute("data-alongside-box")) say(path, `is no labelled box in the replica, but ${kind(copy)}`);
      return;
    }
    if (stoodFor(page, copy)) return;
    same(path, "namespace", page.namespaceURI, copy.namespaceURI);
    same(path, "name", page.nodeName, copy.nodeName);
    const empty = EMPTY.find(({ fits }) => fits(page));
    if (!structure) {
      if (!empty?.attributes) attributes(path, page, copy);
      for (const [what, one, other] of stateOf(page, copy)) same(path, what, one, other);
      same(path, "open", openOf(page), openOf(copy));
      if (page !== page.ownerDocument.scrollingElement) same(path, "scroll", scrollOf(page), scrollOf(copy, scrollOf(page)));
    }
    if (Boolean(page.shadowRoot) !== Boolean(copy.shadowRoot)) say(path, `shadow root: page ${Boolean(page.shadowRoot)}, replica ${Boolean(copy.shadowRoot)}`);
    else if (page.shadowRoot) {
      pairs.set(page.shadowRoot, copy.shadowRoot);
      if (!structure) adopted(`${path} > shadow`, page.shadowRoot, copy.shadowRoot);
      children(`${path} > shadow`, page.shadowRoot, copy.shadowRoot);
    }
    if (page.localName === "template" && page.content && copy.content) children(`${path} > content`, page.content, copy.content);
    if (page.localName === "iframe") {
      if (copy.contentDocument) documents(`${path} > document`, page.contentDocument, copy.contentDocument);
      else say(path, "the frame has no document in the replica");
    }
    if (!empty) children(path, page, copy);
  };

  const attributes = (path, page, copy) => {
    const spaceOf = (element, { namespaceURI: space }) => (space && element.namespaceURI !== HTML ? ` {${space}}` : "");
    const list = (element) => new Map(Array.from(attributesOf.call(element), (each) => [each.name + spaceOf(element, each), each]));
    const [ours, theirs] = [list(page), list(copy)];
    for (const [key, { name, value }] of ours) {
      if (marks(name) || LEFT_OUT.some(({ fits }) => fits(page, name, value))) continue;
      same(path, `attribute ${key}`, carried(value), theirs.get(key)?.value);
    }
    for (const [key, { name, value }] of theirs) {
      if (!ours.has(key) && !marks(name)) same(path, `attribute ${key}`, undefined, value);
    }
  };

  const layout = () => {
    const hidden = hiddenOnes();
    for (const element of hidden) {
      const [page, copy] = [element, pairs.get(element)].map((element) => element.getBoundingClientRect());
      const far = ["width", "height"].some((side) => Math.abs(page[side] - copy[side]) > ROUNDING);
      if (far) say(inPage(element), `hidden, but no box of its size: page ${rect(page)}, replica ${rect(copy)}`);
    }
    // Of what is hidden not even the margins are told: what is beside it may be elsewhere.
    if (hidden.length) return;
    const seen = Array.from(pairs.entries()).filter(([page]) => page.nodeType === 1 && page.isConnected && page.localName !== "html" && isShown(page.ownerDocument));
    for (const pair of seen) if (pair[0].localName === "select") pair.forEach(laidOutAfresh);
    const each = Math.max(1, Math.ceil(seen.length / BOXES));
    for (let at = 0; at < seen.length && !full(); at += each) {
      const [ours, theirs] = seen[at].map((element) => element.checkVisibility());
      if (ours !== theirs) say(inPage(seen[at][0]), `can be seen: page ${ours}, replica ${theirs}`);
      // Of what is kept back (closed details) a browser may know an older box.
      if (!ours) continue;
      const [page, copy] = seen[at].map((element) => element.getBoundingClientRect());
      const far = ["left", "top", "width", "height"].some((side) => Math.abs(page[side] - copy[side]) > ROUNDING);
      if (far) say(inPage(seen[at][0]), `box: page ${rect(page)}, replica ${rect(copy)}`);
    }
  };

  documents("document", page, copy);
  if (!structure && !said.length) {
    same("document", "focus", inPage(focusOf(page)), inCopy(focusOf(copy)));
    // Where a field has the focus, what was selected before is not seen.
    if (!page.activeElement?.matches("input,textarea")) {
      same("document", "selection", selectionOf(page, inPage), selectionOf(copy, inCopy));
    }
  }
  // Where boxes are, what holds them says: after a difference nothing new is learnt.
  if (boxes && !said.length) layout();
  return said;
}

/** Whether a document has a size: the page's own, or one in a frame that is laid out. */
const isShown = ({ defaultView: window }) => {
  const frame = window?.frameElement;
  return !frame || (frame.checkVisibility() && isShown(frame.ownerDocument));
};

const HTML = "http://www.w3.org/1999/xhtml";
/** The structural getter: a form's fields shadow its properties. */
const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;

/** Marks of the replica's own, and of who uses it. */
const marks = (name) => name.startsWith("data-alongside-");
/** Nodes of the copy that the page has not. */
const own = (node) => node.nodeType === 1 && ["data-alongside-base", "data-alongside-own"].some((name) => node.hasAttribute(name));
const box = (node) => node?.nodeType === 1 && BOXED.some(({ fits }) => fits(node));

/** Whether a box stands for a node. */
const stoodFor = (node, copy) => copy.nodeType === 1 && (box(node) || (node?.nodeType === 1 && PICTURED.fits(node) && copy.hasAttribute("data-alongside-box")));

/** What a node is, for people. */
function kind(node) {
  if (!node) return "nothing";
  // A doctype's name is that of an element.
  if (node.nodeType === 10) return "#doctype";
  if (node.nodeType !== 1) return node.nodeType === 4 ? "#text" : node.nodeName;
  const id = node.getAttribute("id");
  return node.localName + (id ? `#${id}` : "");
}

/** Where a node is below `root`, for people: the same for a node and its copy. */
function pathBelow(root, node) {
  if (!node) return "nothing";
  const steps = [];
  for (let at = node; at && at !== root; at = at.parentNode ?? at.host ?? at.defaultView?.frameElement) {
    if (at.nodeType === 9) steps.unshift("document");
    else if (at.nodeType === 11) steps.unshift("shadow");
    else {
      const before = at.parentNode ? Array.from(at.parentNode.childNodes).filter((other) => !own(other)).indexOf(at) : 0;
      steps.unshift(at.nodeType === 1 && at.getAttribute("id") ? kind(at) : `${kind(at)}:${before}`);
    }
  }
  return steps.join(" > ") || "document";
}

const rect = ({ left, top, width, height }) => `${[left, top, width, height].map((side) => Math.round(side * 10) / 10)}`;

/** A value for people; of a long one where it begins. */
const quoted = (value) => (value === undefined ? "none" : typeof value === "string" ? `“${value.length > 160 ? `${value.slice(0, 160)}… (${value.length})` : value}”` : String(value));

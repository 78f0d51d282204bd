// Collects what could be a step's target, with what each is known by, in one call;
// which one it is, is decided in crates/core/src/guide.
import * as dom from "./dom.js";
import { documentOf } from "./frame.js";
import { isTyped, label, name, role, text } from "./name.js";

// Elements looked at in detail, at most.
const MOST = 1000;
// Everything that a step could be about.
const ALIKE = "a[href],button,input:not([type=hidden]),select,textarea,summary,label,h1,h2,h3,h4,h5,h6,img,fieldset,[role],[tabindex],[aria-label],[data-testid],[data-test],[data-cy],[contenteditable]";
const NAMED = "[aria-label],[aria-labelledby],[alt],[title],[placeholder],input,select,textarea";
// What a page changes all the time, what is said by another property, and what may
// hold what somebody typed.
const UNTOLD = new Set(["class", "id", "name", "type", "role", "aria-label", "href", "alt", "placeholder", "style", "value", "checked", "selected", "tabindex", "d", "points", "src", "srcset", "data-testid", "aria-describedby", "aria-labelledby", "for", "aria-controls", "aria-expanded", "aria-invalid", "aria-current", "aria-selected", "aria-checked", "disabled", "hidden", "open"]);
const SEALED = "input,textarea,select,[contenteditable]:not([contenteditable=false])";

/** The document, its open shadow roots and the documents of its own frames. */
export function roots(document, ours) {
  const found = [document];
  for (const root of found) {
    const walker = dom.createTreeWalker(dom.ownerDocument(root) ?? root, root, NodeFilter.SHOW_ELEMENT);
    for (let element = walker.nextNode(); element; element = walker.nextNode()) {
      if (element === ours) continue;
      const shadow = dom.shadowRoot(element);
      if (shadow) found.push(shadow);
      const tag = dom.localName(element);
      if ((tag === "iframe" || tag === "frame") && !dom.isShell(dom.parentElement(dom.parentElement(element) ?? element))) {
        const inner = documentOf(element);
        if (inner) found.push(inner);
      }
    }
  }
  return found;
}

/**
 * `{ elements, roots, numbers, strings }`: elements that fit `selector` and, when
 * `words` are given, could have them for a name or a text. `strings` has four a
 * candidate (role, name, text, label), and with `known` its fingerprint after them;
 * `numbers` has two: flags (1 visible, 2 enabled, 4 under
 * a modal dialog) and the position, from 1, of the
 * nearest candidate that contains it.
 */
export function find(document, ours, selector, words, known) {
  const all = roots(document, ours);
  const elements = [];
  for (const root of all) {
    if (elements.length >= MOST) break;
    collect(root, selector, words, elements, ours);
  }
  return { elements, roots: all, ...packed(elements, known) };
}

/** The same of elements that were handed over; without `roots`. */
export function describe(elements) {
  return { elements, ...packed(elements, false) };
}

/** The same for everything that a step could be about, and of this tag. */
export function findAlike(document, ours, tag) {
  const all = roots(document, ours);
  const elements = alike(all, ours, tag);
  return { elements, roots: all, ...packed(elements, true) };
}

/** Everything in these roots that a step could be about and that can be seen. */
export function alike(roots, ours, tag) {
  const more = /^[a-z][a-z0-9-]*$/.test(tag) && !["div", "span", "p", "li"].includes(tag) ? `,${tag}` : "";
  const found = [];
  for (const root of roots) {
    for (const element of dom.querySelectorAll(root, ALIKE + more)) {
      if (element !== ours && found.length < MOST && isVisible(element)) found.push(element);
    }
  }
  return found;
}

/** What an element is known by; what is typed, sealed or masked is no part of it. */
export function fingerprint(element) {
  const strings = {};
  for (const key of PROPERTIES.keys()) strings[key] = PROPERTIES.get(key)(element);
  return { ...strings, attributes: Object.fromEntries(attributes(element)) };
}

function collect(root, selector, words, found, ours) {
  const add = (element) => {
    if (element !== ours && found.length < MOST && !found.includes(element)) found.push(element);
  };
  if (selector) {
    let list;
    try {
      list = dom.querySelectorAll(root, selector);
    } catch {
      return;
    }
    // What fits the selector is few enough to be looked at; the rest is decided later.
    for (const element of list) if (element !== ours && found.length < MOST) found.push(element);
    return;
  }
  // By words alone: from the texts upwards, and from what is named otherwise.
  const wanted = plain(words);
  const longest = wanted.length * 2 + 64;
  const document = dom.ownerDocument(root) ?? root;
  const start = (root === document && dom.body(root)) || root;
  const walker = dom.createTreeWalker(document, start, NodeFilter.SHOW_TEXT);
  const climbed = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = plain(node.data);
    if (!part || !(wanted.includes(part) || part.includes(wanted))) continue;
    for (let element = dom.parentElement(node); element && element !== start && !climbed.has(element); element = dom.parentElement(element)) {
      if (dom.textContent(element).length > longest * 2) break;
      climbed.add(element);
    }
  }
  for (const element of dom.querySelectorAll(start, NAMED)) climbed.add(element);
  // In the order of the document: a container before what it contains.
  const order = [...climbed].sort((a, b) => (dom.compareDocumentPosition(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  order.forEach(add);
}

const plain = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();

function packed(elements, known) {
  const places = new Map(elements.map((element, at) => [element, at + 1]));
  const numbers = new Uint32Array(elements.length * 2);
  const strings = [];
  const dialogs = new Map();
  elements.forEach((element, at) => {
    numbers[2 * at] = (isVisible(element) ? 1 : 0) + (isEnabled(element) ? 2 : 0) + (isCovered(element, dialogs) ? 4 : 0);
    let outer = dom.parentElement(element);
    while (outer && !places.has(outer)) outer = dom.parentElement(outer);
    numbers[2 * at + 1] = outer ? places.get(outer) : 0;
    strings.push(role(element), name(element), text(element, 2000), label(element));
    if (known) {
      for (const read of PROPERTIES.values()) strings.push(read(element));
      strings.push(attributes(element).flat().join("\u0001"));
    }
  });
  return { numbers, strings: strings.map((one) => one.replaceAll("\0", "\ufffd")).join("\0") };
}

/** Whether a customer can see it, or could after scrolling. */
export function isVisible(element) {
  const options = { checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true };
  if (!dom.isRendered(element, options)) return false;
  const document = dom.ownerDocument(element);
  const view = dom.defaultView(document);
  const root = dom.documentElement(document);
  const box = dom.getBoundingClientRect(element);
  // A pixel or less is there for screen readers alone.
  if (box.width <= 1 || box.height <= 1) return false;
  // What lies before the beginning of all that scrolls can't be scrolled to.
  let [x, y] = [view.scrollX, view.scrollY];
  for (let outer = parent(element); outer; outer = parent(outer)) {
    x += outer === root ? 0 : Math.abs(dom.scrollLeft(outer));
    y += outer === root ? 0 : dom.scrollTop(outer);
  }
  const leftwards = view.getComputedStyle(root).direction === "rtl";
  if ((!leftwards && box.right + x <= 0) || box.bottom + y <= 0) return false;
  for (let outer = dom.parentElement(element); outer; outer = dom.parentElement(outer)) {
    const [width, height] = [dom.clientWidth(outer), dom.clientHeight(outer)];
    if (width && height) continue;
    const { display, overflowX, overflowY } = view.getComputedStyle(outer);
    const clips = (overflow) => overflow !== "visible";
    const folded = !display.startsWith("inline") && display !== "contents";
    if (folded && (!height && clips(overflowY) || !width && clips(overflowX))) return false;
  }
  const { clipPath } = view.getComputedStyle(element);
  if (/inset\((50|100)%/.test(clipPath)) return false;
  const frame = view.frameElement;
  return frame ? isVisible(frame) : true;
}

const parent = (element) => dom.parentElement(element) ?? dom.host(element);

// All that is outside of the modal dialog on top is out of reach.
function isCovered(element, dialogs) {
  const document = dom.ownerDocument(element);
  if (!dialogs.has(document)) dialogs.set(document, [...modals(document)].at(-1));
  const dialog = dialogs.get(document);
  if (dialog && !holds(dialog, element)) return true;
  const frame = dom.defaultView(document)?.frameElement;
  return frame ? isCovered(frame, dialogs) : false;
}

function modals(document) {
  try {
    return dom.querySelectorAll(document, "dialog:modal");
  } catch {
    return [];
  }
}

/** Whether an element is within another, also by way of shadow roots. */
function holds(outer, element) {
  for (let node = element; node; node = dom.parentNode(node) ?? dom.hostOf(node)) if (node === outer) return true;
  return false;
}

const isEnabled = (element) =>
  !dom.matches(element, ":disabled") && !dom.closest(element, "[inert],[aria-disabled=true]");

/** The properties of a fingerprint, in the order in which they are packed. */
const PROPERTIES = new Map([
  ["tag", dom.localName],
  ["type", (element) => (/^(input|button)$/.test(dom.localName(element)) ? element.type : attribute(element, "type"))],
  ["name", (element) => attribute(element, "name")],
  ["id", (element) => attribute(element, "id")],
  ["class", (element) => attribute(element, "class")],
  ["role", role],
  ["ariaLabel", (element) => attribute(element, "aria-label")],
  ["text", (element) => (isPrivate(element) ? "" : short(words(element)))],
  ["label", (element) => short(label(element))],
  ["href", (element) => address(attribute(element, "href"))],
  ["alt", (element) => attribute(element, "alt")],
  ["placeholder", (element) => attribute(element, "placeholder")],
  ["neighbourText", neighbourText],
  ["testId", (element) => attribute(element, "data-testid")],
]);

const { attribute } = dom;
const short = (text) => text.slice(0, 120);
// A level that is misspelt hides, as in crates/core/src/privacy/level.rs.
const MASKED = "[data-alongside-privacy]:not([data-alongside-privacy=show],[data-alongside-privacy=mask-inputs])";
const isPrivate = (element) => isTyped(element) || dom.closest(element, MASKED) !== null;
// A field has no words of its own: a draft or the names of choices are the customer's.
const words = (element) => {
  if (!dom.matches(element, SEALED)) return text(element, 240);
  return dom.localName(element) === "input" && /^(submit|button|reset)$/.test(element.type) ? element.value : "";
};
// A query may hold anything about a customer, and a script is no address.
const address = (href) => (/^(javascript|data|blob):/i.test(href) ? href.split(":")[0] + ":" : href.replace(/[?].*$/s, ""));

function attributes(element) {
  if (isPrivate(element)) return [];
  const told = [...dom.attributes(element)].filter(({ name, value }) => !UNTOLD.has(name) && !name.startsWith("on") && value.length <= 120);
  return told.slice(0, 12).map(({ name, value }) => [name, address(value)]);
}

/** The words around it: of the nearest container that has more than its own. */
function neighbourText(element) {
  const own = dom.textContent(element).trim().length;
  for (let outer = dom.parentElement(element), levels = 0; outer && levels < 4; outer = dom.parentElement(outer), levels += 1) {
    if (dom.textContent(outer).trim().length > own + 1) {
      return isPrivate(outer) ? "" : around(outer, element);
    }
  }
  return "";
}

function around(outer, element) {
  const parts = [];
  let length = 0;
  const read = (node) => {
    for (let child = dom.firstChild(node); child && length < 160; child = dom.nextSibling(child)) {
      if (child === element) continue;
      const type = dom.nodeType(child);
      if (type === dom.CHARACTERS) {
        parts.push(child.data);
        length += child.data.length;
      } else if (type === dom.ELEMENT && !dom.matches(child, `${SEALED},${MASKED},script,style,template,noscript`)) {
        parts.push(" ");
        read(child);
        parts.push(" ");
      }
    }
  };
  read(outer);
  return parts.join("").replace(/\s+/g, " ").trim().slice(0, 160);
}

// Remembers password fields before one of them is shown as text: what was one once is
// never read.

import * as dom from "./dom.js";

const PASSWORDS = "input[type=password i]";
const TYPES = { subtree: true, attributeFilter: ["type"], attributeOldValue: true };
// One look's share of the main thread at a time, and the elements between two looks at
// the clock.
const SLICE_MS = 4;
const AT_ONCE = 64;

/**
 * Puts the password fields of a document, of its open shadow roots and of its own frames
 * into `known`: those that it finds, and from then on each that turns into another kind
 * of field. Nothing announces a shadow root, and to hear of every new element would cost
 * the page all the time; but what shows a password is pressed first. So all is looked
 * through at the beginning, when a frame has loaded, and at each press, there from what
 * is pressed outwards. Returns what ends it.
 */
export function watchPasswords(document, known) {
  const watched = new WeakSet();
  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  const observer = new MutationObserver((records) => {
    for (const { target, oldValue } of records) if (oldValue?.toLowerCase() === "password") known.add(target);
  });
  let steps, timer = 0;

  const look = (from) => {
    clearTimeout(timer);
    steps = outwards(from, enter);
    lookOn();
  };
  const lookOn = () => {
    const end = performance.now() + SLICE_MS;
    while (!steps.next().done) if (performance.now() > end) return void (timer = setTimeout(lookOn));
  };

  const enter = (root) => {
    if (!watched.has(root)) observer.observe(root, TYPES);
    watched.add(root);
    // Again each time: `document.open()` takes them away.
    dom.addEventListener(root, "load", changed, options);
    if (dom.nodeType(root) === dom.DOCUMENT) for (const type of ["pointerdown", "click"]) dom.addEventListener(root, type, pressed, options);
    for (const field of dom.querySelectorAll(root, PASSWORDS)) known.add(field);
  };
  const changed = (event) => { if (frameOf(event.target)) look(event.target); };
  // Keys and scripts click without a pointer.
  const pressed = (event) => { if (event.type !== "click" || !event.detail) look(event.composedPath()[0]); };

  // A frame that nobody has met yet takes the focus.
  dom.defaultView(document).addEventListener("blur", () => look(document), { signal: listening.signal });
  look(document);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    listening.abort();
  };
}

/** Enters every tree there is, those around a node first; rests after every few elements. */
function* outwards(from, enter) {
  const look = { enter, met: new Set(), seen: 0 };
  // What is pressed is in these: the browser itself finds their fields, at once.
  for (let node = from; node; node = dom.outside(node)) enter(dom.getRootNode(node));
  for (let node = from, inner = null; node; [node, inner] = [outer(node), node]) {
    if (dom.nodeType(node) !== dom.ELEMENT) yield* framesOf(node, look);
    else if (dom.shadowRoot(node)) yield* inTree(dom.shadowRoot(node), look);
    yield* inChildren(node, inner, look);
  }
}

const outer = (node) => dom.parentNode(node) ?? dom.hostOf(node) ?? (dom.nodeType(node) === dom.DOCUMENT ? dom.outside(node) : null);

function* inTree(root, look) {
  if (look.met.has(root)) return;
  look.enter(root);
  yield* framesOf(root, look);
  yield* inChildren(root, null, look);
}

function* framesOf(root, look) {
  look.met.add(root);
  for (const frame of dom.querySelectorAll(root, "iframe,frame")) {
    const inner = frameOf(frame);
    if (inner) yield* inTree(inner, look);
  }
}

/** Looks for shadow roots in the children of a node, but one that was looked through. */
function* inChildren(node, but, look) {
  for (let child = dom.firstChild(node); child; child = dom.nextSibling(child)) {
    if (child === but || dom.nodeType(child) !== dom.ELEMENT) continue;
    // By hand: a list of all elements would be made in one go, at each level anew.
    for (let element = child; element; element = after(element, child)) {
      const root = dom.shadowRoot(element);
      if (root) yield* inTree(root, look);
      if (++look.seen % AT_ONCE === 0) yield;
    }
  }
}

/** The next element in the order of the document, in an element. */
function after(element, within) {
  let next = dom.firstElementChild(element);
  for (let up = element; !next && up !== within; up = dom.parentElement(up)) next = dom.nextElementSibling(up);
  return next;
}

const FRAMES = new Set(["iframe", "frame"]);

/** The document of a frame, as far as it may be read. */
function frameOf(node) {
  try {
    return FRAMES.has(dom.nameOf(node)) ? node.contentDocument : null;
  } catch {
    return null;
  }
}

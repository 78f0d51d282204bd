// What a change of the page reaches for: chance that repeats itself for a seed,
// and the nodes of the document, its shadow roots and its same-origin frames.

const WORDS = "Amount Balance Basket Blanket Card Claim Deliver Form Kettle Ledger Lantern North Order Parcel Pay Refund Return Saw Street Tent Transfer".split(" ");
// Nothing is put into these: their content is a value, code, or another page's.
const CLOSED = "script,style,template,textarea,select,option,optgroup,datalist,title,iframe,object,embed,input,br,hr,img,video,canvas,audio,progress,meter,link,meta,base,noscript,svg,svg *,math,math *";

/** Numbers from a seed: mulberry32, by Tommy Ettinger, in the public domain. */
const numbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

/** Chance for one change: the same whatever other changes there were. */
export const chance = (seed, step) => {
  const next = numbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b));
  for (let warm = 0; warm < 3; warm++) next();
  const int = (below) => Math.floor(next() * below);
  return { int, likely: (share) => next() < share, pick: (list) => list[int(list.length)] };
};

/** A node in a few words, for the list of changes. */
export const named = (node) => {
  if (node.nodeType === 9) return "document";
  if (node.nodeType === 11) return `shadow of ${named(node.host)}`;
  if (node.nodeType !== 1) return `${node.nodeName} in ${node.parentNode ? named(node.parentNode) : "nothing"}`;
  // A form's fields shadow its own properties.
  const id = node.getAttribute("id");
  return node.localName + (id ? `#${id}` : "");
};

export class World {
  /** Nodes that were taken out and may come back. */
  detached = [];
  /** Constructed style sheets, with the window that made each. */
  sheets = [];
  made = 0;

  constructor(document) {
    this.document = document;
  }

  /** Begins a change with chance of its own. */
  begin(chance) {
    this.touched = [];
    Object.assign(this, chance);
  }

  word() {
    return this.pick(WORDS);
  }

  words(most = 4) {
    return Array.from({ length: 1 + this.int(most) }, () => this.word()).join(" ");
  }

  id() {
    return `n${++this.made}`;
  }

  /** The document, its open shadow roots and its frames' documents. */
  roots() {
    const found = [];
    const visit = (root) => {
      if (found.length > 30) return;
      found.push(root);
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.localName === "iframe" && element.contentDocument?.body) visit(element.contentDocument);
      }
    };
    visit(this.document);
    return found;
  }

  /** All elements of the pages' bodies that fit. */
  elements(selector = "*") {
    const fits = (element) => !element.matches("html,head,head *,body,script") && element.matches(selector);
    return this.roots().flatMap((root) => Array.from(root.querySelectorAll("*")).filter(fits));
  }

  /** What was chosen is named in the list of changes. */
  touch(node) {
    if (node) this.touched.push(named(node));
    return node;
  }

  element(selector) {
    return this.touch(this.pick(this.elements(selector)));
  }

  /** An element, a body or a shadow root that can hold others. */
  container(also = () => true) {
    const bodies = this.roots().map((root) => root.body ?? root).filter((body) => body.localName !== "frameset");
    const all = this.elements(`:not(${CLOSED})`).concat(bodies, bodies).filter(also);
    return this.touch(this.pick(all));
  }

  /** A text node with something in it, where text is shown. */
  text() {
    const all = this.elements(":not(script,style,textarea,template,iframe,title,option,noscript)")
      .flatMap((element) => Array.from(element.childNodes).filter((node) => node.nodeType === 3 && node.data.trim()));
    return this.touch(this.pick(all));
  }

  /** Puts a node anywhere; false when there is nowhere. */
  place(node, container = this.container((holder) => !node.contains(holder) && !holder.getRootNode().host?.contains?.(node))) {
    if (!container) return false;
    // A node can't be put into what it holds, not even by way of a shadow root or a frame.
    for (let up = container; up; up = up.parentNode ?? up.host ?? up.defaultView?.frameElement) if (up === node) return false;
    const before = this.pick([null, ...container.childNodes]);
    container.insertBefore(node, before);
    return true;
  }

  /** A new element with a word in it. */
  make(document = this.document) {
    const element = document.createElement(this.pick(["p", "div", "span", "li", "section", "b", "a", "button", "h3", "article"]));
    element.id = this.id();
    if (this.likely(0.7)) element.append(this.words());
    if (this.likely(0.3)) element.className = this.pick(["wide", "tall", "warm", "cold"]);
    return element;
  }

  /** Markup in a new element. */
  markup(html) {
    const holder = this.document.createElement("div");
    holder.id = this.id();
    holder.innerHTML = html;
    return holder;
  }
}

/** A change of an element that fits; nothing happens when there is none. */
export const on = (selector, act) => (world) => {
  const found = world.element(selector);
  return found ? act(found, world) : false;
};

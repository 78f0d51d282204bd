// The DOM by its prototypes. A form's fields shadow its own properties and methods by
// their names (`<input name=matches>`), and a document's forms and images do the same
// to it: asked itself, such an element throws or lies.

const method = (type, name) => {
  const own = type.prototype[name];
  return (node, ...given) => own.apply(node, given);
};
const getter = (type, name) => {
  const own = Object.getOwnPropertyDescriptor(type.prototype, name)?.get;
  return (node) => own?.call(node);
};

export const ELEMENT = 1;
export const CHARACTERS = 3;
export const DOCUMENT = 9;
export const FRAGMENT = 11;

export const addEventListener = method(EventTarget, "addEventListener");

export const nodeType = getter(Node, "nodeType");
export const parentNode = getter(Node, "parentNode");
export const parentElement = getter(Node, "parentElement");
export const firstChild = getter(Node, "firstChild");
export const nextSibling = getter(Node, "nextSibling");
export const isConnected = getter(Node, "isConnected");
export const ownerDocument = getter(Node, "ownerDocument");
export const textContent = getter(Node, "textContent");
export const baseURI = getter(Node, "baseURI");
export const getRootNode = method(Node, "getRootNode");
export const compareDocumentPosition = method(Node, "compareDocumentPosition");

export const localName = getter(Element, "localName");
/** The local name of an element; nothing of any other node. */
export const nameOf = (node) => (nodeType(node) === ELEMENT ? localName(node) : "");

const SHELLS = ["alongside-shell", "alongside-connection"];

/** Our frame over the page, or one that a call's connection is in: no part of this one. */
export const isShell = (node) => node !== null && SHELLS.includes(nameOf(node));

export const namespaceURI = getter(Element, "namespaceURI");
export const prefix = getter(Element, "prefix");
export const attributes = getter(Element, "attributes");
export const shadowRoot = getter(Element, "shadowRoot");
export const children = getter(Element, "children");
export const firstElementChild = getter(Element, "firstElementChild");
export const lastElementChild = getter(Element, "lastElementChild");
export const previousElementSibling = getter(Element, "previousElementSibling");
export const nextElementSibling = getter(Element, "nextElementSibling");
export const clientWidth = getter(Element, "clientWidth");
export const clientHeight = getter(Element, "clientHeight");
export const scrollLeft = getter(Element, "scrollLeft");
export const scrollTop = getter(Element, "scrollTop");
export const getAttribute = method(Element, "getAttribute");
export const getAttributeNS = method(Element, "getAttributeNS");
export const getAttributeNodeNS = method(Element, "getAttributeNodeNS");
export const hasAttribute = method(Element, "hasAttribute");
const hasAttributes = method(Element, "hasAttributes");
export const attributeNames = method(Element, "getAttributeNames");
export const matches = method(Element, "matches");
export const contains = method(Node, "contains");
export const scrollIntoView = method(Element, "scrollIntoView");
export const closest = method(Element, "closest");
export const getBoundingClientRect = method(Element, "getBoundingClientRect");
export const getClientRects = method(Element, "getClientRects");

export const title = getter(Document, "title");
export const body = getter(Document, "body");
export const documentElement = getter(Document, "documentElement");
export const defaultView = getter(Document, "defaultView");
export const compatMode = getter(Document, "compatMode");
export const designMode = getter(Document, "designMode");
export const scrollingElement = getter(Document, "scrollingElement");
export const isHiddenPage = getter(Document, "hidden");
export const getSelection = method(Document, "getSelection");
export const createTreeWalker = method(Document, "createTreeWalker");

export const elements = getter(HTMLFormElement, "elements");

// These stand on three prototypes, and which it is the kind of node tells.
const ofParent = (name) => {
  const own = { [ELEMENT]: Element.prototype[name], [DOCUMENT]: Document.prototype[name], [FRAGMENT]: DocumentFragment.prototype[name] };
  return (node, selector) => own[nodeType(node)].call(node, selector);
};
export const querySelector = ofParent("querySelector");
export const querySelectorAll = ofParent("querySelectorAll");

const ofDocument = Document.prototype.getElementById;
const ofFragment = DocumentFragment.prototype.getElementById;

/** The element of a tree that has this id. */
export function getElementById(root, id) {
  if (nodeType(root) === DOCUMENT) return ofDocument.call(root, id);
  return nodeType(root) === FRAGMENT ? ofFragment.call(root, id) : null;
}

const focused = { [DOCUMENT]: getter(Document, "activeElement"), [FRAGMENT]: getter(ShadowRoot, "activeElement") };

/** The element of a tree that has the focus. */
export const activeElement = (root) => focused[nodeType(root)](root);

const adoptedByDocument = getter(Document, "adoptedStyleSheets");

/** The sheets that a document or a shadow root has adopted; none of any other node. */
export const adoptedStyleSheets = (root) => (nodeType(root) === DOCUMENT ? adoptedByDocument(root) : root.adoptedStyleSheets) ?? [];

const hostOfShadow = getter(ShadowRoot, "host");

/** The host of the shadow tree that a node is in; none in a document. */
export function host(node) {
  const root = getRootNode(node);
  return nodeType(root) === FRAGMENT && root !== node ? hostOf(root) : null;
}

/** The host of a shadow root; none of any other node. */
export function hostOf(root) {
  try {
    return nodeType(root) === FRAGMENT ? hostOfShadow(root) : null;
  } catch {
    // A fragment without a host.
    return null;
  }
}

const visible = Element.prototype.checkVisibility;

/** Whether it is rendered; a browser that can't tell is believed to render it. */
export const isRendered = (element, options) => visible?.call(element, options) ?? true;

const NONE = [];

/** The names of an element's attributes. To ask for the attributes themselves makes a
 *  node of each. */
export const namesOf = (element) => (hasAttributes(element) ? attributeNames(element) : NONE);

/** The value of an attribute that `namesOf` has named: `getAttribute` would look for small
 *  letters. */
export function valueOf(element, name) {
  if (!/[A-Z]/.test(name)) return getAttribute(element, name);
  return Array.from(attributes(element)).find((each) => each.name === name)?.value ?? "";
}

/** An attribute's value; nothing, when there is none. */
export const attribute = (element, name) => getAttribute(element, name) ?? "";

/** What a node stands in when its own tree ends: a shadow root's host, or a frame. */
export function outside(node) {
  const root = getRootNode(node);
  return nodeType(root) === DOCUMENT ? (defaultView(root)?.frameElement ?? null) : host(node);
}

/** Whether an element, or what it is in, fits a selector, also out of shadow roots and frames. */
export function isWithin(element, selector) {
  for (let node = element; node; node = outside(node)) if (closest(node, selector)) return true;
  return false;
}

// Which parts of a page are closed by a stricter level, or are what somebody typed.
import { namers } from "./name.js";

const TYPED = "[contenteditable]:not([contenteditable=false])";
// The text of what is marked as hidden is masked (`Rules::unseen` in the core); what
// is called by it would tell it. Inside of others it is no part of their text.
const UNSEEN = "[hidden],template,noscript";

/** What a node stands in when its own tree ends: a shadow root's host, or a frame. */
const outside = (node) => {
  const root = node.getRootNode();
  return root.host ?? root.defaultView?.frameElement ?? null;
};

const isWithin = (element, selector) => {
  for (let node = element; node; node = outside(node)) if (node.closest(selector)) return true;
  return false;
};

/** By the selectors of what a rule closes; `closed` may be empty. */
export function closing(closed) {
  const selector = closed ? `${closed},${TYPED}` : TYPED;
  const isClosed = (element) => isWithin(element, `${selector},${UNSEEN}`);
  const holdsClosed = (element) => element.querySelector(selector) !== null;
  return { isClosed, holdsClosed };
}

/** Whether a rule closes an element, or part of what it is called by. */
export function isNameClosed(element, closed) {
  const { isClosed, holdsClosed } = closing(closed);
  // What is edited in place may have a name of its own; what is in it is typed.
  const own = (closed && (isWithin(element, closed) || element.querySelector(closed) !== null)) || within(element);
  return own || namers(element).some((one) => isClosed(one) || holdsClosed(one));
}

const within = (element) => {
  const outer = element.parentElement ?? outside(element);
  return outer !== null && isWithin(outer, TYPED);
};

// Which parts of a page are closed by a stricter level, or are what somebody typed.
import * as dom from "./dom.js";
import { namers } from "./name.js";

const TYPED = "[contenteditable]:not([contenteditable=false])";
// The text of what is marked as hidden is masked (`Rules::unseen` in the core); what
// is called by it would tell it. Inside of others it is no part of their text.
const UNSEEN = "[hidden],template,noscript";

/** By the selectors of what a rule closes; `closed` may be empty. */
export function closing(closed) {
  const selector = closed ? `${closed},${TYPED}` : TYPED;
  const isClosed = (element) => dom.isWithin(element, `${selector},${UNSEEN}`);
  const holdsClosed = (element) => dom.querySelector(element, selector) !== null;
  return { isClosed, holdsClosed };
}

/** Whether a rule closes an element, or part of what it is called by. */
export function isNameClosed(element, closed) {
  const { isClosed, holdsClosed } = closing(closed);
  // What is edited in place may have a name of its own; what is in it is typed.
  const own = (closed && (dom.isWithin(element, closed) || dom.querySelector(element, closed) !== null)) || within(element);
  return own || namers(element).some((one) => isClosed(one) || holdsClosed(one));
}

const within = (element) => {
  const outer = dom.parentElement(element) ?? dom.outside(element);
  return outer !== null && dom.isWithin(outer, TYPED);
};

// What a click on an element would do.

import { attributeNames, baseURI, closest, getAttribute, host, namespaceURI, ownerDocument, querySelector } from "./dom.js";

const HTML = "http://www.w3.org/1999/xhtml";
const CONTROLS = "a, button, label, summary";
// By these, libraries make of a link what sends something.
const SENDS = /^(data-)?(hx-|method$|turbo-method$|remote$|ujs-)/;

/** Whether it is a link to a page of this site that opens in this tab, and nothing more. */
export function leadsOn(element) {
  const href = getAttribute(element, "href");
  // With an empty fragment it is a button in disguise.
  if (href === null || /^\s*#?\s*$/.test(href) || getAttribute(element, "download") !== null) return false;
  if (attributeNames(element).some((name) => SENDS.test(name))) return false;
  const base = querySelector(ownerDocument(element), "base[target]");
  const target = getAttribute(element, "target") ?? (base && getAttribute(base, "target"));
  if (target && target !== "_self") return false;
  try {
    const to = new URL(href, baseURI(element));
    return /^https?:$/.test(to.protocol) && to.origin === location.origin;
  } catch {
    return false;
  }
}

/** Whether it opens a section that is closed now. */
export function opens(element) {
  const details = getAttribute(element, "aria-expanded") === null && closest(element, "summary") === element && closest(element, "details");
  return details ? getAttribute(details, "open") === null : getAttribute(element, "aria-expanded") === "false";
}

/** The nearest that fits around an element, out of shadow roots, too. */
function around(element, selector) {
  for (let at = element; at; at = host(at)) {
    const found = closest(at, selector);
    if (found && found !== element) return found;
  }
  return null;
}

/** Whether it belongs to a form: it is in one, names one, or the parser gave it one. */
export function isInForm(element) {
  return Boolean(getAttribute(element, "form") !== null || around(element, "form") || element.form);
}

/** Whether a click on it means what is around it. */
export function isInControl(element) {
  return around(element, CONTROLS) !== null;
}

/** Clicks an element of any window; what is no HTML has no click. */
export function click(element) {
  if (namespaceURI(element) === HTML) HTMLElement.prototype.click.call(element);
}

/** Whether it can be clicked so. */
export const canClick = (element) => namespaceURI(element) === HTML;

// What a click on an element would do.

import { baseURI, getAttribute } from "./dom.js";

/** Whether it is a link to a page of this site that opens in this tab, and nothing more. */
export function leadsOn(element) {
  const [href, target] = [getAttribute(element, "href"), getAttribute(element, "target")];
  if (href === null || getAttribute(element, "download") !== null) return false;
  if (target && target !== "_self") return false;
  try {
    const to = new URL(href, baseURI(element));
    return /^https?:$/.test(to.protocol) && to.origin === location.origin;
  } catch {
    return false;
  }
}

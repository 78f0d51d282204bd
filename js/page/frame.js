// Frames of the page's own origin.

import * as dom from "./dom.js";

/**
 * A frame's document, when it is of this origin and has begun. A copy of a page is none of
 * it: a page that shows its own copy would be told in itself without end.
 */
export function documentOf(frame) {
  if (dom.hasAttribute(frame, "data-alongside-replica")) return null;
  try {
    const inner = frame.contentDocument;
    return inner && dom.documentElement(inner) ? inner : null;
  } catch {
    return null;
  }
}

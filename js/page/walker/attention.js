// What has the focus and what is selected.

import * as dom from "../dom.js";
import { FOCUS, SELECTION, VALUE } from "./numbers.js";
import { activeElement } from "../state.js";

const NOWHERE = [0, 0, 0, 0];
const UNWRITTEN = new Set(["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"]);

export class Attention {
  #focused = 0;
  #selected = NOWHERE.join();
  /** Whether texts may be selected: to ask has the browser lay the page out. */
  #isSelecting = true;

  /** Somebody selects something, or may have without our hearing of it. */
  selects() {
    this.#isSelecting = true;
  }

  /** Tells both when they are others than before. */
  tell({ known, batch, ours }, document) {
    // Who uses what is ours has not left the field: they go back to it.
    if (ours && dom.activeElement(document) === ours) return;
    const element = activeElement(document, known.frames);
    const id = known.id(element) ?? 0;
    if (id !== this.#focused) batch.tell(FOCUS, (this.#focused = id));
    const isWriting = id && isWritten(element);
    // In Firefox what was selected before a field got the focus stays so, unseen.
    const texts = isWriting && element === dom.activeElement(document) ? null : this.#texts(known, document);
    // Of a field that may not be read, this is not read either.
    const selected = texts ?? (isWriting && known.modes.get(id) === VALUE ? ofField(element, id) : NOWHERE);
    if (selected.join() === this.#selected) return;
    this.#selected = selected.join();
    batch.tell(SELECTION, ...selected);
  }

  #texts(known, document) {
    if (!this.#isSelecting) return null;
    const range = dom.getSelection(document);
    this.#isSelecting = range !== null && !range.isCollapsed;
    if (!this.#isSelecting) return null;
    const [from, to] = [known.id(range.anchorNode), known.id(range.focusNode)];
    return from && to ? [from, range.anchorOffset, to, range.focusOffset] : null;
  }
}

/** Whether an element is a field that one writes in. */
function isWritten(element) {
  const name = dom.localName(element);
  return name === "textarea" || (name === "input" && !UNWRITTEN.has(dom.attribute(element, "type").toLowerCase()));
}

function ofField({ selectionStart: start, selectionEnd: end, selectionDirection: direction }, id) {
  if (typeof start !== "number") return NOWHERE;
  return direction === "backward" ? [id, end, id, start] : [id, start, id, end];
}

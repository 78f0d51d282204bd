// What has the focus and what is selected.

import * as dom from "../dom.js";
import { FOCUS, SELECTION, VALUE } from "./numbers.js";
import { activeElement } from "../state.js";
import { isField } from "./nodes.js";

export class Attention {
  #focused = 0;
  #selected = "0,0,0,0";
  /** Whether texts may be selected: to ask has the browser lay the page out. */
  #isSelecting = true;

  /** Somebody selects something, or may have without our hearing of it. */
  selects() {
    this.#isSelecting = true;
  }

  /** Tells both when they are others than before. */
  tell({ known, batch }, document) {
    const element = activeElement(document, known.frames);
    const id = known.id(element) ?? 0;
    if (id !== this.#focused) batch.tell(FOCUS, (this.#focused = id));
    const range = this.#isSelecting ? dom.getSelection(document) : null;
    this.#isSelecting = range !== null && !range.isCollapsed;
    const selected = (this.#isSelecting && ofTexts(known, range)) || ofField(known, element, id) || [0, 0, 0, 0];
    if (selected.join() === this.#selected) return;
    this.#selected = selected.join();
    batch.tell(SELECTION, ...selected);
  }
}

function ofTexts(known, { anchorNode, anchorOffset, focusNode, focusOffset }) {
  const [from, to] = [known.id(anchorNode), known.id(focusNode)];
  return from && to ? [from, anchorOffset, to, focusOffset] : null;
}

function ofField(known, field, id) {
  const isText = id && isField(field) && known.modes.get(id) === VALUE && typeof field.selectionStart === "number";
  return isText ? [id, field.selectionStart, id, field.selectionEnd] : null;
}

// What has the focus and what is selected.

import * as dom from "../dom.js";
import { FOCUS, SELECTION, VALUE } from "./numbers.js";
import { activeElement } from "../state.js";
import { isField } from "./nodes.js";

export class Attention {
  #focused = 0;
  #selected = "0,0,0,0";

  /** Tells both when they are others than before. */
  tell({ known, batch }, document) {
    const element = activeElement(document, known.frames);
    const id = known.id(element) ?? 0;
    if (id !== this.#focused) batch.tell(FOCUS, (this.#focused = id));
    const selected = selection(known, document, element, id);
    if (selected.join() === this.#selected) return;
    this.#selected = selected.join();
    batch.tell(SELECTION, ...selected);
  }
}

function selection(known, document, field, id) {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = dom.getSelection(document) ?? {};
  const [from, to] = isCollapsed ? [0, 0] : [known.id(anchorNode) ?? 0, known.id(focusNode) ?? 0];
  if (from && to) return [from, anchorOffset, to, focusOffset];
  const isText = id && isField(field) && known.modes.get(id) === VALUE && typeof field.selectionStart === "number";
  return isText ? [id, field.selectionStart, id, field.selectionEnd] : [0, 0, 0, 0];
}

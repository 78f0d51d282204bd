// The table of js-framework-benchmark, keyed, without a framework: each row is an element
// of its own that is kept, moved and removed by itself.

import { dice, label, letters } from "./words.mjs";

let next = 1;
const roll = dice();

/** `count` new rows of data; each label is unlike any other. */
export const rowsOf = (count) =>
  Array.from({ length: count }, () => ({ id: next, label: `${label(roll)} ${letters(next++)}` }));

export const CHANGED = " changed";

export function vanilla(body) {
  const template = document.createElement("template");
  template.innerHTML =
    '<tr><td class="col-md-1"></td><td class="col-md-4"><a class="lbl"></a></td><td class="col-md-1"><a class="remove"><span class="glyphicon glyphicon-remove" aria-hidden="true"></span></a></td><td class="col-md-6"></td></tr>';
  let rows = [];
  const made = ({ id, label }) => {
    const row = template.content.firstChild.cloneNode(true);
    row.firstChild.textContent = id;
    row.querySelector(".lbl").textContent = label;
    return row;
  };
  return {
    create(count) {
      const data = rowsOf(count);
      const fresh = data.map(made);
      body.append(...fresh);
      rows.push(...fresh);
      return data.at(-1).label;
    },
    update() {
      for (let at = 0; at < rows.length; at += 10) rows[at].querySelector(".lbl").firstChild.data += CHANGED;
      return CHANGED;
    },
    swap() {
      const [one, other] = [rows[1], rows[998]];
      const after = other.nextSibling;
      body.insertBefore(other, one);
      body.insertBefore(one, after);
      // `one` stands where `other` stood, and the other way round.
      [rows[1], rows[998]] = [other, one];
    },
    remove(at) {
      rows.splice(at, 1)[0].remove();
    },
    clear() {
      body.textContent = "";
      rows = [];
    },
  };
}

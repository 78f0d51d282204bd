// The same table in React: keyed rows, each a memo, its production build.

import { createElement, memo, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import { CHANGED, rowsOf } from "./table.mjs";

const icon = createElement("span", { className: "glyphicon glyphicon-remove", "aria-hidden": "true" });
const Row = memo(({ item: { id, label } }) =>
  createElement(
    "tr",
    null,
    createElement("td", { className: "col-md-1" }, id),
    createElement("td", { className: "col-md-4" }, createElement("a", { className: "lbl" }, label)),
    createElement("td", { className: "col-md-1" }, createElement("a", { className: "remove" }, icon)),
    createElement("td", { className: "col-md-6" }),
  ),
);

export function react(body) {
  let change;
  const Rows = () => {
    const [rows, set] = useState([]);
    change = (next) => flushSync(() => set(next));
    return rows.map((item) => createElement(Row, { key: item.id, item }));
  };
  flushSync(() => createRoot(body).render(createElement(Rows)));
  return {
    create(count) {
      const data = rowsOf(count);
      change((rows) => [...rows, ...data]);
      return data.at(-1).label;
    },
    update() {
      change((rows) => rows.map((row, at) => (at % 10 === 0 ? { ...row, label: row.label + CHANGED } : row)));
      return CHANGED;
    },
    swap() {
      change((rows) => rows.with(1, rows[998]).with(998, rows[1]));
    },
    remove(at) {
      change((rows) => rows.toSpliced(at, 1));
    },
    clear() {
      change([]);
    },
  };
}

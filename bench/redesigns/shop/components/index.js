// Fieldware moved to utility classes and headless components: the same words,
// other markup. Class lists describe looks, ids are counted, icons stand in for
// words, and a card is one link.
import { all, hash, renameClasses, renameIds, retag, style } from "../../tools.js";
import { basket, buttons, frame } from "./frame.js";
import { cards, disclosures, fields, options, stepper } from "./parts.js";
import { css } from "./style.js";

/** The utilities that replace each class; the built rule of a component comes first. */
const UTILITIES = {
  sheet: "mx-auto max-w-7xl px-4 sm:px-6", notice: "bg-olive-900 text-sm text-center py-2", masthead: "border-b border-stone-200",
  "masthead-row": "grid grid-cols-3 items-center py-4", logo: "inline-flex items-center font-serif text-3xl", departments: "hidden lg:flex justify-center gap-8",
  "basket-link": "relative inline-flex items-center p-2", count: "rounded-full text-xs px-2", button: "inline-flex items-center justify-center rounded-sm px-7 py-3 font-semibold",
  open: "border-2 bg-transparent", plain: "text-sm underline", goods: "group relative flex flex-col", "goods-image": "overflow-hidden rounded-sm mb-3",
  shelf: "grid grid-cols-2 lg:grid-cols-4 gap-x-6 gap-y-10", price: "tabular-nums", soft: "text-stone-500", deck: "text-xl text-stone-600 max-w-prose",
  two: "lg:grid lg:grid-cols-12 gap-x-16", panel: "bg-stone-100 p-8", form: "space-y-7", group: "space-y-5", field: "grid gap-1",
  input: "block w-full border px-4 py-3", hint: "text-sm text-stone-500", error: "text-sm font-semibold text-red-700", option: "inline-flex items-center border px-4 py-2",
  options: "flex flex-wrap gap-2", window: "grid lg:grid-cols-2 bg-olive-900 text-white", foot: "bg-stone-100 py-14 text-sm", lines: "divide-y", line: "grid grid-cols-6 py-5",
  doing: "flex flex-wrap items-center gap-6", sums: "space-y-2", steps: "flex gap-3 text-sm", fine: "text-sm",
};

const utilities = (name) => [`c-${hash(name)}`, UTILITIES[name]].filter(Boolean).join(" ");

/** Sections and asides render `div`s; lists without bullets too. */
function sections(document) {
  for (const section of all(document, "main section, main aside, main article")) {
    retag(section, "div", { without: ["aria-labelledby", "itemscope", "itemtype"] });
  }
  for (const list of all(document, ".lines, .promises, .foot ul")) {
    for (const item of [...list.children]) retag(item, "div");
    retag(list, "div");
  }
}

export default function redesign(document) {
  cards(document);
  disclosures(document);
  stepper(document);
  options(document);
  fields(document);
  basket(document);
  frame(document);
  buttons(document);
  sections(document);

  let count = 0;
  renameIds(document, () => null, () => `v-${count++}`);
  renameClasses(document, utilities);
  style(document, css(utilities));
}

// What people and scripts do to form fields.

import { on } from "../world.js";

const TEXT = "input:not([type]),input[type=text],input[type=search],input[type=email],textarea";
const CHOICE = "input[type=checkbox],input[type=radio]";
const told = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

export const fields = {
  type: on(TEXT, (field, w) => { field.value = w.words(); told(field); }),
  setValueSilently: on(TEXT, (field, w) => { field.value = w.words(); }),
  setRangeText: on(TEXT, (field, w) => { field.setRangeText(w.word(), 0, Math.min(2, field.value.length), "end"); }),
  clearValue: on(TEXT, (field) => { field.value = ""; told(field); }),
  longValue: on("textarea", (field, w) => { field.value = `${w.words()}\n\n${w.words()}`.repeat(20); }),
  setDefaultText: on("textarea", (field, w) => { field.defaultValue = w.words(); }),
  setDefaultValue: on("input", (field, w) => { if (field.type !== "file") field.defaultValue = w.word(); }),
  setDefaultChecked: on(CHOICE, (field) => { field.defaultChecked = !field.defaultChecked; }),
  click: on(CHOICE, (field) => field.click()),
  checkSilently: on(CHOICE, (field) => { field.checked = !field.checked; }),
  indeterminate: on("input[type=checkbox]", (field) => { field.indeterminate = !field.indeterminate; }),
  chooseOption: on("select", (select, w) => { if (!select.options.length) return false; select.selectedIndex = w.int(select.options.length); told(select); }),
  chooseNothing: on("select", (select) => { select.selectedIndex = -1; }),
  chooseSeveral: on("select[multiple]", (select) => { for (const option of select.options) option.selected = !option.selected; }),
  chooseByOption: on("option", (option) => { option.selected = true; }),
  insertOption: on("select", (select, w) => { select.insertBefore(new Option(w.word(), "", false, w.likely(0.5)), w.pick([null, ...select.options])); }),
  removeOption: on("option", (option) => option.remove()),
  reorderOptions: on("select", (select) => { if (select.children.length > 1) select.append(select.firstElementChild); }),
  setOptionText: on("option", (option, w) => { option.textContent = w.words(); }),
  disableOption: on("option", (option) => { option.disabled = !option.disabled; }),
  resetForm: on("form", (form) => form.reset()),
  setRange: on("input[type=range],input[type=number]", (field, w) => { field.value = String(w.int(100)); told(field); }),
  setColour: on("input[type=color],input[type=date]", (field, w) => { field.value = field.type === "date" ? `2026-0${1 + w.int(9)}-11` : "#12ab34"; }),
  setLimits: on("input[type=range]", (field, w) => { field.max = String(50 + w.int(100)); }),
  setPlaceholder: on(TEXT, (field, w) => { field.placeholder = w.words(); }),
  changeType: on("input", (field, w) => { field.type = w.pick(["text", "checkbox", "range", "search", "radio", "button", "number"]); }),
  labelButton: on("input[type=button],input[type=submit]", (field, w) => { field.value = w.words(); }),
  /** One without a label has the browser's; one with an empty label has none. */
  insertButtons: (w) => w.place(w.markup("<input type=submit> <input type=submit value=''> <input type=reset> <input type=button>")),
  unlabelButton: on("input[type=submit][value]", (field) => field.removeAttribute("value")),
  turnIntoButton: on(TEXT, (field, w) => {
    if (field.localName !== "input") return false;
    if (w.likely(0.5)) field.value = w.pick(["", w.words()]);
    field.type = w.pick(["submit", "reset", "button"]);
  }),
  disableGroup: on("fieldset", (group) => { group.disabled = !group.disabled; }),
  insertField: (w) => w.place(w.markup(w.pick([
    `<label>${w.word()} <input value="${w.word()}"></label>`,
    "<input type=checkbox checked> <input type=radio name=late checked> <input type=range value=30>",
    `<textarea rows=2>${w.words()}\n second</textarea>`,
    "<select><optgroup label=Group><option>a<option selected>b</optgroup><option>c</select>",
    `<input type=submit value="${w.word()}">`,
    "<fieldset><legend>Radio</legend><input type=radio name=r value=1><input type=radio name=r value=2 checked></fieldset>",
  ]))),
  /** Written to before it is in the page, as every framework does. */
  insertFilled: (w) => {
    const field = w.document.createElement(w.pick(["input", "textarea"]));
    field.id = w.id();
    field.value = w.words();
    return w.place(field);
  },
  insertChecked: (w) => {
    const field = Object.assign(w.document.createElement("input"), { type: "checkbox", id: w.id() });
    field.checked = true;
    field.indeterminate = w.likely(0.5);
    return w.place(field);
  },
  moveField: on("input,textarea,select", (field, w) => w.place(field)),
  fillAndMove: on(TEXT, (field, w) => { field.value = w.words(); return w.place(field); }),
  cloneField: on("input,textarea,select", (field, w) => w.place(field.cloneNode(true))),
  fillWhileDetached: on(TEXT, (field, w) => {
    const { parentNode, nextSibling } = field;
    field.remove();
    field.value = w.words();
    parentNode.insertBefore(field, nextSibling);
  }),
  insertPassword: (w) => w.place(Object.assign(w.document.createElement("input"), { type: "password", value: w.word(), id: w.id() })),
};

/** Values that are seen and are no field's. */
export const gauges = {
  setProgress: on("progress", (bar, w) => { if (w.likely(0.2)) bar.removeAttribute("value"); else bar.value = w.int(100) / 100; }),
  setMeter: on("meter", (bar, w) => { bar.value = w.int(100) / 100; bar.max = 1; }),
  numberItem: on("ol > li", (item, w) => { item.value = 1 + w.int(90); }),
  insertGauge: (w) => w.place(w.markup("<progress value=.3></progress> <progress></progress> <meter value=.6></meter> <ol start=3><li>three<li value=9>nine</ol>")),
};

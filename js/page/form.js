// Finds the fields of the form in use. What each says of itself is read one by one
// (src/page/field.rs), and counted in crates/core/src/observe/context/form.rs.
import { isNameClosed } from "./closed.js";
import { label, text } from "./name.js";

const NATIVE = "input,select,textarea,[contenteditable]:not([contenteditable=false])";
const MADE = "[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=switch],[role=spinbutton],[role=radiogroup]";
const NO_FIELDS = new Set(["submit", "button", "reset", "image", "hidden"]);
// Elements of a form that are looked at for shadow roots, at most.
const MOST = 3_000;

// The form that was in use last: it stays the one while the focus is elsewhere.
let last = null;

/**
 * `{ fields, groups, label, own }`: its fields; a number for each that several radio
 * buttons of one question share, or 0; the label of the one with the focus; whether
 * what the browser itself shows as wrong counts. `closed` and `hidden` are lists of
 * selectors: of the first no label is read, of the second nothing.
 */
export function formInUse(document, closed, hidden) {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const form = chosen(document, active);
  const all = form ? fieldsOf(form) : isField(active) ? loose(active) : [];
  const fields = all.filter((field) => isAsked(field) && !(hidden && isWithin(field, hidden)));
  const keys = new Map();
  const groups = fields.map((field) => {
    const key = field.type === "radio" ? field.name || field.closest("[role=radiogroup],fieldset") : null;
    if (!key) return 0;
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return keys.get(key);
  });
  const current = fields.find((field) => field === active || (active && field.shadowRoot?.contains(active)));
  return {
    fields,
    groups: Uint32Array.from(groups),
    label: current && !isQuestionClosed(current, closed) ? questionOf(current) : current ? "" : null,
    own: !form?.hasAttribute?.("novalidate"),
  };
}

/** The form of the field with the focus, the last one, or the first that asks for something. */
function chosen(document, active) {
  const focused = active && formOf(active);
  if (focused && !isSearch(focused)) last = new WeakRef(focused);
  else if (isField(active) && !focused) return null;
  const known = last?.deref();
  if (known?.isConnected && known.ownerDocument === document && isRendered(known)) return known;
  const asking = [...document.querySelectorAll("form:has([required],[aria-required=true])")];
  return asking.find((form) => isRendered(form) && !isSearch(form)) ?? null;
}

const isRendered = (element) => element.checkVisibility?.() ?? true;
const isSearch = (form) => form.closest("search,[role=search]") !== null;

/** By its `form` attribute, or the form around it, also out of shadow roots. */
function formOf(field) {
  if (field.form instanceof HTMLFormElement) return field.form;
  for (let node = field; node; node = node.getRootNode().host) {
    const form = node.closest("form");
    if (form) return form;
  }
  return null;
}

function isField(element) {
  if (!element?.matches) return false;
  if (element.localName === "input") return !NO_FIELDS.has(element.type);
  // What is made of native fields is no field beside them.
  return element.matches(NATIVE) || (element.matches(MADE) && !element.querySelector(NATIVE));
}

function fieldsOf(form) {
  // A field named `elements` shadows the form's own.
  const listed = new Set(Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get.call(form));
  const custom = (element) => element.localName.includes("-") && listed.has(element);
  const found = [...listed].filter((element) => isField(element) || custom(element));
  collect(form, found, custom);
  return found;
}

/** What is a field by its role, and the fields in open shadow roots. */
function collect(scope, found, isOne) {
  let looked = 0;
  for (const element of scope.querySelectorAll("*")) {
    if (++looked > MOST) return;
    // A custom element that is a field itself is one, whatever it is made of.
    if (isOne(element)) continue;
    if (!found.includes(element) && isField(element) && !element.form) found.push(element);
    if (element.shadowRoot) collect(element.shadowRoot, found, isOne);
  }
}

/** Fields without any form: those around the one in use. */
function loose(active) {
  const found = [];
  const scope = active.closest("[role=form],fieldset,dialog,section,article,main") ?? active.getRootNode();
  collect(scope, found, () => false);
  return found.filter((field) => !formOf(field));
}

const isAsked = (field) => !field.matches(":disabled") && !field.closest("[aria-disabled=true],[inert]") && !field.hasAttribute("readonly");

function isWithin(field, selector) {
  for (let node = field; node; node = node.getRootNode().host) if (node.closest(selector)) return true;
  return false;
}

const groupOf = (field) => (field.type === "radio" ? field.closest("[role=radiogroup],fieldset") : null);

/** Of a question in a closed part, or with one in it, no word is read. */
function isQuestionClosed(field, closed) {
  const group = groupOf(field);
  return isNameClosed(field, closed) || (group !== null && isNameClosed(group, closed));
}

/** A radio button's question is that of its group. */
function questionOf(field) {
  const group = groupOf(field);
  const legend = group?.querySelector(":scope > legend");
  return (group && (label(group) || (legend && text(legend)))) || label(field);
}

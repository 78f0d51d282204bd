// Finds the fields of the form in use. What each says of itself is read one by one
// (src/page/field.rs), and counted in crates/core/src/observe/context/form.rs.
import { isNameClosed } from "./closed.js";
import * as dom from "./dom.js";
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
  let active = dom.activeElement(document);
  for (let inner = active; inner; inner = shadowFocus(active)) active = inner;
  const form = chosen(document, active);
  const all = form ? fieldsOf(form) : isField(active) ? loose(active) : [];
  const fields = all.filter((field) => isAsked(field) && !(hidden && dom.isWithin(field, hidden)));
  const keys = new Map();
  const groups = fields.map((field) => {
    const key = field.type === "radio" ? field.name || dom.closest(field, "[role=radiogroup],fieldset") : null;
    if (!key) return 0;
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return keys.get(key);
  });
  const current = fields.find((field) => field === active || (active && dom.shadowRoot(field)?.contains(active)));
  return {
    fields,
    groups: Uint32Array.from(groups),
    label: current && !isQuestionClosed(current, closed) ? questionOf(current) : current ? "" : null,
    own: !(form && dom.hasAttribute(form, "novalidate")),
  };
}

function shadowFocus(element) {
  const shadow = dom.shadowRoot(element);
  return shadow && dom.activeElement(shadow);
}

/** The form of the field with the focus, the last one, or the first that asks for something. */
function chosen(document, active) {
  const focused = active && formOf(active);
  if (focused && !isSearch(focused)) last = new WeakRef(focused);
  else if (isField(active) && !focused) return null;
  const known = last?.deref();
  if (known && dom.isConnected(known) && dom.ownerDocument(known) === document && dom.isRendered(known)) return known;
  const asking = [...dom.querySelectorAll(document, "form:has([required],[aria-required=true])")];
  return asking.find((form) => dom.isRendered(form) && !isSearch(form)) ?? null;
}

const isSearch = (form) => dom.closest(form, "search,[role=search]") !== null;

/** By its `form` attribute, or the form around it, also out of shadow roots. */
function formOf(field) {
  if (field.form instanceof HTMLFormElement) return field.form;
  for (let node = field; node; node = dom.host(node)) {
    const form = dom.closest(node, "form");
    if (form) return form;
  }
  return null;
}

function isField(element) {
  if (!element) return false;
  if (dom.localName(element) === "input") return !NO_FIELDS.has(element.type);
  // What is made of native fields is no field beside them.
  return dom.matches(element, NATIVE) || (dom.matches(element, MADE) && !dom.querySelector(element, NATIVE));
}

function fieldsOf(form) {
  const listed = new Set(dom.elements(form));
  const custom = (element) => dom.localName(element).includes("-") && listed.has(element);
  const found = [...listed].filter((element) => isField(element) || custom(element));
  collect(form, found, custom);
  return found;
}

/** What is a field by its role, and the fields in open shadow roots. */
function collect(scope, found, isOne) {
  let looked = 0;
  for (const element of dom.querySelectorAll(scope, "*")) {
    if (++looked > MOST) return;
    // A custom element that is a field itself is one, whatever it is made of.
    if (isOne(element)) continue;
    if (!found.includes(element) && isField(element) && !element.form) found.push(element);
    const shadow = dom.shadowRoot(element);
    if (shadow) collect(shadow, found, isOne);
  }
}

/** Fields without any form: those around the one in use. */
function loose(active) {
  const found = [];
  const scope = dom.closest(active, "[role=form],fieldset,dialog,section,article,main") ?? dom.getRootNode(active);
  collect(scope, found, () => false);
  return found.filter((field) => !formOf(field));
}

const isAsked = (field) => !dom.matches(field, ":disabled") && !dom.closest(field, "[aria-disabled=true],[inert]") && !dom.hasAttribute(field, "readonly");

const groupOf = (field) => (field.type === "radio" ? dom.closest(field, "[role=radiogroup],fieldset") : null);

/** Of a question in a closed part, or with one in it, no word is read. */
function isQuestionClosed(field, closed) {
  const group = groupOf(field);
  return isNameClosed(field, closed) || (group !== null && isNameClosed(group, closed));
}

/** A radio button's question is that of its group. */
function questionOf(field) {
  const group = groupOf(field);
  const legend = group && dom.querySelector(group, ":scope > legend");
  return (group && (label(group) || (legend && text(legend)))) || label(field);
}

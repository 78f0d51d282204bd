// What an element is called. A subset of the accessible name computation
// (accname 1.2) and of ARIA in HTML: the sources that pages in the field use, in
// their order. Never what a customer has typed.
import * as dom from "./dom.js";

const SKIPPED = new Set(["script", "style", "textarea", "select", "template", "noscript"]);
const FIELDS = new Set(["input", "select", "textarea"]);
const LABELLED = new Set(["input", "select", "textarea", "button", "meter", "output", "progress"]);
const BUTTONS = new Set(["button", "submit", "reset"]);
const ROLES = {
  summary: "button", button: "button", textarea: "textbox", nav: "navigation",
  h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading",
  img: "img", svg: "img", ul: "list", ol: "list", main: "main", form: "form", dialog: "dialog", table: "table",
};
const INPUTS = {
  button: "button", submit: "button", reset: "button", image: "button",
  search: "searchbox", number: "spinbutton", range: "slider", checkbox: "checkbox", radio: "radio",
};

const { attribute, localName } = dom;
const one = (text) => text.replace(/\s+/g, " ").trim();

/** The role, given or implied. */
export function role(element) {
  const given = attribute(element, "role").trim().split(/\s+/)[0];
  if (given) return given;
  const tag = localName(element);
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "input") return INPUTS[attribute(element, "type").toLowerCase()] ?? "textbox";
  if (tag === "a" || tag === "area") return dom.hasAttribute(element, "href") ? "link" : "";
  return ROLES[tag] ?? "";
}

/** The accessible name. */
export function name(element) {
  const field = FIELDS.has(localName(element));
  const button = localName(element) === "input" && BUTTONS.has(element.type);
  return (
    labelledBy(element) ||
    one(attribute(element, "aria-label")) ||
    (field && !button && label(element)) ||
    (button && one(element.value)) ||
    one(attribute(element, "alt")) ||
    (!field && !isTyped(element) && text(element)) ||
    one(attribute(element, "title")) ||
    one(attribute(element, "placeholder"))
  );
}

/** The text of a field's labels. */
export function label(element) {
  const given = labelledBy(element) || one(attribute(element, "aria-label"));
  if (given) return given;
  return one(labelsOf(element).map((one) => (one ? text(one) : "")).join(" "));
}

/** The text an element shows, without that of fields in it. */
export function text(element, most = Infinity) {
  const parts = [];
  let length = 0;
  const collect = (node) => {
    for (let child = dom.firstChild(node); child && length <= most; child = dom.nextSibling(child)) {
      const type = dom.nodeType(child);
      if (type === dom.CHARACTERS) {
        parts.push(child.data);
        length += child.data.length;
      } else if (type === dom.ELEMENT && isShown(child)) {
        parts.push(" ");
        collect(child);
        parts.push(" ");
      }
    }
  };
  collect(element);
  return one(parts.join(""));
}

/** The other elements that may have a part in what an element is called. */
export function namers(element) {
  const root = dom.getRootNode(element);
  const ids = attribute(element, "aria-labelledby").split(/\s+/).filter(Boolean);
  const named = ids.map((id) => dom.querySelector(root, `[id="${CSS.escape(id)}"]`));
  return [...named, ...labelsOf(element)].filter(Boolean);
}

// Fields know their labels; what is made of other elements may be in one.
const labelsOf = (element) => (LABELLED.has(localName(element)) ? [...(element.labels ?? [])] : [dom.closest(element, "label")]);

const isShown = (element) =>
  !SKIPPED.has(localName(element)) && attribute(element, "aria-hidden") !== "true" && !dom.hasAttribute(element, "hidden") && !isTyped(element);

/** Whether its content is what somebody typed. */
export const isTyped = (element) => {
  const editable = dom.getAttribute(element, "contenteditable");
  return editable !== null && editable !== "false";
};

function labelledBy(element) {
  const ids = attribute(element, "aria-labelledby");
  if (!ids) return "";
  const root = dom.getRootNode(element);
  const texts = ids.split(/\s+/).map((id) => {
    const named = id && dom.querySelector(root, `[id="${CSS.escape(id)}"]`);
    return named ? text(named) : "";
  });
  return one(texts.join(" "));
}

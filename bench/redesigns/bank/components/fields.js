// Fields and choices as the component library renders them.
import { all, make, retag, wrap } from "../../tools.js";

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const NAMES = { fullname: "fullName", birthdate: "dateOfBirth", mobile: "phone", payee: "payeeName", more: "details" };

/**
 * Text fields get a floating label after the field; a select is named by
 * `aria-label` and shows its name as plain text.
 */
export function fields(document) {
  for (const input of all(document, ".field .input, .check input")) {
    input.name = NAMES[input.name] ?? camel(input.name);
    const label = document.querySelector(`label[for="${input.id}"]`);
    if (input.matches("select")) {
      const text = label.textContent.replace(/\s+/g, " ").trim();
      input.setAttribute("aria-label", text);
      label.replaceWith(make("span", { class: "select-label", "aria-hidden": "true" }, text));
      wrap(input, make("div", { class: "select-control" }));
      continue;
    }
    if (input.type === "checkbox") continue;
    // The library formats dates and numbers itself, in text fields.
    if (input.type === "date") {
      input.type = "text";
      input.setAttribute("placeholder", "DD/MM/YYYY");
      input.setAttribute("inputmode", "numeric");
    } else if (input.type === "number") {
      input.type = "text";
    }
    if (!input.placeholder) input.setAttribute("placeholder", " ");
    const control = make("div", { class: "field-control" });
    input.before(control);
    control.append(input, label);
  }
  for (const hint of all(document, ".field > .hint")) {
    if (hint.getAttribute("role") !== "status") hint.parentElement.append(hint);
  }
}

function choice(input, role, attributes) {
  const button = retag(input, "button", {
    without: ["type", "name", "required", "data-missing", "data-error-for", "data-merchant", "data-amount"],
    type: "button", role, "aria-checked": String(input.checked), "data-state": input.checked ? "checked" : "unchecked",
    class: "choice-control", ...attributes,
  });
  button.append(make("span", { class: "choice-indicator" }));
  return button;
}

/** Radios and checkboxes become the library's buttons with a role. */
export function choices(document) {
  for (const group of all(document, '[role="radiogroup"]')) {
    const root = retag(group, "div", { class: "radio-root", "data-orientation": "vertical" });
    const legend = root.querySelector("legend");
    const name = `${root.id}-name`;
    legend.replaceWith(make("div", { class: "legend", id: name }, ...legend.childNodes));
    root.setAttribute("aria-labelledby", name);
    const buttons = all(root, 'input[type="radio"]').map((input) => choice(input, "radio", { value: input.value }));
    for (const button of buttons) {
      button.addEventListener("click", () => {
        for (const other of buttons) other.setAttribute("aria-checked", String(other === button));
      });
    }
  }
  for (const box of all(document, 'input[type="checkbox"]')) {
    const button = choice(box, "checkbox", {});
    button.addEventListener("click", () => {
      button.setAttribute("aria-checked", String(button.getAttribute("aria-checked") !== "true"));
    });
  }
}

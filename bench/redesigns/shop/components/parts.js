// Cards, fields, options and disclosures of the new components.
import { ICONS, all, carry, icon, inset, make, retag } from "../../tools.js";

/** A product card is one link around image, name and price. */
export function cards(document) {
  for (const card of all(document, ".goods")) {
    const link = card.querySelector("h3 a");
    const heading = link.parentElement;
    const whole = make("a", { href: link.getAttribute("href"), class: "card-link", "data-testid": "product-card" });
    whole.append(...card.childNodes);
    card.append(whole);
    heading.append(...link.childNodes);
    carry(link, whole);
    link.remove();
    const image = whole.querySelector("img");
    image.setAttribute("loading", "lazy");
    image.setAttribute("srcset", `${image.getAttribute('src')} 2x`);
  }
}

/** One choice of several: a box with a role, pressed as a whole. */
export function options(document) {
  for (const group of all(document, '[role="radiogroup"]')) {
    const root = retag(group, "div");
    const legend = root.querySelector("legend");
    root.setAttribute("aria-label", legend.textContent);
    legend.replaceWith(make("span", { class: "options-title", "aria-hidden": "true" }, legend.textContent));
    const boxes = all(root, ".option").map((label) => {
      const radio = label.querySelector("input");
      const box = make("div", { class: "option", role: "radio", "aria-checked": String(radio.checked), tabindex: "-1", "data-value": radio.value });
      box.append(make("span", {}, label.textContent.trim()));
      carry(radio, box);
      label.replaceWith(box);
      return box;
    });
    boxes[0]?.setAttribute("tabindex", "0");
    for (const box of boxes) {
      box.addEventListener("click", () => {
        for (const other of boxes) other.setAttribute("aria-checked", String(other === box));
      });
    }
  }
}

/** The number field of a product gets a button on either side. */
export function stepper(document) {
  const input = document.getElementById("quantity");
  if (!input) return;
  input.type = "text";
  for (const name of ["min", "max", "step"]) input.removeAttribute(name);
  input.setAttribute("role", "spinbutton");
  const step = (text, by) => {
    const button = make("button", { type: "button", class: "step", "aria-label": text }, by > 0 ? "+" : "−");
    button.addEventListener("click", () => { input.value = String(Math.max(1, Number(input.value) + by)); });
    return button;
  };
  const row = make("div", { class: "stepper" });
  input.before(row);
  row.append(step("Fewer", -1), input, step("More", 1));
}

/** Labels go inside the field's border; a select is the component's own button. */
export function fields(document) {
  for (const field of all(document, ".field")) {
    const control = field.querySelector(".input");
    const label = field.querySelector("label");
    if (control.matches(".tiny")) continue;
    if (control.matches("select")) {
      const button = make("button", {
        type: "button", class: "input", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": label.textContent.trim(), id: control.id,
      });
      button.append(make("span", {}, control.selectedOptions[0].textContent), icon(ICONS.down));
      control.replaceWith(button);
      carry(control, button);
      label.replaceWith(make("span", { class: "field-name" }, label.textContent));
      continue;
    }
    inset(label, make("span", { class: "field-name" }));
    if (!control.placeholder) control.setAttribute("placeholder", label.textContent.trim());
    const hint = field.querySelector(".hint");
    if (hint) field.append(hint);
    // The field names itself; the label is for the eye alone.
    if (control.matches("#city, #postcode, #card-expiry, #card-cvc")) {
      control.setAttribute("aria-label", label.textContent.trim());
      label.replaceWith(make("span", { class: "field-name", "aria-hidden": "true" }, label.textContent.trim()));
    }
    control.name = { name: "fullName", address: "line1", city: "town", order: "orderNumber", details: "message" }[control.name] ?? control.name;
  }
}

export function disclosures(document) {
  for (const details of all(document, "details")) {
    const button = retag(details.querySelector("summary"), "button", { type: "button", "aria-expanded": "false", class: "disclosure" });
    inset(button, make("span", {}));
    button.append(icon(ICONS.down));
    const panel = make("div", { class: "disclosure-panel", hidden: "" });
    panel.append(...[...details.childNodes].filter((node) => node !== button));
    button.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
    });
    details.replaceWith(make("div", { class: "disclosure-item" }, make("h3", { class: "disclosure-head" }, button), panel));
  }
}

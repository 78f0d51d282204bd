// Header, footer, buttons and basket lines of the new components.
import { ICONS, all, icon, inset, make, wrap } from "../../tools.js";

export function frame(document) {
  const basketLink = document.getElementById("basket-link");
  const count = document.getElementById("basket-count").textContent;
  const words = document.getElementById("basket-words").textContent;
  basketLink.setAttribute("aria-label", `Basket, ${count} ${words}`);
  basketLink.setAttribute("data-testid", "header-basket");
  basketLink.replaceChildren(icon(ICONS.bag, { width: "26", height: "26" }), make("span", { class: "count", "aria-hidden": "true" }, count));

  const logo = document.querySelector(".logo");
  logo.setAttribute("aria-label", "Fieldware");
  for (const link of all(document, ".departments a")) {
    inset(link, make("span", {}));
    link.setAttribute("data-testid", `nav-${link.textContent.trim().toLowerCase().replace(/\W+/g, '-')}`);
  }
  const title = document.querySelector(".opening");
  if (title) wrap(title, make("div", { class: "opening-frame" }));
}

const TEST_IDS = {
  "add-to-basket": "pdp-add", "go-to-basket": "pdp-view-basket", checkout: "basket-checkout", continue: "checkout-continue",
  pay: "checkout-pay", back: "checkout-back", "edit-basket": "summary-edit", "send-request": "returns-submit", browse: "empty-browse",
  "see-camp": "hero-cta", call: "contact-phone", write: "contact-mail", "go-home": "done-home",
};

export function buttons(document) {
  for (const [id, name] of Object.entries(TEST_IDS)) document.getElementById(id)?.setAttribute("data-testid", name);
  for (const control of all(document, ".button")) {
    inset(control, make("span", { class: "button-text" }));
    if (control.matches("#add-to-basket")) control.prepend(icon(ICONS.bag));
    else if (control.matches("#continue, #checkout, #see-camp")) control.append(icon(ICONS.arrow));
  }
  for (const back of all(document, "#back")) back.prepend(icon(ICONS.back, { width: "16", height: "16" }));
}

/** Basket lines: "Remove" is an icon, and the quantity has its own buttons. */
export function basket(document) {
  for (const line of all(document, ".line")) {
    const remove = line.querySelector('[data-part="remove"]');
    remove.replaceChildren(icon("M6 6l12 12M18 6L6 18"));
    remove.setAttribute("data-testid", "line-remove");
    line.querySelector('[data-part="quantity"]').setAttribute("data-testid", "line-quantity");
    line.append(remove);
  }
  for (const part of all(document, "[data-part]")) part.removeAttribute("data-part");
}

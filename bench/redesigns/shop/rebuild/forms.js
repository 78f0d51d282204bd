// The forms of the rebuilt shop.
import { all, carry, gone, make, retag } from "../../tools.js";

const row = (id) => document.getElementById(id).closest(".field");

const text = (id, label, attributes = {}) => make(
  "div", { class: "field" }, make("label", { for: id }, label),
  make("input", { class: "input", id, name: id, type: "text", ...attributes }),
);

/** The order beside the form folds, and moves above it. */
function foldSummary() {
  const panel = document.querySelector("aside.panel");
  const summary = retag(panel.querySelector("h2"), "summary");
  const details = retag(panel, "details", { open: "", without: ["aria-labelledby"] });
  details.prepend(summary);
  details.append(text("voucher", "Voucher code"));
  document.querySelector(".two").before(details);
}

export function delivery() {
  // One name field became two.
  row("name").before(text("given-name", "First name", { autocomplete: "given-name" }), text("family-name", "Last name", { autocomplete: "family-name" }));
  gone(row("name"));
  const group = row("address").parentElement;
  group.querySelector("legend").after(row("country"));
  row("address").after(text("address-2", "Flat, floor (optional)", { autocomplete: "address-line2" }));
  group.append(text("phone", "Phone for the courier", { type: "tel", autocomplete: "tel" }));
  foldSummary();
}

export function payment() {
  const form = document.getElementById("payment-form");
  const ways = make("fieldset", { class: "group" }, make("legend", {}, "Pay with"));
  for (const name of ["Card", "Bank transfer", "Voucher"]) {
    const id = `way-${name.toLowerCase().replace(' ', '-')}`;
    ways.append(make("label", { class: "option", for: id }, make("input", { type: "radio", name: "way", id, value: name }), name));
  }
  form.prepend(ways);
  form.querySelector("fieldset").after(row("card-name"));

  // Month and year are picked; together they are the expiry date.
  const expiry = document.getElementById("card-expiry");
  const pick = (name, from, to) => {
    const select = make("select", { class: "input", name, "aria-label": name });
    for (let number = from; number <= to; number += 1) select.append(make("option", {}, String(number).padStart(2, "0")));
    return select;
  };
  const group = make("fieldset", { id: "card-expiry", class: "expiry", "aria-describedby": "card-expiry-hint" });
  const label = document.querySelector('label[for="card-expiry"]');
  group.append(make("legend", {}, ...label.childNodes), pick("Month", 1, 12), pick("Year", 26, 36));
  label.remove();
  expiry.replaceWith(group);
  carry(expiry, group);
  foldSummary();
}

export function returns() {
  const group = document.getElementById("reason");
  const select = make("select", { class: "input", id: "reason", name: "return[reason]", required: "", "aria-describedby": "reason-error" });
  select.append(make("option", { value: "" }, "Select"));
  for (const option of all(group, ".option")) {
    select.append(make("option", { value: option.querySelector("input").value }, option.textContent.trim()));
    gone(option);
  }
  const label = make("label", { for: "reason" }, group.querySelector("legend").textContent);
  group.replaceWith(make("div", { class: "field" }, label, select, document.getElementById("reason-error")));
  carry(group, select);
  row("details").after(text("photo", "Photos (optional)", { type: "file" }));
  row("order").before(row("email"));
  for (const field of all(document, "#returns-form .input")) {
    if (!field.name.includes("[")) field.name = `return[${field.name}]`;
  }
}

// The forms, rebuilt: fields in groups, choices in place of selects.
import { all, carry, gone, make } from "../../tools.js";

const row = (id) => document.getElementById(id).closest(".field");

/** Fields under one heading. */
function group(form, title, fields) {
  const set = make("fieldset", { class: "form-group" }, make("legend", { class: "legend" }, title));
  form.querySelector(".actions").before(set);
  set.append(...fields);
}

/** A select with few options becomes a group of radio buttons of the same name. */
function asChoices(id) {
  const select = document.getElementById(id);
  const label = document.querySelector(`label[for="${id}"]`);
  const set = make("fieldset", { id, class: "choice-set", role: "radiogroup", "aria-describedby": `${id}-error` });
  set.append(make("legend", {}, ...label.childNodes));
  for (const option of all(select, "option")) {
    if (!option.value) continue;
    const input = make("input", {
      type: "radio", name: select.name, value: option.value, id: `${id}-${option.value}`, required: "", "data-error-for": id,
      "data-missing": select.dataset.missing,
    });
    set.append(make("label", { class: "chip", for: input.id }, input, option.textContent));
  }
  label.remove();
  select.replaceWith(set);
  carry(select, set);
}

export function details(document) {
  const form = document.getElementById("open-form");
  group(form, "Contact", [row("mobile"), row("email")]);
  group(form, "You", [row("fullname"), row("birthdate")]);
  // A second number is asked for, should the first not answer.
  const other = make("input", { class: "input medium", id: "other-phone", name: "other-phone", type: "tel", autocomplete: "off" });
  row("mobile").after(make("div", { class: "field" }, make("label", { for: "other-phone" }, "Home phone"), other));
}

export function address(document) {
  const form = document.getElementById("open-form");
  asChoices("employment");
  group(form, "Home", [row("country"), row("address"), row("postcode"), row("city")]);
  group(form, "Work", [row("income"), document.getElementById("employment").closest(".field")]);
  const employer = make("input", { class: "input", id: "employer", name: "employer", type: "text", autocomplete: "organization" });
  row("income").before(make("div", { class: "field" }, make("label", { for: "employer" }, "Employer"), employer));
}

export function security(document) {
  const form = document.getElementById("open-form");
  group(form, "Phone", [row("code")]);
  group(form, "Sign-in", [row("password")]);
  const repeat = make("input", { class: "input", id: "password-again", name: "password-again", type: "password", autocomplete: "new-password" });
  row("password").after(make("div", { class: "field" }, make("label", { for: "password-again" }, "Password again"), repeat));
}

export function transfer(document) {
  const form = document.getElementById("transfer-form");
  asChoices("from-account");
  gone(row("date"));
  group(form, "Who", [row("payee"), row("iban")]);
  group(form, "What", [row("amount"), document.getElementById("from-account").closest(".field"), row("reference")]);
  const saved = make("ul", { class: "payees" });
  for (const name of ["Lee Lettings", "Harbour Studio"]) saved.append(make("li", {}, make("button", { type: "button", class: "plain" }, `Pay ${name}`)));
  form.prepend(saved);
}

const NAMES = {
  fullname: "applicant[full_name]", birthdate: "applicant[born_on]", email: "applicant[email]", mobile: "applicant[phone]",
  address: "home[street]", city: "home[city]", postcode: "home[postcode]", country: "home[country]",
  employment: "work[status]", income: "work[income]", password: "secret[password]", code: "secret[code]",
  "from-account": "payment[source]", payee: "payment[payee]", iban: "payment[iban]", amount: "payment[amount]",
  reference: "payment[reference]", account: "plan", reason: "dispute[reason]", more: "dispute[note]",
};

/** Names as the new server wants them; hints below the fields; required ones say so. */
export function fields(document) {
  for (const field of all(document, "input, select, textarea")) {
    if (NAMES[field.name]) field.name = NAMES[field.name];
    if (!field.required || field.type === "radio") continue;
    field.setAttribute("aria-required", "true");
    const label = document.querySelector(`label[for="${field.id}"]`);
    label?.append(make("span", { class: "required", "aria-hidden": "true" }, " *"));
  }
  for (const hint of all(document, ".field > .hint")) hint.parentElement.querySelector(".error")?.before(hint);
}

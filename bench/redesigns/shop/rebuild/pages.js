// The pages of the rebuilt shop that are no forms.
import { all, asButton, carry, gone, make, retag } from "../../tools.js";

/** A product tile: the name is a heading, the link a button beside a quick one. */
export function cards(document) {
  for (const card of all(document, ".goods")) {
    const heading = card.querySelector("h3");
    const link = heading.querySelector("a");
    const name = link.textContent;
    const view = make("a", { href: link.getAttribute("href"), class: "tile-link", "aria-label": `View ${name}` }, "View");
    carry(link, view);
    heading.textContent = name;
    const quick = make("button", { type: "button", class: "tile-add", "aria-label": `Add ${name} to basket` }, "Add");
    card.append(make("div", { class: "tile-row" }, view, quick));
    card.prepend(make("button", { type: "button", class: "heart", "aria-label": `Save ${name}`, "aria-pressed": "false" }, "♡"));
  }
}

export function home(document) {
  const promises = document.querySelector(".promises");
  gone(promises.querySelector('a[href="/returns.html"]'));
  const banner = document.querySelector(".window");
  const slide = make(
    "div", { class: "second-slide" }, make("h2", {}, "Cook where you camp"), make("a", { class: "button", href: "/shop/cook" }, "See cooking"),
  );
  banner.after(slide);
  const filters = make("div", { class: "filters", role: "toolbar", "aria-label": "Filter" });
  for (const name of ["Everything", "Under €50", "Under €100", "New"]) filters.append(make("button", { type: "button", class: "chip" }, name));
  document.querySelector(".shelf").before(filters);
}

export function product(document) {
  // Sizes are picked from a list.
  const group = document.getElementById("size");
  if (group) {
    const select = make("select", { class: "input", id: "size", name: "variant", required: "", "aria-describedby": "size-error", "data-missing": "Choose one" });
    select.append(make("option", { value: "" }, "Select"));
    const error = document.getElementById("size-error");
    const label = make("label", { for: "size" }, group.querySelector("legend").textContent);
    for (const option of all(group, ".option")) {
      select.append(make("option", { value: option.querySelector("input").value }, option.textContent.trim()));
      gone(option);
    }
    group.replaceWith(make("div", { class: "field" }, label, select, error));
    carry(group, select);
  }
  const add = document.getElementById("add-to-basket");
  const quantity = document.getElementById("quantity").closest(".field");
  const row = make("div", { class: "buy-row" });
  add.before(row);
  row.append(quantity, add, make("button", { type: "button", class: "button open" }, "Save for later"));

  gone(document.querySelector('.crumbs a[href="/"]').closest("li"));
  const words = document.querySelector(".item-words");
  const specs = make("details", { class: "specs-fold" }, make("summary", {}, "Specifications"), words.querySelector(".specs"));
  const care = make("details", { class: "specs-fold" }, make("summary", {}, "Shipping and returns"), make("p", {}, "Two working days within Ireland."));
  words.append(specs, care);
  const name = words.querySelector("h1");
  document.querySelector(".item").before(name);
  document.getElementById("near-title").textContent = "Complete the set";
}

/** Basket lines as rows: the number is picked from a list. */
export function basket(document) {
  for (const line of all(document, ".line")) {
    const input = line.querySelector('[data-part="quantity"]');
    const select = make("select", { class: "input", id: input.id, name: "lines[][quantity]", "aria-label": input.getAttribute("aria-label") });
    for (let number = 1; number <= 20; number += 1) select.append(make("option", number === Number(input.value) ? { selected: "" } : {}, String(number)));
    input.replaceWith(select);
    carry(input, select);
    const remove = line.querySelector('[data-part="remove"]');
    const name = line.querySelector("h2").textContent;
    remove.before(make("button", { type: "button", class: "plain", "aria-label": `Save ${name} for later` }, "Save for later"));
    remove.textContent = "Delete";
  }
  const panel = document.querySelector(".panel");
  panel.prepend(panel.querySelector("#checkout"));
  const code = make("input", { class: "input", id: "voucher", name: "voucher", type: "text" });
  panel.append(make("div", { class: "field" }, make("label", { for: "voucher" }, "Voucher code"), code, make("button", { type: "button", class: "button open" }, "Apply")));
  panel.append(make("a", { href: "/checkout/express", class: "button" }, "Express checkout"));
}

/** Questions lead to articles of their own. */
export function help(document) {
  const list = make("ul", { class: "articles" });
  for (const [number, details] of all(document, "details").entries()) {
    const link = retag(details.querySelector("summary"), "a", { href: `/help/${number + 101}` });
    list.append(make("li", {}, link));
    for (const inner of all(details, "a[href]")) gone(inner);
    details.remove();
  }
  document.querySelector(".topics").append(list);
  const call = document.getElementById("call");
  const contact = call.closest("section");
  contact.append(make("button", { type: "button", class: "button" }, "Chat with Ciara"));
  asButton(document.getElementById("write"), { class: "plain" });
}

export function done(document) {
  const home = document.getElementById("go-home");
  home.before(make("a", { class: "button", href: "/account/orders" }, "Follow your order"));
}

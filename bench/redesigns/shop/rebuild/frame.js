// What stands around every page of the rebuilt shop.
import { ICONS, all, asButton, gone, icon, make } from "../../tools.js";

export function frame(document) {
  const row = document.querySelector(".masthead-row");
  row.append(make(
    "form", { role: "search", action: "/search", class: "search" },
    make("input", { type: "search", name: "q", "aria-label": "Search the shop", placeholder: "Tents, kettles, saws…" }),
    make("button", { type: "submit" }, "Search"),
  ));
  const count = document.getElementById("basket-link");
  const basket = asButton(count, { "aria-haspopup": "dialog", "aria-expanded": "false" });
  basket.prepend(icon(ICONS.bag));
  const tools = make("div", { class: "tools" }, make("a", { href: "/account" }, "Sign in"), make("a", { href: "/wishlist" }, "Wish list"));
  basket.before(tools);
  tools.append(basket);

  const list = document.querySelector(".departments ul");
  gone(list.querySelector('a[href="/returns.html"]').parentElement);
  list.append(make("li", {}, make("a", { href: "/sale" }, "Last pieces")), make("li", {}, make("a", { href: "/repairs" }, "Repairs")));

  // A newsletter: one more field for an email address on every page.
  const email = make("input", { type: "email", name: "newsletter[email]", id: "newsletter", autocomplete: "email", placeholder: "name@example.com" });
  document.querySelector(".foot .sheet").prepend(make(
    "form", { class: "newsletter", action: "/newsletter" },
    make("label", { for: "newsletter" }, "Email, four times a year"), email, make("button", { type: "submit", class: "button open" }, "Subscribe"),
  ));
}

const SEEN = [
  ["Drift sleeping mat", "/shop/mats/drift-mat", "drift-mat"],
  ["Beacon lantern", "/shop/light/beacon-lantern", "beacon-lantern"],
  ["Tarn insulated bottle", "/shop/drink/tarn-bottle", "tarn-bottle"],
];

/** Links to products that may well be on the page already. */
export function recentlySeen(document, path) {
  if (path.startsWith("/checkout/")) return;
  const items = SEEN.filter(([, , slug]) => !path.includes(slug)).map(([name, to, slug]) => make(
    "li", {}, make("a", { href: to, class: "seen-item" }, make("img", { src: `/img/${slug}.svg`, alt: "", width: "64", height: "48" }), name),
  ));
  document.querySelector("main > .sheet").append(make("div", { class: "seen" }, make("h2", {}, "You looked at"), make("ul", {}, ...items)));
}

/** The main action again, in a bar that stays in sight. */
export function stickyBar(document) {
  const submit = all(document, 'main form button[type="submit"].button').at(-1);
  if (!submit) return;
  const again = make("button", { type: "submit", class: "button", form: submit.form.id }, submit.textContent.trim());
  document.body.append(make("div", { class: "sticky" }, make("span", {}, "Fieldware"), again));
}

// Fieldware after a copywriting and navigation pass: a bag for the basket, new
// departments, clean addresses, another order on most pages. The markup stays.
import { all, asButton, carry, gone, make, order, rehref, reword } from "../../tools.js";
import { checkout, everywhere, pages, product, products } from "./words.js";

const SLUGS = {
  "ridgeline-tent": "ridgeline-two-three-person", "fell-sleeping-bag": "fell-300", "drift-mat": "drift-sleeping-pad",
  "ember-stove": "ember", "hearth-kettle": "hearth", "tarn-bottle": "tarn-flask", "moor-backpack": "moor-32",
  "quay-tote": "quay", "squall-jacket": "squall", "beacon-lantern": "beacon", "copse-saw": "copse", "shieling-blanket": "shieling-throw",
};

export const ADDRESSES = {
  "/basket.html": "/bag", "/c/camp.html": "/shop/sleep-outside", "/c/kitchen.html": "/shop/cook", "/c/carry.html": "/shop/bags-and-jackets",
  "/c/home.html": "/shop/house-and-shed", "/returns.html": "/service/returns", "/help.html": "/service", "/checkout/": "/checkout/delivery",
  "mailto:hello@fieldware.example": "mailto:service@fieldware.example",
  ...Object.fromEntries(Object.entries(SLUGS).map(([old, now]) => [`/p/${old}.html`, `/products/${now}`])),
};

function frame(document) {
  const list = document.querySelector(".departments ul");
  const item = (href) => list.querySelector(`a[href="${href}"]`).closest("li");
  list.prepend(item("/c/carry.html"), item("/c/home.html"), item("/c/kitchen.html"));
  // Service moved to the footer, where people look for it.
  gone(item("/help.html"));
  const foot = document.querySelector(".foot .sheet");
  foot.prepend(foot.children[1]);
  order(foot.querySelector("ul"), [':has(a[href^="mailto:"])']);
}

function home(document) {
  const [range, promises] = all(document, "main .part");
  range.before(promises);
  const shelf = document.querySelector(".shelf");
  // Sorted by price now, the dear things first.
  const cents = (card) => Number(card.querySelector(".price").textContent.replace(/[^\d]/g, ""));
  shelf.append(...[...shelf.children].sort((one, other) => cents(other) - cents(one)));
}

function category(document) {
  const shelf = document.querySelector(".shelf");
  shelf.append(shelf.firstElementChild);
}

function item(document) {
  const form = document.getElementById("product-form");
  const size = document.getElementById("size");
  const quantity = document.getElementById("quantity").closest(".field");
  if (size) size.before(quantity);
  form.after(document.querySelector('.item-words > [itemprop="description"]'));
  const near = document.querySelector("main .part .shelf");
  near.prepend(near.lastElementChild);
  // The crumbs lead to the department only.
  gone(document.querySelector('.crumbs a[href="/"]').closest("li"));
}

function delivery(document) {
  const form = document.getElementById("delivery-form");
  order(form, ["fieldset:nth-of-type(2)"]);
  const group = form.querySelector("fieldset");
  order(group, ["legend", ":has(> #country)", ":has(> #name)"]);
  const side = group.querySelector(".side");
  side.append(side.firstElementChild);
  swap(document.getElementById("edit-basket"));
}

/** A link to go back becomes a button with a frame. */
function swap(link) {
  if (link) asButton(link, { class: link.id === "back" ? "button open" : "plain" });
}

function payment(document) {
  const form = document.getElementById("payment-form");
  order(form, [":has(> #card-name)"]);
  const side = form.querySelector(".side");
  side.append(side.firstElementChild);
}

function returns(document) {
  order(document.getElementById("returns-form"), ["fieldset", ":has(> #details)", ":has(> #email)"]);
  const options = document.querySelector(".options");
  options.append(options.firstElementChild);
}

function help(document) {
  order(document.querySelector(".topics"), ["h2", "details:nth-of-type(5)", "details:nth-of-type(3)"]);
  document.querySelector(".two").prepend(document.getElementById("contact-title").closest("section"));
}

function basket(document) {
  for (const button of all(document, '[data-part="remove"]')) {
    const link = make("a", { href: "#", class: "plain", id: button.id, "data-part": "remove", "aria-label": button.getAttribute("aria-label").replace("Remove", "Take out") }, ...button.childNodes);
    button.replaceWith(link);
    carry(button, link);
  }
  for (const input of all(document, '[data-part="quantity"]')) {
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace("Quantity of", "How many:"));
  }
  document.querySelector(".two").prepend(document.querySelector(".panel"));
}

const WORK = {
  "/": home, "/basket.html": basket, "/checkout/": delivery, "/checkout/payment.html": payment, "/returns.html": returns, "/help.html": help,
};

export default function redesign(document, { path }) {
  frame(document);
  if (path.startsWith("/c/")) category(document);
  if (path.startsWith("/p/")) item(document);
  WORK[path]?.(document);
  swap(document.getElementById("back"));
  for (const part of document.body.children) {
    reword(part, part.localName !== "main" ? everywhere : {
      ...everywhere, ...products, ...(path.startsWith("/p/") ? product : {}), ...(path.startsWith("/checkout/") ? checkout : {}), ...pages[path],
    });
  }
  rehref(document, ADDRESSES);
}

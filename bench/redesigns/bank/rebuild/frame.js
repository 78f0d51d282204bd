// What stands around every page: the menu at the side, the bar at the foot, and offers.
import { all, gone, make } from "../../tools.js";

export function frame(document) {
  const header = document.querySelector("header.top");
  const main = document.querySelector("main");
  const nav = header.querySelector(".nav");
  const list = nav.querySelector("ul");
  for (const link of all(list, "a")) {
    link.prepend(make("span", { class: "menu-icon", "aria-hidden": "true" }));
  }
  // Payments first: it is what people come for.
  list.prepend(list.querySelector('a[href="/transfer.html"]').parentElement);
  nav.setAttribute("aria-label", "Sections");
  document.getElementById("menu-button").hidden = true;

  const side = make("aside", { class: "sidebar", "aria-label": "Menu" });
  side.append(nav);
  const shell = make("div", { class: "shell" });
  main.before(shell);
  shell.append(side, main);

  const who = header.querySelector(".who");
  const user = make("button", { type: "button", class: "user-menu", "aria-haspopup": "menu", "aria-expanded": "false" }, "A. Morgan");
  const bell = make("button", { type: "button", class: "bell", "aria-label": "Notifications, 2 new" }, "2");
  const search = make("input", { type: "search", class: "search", name: "q", placeholder: "Search", "aria-label": "Search Northbank" });
  who.replaceWith(make("div", { class: "header-tools" }, search, bell, user));

  const footer = document.querySelector(".bottom ul");
  gone(footer.querySelector('a[href="/dispute/"]').parentElement);
  for (const [text, to] of [["Security", "/security"], ["Fees and terms", "/legal/fees"], ["Careers", "/careers"]]) {
    footer.append(make("li", {}, make("a", { href: to }, text)));
  }
}

/** On phones the main action is always in reach; it repeats the one in the form. */
export function stickyBar(document) {
  const submit = document.querySelector('form .actions button[type="submit"]');
  if (!submit) return;
  const save = make("button", { type: "button", class: "button quiet" }, "Save for later");
  const again = make("button", { type: "submit", class: "button", form: submit.form.id }, ...[...submit.childNodes].map((node) => node.cloneNode(true)));
  document.body.append(make("div", { class: "sticky-bar" }, save, again));
}

const offer = (title, text, link, to) => make(
  "div", { class: "offer" },
  make("h3", {}, title), make("p", { class: "muted" }, text), make("a", { href: to }, link),
);

export function promotions(document, path) {
  const offers = {
    "/": [offer("A Joint account for two", "Share the rent and the shopping.", "Open a Joint account today", "/accounts/open?plan=joint")],
    "/accounts.html": [
      offer("Grow what is left over", "Put €50 aside each month.", "Transfer to savings", "/payments/new?to=savings"),
      offer("Room for one more?", "A second Everyday account costs nothing.", "Open a second account", "/accounts/open?plan=everyday"),
    ],
    "/transfer-done.html": [offer("Paying this person again?", "Save them and skip the IBAN.", "Save this payee", "/payments/payees/new")],
    "/help.html": [offer("New here?", "See how an account works.", "Open an account online", "/accounts/open")],
  }[path];
  if (offers) document.querySelector("main > .wrap").append(make("div", { class: "offers" }, ...offers));
}

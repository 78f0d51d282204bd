// Northbank after a copywriting and navigation pass: nearly every text is new,
// addresses are clean, and things stand in another order. The markup stays
// what it was, so most ids and classes do too.
import { all, asButton, carry, gone, make, order, rehref, reword } from "../../tools.js";
import { everywhere, pages } from "./words.js";

export const ADDRESSES = {
  "/": "/home", "/accounts.html": "/overview", "/transfer.html": "/pay", "/dispute/": "/cards/report",
  "/dispute/reason.html": "/cards/report/reason", "/help.html": "/support", "/open/": "/account/new",
  "/open/details.html": "/account/new/details", "/open/address.html": "/account/new/address",
  "/open/security.html": "/account/new/security", "tel:+353209130142": "tel:+35312099100",
  "mailto:help@northbank.example": "mailto:support@northbank.example",
};

const holding = (id) => `:has(> #${id}, > .with-button > #${id}, > .check > #${id})`;

function frame(document) {
  const list = document.querySelector(".nav ul");
  const item = (href) => list.querySelector(`a[href="${href}"]`).closest("li");
  list.append(item("/accounts.html"), item("/transfer.html"), item("/dispute/"), item("/help.html"), item("/"));
  // The name takes people home, as everywhere; the menu need not say it again.
  gone(item("/"));
  const footer = document.querySelector(".bottom ul");
  footer.prepend(footer.querySelector('a[href^="tel:"]').parentElement);
}

function home(document) {
  const [tasks, products, person] = all(document, "main .section");
  person.after(tasks);
  products.before(person);
  order(document.querySelector(".tiles"), [":has(#task-transfer)", ":has(#task-dispute)", ":has(#task-open)"]);
  order(document.querySelector(".hero .actions"), ["#hero-accounts", "#hero-open"]);
  order(document.querySelector(".products"), [":nth-child(2)", ":nth-child(3)"]);
}

function accounts(document) {
  order(document.querySelector("main .wrap"), [".intro", ".actions", ".accounts"]);
  order(document.querySelector(".actions"), ["#go-open", "#go-transfer"]);
  document.querySelector(".accounts").style.marginBlockStart = "1.5rem";
  // Reporting is an action, so it looks like one and sits above the list.
  const report = asButton(document.getElementById("go-dispute"), { class: "button quiet" });
  document.getElementById("recent-title").after(report.parentElement);
}

function transfer(document) {
  order(document.getElementById("transfer-form"), ["amount", "payee", "iban", "from-account", "date", "reference"].map((id) => `.field${holding(id)}`));
  order(document.querySelector(".dialog .actions"), ["#transfer-cancel", "#transfer-confirm"]);
}

function details(document) {
  order(document.getElementById("open-form"), ["email", "mobile", "fullname", "birthdate"].map((id) => `.field${holding(id)}`));
}

function address(document) {
  order(document.getElementById("open-form"), ["country", "postcode", "address", "city", "income", "employment"].map((id) => `.field${holding(id)}`));
}

function security(document) {
  order(document.getElementById("open-form"), ["code", "password"].map((id) => `.field${holding(id)}`));
  // The terms are agreed to by pressing the button; the box is no longer asked for.
  const box = document.getElementById("terms").closest(".field");
  box.before(make("p", { class: "small muted" }, "By pressing the button you accept our account terms and fees."));
  gone(box);
}

function open(document) {
  order(document.querySelector(".picks"), [":has(#account-joint)", ":has(#account-everyday)", ":has(#account-student)"]);
}

function reason(document) {
  order(document.querySelector(".picks"), ["amount", "missing", "twice", "unknown"].map((id) => `:has(#reason-${id})`));
}

function help(document) {
  const topics = document.querySelector(".topics");
  order(topics, ["h2", ":nth-child(6)", ":nth-child(5)", ":nth-child(7)", ":nth-child(3)"]);
  topics.parentElement.prepend(document.querySelector("section.card"));
}

/** A "Back" below a form becomes a quiet button, or the other way about. */
function backs(document) {
  const back = document.getElementById("back");
  if (back) asButton(back, { class: "button quiet" });
  const resend = document.getElementById("code-resend");
  if (resend) {
    const link = make("a", { href: "#code", id: resend.id }, ...resend.childNodes);
    resend.replaceWith(link);
    carry(resend, link);
  }
}

const WORK = {
  "/": home, "/accounts.html": accounts, "/transfer.html": transfer, "/help.html": help,
  "/dispute/reason.html": reason, "/open/": open, "/open/details.html": details,
  "/open/address.html": address, "/open/security.html": security,
};

export default function redesign(document, { path }) {
  frame(document);
  WORK[path]?.(document);
  backs(document);
  for (const part of document.body.children) {
    reword(part, part.localName === "main" ? { ...everywhere, ...pages[path] } : everywhere);
  }
  rehref(document, ADDRESSES);
}

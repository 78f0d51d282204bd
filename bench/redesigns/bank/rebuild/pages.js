// The pages that are no forms, rebuilt.
import { all, asButton, carry, gone, make, retag } from "../../tools.js";

export function home(document) {
  gone(document.getElementById("hero-accounts"));
  const [tasks, products, person] = all(document, "main .section");
  document.querySelector(".hero").before(tasks);
  gone(person.querySelector('a[href="/help.html"]'));
  asButton(person.querySelector(".phone"), { class: "button" });

  // A tile becomes a row with its action at the end.
  for (const tile of all(tasks, ".tile")) {
    const heading = tile.querySelector("h3");
    const link = heading.querySelector("a");
    const text = link.textContent;
    tile.append(link);
    heading.textContent = text;
    link.classList.add("button", "quiet");
  }
  // The offers become a table to compare.
  for (const product of all(products, ".product")) {
    const [price] = all(product, ".big");
    product.prepend(price);
    product.querySelector("a").className = "button";
    product.querySelector(".muted").replaceWith(make("ul", { class: "plan-list" }, make("li", {}, "Card included"), make("li", {}, "Instant transfers")));
  }
}

export function accounts(document) {
  const actions = document.querySelector("main .actions");
  document.querySelector(".intro").append(actions);
  asButton(document.getElementById("go-transfer"));
  gone(document.getElementById("go-open"));

  // The table becomes a list of cards by day.
  const table = document.querySelector(".table");
  const list = make("ul", { class: "activity", "aria-labelledby": "recent-title" });
  for (const row of all(table, "tbody tr")) {
    const [who, when, where, amount] = row.children;
    list.append(make(
      "li", { class: "activity-item" },
      make("strong", {}, who.textContent), make("span", { class: "muted" }, `${when.textContent} · ${where.textContent}`),
      make("span", { class: "figure" }, amount.textContent),
    ));
  }
  table.replaceWith(list);
  carry(table, list);
  document.querySelector(".accounts").after(document.getElementById("go-dispute").parentElement);
}

/** Answers are short, so they are shown; the question becomes a heading. */
export function help(document) {
  for (const details of all(document, "details")) {
    const card = make("article", { class: "answer" });
    const question = retag(details.querySelector("summary"), "h3");
    card.append(question, ...[...details.childNodes].filter((node) => node !== question));
    details.replaceWith(card);
  }
  const topics = document.querySelector(".topics");
  topics.querySelector("h2").className = "";
  const contact = document.getElementById("contact-title").closest("section");
  topics.before(contact);
  const chat = make("button", { type: "button", class: "button" }, "Start a chat");
  contact.append(chat, make("a", { href: "/branches", class: "button quiet" }, "Find a branch"));
}

export function confirmations(document) {
  for (const link of all(document, ".actions a:not(.button)")) asButton(link, { class: "button quiet" });
  const print = make("button", { type: "button", class: "plain" }, "Print this page");
  document.querySelector(".actions").append(print);
}

/** Choosing a payment goes on at once: each row has its own button. */
export function disputes(document) {
  for (const label of all(document, ".pick")) {
    const radio = label.querySelector("input");
    const button = make("button", {
      type: "submit", class: "button quiet", name: "payment", value: radio.value,
      "aria-describedby": `${radio.id}-name ${radio.id}-more`,
    }, "Report");
    const row = make("li", { class: "pick payment" }, ...[...label.childNodes].filter((node) => node !== radio), button);
    radio.remove();
    carry(radio, button);
    label.replaceWith(row);
  }
  const picks = document.querySelector(".picks");
  retag(picks, "ul");
  const group = retag(document.getElementById("payment"), "section", { without: ["role", "aria-describedby"], "aria-labelledby": "payment-title" });
  retag(group.querySelector("legend"), "h2", { id: "payment-title" });
  gone(document.getElementById("continue"));
}

/** Side notes move above the content, folded, with their heading to open them. */
export function asides(document) {
  const note = document.querySelector("aside.note");
  if (!note) return;
  const column = note.parentElement.firstElementChild;
  const summary = retag(note.querySelector("h2"), "summary");
  const details = retag(note, "details", { without: ["aria-labelledby"], open: "" });
  details.prepend(summary);
  column.querySelector(".intro").after(details);
}

// A page of a given number of nodes (elements and texts), as shops and offices have them:
// cards with icons, forms, tables.

import { dice, label, letters, pick, sentence } from "./words.mjs";

const icon = (roll) =>
  `<svg class="icon icon-sm" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path class="icon-line" d="M${Math.floor(roll() * 24)} 4h16v${Math.floor(roll() * 16)}l-8 5-8-5z" fill="none" stroke="currentColor" stroke-width="2"></path><circle cx="12" cy="12" r="3"></circle></svg>`;

const card = (roll, at) =>
  `<article class="card card-hover shadow-sm rounded-lg p-4" data-sku="sku-${at}"><a class="card-link" href="/shop/item/${at}?from=list"><h3 class="card-title text-lg font-semibold">${label(roll)} ${letters(at + 1)}</h3></a><p class="card-text text-muted">${sentence(roll)}</p><div class="card-actions d-flex gap-2"><span class="badge badge-info">${pick(roll, ["New", "Sale", "Last ones", "Again here"])}</span><button type="button" class="btn btn-primary btn-sm" aria-label="Put into the basket">${icon(roll)}<span>Buy</span></button></div></article>`;

const form = (roll, at) =>
  `<form class="form form-inline border p-3" id="form-${at}"><fieldset class="fieldset"><legend class="legend">${label(roll)}</legend><label class="label" for="name-${at}">Name</label><input class="input form-control" id="name-${at}" name="name" autocomplete="name" placeholder="As on the card"><label class="label" for="kind-${at}">Kind</label><select class="select form-control" id="kind-${at}"><option value="a">${label(roll)}</option><option value="b">${label(roll)}</option></select><label class="check"><input type="checkbox" name="terms"> I agree</label><button class="btn btn-secondary" type="button">Send</button></fieldset></form>`;

const table = (roll, at) =>
  `<table class="table table-striped mb-4" id="table-${at}"><thead><tr><th scope="col">Item</th><th scope="col">State</th><th scope="col">Sum</th></tr></thead><tbody>${Array.from({ length: 6 }, () => `<tr class="row"><td class="cell"><a href="/orders/${Math.floor(roll() * 900)}">${label(roll)}</a></td><td class="cell"><span class="badge">${pick(roll, ["open", "paid", "sent"])}</span></td><td class="cell text-right">${(roll() * 90).toFixed(2)}</td></tr>`).join("")}</tbody></table>`;

const nav = (roll) =>
  `<header class="header sticky-top"><nav class="navbar navbar-light" aria-label="Main"><a class="navbar-brand" href="/">${icon(roll)}Shop</a><ul class="navbar-nav">${Array.from({ length: 8 }, () => `<li class="nav-item"><a class="nav-link px-2" href="/c/${Math.floor(roll() * 99)}">${label(roll)}</a></li>`).join("")}</ul></nav></header>`;

/** Elements and texts in a piece of markup. */
export const count = (html) => (html.match(/<[a-z]|>[^<]/g) ?? []).length;

/** The body of a page of `size` nodes, to within one block (up to about 60 nodes). */
export function content(size) {
  const roll = dice();
  const blocks = [nav(roll)];
  let nodes = count(blocks[0]);
  for (let at = 0; nodes < size; at++) {
    const block = at % 7 === 3 ? form(roll, at) : at % 7 === 5 ? table(roll, at) : card(roll, at);
    blocks.push(block);
    nodes += count(block);
  }
  const [head, ...rest] = blocks;
  return `${head}<main class="container"><div class="grid">${rest.join("")}</div><p id="mark">before</p></main>`;
}

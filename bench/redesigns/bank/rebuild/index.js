// Northbank rebuilt: a menu at the side, forms in groups, tables and
// disclosures as cards, choices in place of selects, some texts new, some
// things gone, and new things that look like old ones.
import { all, renameClasses, renameIds, rehref, reword, style } from "../../tools.js";
import { frame, promotions, stickyBar } from "./frame.js";
import { accounts, asides, confirmations, disputes, help, home } from "./pages.js";
import { address, details, fields, security, transfer } from "./forms.js";
import { css } from "./style.js";
import { ADDRESSES, ids, everywhere, pages } from "./words.js";

const CLASSES = {
  button: "nb-btn", quiet: "nb-btn--ghost", plain: "nb-linkbtn", field: "nb-form__row", input: "nb-form__control",
  hint: "nb-form__help", error: "nb-form__alert", actions: "nb-form__actions", card: "nb-panel", intro: "nb-page__title",
  tile: "nb-shortcut", tiles: "nb-shortcuts", product: "nb-plan", products: "nb-plans", account: "nb-account-card",
  accounts: "nb-balances", pick: "nb-choice", picks: "nb-choices", steps: "nb-progress", facts: "nb-summary",
  split: "nb-columns", note: "nb-tip", section: "nb-block", nav: "nb-sidebar__menu", brand: "nb-logo", bottom: "nb-footer",
};

const WORK = {
  "/": home, "/accounts.html": accounts, "/transfer.html": transfer, "/help.html": help,
  "/transfer-done.html": confirmations, "/dispute/done.html": confirmations, "/open/done.html": confirmations,
  "/dispute/": disputes, "/open/details.html": details, "/open/address.html": address, "/open/security.html": security,
};

export default function redesign(document, { path }) {
  frame(document);
  WORK[path]?.(document);
  fields(document);
  asides(document);
  for (const part of document.body.children) {
    reword(part, part.matches(":has(main), main") ? { ...everywhere, ...pages[path] } : everywhere);
  }
  rehref(document, ADDRESSES);
  promotions(document, path);
  stickyBar(document);

  renameIds(document, ids, (id) => `nb-${id}`);
  renameClasses(document, (name) => CLASSES[name] ?? `nb-${name}`);
  for (const link of all(document, "main a[href]")) link.setAttribute("data-track", "click");
  style(document, css);
}

// Fieldware rebuilt: a shop of another shape. Choices become lists to pick from
// and the other way about, the summary folds, some fields are split or gone, and
// offers, quick buttons and a bar at the foot look much like what was there.
import { rehref, renameClasses, renameIds, reword, style } from "../../tools.js";
import { delivery, payment, returns } from "./forms.js";
import { frame, recentlySeen, stickyBar } from "./frame.js";
import { basket, cards, done, help, home, product } from "./pages.js";
import { css } from "./style.js";
import { ADDRESSES, everywhere, ids, pages } from "./words.js";

const CLASSES = {
  button: "fw-button", open: "fw-button--outline", plain: "fw-button--bare", goods: "fw-tile", "goods-image": "fw-tile__media", shelf: "fw-tiles",
  field: "fw-field", input: "fw-field__input", hint: "fw-field__hint", error: "fw-field__error", panel: "fw-summary", two: "fw-layout",
  option: "fw-pill", options: "fw-pills", group: "fw-fieldset", doing: "fw-buttons", opening: "fw-heading", sheet: "fw-container", foot: "fw-footer",
  logo: "fw-brand", departments: "fw-nav", "basket-link": "fw-minicart", count: "fw-minicart__badge", line: "fw-row", lines: "fw-rows",
  item: "fw-product", "item-words": "fw-product__info", "item-image": "fw-product__image", window: "fw-banner", part: "fw-band", steps: "fw-progress",
};

const WORK = {
  "/": home, "/basket.html": basket, "/checkout/": delivery, "/checkout/payment.html": payment, "/returns.html": returns, "/help.html": help,
  "/checkout/done.html": done, "/returns-done.html": done,
};

export default function redesign(document, { path }) {
  frame(document);
  cards(document);
  if (path.startsWith("/p/")) product(document);
  WORK[path]?.(document);
  for (const part of document.body.children) {
    reword(part, part.localName === "main" ? { ...everywhere, ...pages[path] } : everywhere);
  }
  rehref(document, ADDRESSES);
  recentlySeen(document, path);
  stickyBar(document);

  renameIds(document, ids, (id) => `fw-${id}`);
  renameClasses(document, (name) => CLASSES[name] ?? `fw-${name}`);
  style(document, css);
}

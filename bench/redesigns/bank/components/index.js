// Northbank moved to a component library: the same words and the same order,
// all of the markup new. Ids are generated, classes come out of CSS modules,
// fields, choices and disclosures are the library's own.
import { all, hash, make, renameClasses, renameIds, retag, style } from "../../tools.js";
import { buttons, cards, disclosures } from "./actions.js";
import { choices, fields } from "./fields.js";
import { css } from "./style.js";

/** `button` and `quiet` are two classes of one module: `Button_root__x1`, `Button_quiet__x2`. */
const MODULES = {
  button: "Button_root", quiet: "Button_quiet", plain: "Button_text", card: "Surface_card", note: "Callout_root",
  wrap: "Container_root", top: "AppBar_root", nav: "AppBar_nav", menu: "AppBar_toggle", brand: "AppBar_logo",
  who: "AppBar_user", bottom: "PageFooter_root", tile: "ActionCard_root", tiles: "ActionCard_grid",
  product: "OfferCard_root", products: "OfferCard_grid", account: "AccountCard_root", accounts: "AccountCard_list",
  field: "TextField_root", input: "TextField_input", hint: "TextField_helper", error: "TextField_error",
  pick: "RadioCard_root", picks: "RadioCard_group", steps: "Stepper_root", facts: "DescriptionList_root",
  hero: "Hero_root", table: "DataTable_root", dialog: "Modal_root", actions: "Stack_row", split: "Grid_twoColumn",
};

const inModule = (name) => `${MODULES[name] ?? `styles_${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}`}__${hash(name)}`;

/** The library's layout parts render `div`s; what they were called goes with them. */
function sections(document) {
  for (const section of all(document, "main section, main article, main aside")) {
    retag(section, "div", { without: ["aria-labelledby"] });
  }
  for (const list of all(document, ".tiles, .accounts")) {
    for (const item of [...list.children]) retag(item, "div");
    retag(list, "div");
  }
}

/** Every page renders into the app's root, inside its providers. */
function appRoot(document) {
  const root = make("div", { id: "root" }, make("div", { class: "app theme" }));
  root.firstElementChild.append(...document.body.childNodes);
  document.body.append(root);
  const main = document.querySelector("main");
  const view = make("div", { class: "view", "data-route": location.pathname });
  view.append(...main.childNodes);
  main.append(view);
}

export default function redesign(document) {
  cards(document);
  disclosures(document);
  choices(document);
  fields(document);
  buttons(document);
  sections(document);

  let count = 0;
  renameIds(document, () => null, () => `:r${(count++).toString(32)}:`);
  appRoot(document);
  renameClasses(document, inModule);
  style(document, css(inModule));
}

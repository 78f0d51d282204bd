// Which rule of privacy names an element.

import { HIDE } from "./numbers.js";

export class Levels {
  #rules;
  #names;
  #unseen;
  #selector;

  /** See `walk` for what these are. */
  constructor(rules, names, unseen) {
    this.#rules = rules;
    this.#names = names;
    this.#unseen = unseen;
    this.#selector = rules.map(([selector]) => selector).join(",");
    /** Whether a change of one element can put another one under a rule. */
    this.reach = /[\s>+~:]/.test(this.#selector.replace(/,\s*/g, ""));
  }

  /** The level of the strictest rule that names this very element; 0 for none. */
  of(element) {
    const said = element.getAttribute("data-alongside-privacy");
    let level = said === null ? 0 : this.#names[said] ?? HIDE;
    if (this.#unseen > level && isUnseen(element)) level = this.#unseen;
    if (this.#selector && element.matches(this.#selector)) {
      for (const [selector, wanted] of this.#rules) if (wanted > level && element.matches(selector)) level = wanted;
    }
    return level;
  }

  /** The elements of a tree that the site's rules name. */
  named(tree) {
    return this.#selector ? tree.querySelectorAll(this.#selector) : [];
  }
}

const isUnseen = (element) => element.hasAttribute("hidden") || element.localName === "template" || element.localName === "noscript";

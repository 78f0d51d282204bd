// Which rule of privacy names an element.

import * as dom from "../dom.js";
import { HIDE } from "./numbers.js";

const SAID = "data-alongside-privacy";
const UNSEEN = new Set(["template", "noscript"]);

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
    const all = rules.map(([selector]) => selector);
    // One that ends in the middle (`[data-x`) is closed by its end, and not in a list.
    this.#selector = all.every(isWhole) ? all.join(",") : "*";
    /** Whether a change of one element can put another one under a rule. */
    this.reach = /[\s>+~:]/.test(all.join().replace(/,\s*/g, ""));
  }

  /** The level of the strictest rule that names this very element; 0 for none. `names`
   *  are those of its attributes. */
  of(element, names = dom.namesOf(element)) {
    let level = 0;
    if (names.includes(SAID)) {
      const said = dom.getAttribute(element, SAID);
      level = Object.hasOwn(this.#names, said) ? this.#names[said] : HIDE;
    }
    if (this.#unseen > level && (names.includes("hidden") || UNSEEN.has(dom.localName(element)))) level = this.#unseen;
    if (this.#selector && dom.matches(element, this.#selector)) {
      for (const [selector, wanted] of this.#rules) if (wanted > level && dom.matches(element, selector)) level = wanted;
    }
    return level;
  }

  /** The elements of a tree that the site's rules name. */
  named(tree) {
    return this.#selector ? dom.querySelectorAll(tree, this.#selector) : [];
  }
}

const count = (text, pattern) => (text.match(pattern) ?? []).length;
const isWhole = (selector) => count(selector, /[[(]/g) === count(selector, /[\])]/g);

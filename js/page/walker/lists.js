// Which children stand where: every list is read from its beginning to its end,
// however many slices that takes, and from its beginning again when it changes.

import * as dom from "../dom.js";
import { CHILDREN } from "./numbers.js";
import { tellNode } from "./nodes.js";

export class Lists {
  #walk;
  #begun = [];
  #active = new Map();

  constructor(walk) {
    this.#walk = walk;
  }

  get isEmpty() {
    return !this.#begun.length;
  }

  /** Begins with the children of a node. A `fresh` one has told of none, and need not
   *  tell that it has none. */
  begin(node, id, fresh) {
    const list = { node, id, fresh, next: dom.firstChild(node), told: [], offset: 0 };
    this.#active.set(node, list);
    this.#begun.push(list);
  }

  /** The children of a node are others now. Returns whether its list is being read. */
  beginAgain(node) {
    const list = this.#active.get(node);
    if (list) Object.assign(list, { next: dom.firstChild(node), told: [], offset: 0, fresh: false });
    return list !== undefined;
  }

  /** Reads one child of the innermost list; false when there is no list left. */
  step() {
    const list = this.#begun.at(-1);
    if (!list) return false;
    const { known, ours } = this.#walk;
    if (known.id(list.node) !== list.id) this.#end(list);
    else if (list.next) {
      const child = list.next;
      list.next = dom.nextSibling(child);
      const id = child === ours || dom.isShell(child) ? 0 : known.id(child) ?? tellNode(this.#walk, child, list.id);
      if (id) list.told.push(id);
    } else {
      if (!list.fresh || list.told.length) this.#tell(list, 0);
      this.#end(list);
    }
    return true;
  }

  /** Tells what has been read of lists that are not at their end. */
  tellUnfinished() {
    for (const list of this.#begun) {
      if (list.told.length && this.#walk.known.id(list.node) === list.id) this.#tell(list, 1);
    }
  }

  #tell(list, more) {
    const { numbers } = this.#walk.batch;
    numbers.push(CHILDREN, list.id, list.offset, more, list.told.length);
    for (const child of list.told) numbers.push(child);
    list.offset += list.told.length;
    list.told = [];
  }

  #end(list) {
    this.#begun.splice(this.#begun.lastIndexOf(list), 1);
    if (this.#active.get(list.node) === list) this.#active.delete(list.node);
  }
}

// Nodes that left, with all that is in them, forgotten one at a time.

import * as dom from "../dom.js";
import { FORGET } from "./numbers.js";

export class Leaving {
  #walk;
  #gone = [];
  #unseen = [];
  #forgotten = [];

  constructor(walk) {
    this.#walk = walk;
  }

  get isEmpty() {
    return !this.#gone.length && !this.#unseen.length && !this.#forgotten.length;
  }

  /** A node that left the page; what of it comes back meanwhile stays known. */
  add(node) {
    this.#gone.push(node);
  }

  /** A node that is told no more, wherever it is: from now on it has no number. */
  addUnseen(node) {
    this.#forget(node, this.#unseen);
  }

  /** Forgets one node. At the end, which is false, all of them are told at once. */
  step() {
    const { batch, pending } = this.#walk;
    if (this.#unseen.length) this.#forget(this.#unseen.pop(), this.#unseen);
    else if (this.#gone.length) {
      const node = this.#gone.pop();
      if (!dom.isConnected(node)) this.#forget(node, this.#gone);
      else if (this.#isOut(node)) this.addUnseen(node);
      else pending.moved.add(node);
    } else {
      if (this.#forgotten.length) batch.tell(FORGET, this.#forgotten.length);
      for (const id of this.#forgotten) batch.numbers.push(id);
      this.#forgotten = [];
      return false;
    }
    return true;
  }

  /** Whether it stands in what is not told: what is known around it says so. */
  #isOut(node) {
    const { known } = this.#walk;
    let up = dom.parentNode(node);
    while (up && !known.id(up)) up = dom.parentNode(up);
    return up !== null && !known.isWalked(up);
  }

  #forget(node, others) {
    const { known } = this.#walk;
    // A frame's document is connected, whether or not its frame is.
    known.pushBeside(node, others, this.#unseen);
    for (let child = dom.firstChild(node); child; child = dom.nextSibling(child)) others.push(child);
    const id = known.forget(node);
    if (id) this.#forgotten.push(id);
  }
}

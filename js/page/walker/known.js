// Which nodes the core knows, by which numbers, and what it was told of them last.

import * as dom from "../dom.js";
import { HIDE } from "./numbers.js";

// Their children are code, or a value, or not shown.
const CLOSED = new Set(["script", "textarea", "style", "iframe", "object"]);

export class Known {
  nodes = new Map();
  /** By number: rules that name an element, what may be read of a field, what was. */
  levels = new Map();
  modes = new Map();
  fields = new Map();
  /** By node: trees with their adopted sheets, elements with sheets, frames with their
   *  documents, dialogs and popovers with how they are shown, hidden elements with
   *  their size, and what may get a shadow root later. */
  roots = new Map();
  styles = new Map();
  frames = new Map();
  layers = new Map();
  boxes = new Map();
  hosts = new Set();
  /** Scrollers that were told to stand elsewhere than at their beginning. */
  scrolled = new Set();
  /** The rules of adopted sheets, which many trees may share. */
  sheets = new WeakMap();
  #ids = new Map();
  #sealed;
  #last = 0;

  /** `sealed` holds the fields that were sealed once, by whoever saw it. */
  constructor(sealed) {
    this.#sealed = sealed;
  }

  add(node) {
    const id = ++this.#last;
    this.#ids.set(node, id);
    this.nodes.set(id, node);
    return id;
  }

  id(node) {
    return this.#ids.get(node);
  }

  isHidden(id) {
    return this.levels.get(id) === HIDE;
  }

  /** Whether the children of an element are of no interest. */
  isClosed(element) {
    return CLOSED.has(dom.nameOf(element));
  }

  /** Whether the children of a node are told. */
  isWalked(node) {
    const id = node && this.id(node);
    return id && !this.isClosed(node) && !this.isHidden(id);
  }

  /** Seals a field for good: also when it leaves and comes back as another node. */
  seal(field) {
    this.#sealed.add(field);
  }

  isSealed(field) {
    return this.#sealed.has(field);
  }

  /** Forgets a node, and returns the number it had. */
  forget(node) {
    const id = this.id(node);
    this.frames.delete(node);
    if (!id) return 0;
    this.#ids.delete(node);
    this.nodes.delete(id);
    // Most nodes are texts, and nothing else is kept of them.
    if (dom.nodeType(node) === dom.CHARACTERS) return id;
    this.roots.get(node)?.listening.abort();
    for (const map of [this.levels, this.modes, this.fields]) if (map.size) map.delete(id);
    for (const map of [this.roots, this.styles, this.layers, this.boxes, this.hosts, this.scrolled]) if (map.size) map.delete(node);
    return id;
  }

  /** Adds the trees that hang on a node and are none of its children. */
  pushBeside(node, trees, documents = trees) {
    if (dom.nodeType(node) !== dom.ELEMENT) return;
    const root = dom.shadowRoot(node);
    if (root) trees.push(root);
    if (dom.localName(node) === "template" && node.content) trees.push(node.content);
    const inner = this.frames.get(node);
    if (inner) documents.push(inner);
  }
}

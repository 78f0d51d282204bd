// What is told of nodes that the core knows.

import * as dom from "../dom.js";
import * as is from "./numbers.js";
import { fieldState, layerOf, scrollOf } from "../state.js";
import { documentOf } from "../frame.js";
import { isState, modeOf, tellFrame, tellShadow } from "./nodes.js";
import { tellAdopted, tellCounted } from "./sheets.js";

// What says which kind of field it is: until the core has judged it again, nothing
// is read of it.
const KIND = new Set(["type", "autocomplete", "name", "id"]);
const PREFIXES = { "http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:" };

/** What changed and was not told yet. */
export class Pending {
  parents = new Set();
  attributes = new Map();
  texts = new Set();
  gone = new Set();
  moved = new Set();
  scrolls = new Set();
  layers = new Set();
  /** The size of the window, and whether rules may name other elements now. */
  viewport = false;
  levels = false;
}

/** Notes what observers saw. */
export function note(walk, records) {
  const { known, leaving, pending } = walk;
  const moving = new Set();
  for (const record of records) {
    const { target } = record;
    if (record.type === "childList") {
      walk.listAgain(target);
      for (const node of record.addedNodes) {
        // It left some time ago, and nobody watched it since: it comes back as new.
        if (!moving.has(node) && (known.id(node) || !leaving.isEmpty)) leaving.addUnseen(node);
      }
      for (const node of record.removedNodes) {
        moving.add(node);
        pending.gone.add(node);
      }
      if (known.roots.has(target) && dom.nodeType(target) === is.DOCUMENT) heardAgain(walk, target);
      pending.levels ||= walk.levels.reach;
    } else if (record.type === "attributes") {
      const known = pending.attributes.get(target);
      if (known) known.add(nameOf(record));
      else pending.attributes.set(target, new Set([nameOf(record)]));
      pending.levels ||= walk.levels.reach;
    } else pending.texts.add(target);
  }
}

/** `document.open()` takes all listeners with it. */
function heardAgain({ known, watch }, document) {
  const tree = known.roots.get(document);
  tree.listening.abort();
  tree.listening = watch(document);
}

/** A record has the local name (`href`), the core knows the whole one (`xlink:href`). */
function nameOf({ target, attributeName: name, attributeNamespace: space }) {
  if (!space) return name;
  return dom.getAttributeNodeNS(target, space, name)?.name ?? (PREFIXES[space] ?? "") + name;
}

/** Tells attributes of an element that changed, by their names. */
export function tellChanged(walk, element, names) {
  const { known, pending } = walk;
  // As another element, when it is or was hidden: then it has all of them.
  if (known.id(element)) tellLevel(walk, element);
  const id = known.id(element);
  if (!id || known.isHidden(id)) return;
  for (const name of names) tellAttribute(walk, element, id, name);
  if (names.has("popover") || names.has("open")) pending.layers.add(element);
  if (names.has("disabled") && dom.localName(element) === "style") pending.texts.add(element);
}

function tellAttribute({ known, batch }, element, id, name) {
  if (isState(element, name) || dom.localName(element) === "script") return;
  // `getAttribute` would look for small letters.
  const value = name.includes(":") ? dom.getAttribute(element, name) : dom.getAttributeNS(element, null, name);
  if (KIND.has(name)) known.modes.delete(id);
  batch.tell(is.ATTRIBUTE, id, batch.string(name), value === null ? 0 : 1, batch.string(value ?? ""));
}

export function tellText({ known, batch }, node) {
  const id = known.id(node);
  if (id && isText(node)) batch.tell(is.TEXT, id, batch.string(node.data));
}

const isText = (node) => dom.nodeType(node) === is.CHARACTERS || dom.nodeType(node) === is.CDATA;

/** Tells that another rule names an element, or none. */
function tellLevel(walk, element) {
  const { known, batch } = walk;
  const id = known.id(element);
  const [was, now] = [known.levels.get(id) ?? 0, walk.levels.of(element)];
  if (was === now) return;
  if (was === is.HIDE || now === is.HIDE) {
    // It leaves and comes back as a new element.
    const parent = dom.parentNode(element);
    walk.leaving.addUnseen(element);
    if (parent) walk.listAgain(parent);
    return;
  }
  if (now) known.levels.set(id, now);
  else known.levels.delete(id);
  batch.tell(is.LEVEL, id, now);
  walk.again.push(element);
}

/** Reads a node again that was kept back, and puts what is in it on the list. */
export function tellAgain(walk, node, todo) {
  const { known, batch } = walk;
  const id = known.id(node);
  if (!id || known.isHidden(id)) return;
  tellText(walk, node);
  if (dom.nodeType(node) === is.ELEMENT) {
    for (const name of dom.namesOf(node)) tellAttribute(walk, node, id, name);
    known.fields.delete(id);
    const rules = known.styles.get(node)?.told;
    if (rules !== undefined) batch.tell(is.RULES, id, batch.string(rules));
    known.pushBeside(node, todo);
  }
  const texts = known.roots.get(node)?.texts ?? [];
  if (texts.length) batch.tell(is.SHEETS, id, texts.length, ...texts.map((text) => batch.string(text)));
  for (let child = dom.firstChild(node); child; child = dom.nextSibling(child)) todo.push(child);
}

/** Rules that reach over several elements may name others now. */
function tellLevels(walk) {
  const { known, levels } = walk;
  const named = new Set();
  for (const tree of known.roots.keys()) for (const element of levels.named(tree)) named.add(element);
  for (const id of known.levels.keys()) named.add(known.nodes.get(id));
  for (const element of named) if (known.id(element)) tellLevel(walk, element);
}

/** Tells what fields hold, as far as that may be read. Scripts set values without an
 *  event, and there are few fields. */
export function tellFields({ known, batch }) {
  for (const [id, mode] of known.modes) {
    const state = fieldState(known.nodes.get(id), mode);
    if (!state) continue;
    const key = state.join();
    if (known.fields.get(id) === key) continue;
    known.fields.set(id, key);
    if (state[0] === 1) state[1] = batch.string(state[1]);
    batch.tell(is.FIELD, id, ...state);
  }
}

/** Tells the documents of frames that have others now, or are edited now. */
export function tellFrames(walk) {
  for (const [frame, was] of walk.known.frames) {
    const now = documentOf(frame);
    if (now !== was || (now && isOther(walk, now))) tellFrameAnew(walk, frame, was);
  }
}

/** Tells the frames that are edited now, before anything that was typed there since. */
export function tellEdited(walk) {
  for (const [frame, was] of walk.known.frames) {
    if (was && isOther(walk, was) && documentOf(frame) === was) tellFrameAnew(walk, frame, was);
  }
}

/** Whether a document is laid out or edited otherwise than it was told: no event says so. */
export const isOther = ({ known }, document) => known.roots.get(document)?.mode !== modeOf(document);

function tellFrameAnew(walk, frame, was) {
  const { known, leaving } = walk;
  if (was) leaving.addUnseen(was);
  // Before the batch ends: a frame that moved must not be told with what it held.
  while (leaving.step());
  if (known.id(frame)) tellFrame(walk, frame);
}

function tellScrolls({ known, batch, pending }) {
  // What is put elsewhere begins anew, and no event says so.
  if (pending.moved.size) for (const node of known.scrolled) pending.scrolls.add(node);
  for (const node of pending.scrolls) {
    if (!known.id(node)) continue;
    const [x, y] = scrollOf(node);
    batch.tell(is.SCROLL, known.id(node), x, y);
    if (x || y) known.scrolled.add(node);
    else known.scrolled.delete(node);
  }
}

const hasMoved = (moved, node) => node !== null && (moved.has(node) || hasMoved(moved, dom.parentNode(node) ?? dom.hostOf(node)));

/** Lists are told: the rest is little, and of nodes that are known. */
export function tellTheRest(walk, window) {
  const { known, batch, pending } = walk;
  const isAway = (node) => dom.isConnected(node) && known.id(node) && !known.isWalked(dom.parentNode(node));
  for (const node of pending.moved) if (isAway(node)) walk.leaving.addUnseen(node);
  if (pending.levels) tellLevels(walk);
  for (const root of known.roots.keys()) tellAdopted(walk, root);
  tellCounted(walk);
  for (const host of known.hosts) {
    if (!dom.shadowRoot(host)) continue;
    tellShadow(walk, host);
  }
  tellFrames(walk);
  tellFields(walk);
  tellScrolls(walk);
  // What moves leaves the top layer without an event, in the copy as in the page; it may have
  // been shown again since.
  if (pending.moved.size) {
    for (const element of known.layers.keys()) {
      if (!hasMoved(pending.moved, element)) continue;
      known.layers.delete(element);
      pending.layers.add(element);
    }
  }
  for (const element of pending.layers) {
    const layer = layerOf(element);
    if (!known.id(element) || layer === (known.layers.get(element) ?? 0)) continue;
    known.layers.set(element, layer);
    batch.tell(is.LAYER, known.id(element), layer);
  }
  if (pending.viewport) batch.tell(is.VIEWPORT, window.innerWidth, window.innerHeight, Number(walk.dark.matches));
  for (const set of [pending.moved, pending.scrolls, pending.layers]) set.clear();
  pending.viewport = pending.levels = false;
}

// Packs the page, and every batch of its changes, into one array of numbers and
// one table of strings, a slice of a few milliseconds at a time. It decides
// nothing: what may be read of a field it is told by number.

import * as dom from "../dom.js";
import { Attention } from "./attention.js";
import { Batch } from "./batch.js";
import { Pending, isOther, note, tellAgain, tellChanged, tellEdited, tellFields, tellFrames, tellText, tellTheRest } from "./changes.js";
import { Known } from "./known.js";
import { Leaving } from "./leaving.js";
import { Levels } from "./levels.js";
import { Lists } from "./lists.js";
import { isField, tellPage, tellShadow } from "./nodes.js";
import { BOX, DOCUMENT, ELEMENT, NOTHING, WALKED } from "./numbers.js";
import { lookAtSheets, noteLoaded, tellRules } from "./sheets.js";
import { sizeOf } from "../state.js";

// One slice's share of the main thread; the core takes about as long again.
const SLICE_MS = 8;
// Edits of style rules and late shadow roots are announced by nothing: they are
// looked for after other changes, and now and then.
const LOOK_SOON_MS = 400, LOOK_AGAIN_MS = 2000;
// A look that took long is the longer in coming again: one part in so many.
const LOOK_SHARE = 100;
const LAID_OUT = { contentVisibilityAuto: true };
const WATCHED = { subtree: true, childList: true, attributes: true, characterData: true };
const IN_DOCUMENTS = ["input", "reset", "focusin", "focusout"];

/**
 * Packs `document`, from its `begin()` on. `rules` are pairs of a selector and a level (1 show
 * … 4 hide), `names` the levels by the values of `data-alongside-privacy`,
 * `unseen` the level of what is marked as hidden, `sealed` the fields that were
 * sealed once; `ours` is left out.
 * `deliver(numbers, strings)` gets each batch; `anew()` is called when all of the page
 * is to be told again.
 */
export function walk(document, rules, names, unseen, sealed, ours, deliver, anew) {
  const window = dom.defaultView(document);
  const known = new Known(sealed);
  const batch = new Batch(deliver);
  const pending = new Pending();
  const attention = new Attention();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const walk = { known, batch, pending, ours, dark, levels: new Levels(rules, names, unseen), again: [] };
  const lists = (walk.lists = new Lists(walk));
  const leaving = (walk.leaving = new Leaving(walk));
  let timer = 0, lookTimer = 0, pace = 40, walked = false, stopped = false, isLookDue = false, lookRest = 0;

  // --- what is heard

  const observer = new window.MutationObserver((records) => { note(walk, records); later(); });
  const listen = (target, listening, type, act = () => {}) => {
    const heard = (event) => { guarded(() => act(event.composedPath()[0])); later(); };
    dom.addEventListener(target, type, heard, { capture: true, passive: true, signal: listening.signal });
  };
  walk.watch = (root) => {
    observer.observe(root, WATCHED);
    const listening = new AbortController();
    // These events do not come out of the tree they happen in.
    listen(root, listening, "scroll", (target) => pending.scrolls.add(target));
    listen(root, listening, "toggle", (target) => pending.layers.add(target));
    listen(root, listening, "load", (target) => { if (known.styles.has(target)) noteLoaded(walk, target); });
    listen(root, listening, "change");
    if (dom.nodeType(root) === DOCUMENT) {
      for (const type of IN_DOCUMENTS) listen(root, listening, type);
      listen(root, listening, "selectionchange", () => attention.selects());
    }
    return listening;
  };
  walk.listAgain = (parent) => { if (!lists.beginAgain(parent)) pending.parents.add(parent); };

  // --- the slices

  const later = (wait = pace) => {
    if (stopped || (timer && wait)) return;
    clearTimeout(timer);
    timer = setTimeout(slice, wait);
  };

  const slice = () => {
    timer = 0;
    guarded(tellSlice);
  };

  // What can't be read leaves a batch that the core takes for garbled: it begins the
  // walk anew, once, and says so.
  const guarded = (act) => {
    try {
      act();
    } catch {
      deliver(Uint32Array.of(0), "");
    }
  };

  const tellSlice = () => {
    if (isOther(walk, document)) return anew();
    tellEdited(walk);
    note(walk, observer.takeRecords());
    const end = performance.now() + SLICE_MS;
    let steps = 0;
    const isOver = () => (++steps & 31) === 0 && performance.now() > end;
    const done = tellAll(isOver);
    if (done) {
      tellTheRest(walk, window);
      attention.tell(walk, document);
      if (known.boxes.size) window.requestAnimationFrame(measure);
    }
    lists.tellUnfinished();
    if (done && !walked) {
      walked = true;
      batch.tell(WALKED);
      bySlices(lookAtScrolls(), () => later(0));
    }
    batch.send();
    // A shadow root or frame that has just come has a list of its own.
    if (!done || pending.parents.size || !lists.isEmpty || !leaving.isEmpty || walk.again.length) later(0);
    // Not put off by what changes meanwhile: some pages never rest.
    else if (!isLookDue) lookLater(Math.max(LOOK_SOON_MS, lookRest), true);
  };

  /** Tells what changed; false when the slice was over before. */
  const tellAll = (isOver) => {
    const each = (set, act) => {
      for (const one of set) {
        set.delete(Array.isArray(one) ? one[0] : one);
        act(one);
        if (isOver()) return false;
      }
      return true;
    };
    const all = (step) => {
      while (step()) if (isOver()) return false;
      return true;
    };
    return (
      each(pending.gone, (node) => leaving.add(node)) &&
      all(() => leaving.step()) &&
      each(pending.attributes, ([element, names]) => tellChanged(walk, element, names)) &&
      all(() => leaving.step()) &&
      all(readAgain) &&
      all(() => lists.step() || beginNext()) &&
      each(pending.texts, tellTextOrRules)
    );
  };

  const readAgain = () => {
    const node = walk.again.pop();
    if (node) tellAgain(walk, node, walk.again);
    return node !== undefined;
  };

  const beginNext = () => {
    while (pending.parents.size) {
      // From the top down: what moved is under its new level before it is read.
      let [parent] = pending.parents;
      for (let up = dom.parentNode(parent); up; up = dom.parentNode(up)) if (pending.parents.has(up)) parent = up;
      pending.parents.delete(parent);
      const id = known.id(parent);
      if (!id || (!dom.isConnected(parent) && !known.roots.has(dom.getRootNode(parent)))) continue;
      if (dom.nameOf(parent) === "style") pending.texts.add(parent);
      else if (known.isWalked(parent)) lists.begin(parent, id, false);
      if (!lists.isEmpty) return true;
    }
    return false;
  };

  const tellTextOrRules = (node) => {
    const style = dom.nodeType(node) === ELEMENT ? node : dom.parentNode(node);
    if (style?.localName !== "style" && style !== node) tellText(walk, node);
    else if (known.id(style)) tellRules(walk, style);
  };

  // --- what nothing announces

  const bySlices = (steps, ended, before = 0) => guarded(() => {
    const begun = performance.now();
    while (!stopped) {
      const { done } = steps.next();
      const spent = performance.now() - begun;
      if (done) return ended(before + spent);
      if (spent > SLICE_MS) return void setTimeout(bySlices, 0, steps, ended, before + spent);
    }
  });

  const lookLater = (wait, isDue = false) => {
    isLookDue = isDue;
    clearTimeout(lookTimer);
    if (!stopped) lookTimer = setTimeout(look, wait);
  };

  const look = () => {
    if (dom.isHiddenPage(document)) return lookLater(LOOK_AGAIN_MS);
    note(walk, observer.takeRecords());
    bySlices(lookAtAll(), (spent) => {
      lookRest = spent * LOOK_SHARE;
      if (batch.numbers.length || !lists.isEmpty || !leaving.isEmpty) later(0);
      lookLater(Math.max(LOOK_AGAIN_MS, lookRest));
    });
  };

  function* lookAtAll() {
    // A field whose kind has changed must not be read as what it was: a slice comes.
    if (pending.attributes.size || isOther(walk, document)) later(0);
    else {
      tellFields(walk);
      // A window that is not in front tells of neither focus nor selection.
      attention.selects();
      attention.tell(walk, document);
    }
    tellFrames(walk);
    yield* lookAtSheets(walk);
    let seen = 0;
    for (const [id, node] of known.nodes) {
      // Taken out of what had left before: nobody heard of it.
      if (!dom.isConnected(node) && !known.roots.has(dom.getRootNode(node))) leaving.add(node);
      const root = dom.nodeType(node) === ELEMENT && dom.shadowRoot(node);
      if (root && !known.id(root) && !known.isHidden(id)) tellShadow(walk, node);
      if (++seen % 64 === 0) yield;
    }
  }

  /** Where everything stood before we came; a later scroll has its event. What the
   *  browser does not lay out would be laid out for the question alone. */
  function* lookAtScrolls() {
    for (const node of known.nodes.values()) {
      if (dom.nodeType(node) === ELEMENT && dom.isRendered(node, LAID_OUT) && (dom.scrollLeft(node) || dom.scrollTop(node))) {
        pending.scrolls.add(node);
      }
      yield;
    }
    if (window.scrollX || window.scrollY) pending.scrolls.add(document);
  }

  /** Hidden boxes grow and shrink with what is in them and around them. */
  const measure = () => {
    if (stopped) return;
    for (const [element, was] of known.boxes) {
      const now = sizeOf(element);
      if (now[0] === was[0] && now[1] === was[1]) continue;
      known.boxes.set(element, now);
      batch.tell(BOX, known.id(element), ...now);
    }
    if (batch.numbers.length) later(0);
  };

  const listening = new AbortController();
  listen(window, listening, "resize", () => { pending.viewport = true; });
  listen(dark, listening, "change", () => { pending.viewport = true; });

  return {
    /** The first batch is delivered before this returns. */
    begin() {
      guarded(() => {
        tellPage(walk, document, window);
        tellSlice();
      });
    },
    /** What may be read: pairs of a field's number and 0 nothing, 1 length, 2 value. */
    modes(pairs) {
      for (let at = 0; at < pairs.length; at += 2) {
        const [id, mode] = [pairs[at], pairs[at + 1]];
        const element = known.nodes.get(id);
        if (!element || !isField(element)) continue;
        if (mode !== NOTHING) known.modes.set(id, mode);
        else {
          known.modes.delete(id);
          if (!known.isHidden(id)) known.seal(element);
        }
      }
      // Not at once: this is called from within `deliver`, which can't be re-entered.
      later();
    },
    /** How long changes are gathered before they are told, in milliseconds. */
    pace(milliseconds) { pace = milliseconds; },
    /** The node with a number. */
    node: (id) => known.nodes.get(id) ?? null,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(lookTimer);
      observer.disconnect();
      listening.abort();
      for (const tree of known.roots.values()) tree.listening.abort();
    },
  };
}

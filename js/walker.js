// Packs the page, and every batch of its changes, into one array of numbers and
// one table of strings, a slice of a few milliseconds at a time. It decides
// nothing: what may be read of a field it is told by number.
// crates/core/src/observe/raw.rs reads what it packs.

import { activeElement, fieldState, layerOf, rulesOf, scrollOf, sizeOf } from "./state.js";

const NODE = 1, CHILDREN = 2, ATTRIBUTE = 3, TEXT = 4, FIELD = 5, SHEETS = 6, SCROLL = 7, VIEWPORT = 8, FOCUS = 9;
const FORGET = 10, LEVEL = 11, RULES = 12, SELECTION = 13, LAYER = 14, WALKED = 15, BOX = 16;
const ELEMENT = 1, CHARACTERS = 3, COMMENT = 8, DOCUMENT = 9, DOCTYPE = 10, SHADOW = 11, FRAGMENT = 12;
const HIDE = 4;
// One slice's share of the main thread; the core takes about as long again.
const SLICE_MS = 8;
// Edits of style rules and late shadow roots are announced by nothing: they are
// looked for after other changes, and now and then.
const LOOK_SOON_MS = 400, LOOK_AGAIN_MS = 2000;
const NAMESPACES = { "http://www.w3.org/2000/svg": 1, "http://www.w3.org/1998/Math/MathML": 2 };
const PREFIXES = { "http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:" };
// Their children are code, or a value, or not shown.
const CLOSED = new Set(["script", "textarea", "style", "iframe", "object"]);
const FIELDS = new Set(["input", "textarea", "select"]);
// The state of a field is read where its mode allows, never from its markup.
const STATE = new Set(["value", "checked", "selected"]);
// Theirs is a number that the page shows.
const GAUGES = new Set(["li", "progress", "meter"]);
// What says which kind of field it is: until the core has judged it again, nothing
// is read of it.
const KIND = new Set(["type", "autocomplete", "name", "id"]);
const WATCHED = { subtree: true, childList: true, attributes: true, characterData: true };

/**
 * Starts packing `document`. `rules` are pairs of a selector and a level (1 show
 * … 4 hide), `names` the levels by the values of `data-alongside-privacy`,
 * `unseen` the level of what is marked as hidden; `ours` is left out.
 * `deliver(numbers, strings)` gets each batch.
 */
export function walk(document, rules, names, unseen, ours, deliver) {
  const window = document.defaultView;
  // A form's fields shadow its own properties by their names (`prefix`, `attributes`).
  const getter = (name) => Object.getOwnPropertyDescriptor(window.Element.prototype, name).get;
  const [attributesOf, prefixOf] = [getter("attributes"), getter("prefix")];
  const ruled = rules.map(([selector]) => selector).join(",");
  const reaching = /[\s>+~:]/.test(ruled.replace(/,\s*/g, ""));
  const ids = new WeakMap();
  const nodes = new Map();
  const modes = new Map();
  const levels = new Map();
  const reported = new Map();
  const roots = new Map();
  const styles = new Map();
  const frames = new Map();
  const layers = new Map();
  const hosts = new Set();
  const boxes = new Map();
  let last = 0, numbers = [], table = new Map(), timer = 0, lookTimer = 0, pace = 40, walked = false;
  const passes = [];
  const active = new Map();
  const pending = { parents: new Set(), attributes: new Map(), texts: new Set(), gone: new Set(), moved: new Set(), scrolls: new Set(), layers: new Set() };
  let viewport = false, levelsMayChange = false, focused = 0, selected = "0,0,0,0";

  const string = (text) => {
    let index = table.get(text);
    if (index === undefined) table.set(text, (index = table.size));
    return index;
  };

  const send = () => {
    if (!numbers.length) return;
    // NUL separates the strings; a page can hold one only by script.
    const strings = Array.from(table.keys(), (text) => (text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text)).join("\0");
    const batch = Uint32Array.from(numbers);
    numbers = [];
    table = new Map();
    deliver(batch, strings);
  };

  const number = (node) => {
    const id = ++last;
    ids.set(node, id);
    nodes.set(id, node);
    return id;
  };

  const levelOf = (element) => {
    const said = element.getAttribute("data-alongside-privacy");
    let level = said === null ? 0 : names[said] ?? HIDE;
    if (unseen > level && (element.hasAttribute("hidden") || element.localName === "template" || element.localName === "noscript")) level = unseen;
    if (ruled && element.matches(ruled)) {
      for (const [selector, wanted] of rules) if (wanted > level && element.matches(selector)) level = wanted;
    }
    return level;
  };

  // --- what is told of new nodes

  const begin = (node, id, fresh) => {
    const pass = { node, id, fresh, next: node.firstChild, list: [], offset: 0 };
    active.set(node, pass);
    passes.push(pass);
  };

  const root = (node, id) => {
    observer.observe(node, WATCHED);
    // These events do not come out of the tree they happen in.
    listen(node, "scroll", scrolling);
    listen(node, "toggle", (target) => pending.layers.add(target));
    listen(node, "change", () => {});
    roots.set(node, { id, adopted: [], texts: [] });
    adopted(node);
    begin(node, id, true);
  };

  const shadow = (host, id) => {
    const tree = number(host.shadowRoot);
    numbers.push(NODE, tree, id, 0, SHADOW);
    root(host.shadowRoot, tree);
  };

  const frame = (element, id) => {
    let inner = null;
    try { inner = element.contentDocument; } catch { /* another origin's */ }
    if (!inner?.documentElement) inner = null;
    frames.set(element, inner);
    if (!inner) return;
    const tree = number(inner);
    numbers.push(NODE, tree, id, 0, DOCUMENT, inner.compatMode === "BackCompat" ? 1 : 0, string(inner.baseURI));
    hear(inner);
    root(inner, tree);
    if (inner.scrollingElement?.scrollTop) pending.scrolls.add(inner);
  };

  const addElement = (element, id, parent) => {
    const name = element.localName;
    const level = levelOf(element);
    const prefix = prefixOf.call(element);
    if (level) levels.set(id, level);
    numbers.push(NODE, id, parent, level, ELEMENT, string(prefix ? `${prefix}:${name}` : name), NAMESPACES[element.namespaceURI] ?? 0);
    if (level === HIDE) {
      const box = sizeOf(element);
      boxes.set(element, box);
      numbers.push(1, ...box, 0);
      return;
    }
    numbers.push(0, 0, 0);
    const count = numbers.length;
    numbers.push(0);
    if (name !== "script") {
      const attributes = attributesOf.call(element);
      for (let at = 0; at < attributes.length; at++) {
        const { name } = attributes[at];
        if (STATE.has(name) && !GAUGES.has(element.localName)) continue;
        numbers.push(string(name), string(attributes[at].value));
        numbers[count]++;
      }
    }
    if (name === "style") rules_of(element, id);
    else if (name === "link") styles.set(element, undefined);
    else if (name === "dialog" || element.hasAttribute("popover")) pending.layers.add(element);
    else if (name === "iframe") frame(element, id);
    if (!CLOSED.has(name)) inside(element, id);
    if (name === "template") {
      const tree = number(element.content);
      numbers.push(NODE, tree, id, 0, FRAGMENT);
      root(element.content, tree);
    } else if (element.shadowRoot) shadow(element, id);
    else if (name.includes("-")) hosts.add(element);
  };

  const inside = (element, id) => {
    const first = element.firstChild;
    if (!first) return;
    if (first.nodeType === CHARACTERS && !first.nextSibling) {
      const text = number(first);
      numbers.push(NODE, text, id, 0, CHARACTERS, string(first.data), CHILDREN, id, 0, 0, 1, text);
    } else begin(element, id, true);
  };

  const add = (node, parent) => {
    switch (node.nodeType) {
      case 1: { const id = number(node); addElement(node, id, parent); return id; }
      case 3: case 4: { const id = number(node); numbers.push(NODE, id, parent, 0, CHARACTERS, string(node.data)); return id; }
      case 8: { const id = number(node); numbers.push(NODE, id, parent, 0, COMMENT); return id; }
      case 10: { const id = number(node); numbers.push(NODE, id, parent, 0, DOCTYPE, string(node.name)); return id; }
    }
    return 0;
  };

  // --- what is told of lists of children

  /** Goes on with the innermost list; true when there is one more. */
  const step = () => {
    const pass = passes.at(-1);
    if (!pass) return false;
    if (ids.get(pass.node) !== pass.id) {
      passes.pop();
      return true;
    }
    const child = pass.next;
    if (!child) {
      if (!pass.fresh || pass.list.length) list(pass, 0);
      passes.splice(passes.indexOf(pass), 1);
      active.delete(pass.node);
      return true;
    }
    pass.next = child.nextSibling;
    if (child === ours) return true;
    const known = ids.get(child) ?? add(child, pass.id);
    if (known) pass.list.push(known);
    return true;
  };

  const list = (pass, more) => {
    numbers.push(CHILDREN, pass.id, pass.offset, more, pass.list.length);
    for (const child of pass.list) numbers.push(child);
    pass.offset += pass.list.length;
    pass.list = [];
  };

  const isWalked = (parent) => parent && ids.has(parent) && !CLOSED.has(parent.localName) && levels.get(ids.get(parent)) !== HIDE;

  const forget = (node, out) => {
    const todo = [node];
    while (todo.length) {
      const node = todo.pop();
      const id = ids.get(node);
      if (id) {
        out.push(id);
        ids.delete(node);
        nodes.delete(id);
        for (const map of [modes, levels, reported]) map.delete(id);
        for (const map of [roots, styles, layers, hosts, active, boxes]) map.delete(node);
      }
      if (node.shadowRoot) todo.push(node.shadowRoot);
      if (node.localName === "template") todo.push(node.content);
      const inner = frames.get(node);
      if (inner) todo.push(inner);
      frames.delete(node);
      for (let child = node.firstChild; child; child = child.nextSibling) todo.push(child);
    }
  };

  const forgetAll = (gone) => {
    const out = [];
    for (const node of gone) forget(node, out);
    if (out.length) {
      numbers.push(FORGET, out.length);
      for (const id of out) numbers.push(id);
    }
  };

  // --- what is told of nodes that stay

  const adopted = (node) => {
    const known = roots.get(node);
    const sheets = Array.from(node.adoptedStyleSheets ?? []);
    const texts = sheets.map((sheet, at) => (known.adopted[at] === sheet && known.counts[at] === sheet.cssRules.length ? known.texts[at] : rulesOf(sheet)));
    if (texts.length === known.texts.length && texts.every((text, at) => text === known.texts[at])) return;
    Object.assign(known, { adopted: sheets, texts, counts: sheets.map((sheet) => sheet.cssRules.length) });
    numbers.push(SHEETS, known.id, texts.length);
    for (const text of texts) numbers.push(string(text));
  };

  const rules_of = (style, id) => {
    const { sheet } = style;
    const text = sheet ? rulesOf(sheet, style.media) : style.textContent;
    if (styles.get(style)?.text === text) return;
    styles.set(style, { text, count: sheet?.cssRules.length });
    numbers.push(RULES, id, string(text));
  };

  /** A style element whose rules are not as many as they were was edited; so was a link. */
  const counted = (style, known) => {
    const id = ids.get(style);
    let count;
    try { count = style.sheet?.cssRules.length; } catch { return; }
    if (style.localName === "style") {
      if (count !== known.count) rules_of(style, id);
    } else if (known === undefined) styles.set(style, count === undefined ? undefined : { count });
    else if (count !== undefined && count !== known.count) rules_of(style, id);
  };

  const field = (element, id) => {
    const mode = modes.get(id);
    const state = mode ? fieldState(element, mode) : null;
    if (!state) return;
    const key = state.join();
    if (reported.get(id) === key) return;
    reported.set(id, key);
    if (state[0] === 1) state[1] = string(state[1]);
    numbers.push(FIELD, id, ...state);
  };

  const attribute = (element, id, name) => {
    if ((STATE.has(name) && !GAUGES.has(element.localName)) || element.localName === "script") return;
    // `getAttribute` would look for small letters.
    const value = name.includes(":") ? element.getAttribute(name) : element.getAttributeNS(null, name);
    if (KIND.has(name)) modes.delete(id);
    numbers.push(ATTRIBUTE, id, string(name), value === null ? 0 : 1, string(value ?? ""));
  };

  const changed = (element, attributes) => {
    // As another element, when it is or was hidden: then it has all of them.
    if (ids.has(element)) level(element);
    const id = ids.get(element);
    if (!id || levels.get(id) === HIDE) return;
    for (const name of attributes) attribute(element, id, name);
    if (attributes.has("popover") || attributes.has("open")) pending.layers.add(element);
    if (attributes.has("disabled") && element.localName === "style") pending.texts.add(element);
  };

  const level = (element) => {
    const id = ids.get(element);
    const [was, now] = [levels.get(id) ?? 0, levelOf(element)];
    if (was === now) return;
    if (was === HIDE || now === HIDE) {
      // It leaves and comes back as a new element.
      const parent = element.parentNode;
      forgetAll([element]);
      if (parent) again(parent);
      return;
    }
    if (now) levels.set(id, now);
    else levels.delete(id);
    numbers.push(LEVEL, id, now);
    // What was kept back is read again, with all that is in it.
    const todo = [element];
    while (todo.length) {
      const node = todo.pop();
      const id = ids.get(node);
      if (!id || (node !== element && levels.get(id) === HIDE)) continue;
      if (node.nodeType === CHARACTERS) numbers.push(TEXT, id, string(node.data));
      if (node.nodeType === ELEMENT) {
        for (const { name } of attributesOf.call(node)) attribute(node, id, name);
        reported.delete(id);
        const known = styles.get(node);
        if (known?.text !== undefined) numbers.push(RULES, id, string(known.text));
        if (node.shadowRoot) todo.push(node.shadowRoot);
        if (node.localName === "template") todo.push(node.content);
        if (frames.get(node)) todo.push(frames.get(node));
      }
      const tree = roots.get(node);
      if (tree?.texts.length) numbers.push(SHEETS, id, tree.texts.length, ...tree.texts.map(string));
      for (let child = node.firstChild; child; child = child.nextSibling) todo.push(child);
    }
  };

  /** Rules that reach over several elements may name others now. */
  const levelsAgain = () => {
    const named = new Set();
    for (const tree of roots.keys()) for (const element of tree.querySelectorAll(ruled)) named.add(element);
    for (const id of levels.keys()) named.add(nodes.get(id));
    for (const element of named) if (ids.has(element)) level(element);
  };

  // --- the slices

  const again = (parent) => {
    const pass = active.get(parent);
    if (pass) Object.assign(pass, { next: parent.firstChild, list: [], offset: 0, fresh: false });
    else pending.parents.add(parent);
  };

  const take = (records) => {
    for (const record of records) {
      const { target } = record;
      if (record.type === "childList") {
        again(target);
        if (record.removedNodes.length) for (const node of record.removedNodes) pending.gone.add(node);
        levelsMayChange = reaching;
      } else if (record.type === "attributes") {
        // A record has the local name (`href`), the core knows the whole one (`xlink:href`).
        const space = record.attributeNamespace;
        const local = record.attributeName;
        const name = space ? target.getAttributeNodeNS(space, local)?.name ?? (PREFIXES[space] ?? "") + local : local;
        const known = pending.attributes.get(target);
        if (known) known.add(name);
        else pending.attributes.set(target, new Set([name]));
        levelsMayChange = reaching;
      } else pending.texts.add(target);
    }
  };

  const slice = () => {
    timer = 0;
    take(observer.takeRecords());
    const end = performance.now() + SLICE_MS;
    let steps = 0;
    const isOver = () => (++steps & 31) === 0 && performance.now() > end;
    const each = (set, act) => {
      for (const one of set) {
        set.delete(Array.isArray(one) ? one[0] : one);
        act(one);
        if (isOver()) return false;
      }
      return true;
    };
    const parents = () => {
      do { while (step()) if (isOver()) return false; } while (nextParent());
      return true;
    };
    const done =
      each(pending.gone, (node) => (node.isConnected ? pending.moved.add(node) : forgetAll([node]))) &&
      each(pending.attributes, ([element, names]) => changed(element, names)) &&
      parents() &&
      each(pending.texts, text);
    if (done) settle();
    // What has been read of unfinished lists so far.
    for (const pass of passes) if (pass.list.length && ids.get(pass.node) === pass.id) list(pass, 1);
    if (done && !walked) {
      walked = true;
      numbers.push(WALKED);
      setTimeout(scrollsOf, 0, nodes.values());
    }
    send();
    if (!done || pending.parents.size) later(0);
    else lookLater(LOOK_SOON_MS);
  };

  const nextParent = () => {
    for (const parent of pending.parents) {
      pending.parents.delete(parent);
      const id = ids.get(parent);
      if (!id || !parent.isConnected && !roots.has(parent.getRootNode())) continue;
      if (parent.localName === "style") pending.texts.add(parent);
      else if (isWalked(parent)) begin(parent, id, false);
      if (passes.length) return true;
    }
    return false;
  };

  const text = (node) => {
    const style = node.localName === "style" || node.localName === "link" ? node : node.parentNode?.localName === "style" ? node.parentNode : null;
    const id = ids.get(style ?? node);
    if (!id) return;
    if (style) rules_of(style, id);
    else numbers.push(TEXT, id, string(node.data));
  };

  /** All lists are told: the rest is little, and of nodes that are known. */
  const settle = () => {
    for (const node of pending.moved) if (node.isConnected && ids.has(node) && !isWalked(node.parentNode)) forgetAll([node]);
    if (levelsMayChange) levelsAgain();
    for (const tree of roots.keys()) adopted(tree);
    for (const [style, known] of styles) counted(style, known);
    for (const host of hosts) if (host.shadowRoot) { hosts.delete(host); shadow(host, ids.get(host)); }
    for (const [element, inner] of frames) {
      let now = null;
      try { now = element.contentDocument; } catch { /* another origin's */ }
      if (now === inner || (!inner && !now?.documentElement)) continue;
      if (inner) forgetAll([inner]);
      if (ids.has(element)) frame(element, ids.get(element));
    }
    // Scripts set values without an event; there are few fields.
    for (const id of modes.keys()) field(nodes.get(id), id);
    for (const node of pending.scrolls) if (ids.has(node)) numbers.push(SCROLL, ids.get(node), ...scrollOf(node));
    for (const element of pending.layers) {
      const layer = layerOf(element);
      if (!ids.has(element) || layer === (layers.get(element) ?? 0)) continue;
      layers.set(element, layer);
      numbers.push(LAYER, ids.get(element), layer);
    }
    if (viewport) numbers.push(VIEWPORT, window.innerWidth, window.innerHeight);
    attention();
    if (boxes.size) window.requestAnimationFrame(measure);
    for (const set of [pending.moved, pending.scrolls, pending.layers]) set.clear();
    viewport = levelsMayChange = false;
    // A shadow root or frame that has just come has a list of its own.
    if (passes.length) later(0);
  };

  /** Hidden boxes grow and shrink with what is in them and around them. */
  const measure = () => {
    for (const [element, was] of boxes) {
      const now = sizeOf(element);
      if (stopped || (now[0] === was[0] && now[1] === was[1])) continue;
      boxes.set(element, now);
      numbers.push(BOX, ids.get(element), ...now);
    }
    if (numbers.length) later(0);
  };

  /** What has the focus and what is selected, when they are others than before. */
  const attention = () => {
    const element = activeElement(document, frames);
    const id = ids.get(element) ?? 0;
    if (id !== focused) numbers.push(FOCUS, (focused = id));
    const now = selectionNow(element, id);
    if (now.join() === selected) return;
    selected = now.join();
    numbers.push(SELECTION, ...now);
  };

  const selectionNow = (field, id) => {
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = document.getSelection() ?? {};
    const [from, to] = isCollapsed ? [0, 0] : [ids.get(anchorNode) ?? 0, ids.get(focusNode) ?? 0];
    if (from && to) return [from, anchorOffset, to, focusOffset];
    const isText = id && FIELDS.has(field.localName) && modes.get(id) === 2 && typeof field.selectionStart === "number";
    return isText ? [id, field.selectionStart, id, field.selectionEnd] : [0, 0, 0, 0];
  };

  /** Where everything stood before we came; a later scroll has its event. */
  const scrollsOf = (left) => {
    const end = performance.now() + SLICE_MS;
    for (const node of left) {
      const [x, y] = node.nodeType === ELEMENT ? [node.scrollLeft, node.scrollTop] : [0, 0];
      if (x || y) pending.scrolls.add(node);
      if (performance.now() > end) return setTimeout(scrollsOf, 0, left);
    }
    if (window.scrollX || window.scrollY) pending.scrolls.add(document);
    later(0);
  };

  /** What no event tells: edits of rules that leave their number as it was, and
   *  shadow roots of elements that were there before. */
  const look = () => {
    lookTimer = 0;
    if (!document.hidden) {
      for (const [node, known] of roots) {
        known.counts = [];
        adopted(node);
      }
      for (const [style, known] of styles) if (known?.text !== undefined && style.sheet) rules_of(style, ids.get(style));
      for (const id of modes.keys()) field(nodes.get(id), id);
      // A window that is not in front tells of neither.
      attention();
      late(nodes.values());
      if (numbers.length) later(0);
    }
    lookLater(LOOK_AGAIN_MS);
  };

  const late = (left) => {
    const end = performance.now() + SLICE_MS;
    for (const node of left) {
      if (node.shadowRoot && !ids.has(node.shadowRoot) && levels.get(ids.get(node)) !== HIDE) {
        shadow(node, ids.get(node));
        later(0);
      }
      if (performance.now() > end) return setTimeout(late, 0, left);
    }
  };

  const later = (wait = pace) => {
    if (stopped) return;
    if (timer && wait) return;
    clearTimeout(timer);
    timer = setTimeout(slice, wait);
  };
  const lookLater = (wait) => {
    clearTimeout(lookTimer);
    if (!stopped) lookTimer = setTimeout(look, wait);
  };

  // --- what is heard

  let stopped = false;
  const observer = new window.MutationObserver((records) => { take(records); later(); });
  const listening = new AbortController();
  const scrolling = (target) => pending.scrolls.add(target);
  const listen = (target, type, act) => target.addEventListener(type, (event) => { act(event.composedPath()[0]); later(); }, { capture: true, passive: true, signal: listening.signal });
  const hear = (inner) => {
    for (const type of ["input", "reset", "load", "focusin", "focusout", "selectionchange"]) listen(inner, type, () => {});
  };

  hear(document);
  listen(window, "resize", () => { viewport = true; });
  const id = number(document);
  numbers.push(NODE, id, 0, 0, DOCUMENT, document.compatMode === "BackCompat" ? 1 : 0, window.innerWidth, window.innerHeight, string(document.baseURI));
  root(document, id);
  slice();

  return {
    /** What may be read: pairs of a field's number and 0 nothing, 1 length, 2 value. */
    modes(pairs) {
      for (let at = 0; at < pairs.length; at += 2) {
        const element = nodes.get(pairs[at]);
        if (!element || !FIELDS.has(element.localName)) continue;
        modes.set(pairs[at], pairs[at + 1]);
      }
      // Not at once: this is called from within `deliver`, which can't be re-entered.
      later();
    },
    /** How long changes are gathered before they are told, in milliseconds. */
    pace(milliseconds) { pace = milliseconds; },
    /** The node with a number. */
    node: (id) => nodes.get(id) ?? null,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(lookTimer);
      observer.disconnect();
      listening.abort();
    },
  };
}

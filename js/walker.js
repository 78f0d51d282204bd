// Packs the page, and every batch of its changes, into one array of numbers and
// one table of strings. It decides nothing: what may be read of a field it is
// told by number. crates/core/src/observe/raw.rs reads what it packs.

const NODE = 1, CHILDREN = 2, ATTRIBUTE = 3, TEXT = 4, FIELD = 5, SHEETS = 6, SCROLL = 7, VIEWPORT = 8, FOCUS = 9;
const ELEMENT = 1, CHARACTERS = 3, COMMENT = 8, DOCUMENT = 9, DOCTYPE = 10, SHADOW = 11;
const HIDE = 4;
const BATCH_MS = 40;
const NAMESPACES = { "http://www.w3.org/2000/svg": 1, "http://www.w3.org/1998/Math/MathML": 2 };
// Their content is code, inert, or a value.
const CLOSED = new Set(["script", "noscript", "template", "textarea", "style", "iframe", "object"]);
const FIELDS = new Set(["input", "textarea", "select"]);
// The state of a field is read where its mode allows, never from its markup.
const STATE = new Set(["value", "checked", "selected"]);

/**
 * Starts packing `document`. `rules` are pairs of a selector and a level (1 show
 * … 4 hide); `ours` is left out. `deliver(numbers, strings)` gets each batch.
 */
export function walk(document, rules, ours, deliver) {
  const window = document.defaultView;
  // A form's fields shadow its own properties by their names (`prefix`, `attributes`).
  const getter = (name) => Object.getOwnPropertyDescriptor(window.Element.prototype, name).get;
  const [attributesOf, prefixOf] = [getter("attributes"), getter("prefix")];
  const ids = new WeakMap();
  const nodes = new Map();
  const modes = new Map();
  const levels = new Map();
  const reported = new Map();
  const roots = new Map();
  let last = 0;
  let numbers = [];
  let table = new Map();
  let timer = 0;
  const pending = { parents: new Set(), attributes: new Map(), texts: new Set(), fields: new Set(), scrolls: new Set(), gone: new Set(), viewport: false, focus: false };

  const string = (text) => {
    let index = table.get(text);
    if (index === undefined) {
      index = table.size;
      table.set(text, index);
    }
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
    let level = 0;
    for (const [selector, wanted] of rules) if (wanted > level && element.matches(selector)) level = wanted;
    return level;
  };

  const rulesOf = (style) => {
    try {
      if (style.sheet) return Array.from(style.sheet.cssRules, (rule) => rule.cssText).join("\n");
    } catch { /* not readable: its text says the same */ }
    return style.textContent;
  };

  const sheets = (root, id) => {
    const adopted = Array.from(root.adoptedStyleSheets ?? []);
    const known = roots.get(root);
    if (known && known.length === adopted.length && known.every((sheet, at) => sheet === adopted[at])) return;
    roots.set(root, adopted);
    if (!known && !adopted.length) return;
    numbers.push(SHEETS, id, adopted.length);
    for (const sheet of adopted) numbers.push(string(Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n")));
  };

  const addShadow = (root, host) => {
    const id = number(root);
    numbers.push(NODE, id, host, 0, SHADOW);
    observer.observe(root, WATCHED);
    // The event of a scroller in here does not come out to the document.
    listen(root, "scroll", scrolling);
    sheets(root, id);
    addChildren(root, id, true);
  };

  const addElement = (element, id, parent) => {
    const name = element.localName;
    const level = levelOf(element);
    const prefix = prefixOf.call(element);
    if (rules.length) levels.set(id, level);
    numbers.push(NODE, id, parent, level, ELEMENT, string(prefix ? `${prefix}:${name}` : name), NAMESPACES[element.namespaceURI] ?? 0);
    if (level === HIDE) {
      const box = element.getBoundingClientRect();
      numbers.push(1, Math.round(box.width), Math.round(box.height), 0);
      return;
    }
    numbers.push(0, 0, 0);
    const count = numbers.length;
    numbers.push(0);
    if (name !== "script") {
      for (const { name, value } of attributesOf.call(element)) {
        if (STATE.has(name)) continue;
        numbers.push(string(name), string(value));
        numbers[count]++;
      }
    }
    if (name === "style") numbers.push(TEXT, id, string(rulesOf(element)));
    if (element.shadowRoot) addShadow(element.shadowRoot, id);
    if (!CLOSED.has(name)) addChildren(element, id, false);
    if (element.scrollTop || element.scrollLeft) pending.scrolls.add(element);
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

  const addChildren = (node, id, always) => {
    const list = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child === ours) continue;
      const known = ids.get(child) ?? add(child, id);
      if (known) list.push(known);
    }
    if (list.length || always) {
      numbers.push(CHILDREN, id, list.length);
      for (const child of list) numbers.push(child);
    }
  };

  const forget = (node) => {
    const id = ids.get(node);
    if (id) {
      ids.delete(node);
      nodes.delete(id);
      modes.delete(id);
      levels.delete(id);
      reported.delete(id);
    }
    if (node.shadowRoot) { roots.delete(node.shadowRoot); forget(node.shadowRoot); }
    for (let child = node.firstChild; child; child = child.nextSibling) forget(child);
  };

  const stateOf = (element, mode) => {
    const type = element.localName === "input" ? element.type : "";
    const choice = type === "checkbox" || type === "radio";
    if (mode === 1) return choice || element.localName === "select" ? null : [0, element.value.length];
    if (choice) return [2, element.checked ? 1 : 0];
    if (element.localName === "select") {
      const chosen = Array.from(element.options).flatMap((option, at) => (option.selected ? [at] : []));
      return [3, chosen.length, ...chosen];
    }
    return [1, element.value];
  };

  const field = (element) => {
    const id = ids.get(element);
    const mode = modes.get(id);
    const state = mode ? stateOf(element, mode) : null;
    if (!state) return;
    const key = state.join();
    if (reported.get(id) === key) return;
    reported.set(id, key);
    if (state[0] === 1) state[1] = string(state[1]);
    numbers.push(FIELD, id, ...state);
  };

  const changed = (element, name) => {
    const id = ids.get(element);
    if (rules.length && levelOf(element) !== levels.get(id) && element.parentNode) {
      // Another level: it leaves and comes back as a new element.
      pending.parents.add(element.parentNode);
      forget(element);
      return;
    }
    if (levels.get(id) === HIDE || STATE.has(name) || element.localName === "script") return;
    const value = element.getAttribute(name);
    numbers.push(ATTRIBUTE, id, string(name), value === null ? 0 : 1, string(value ?? ""));
  };

  const flush = () => {
    timer = 0;
    take(observer.takeRecords());
    for (const node of pending.gone) if (!node.isConnected) forget(node);
    for (const [element, names] of pending.attributes) {
      for (const name of names) if (ids.has(element)) changed(element, name);
    }
    for (const parent of pending.parents) {
      const id = ids.get(parent);
      if (!id || !parent.isConnected) continue;
      if (parent.localName === "style") pending.texts.add(parent);
      else if (!CLOSED.has(parent.localName) && levels.get(id) !== HIDE) addChildren(parent, id, true);
    }
    for (const node of pending.texts) {
      const style = node.localName === "style" ? node : node.parentNode?.localName === "style" ? node.parentNode : null;
      const id = ids.get(style ?? node);
      if (id) numbers.push(TEXT, id, string(style ? rulesOf(style) : node.data));
    }
    for (const root of roots.keys()) sheets(root, ids.get(root));
    // Scripts set values without an event; there are few fields.
    for (const id of modes.keys()) field(nodes.get(id));
    for (const node of pending.scrolls) scrolled(node);
    if (pending.viewport) numbers.push(VIEWPORT, window.innerWidth, window.innerHeight);
    if (pending.focus) numbers.push(FOCUS, ids.get(document.activeElement) ?? 0);
    for (const set of Object.values(pending)) set.clear?.();
    pending.viewport = pending.focus = false;
    send();
  };

  const scrolled = (node) => {
    const id = ids.get(node);
    if (!id) return;
    const [x, y] = node === document ? [window.scrollX, window.scrollY] : [node.scrollLeft, node.scrollTop];
    numbers.push(SCROLL, id, Math.round(x) >>> 0, Math.round(y) >>> 0);
  };

  const later = () => { timer ||= setTimeout(flush, BATCH_MS); };

  const take = (records) => {
    for (const { type, target, attributeName, attributeNamespace, removedNodes } of records) {
      if (type === "childList") {
        pending.parents.add(target);
        for (const node of removedNodes) pending.gone.add(node);
      } else if (type === "attributes") {
        // A record has the local name (`href`), the core knows the whole one (`xlink:href`).
        const name = target.getAttributeNodeNS(attributeNamespace, attributeName)?.name ?? attributeName;
        const names = pending.attributes.get(target);
        if (names) names.add(name);
        else pending.attributes.set(target, new Set([name]));
      } else pending.texts.add(target);
    }
  };

  const WATCHED = { subtree: true, childList: true, attributes: true, characterData: true };
  const observer = new MutationObserver((records) => { take(records); later(); });
  const listening = new AbortController();
  const scrolling = (target) => pending.scrolls.add(target);
  const listen = (target, type, act) => target.addEventListener(type, (event) => { act(event.composedPath()[0]); later(); }, { capture: true, passive: true, signal: listening.signal });

  listen(document, "input", () => {});
  listen(document, "change", () => {});
  listen(document, "reset", () => {});
  listen(document, "scroll", scrolling);
  listen(document, "focusin", () => { pending.focus = true; });
  listen(document, "focusout", () => { pending.focus = true; });
  listen(window, "resize", () => { pending.viewport = true; });

  const id = number(document);
  numbers.push(NODE, id, 0, 0, DOCUMENT, document.compatMode === "BackCompat" ? 1 : 0, window.innerWidth, window.innerHeight, string(document.baseURI));
  observer.observe(document, WATCHED);
  sheets(document, id);
  addChildren(document, id, true);
  if (window.scrollX || window.scrollY) pending.scrolls.add(document);
  pending.focus = document.activeElement !== document.body;
  later();
  send();

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
    /** The node with a number. */
    node: (id) => nodes.get(id) ?? null,
    stop() {
      clearTimeout(timer);
      observer.disconnect();
      listening.abort();
    },
  };
}

// Made of the files in js/page by `cargo xtask build`: edit those.
var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};

// js/page/dom.js
var dom_exports = {};
__export(dom_exports, {
  CHARACTERS: () => CHARACTERS,
  DOCUMENT: () => DOCUMENT,
  ELEMENT: () => ELEMENT,
  FRAGMENT: () => FRAGMENT,
  activeElement: () => activeElement,
  addEventListener: () => addEventListener2,
  adoptedStyleSheets: () => adoptedStyleSheets,
  attribute: () => attribute,
  attributeNames: () => attributeNames,
  attributes: () => attributes,
  baseURI: () => baseURI,
  body: () => body,
  children: () => children,
  clientHeight: () => clientHeight,
  clientWidth: () => clientWidth,
  closest: () => closest,
  compareDocumentPosition: () => compareDocumentPosition,
  compatMode: () => compatMode,
  contains: () => contains,
  createTreeWalker: () => createTreeWalker,
  defaultView: () => defaultView,
  designMode: () => designMode,
  documentElement: () => documentElement,
  elements: () => elements,
  firstChild: () => firstChild,
  firstElementChild: () => firstElementChild,
  getAttribute: () => getAttribute,
  getAttributeNS: () => getAttributeNS,
  getAttributeNodeNS: () => getAttributeNodeNS,
  getBoundingClientRect: () => getBoundingClientRect,
  getClientRects: () => getClientRects,
  getElementById: () => getElementById,
  getRootNode: () => getRootNode,
  getSelection: () => getSelection,
  hasAttribute: () => hasAttribute,
  host: () => host,
  hostOf: () => hostOf,
  isConnected: () => isConnected,
  isHiddenPage: () => isHiddenPage,
  isRendered: () => isRendered,
  isShell: () => isShell,
  isWithin: () => isWithin,
  lastElementChild: () => lastElementChild,
  localName: () => localName,
  matches: () => matches,
  nameOf: () => nameOf,
  namesOf: () => namesOf,
  namespaceURI: () => namespaceURI,
  nextElementSibling: () => nextElementSibling,
  nextSibling: () => nextSibling,
  nodeType: () => nodeType,
  outside: () => outside,
  ownerDocument: () => ownerDocument,
  parentElement: () => parentElement,
  parentNode: () => parentNode,
  prefix: () => prefix,
  previousElementSibling: () => previousElementSibling,
  querySelector: () => querySelector,
  querySelectorAll: () => querySelectorAll,
  scrollIntoView: () => scrollIntoView,
  scrollLeft: () => scrollLeft,
  scrollTop: () => scrollTop,
  scrollingElement: () => scrollingElement,
  shadowRoot: () => shadowRoot,
  textContent: () => textContent,
  title: () => title,
  valueOf: () => valueOf
});
var method = (type, name2) => {
  const own = type.prototype[name2];
  return (node, ...given2) => own.apply(node, given2);
};
var getter = (type, name2) => {
  const own = Object.getOwnPropertyDescriptor(type.prototype, name2)?.get;
  return (node) => own?.call(node);
};
var ELEMENT = 1;
var CHARACTERS = 3;
var DOCUMENT = 9;
var FRAGMENT = 11;
var addEventListener2 = method(EventTarget, "addEventListener");
var nodeType = getter(Node, "nodeType");
var parentNode = getter(Node, "parentNode");
var parentElement = getter(Node, "parentElement");
var firstChild = getter(Node, "firstChild");
var nextSibling = getter(Node, "nextSibling");
var isConnected = getter(Node, "isConnected");
var ownerDocument = getter(Node, "ownerDocument");
var textContent = getter(Node, "textContent");
var baseURI = getter(Node, "baseURI");
var getRootNode = method(Node, "getRootNode");
var compareDocumentPosition = method(Node, "compareDocumentPosition");
var localName = getter(Element, "localName");
var nameOf = (node) => nodeType(node) === ELEMENT ? localName(node) : "";
var SHELLS = ["alongside-shell", "alongside-connection"];
var isShell = (node) => node !== null && SHELLS.includes(nameOf(node));
var namespaceURI = getter(Element, "namespaceURI");
var prefix = getter(Element, "prefix");
var attributes = getter(Element, "attributes");
var shadowRoot = getter(Element, "shadowRoot");
var children = getter(Element, "children");
var firstElementChild = getter(Element, "firstElementChild");
var lastElementChild = getter(Element, "lastElementChild");
var previousElementSibling = getter(Element, "previousElementSibling");
var nextElementSibling = getter(Element, "nextElementSibling");
var clientWidth = getter(Element, "clientWidth");
var clientHeight = getter(Element, "clientHeight");
var scrollLeft = getter(Element, "scrollLeft");
var scrollTop = getter(Element, "scrollTop");
var getAttribute = method(Element, "getAttribute");
var getAttributeNS = method(Element, "getAttributeNS");
var getAttributeNodeNS = method(Element, "getAttributeNodeNS");
var hasAttribute = method(Element, "hasAttribute");
var hasAttributes = method(Element, "hasAttributes");
var attributeNames = method(Element, "getAttributeNames");
var matches = method(Element, "matches");
var contains = method(Node, "contains");
var scrollIntoView = method(Element, "scrollIntoView");
var closest = method(Element, "closest");
var getBoundingClientRect = method(Element, "getBoundingClientRect");
var getClientRects = method(Element, "getClientRects");
var title = getter(Document, "title");
var body = getter(Document, "body");
var documentElement = getter(Document, "documentElement");
var defaultView = getter(Document, "defaultView");
var compatMode = getter(Document, "compatMode");
var designMode = getter(Document, "designMode");
var scrollingElement = getter(Document, "scrollingElement");
var isHiddenPage = getter(Document, "hidden");
var getSelection = method(Document, "getSelection");
var createTreeWalker = method(Document, "createTreeWalker");
var elements = getter(HTMLFormElement, "elements");
var ofParent = (name2) => {
  const own = { [ELEMENT]: Element.prototype[name2], [DOCUMENT]: Document.prototype[name2], [FRAGMENT]: DocumentFragment.prototype[name2] };
  return (node, selector) => own[nodeType(node)].call(node, selector);
};
var querySelector = ofParent("querySelector");
var querySelectorAll = ofParent("querySelectorAll");
var ofDocument = Document.prototype.getElementById;
var ofFragment = DocumentFragment.prototype.getElementById;
function getElementById(root, id) {
  if (nodeType(root) === DOCUMENT) return ofDocument.call(root, id);
  return nodeType(root) === FRAGMENT ? ofFragment.call(root, id) : null;
}
var focused = { [DOCUMENT]: getter(Document, "activeElement"), [FRAGMENT]: getter(ShadowRoot, "activeElement") };
var activeElement = (root) => focused[nodeType(root)](root);
var adoptedByDocument = getter(Document, "adoptedStyleSheets");
var adoptedStyleSheets = (root) => (nodeType(root) === DOCUMENT ? adoptedByDocument(root) : root.adoptedStyleSheets) ?? [];
var hostOfShadow = getter(ShadowRoot, "host");
function host(node) {
  const root = getRootNode(node);
  return nodeType(root) === FRAGMENT && root !== node ? hostOf(root) : null;
}
function hostOf(root) {
  try {
    return nodeType(root) === FRAGMENT ? hostOfShadow(root) : null;
  } catch {
    return null;
  }
}
var visible = Element.prototype.checkVisibility;
var isRendered = (element, options) => visible?.call(element, options) ?? true;
var NONE = [];
var namesOf = (element) => hasAttributes(element) ? attributeNames(element) : NONE;
function valueOf(element, name2) {
  if (!/[A-Z]/.test(name2)) return getAttribute(element, name2);
  return Array.from(attributes(element)).find((each) => each.name === name2)?.value ?? "";
}
var attribute = (element, name2) => getAttribute(element, name2) ?? "";
function outside(node) {
  const root = getRootNode(node);
  return nodeType(root) === DOCUMENT ? defaultView(root)?.frameElement ?? null : host(node);
}
function isWithin(element, selector) {
  for (let node = element; node; node = outside(node)) if (closest(node, selector)) return true;
  return false;
}

// js/page/name.js
var SKIPPED = /* @__PURE__ */ new Set(["script", "style", "textarea", "select", "template", "noscript"]);
var FIELDS = /* @__PURE__ */ new Set(["input", "select", "textarea"]);
var LABELLED = /* @__PURE__ */ new Set(["input", "select", "textarea", "button", "meter", "output", "progress"]);
var BUTTONS = /* @__PURE__ */ new Set(["button", "submit", "reset"]);
var ROLES = {
  summary: "button",
  button: "button",
  textarea: "textbox",
  nav: "navigation",
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  img: "img",
  svg: "img",
  ul: "list",
  ol: "list",
  main: "main",
  form: "form",
  dialog: "dialog",
  table: "table"
};
var INPUTS = {
  button: "button",
  submit: "button",
  reset: "button",
  image: "button",
  search: "searchbox",
  number: "spinbutton",
  range: "slider",
  checkbox: "checkbox",
  radio: "radio"
};
var { attribute: attribute2, localName: localName2 } = dom_exports;
var one = (text2) => text2.replace(/\s+/g, " ").trim();
function role(element) {
  const given2 = attribute2(element, "role").trim().split(/\s+/)[0];
  if (given2) return given2;
  const tag = localName2(element);
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "input") return INPUTS[attribute2(element, "type").toLowerCase()] ?? "textbox";
  if (tag === "a" || tag === "area") return hasAttribute(element, "href") ? "link" : "";
  return ROLES[tag] ?? "";
}
function name(element) {
  const field2 = FIELDS.has(localName2(element));
  const button = localName2(element) === "input" && BUTTONS.has(element.type);
  return labelledBy(element) || one(attribute2(element, "aria-label")) || field2 && !button && label(element) || button && one(element.value) || one(attribute2(element, "alt")) || !field2 && !isTyped(element) && text(element) || one(attribute2(element, "title")) || one(attribute2(element, "placeholder"));
}
function label(element) {
  const given2 = labelledBy(element) || one(attribute2(element, "aria-label"));
  if (given2) return given2;
  return one(labelsOf(element).map((one2) => one2 ? text(one2) : "").join(" "));
}
function text(element, most = Infinity) {
  const parts = [];
  let length = 0;
  const collect3 = (node) => {
    for (let child = firstChild(node); child && length <= most; child = nextSibling(child)) {
      const type = nodeType(child);
      if (type === CHARACTERS) {
        parts.push(child.data);
        length += child.data.length;
      } else if (type === ELEMENT && isShown(child)) {
        parts.push(" ");
        collect3(child);
        parts.push(" ");
      }
    }
  };
  collect3(element);
  return one(parts.join(""));
}
function namers(element) {
  const root = getRootNode(element);
  const ids = attribute2(element, "aria-labelledby").split(/\s+/).filter(Boolean);
  const named = ids.map((id) => querySelector(root, `[id="${CSS.escape(id)}"]`));
  return [...named, ...labelsOf(element)].filter(Boolean);
}
var labelsOf = (element) => LABELLED.has(localName2(element)) ? [...element.labels ?? []] : [closest(element, "label")];
var isShown = (element) => !SKIPPED.has(localName2(element)) && attribute2(element, "aria-hidden") !== "true" && !hasAttribute(element, "hidden") && !isTyped(element);
var isTyped = (element) => {
  const editable = getAttribute(element, "contenteditable");
  return editable !== null && editable !== "false";
};
function labelledBy(element) {
  const ids = attribute2(element, "aria-labelledby");
  if (!ids) return "";
  const root = getRootNode(element);
  const texts = ids.split(/\s+/).map((id) => {
    const named = id && querySelector(root, `[id="${CSS.escape(id)}"]`);
    return named ? text(named) : "";
  });
  return one(texts.join(" "));
}

// js/page/closed.js
var TYPED = "[contenteditable]:not([contenteditable=false])";
var UNSEEN = "[hidden],template,noscript";
function closing(closed) {
  const selector = closed ? `${closed},${TYPED}` : TYPED;
  const isClosed = (element) => isWithin(element, `${selector},${UNSEEN}`);
  const holdsClosed = (element) => querySelector(element, selector) !== null;
  return { isClosed, holdsClosed };
}
function isNameClosed(element, closed) {
  const { isClosed, holdsClosed } = closing(closed);
  const own = closed && (isWithin(element, closed) || querySelector(element, closed) !== null) || within(element);
  return own || namers(element).some((one2) => isClosed(one2) || holdsClosed(one2));
}
var within = (element) => {
  const outer2 = parentElement(element) ?? outside(element);
  return outer2 !== null && isWithin(outer2, TYPED);
};

// js/page/microdata.js
var { attribute: attribute3 } = dom_exports;
var DEEPEST = 5;
var VISITED = 2e3;
var LONGEST = 300;
var LOOKED = 16;
var words = (list) => list.split(/\s+/).filter(Boolean);
function* item(scope, parts, depth) {
  const found = /* @__PURE__ */ new Map([["@type", words(attribute3(scope, "itemtype"))]]);
  const visited = /* @__PURE__ */ new Set([scope]);
  const todo = words(attribute3(scope, "itemref")).reverse().map((id) => getElementById(ownerDocument(scope), id));
  pushChildren(scope, todo);
  while (todo.length && visited.size <= VISITED) {
    const element = todo.pop();
    if (!element || visited.has(element)) continue;
    visited.add(element);
    if (visited.size % LOOKED === 0) yield;
    if (parts.isClosed(element)) continue;
    const scoped = hasAttribute(element, "itemscope");
    const names = words(attribute3(element, "itemprop"));
    if (names.length) {
      const value = scoped ? depth < DEEPEST ? yield* item(element, parts, depth + 1) : null : valueOf2(element, parts);
      for (const name2 of value === null ? [] : names) {
        if (found.has(name2)) found.get(name2).push(value);
        else found.set(name2, [value]);
      }
    }
    if (!scoped) pushChildren(element, todo);
  }
  return Object.fromEntries(found);
}
function pushChildren(element, todo) {
  for (let child = lastElementChild(element); child; child = previousElementSibling(child)) todo.push(child);
}
function valueOf2(element, parts) {
  const given2 = getAttribute(element, "content");
  if (given2 !== null) return given2.slice(0, LONGEST);
  switch (localName(element)) {
    case "input":
    case "select":
    case "textarea":
    case "img":
    case "audio":
    case "video":
    case "iframe":
    case "object":
      return null;
    case "a":
    case "area":
    case "link":
      return attribute3(element, "href").slice(0, LONGEST) && (text(element, LONGEST) || attribute3(element, "href"));
    case "data":
    case "meter":
      return attribute3(element, "value").slice(0, LONGEST);
    default:
      return parts.holdsClosed(element) ? null : text(element, LONGEST);
  }
}

// js/page/context.js
var { attribute: attribute4 } = dom_exports;
var MOST = 60;
var LONGEST2 = 300;
var DEEPEST2 = 12;
var LARGEST = 2e5;
var PASSED = 1e3;
var LOOKED2 = 16;
var ITEMS = "[itemscope]:not([itemprop])";
var HEADINGS = "h1,h2,h3,[role=heading]";
var IMPLIED = { header: "banner", footer: "contentinfo", nav: "navigation", main: "main", aside: "complementary", search: "search", section: "region", form: "form" };
var LANDMARKS = `${Object.keys(IMPLIED)},${Object.values(IMPLIED).map((role2) => `[role=${role2}]`)}`;
var TRAILS = "nav,[role=navigation]";
var STEP = "[aria-current=step]";
var GAUGES = "progress[value],[role=progressbar][aria-valuenow]";
var SAID = "legend,h1,h2,h3,ol > li[aria-current],[class*=step i],[class*=progress i]";
var ALL = [ITEMS, HEADINGS, LANDMARKS, STEP, GAUGES, SAID].join();
var REGIONS = "article,aside,main,nav,section";
var CRUMBS = /bread\s*crumb|brotkr|fil d.ariane|migas de pan|percorso|kruimelpad/i;
var SEPARATORS = /^[\s>/›»·|]+|[\s>/›»·|]+$/g;
var seen = /* @__PURE__ */ new WeakMap();
function isOfThisPage(element, content, page) {
  const known = seen.get(element);
  if (known?.content === content) return known.page === page;
  seen.set(element, { content, page });
  return true;
}
function heading(document2, closed) {
  const first = [...querySelectorAll(document2, "h1")].slice(0, MOST).find((one2) => isRendered(one2));
  return first ? openText(first, closing(closed)) : "";
}
function readOn(reading, milliseconds) {
  const until = performance.now() + milliseconds;
  do {
    const { done, value } = reading.next();
    if (done) return value;
  } while (performance.now() < until);
  return void 0;
}
function* beginReading(document2, ours, closed) {
  const parts = closing(closed);
  const { pathname, hash } = defaultView(document2).location;
  const page = /^#[!/]/.test(hash) ? pathname + hash : pathname;
  const look = { parts, elements: yield* candidates(document2, ours) };
  const items = [];
  for (const scope of yield* open(look, ITEMS)) items.push(yield* item(scope, parts, 0));
  const headings = [];
  for (const one2 of yield* open(look, HEADINGS)) {
    headings.push([levelOf(one2), openText(one2, parts)]);
    yield;
  }
  const landmarks = [];
  for (const one2 of yield* open(look, LANDMARKS)) {
    landmarks.push(...landmark(one2, parts));
    yield;
  }
  return {
    title: title(document2).slice(0, LONGEST2),
    linked: yield* linked(document2, parts, page),
    items,
    meta: meta(document2, parts, page),
    headings,
    landmarks,
    trail: yield* trail(look),
    step: yield* step(look),
    sentences: yield* sentences(look)
  };
}
function* candidates(document2, ours) {
  const [trees, found] = [[document2], []];
  for (const tree of trees) {
    let passed = 0;
    for (const element of querySelectorAll(tree, "*")) {
      if (++passed % PASSED === 0) yield;
      const shadow = element === ours ? null : shadowRoot(element);
      if (shadow) trees.push(shadow);
    }
    found.push(querySelectorAll(tree, ALL));
    yield;
  }
  return found;
}
function* open({ parts, elements: elements2 }, selector, most = MOST, fits = () => true) {
  const found = [];
  let looked = 0;
  for (const list of elements2) {
    for (const element of list) {
      if (++looked % LOOKED2 === 0) yield;
      if (!matches(element, selector) || !isRendered(element) || parts.isClosed(element) || !fits(element)) continue;
      if (found.push(element) >= most) return found;
    }
  }
  return found;
}
var openText = (element, parts) => parts.isClosed(element) || parts.holdsClosed(element) ? "" : text(element, LONGEST2);
function* linked(document2, parts, page) {
  const found = [];
  for (const script of querySelectorAll(document2, 'script[type="application/ld+json" i]')) {
    yield;
    const written = textContent(script);
    if (written.length > LARGEST || parts.isClosed(script) || !isOfThisPage(script, written, page)) continue;
    try {
      found.push(bounded(JSON.parse(written), 0));
    } catch {
    }
    if (found.length >= MOST) break;
  }
  return found;
}
function bounded(value, depth) {
  if (typeof value === "string") return value.slice(0, LONGEST2);
  if (value === null || typeof value !== "object") return value;
  if (depth >= DEEPEST2) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((one2) => bounded(one2, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MOST).map(([key, one2]) => [key, bounded(one2, depth + 1)]));
}
function meta(document2, parts, page) {
  const found = [];
  for (const element of querySelectorAll(document2, "meta[property],meta[name]")) {
    const key = (attribute4(element, "property") || attribute4(element, "name")).toLowerCase();
    const content = attribute4(element, "content").slice(0, LONGEST2);
    if (!/^(og|product):/.test(key) || parts.isClosed(element)) continue;
    if (key === "og:site_name" || isOfThisPage(element, content, page)) found.push([key, content]);
    if (found.length >= MOST) break;
  }
  return found;
}
var levelOf = (element) => Number(attribute4(element, "aria-level") || localName(element).slice(1)) || 2;
function landmark(element, parts) {
  const [given2, tag] = [words(attribute4(element, "role"))[0], localName(element)];
  const role2 = given2 || IMPLIED[tag];
  const outer2 = parentElement(element);
  if (!given2 && /^(header|footer)$/.test(tag) && outer2 && closest(outer2, REGIONS)) return [];
  const name2 = nameOf2(element, parts);
  return !name2 && /^(region|form)$/.test(role2) ? [] : [[role2, name2]];
}
function nameOf2(element, parts) {
  const root = getRootNode(element);
  const named = words(attribute4(element, "aria-labelledby")).map((id) => getElementById(root, id)).filter(Boolean);
  return named.some((one2) => parts.isClosed(one2) || parts.holdsClosed(one2)) ? "" : label(element).slice(0, LONGEST2);
}
function* trail(look) {
  const isTrail = (nav2) => CRUMBS.test(attribute4(nav2, "class")) || CRUMBS.test(nameOf2(nav2, look.parts));
  const [nav] = yield* open(look, TRAILS, 1, isTrail);
  if (!nav) return [];
  const items = querySelectorAll(nav, "li");
  const links = items.length ? items : querySelectorAll(nav, "a");
  return [...links].slice(0, MOST).map((one2) => openText(one2, look.parts).replace(SEPARATORS, "")).filter(Boolean);
}
function* step(look) {
  const [current] = yield* open(look, STEP, 1);
  if (!current) return null;
  const own = closest(current, "li,[role=listitem]") ?? current;
  const outer2 = parentElement(own);
  const alike2 = (one2) => localName(one2) === localName(own);
  const all = outer2 ? [...children(outer2)].filter(alike2) : [own];
  return { number: all.indexOf(own) + 1, of: all.length, name: openText(current, look.parts) };
}
function* sentences(look) {
  const { parts } = look;
  const found = (yield* open(look, GAUGES)).map((gauge) => {
    const [now, most] = [attribute4(gauge, "aria-valuenow") || attribute4(gauge, "value"), attribute4(gauge, "aria-valuemax") || attribute4(gauge, "max")];
    return attribute4(gauge, "aria-valuetext") || `${nameOf2(gauge, parts)} ${now} of ${most}`;
  });
  const said = yield* open(look, SAID, MOST * 2);
  const around3 = (main) => [previousElementSibling(main), nextElementSibling(main)];
  const beside = (yield* open(look, "h1")).flatMap(around3).filter((one2) => one2 && !parts.isClosed(one2));
  for (const one2 of [...said, ...beside]) {
    yield;
    if (isShort(one2) && !isTyped(one2)) found.push(openText(one2, parts));
  }
  return found.filter((one2) => one2 && one2.length <= 60 && /\d/.test(one2)).slice(0, MOST);
}
function isShort(element) {
  const texts = createTreeWalker(ownerDocument(element), element, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (length <= 120 && texts.nextNode()) length += texts.currentNode.data.length;
  return length <= 120;
}

// js/page/deed.js
var HTML = "http://www.w3.org/1999/xhtml";
var CONTROLS = "a, button, label, summary";
var SENDS = /^(data-)?(hx-|method$|turbo-method$|remote$|ujs-)/;
function leadsOn(element) {
  const href = getAttribute(element, "href");
  if (href === null || /^\s*#?\s*$/.test(href) || getAttribute(element, "download") !== null) return false;
  if (attributeNames(element).some((name2) => SENDS.test(name2))) return false;
  const base = querySelector(ownerDocument(element), "base[target]");
  const target = getAttribute(element, "target") ?? (base && getAttribute(base, "target"));
  if (target && target !== "_self") return false;
  try {
    const to = new URL(href, baseURI(element));
    return /^https?:$/.test(to.protocol) && to.origin === location.origin;
  } catch {
    return false;
  }
}
function opens(element) {
  const details = getAttribute(element, "aria-expanded") === null && closest(element, "summary") === element && closest(element, "details");
  return details ? getAttribute(details, "open") === null : getAttribute(element, "aria-expanded") === "false";
}
function around(element, selector) {
  for (let at = element; at; at = host(at)) {
    const found = closest(at, selector);
    if (found && found !== element) return found;
  }
  return null;
}
function isInForm(element) {
  return Boolean(getAttribute(element, "form") !== null || around(element, "form") || element.form);
}
function isInControl(element) {
  return around(element, CONTROLS) !== null;
}
function click(element) {
  if (namespaceURI(element) === HTML) HTMLElement.prototype.click.call(element);
}
var canClick = (element) => namespaceURI(element) === HTML;

// js/page/frame.js
function documentOf(frame) {
  if (hasAttribute(frame, "data-alongside-replica")) return null;
  try {
    const inner = frame.contentDocument;
    return inner && documentElement(inner) ? inner : null;
  } catch {
    return null;
  }
}

// js/page/find.js
var MOST2 = 1e3;
var ALIKE = "a[href],button,input:not([type=hidden]),select,textarea,summary,label,h1,h2,h3,h4,h5,h6,img,fieldset,[role],[tabindex],[aria-label],[data-testid],[data-test],[data-cy],[contenteditable]";
var NAMED = "[aria-label],[aria-labelledby],[alt],[title],[placeholder],input,select,textarea";
var UNTOLD = /* @__PURE__ */ new Set(["class", "id", "name", "type", "role", "aria-label", "href", "alt", "placeholder", "style", "value", "checked", "selected", "tabindex", "d", "points", "src", "srcset", "data-testid", "aria-describedby", "aria-labelledby", "for", "aria-controls", "aria-expanded", "aria-invalid", "aria-current", "aria-selected", "aria-checked", "disabled", "hidden", "open"]);
var SEALED = "input,textarea,select,[contenteditable]:not([contenteditable=false])";
function roots(document2, ours) {
  const found = [document2];
  for (const root of found) {
    const walker = createTreeWalker(ownerDocument(root) ?? root, root, NodeFilter.SHOW_ELEMENT);
    for (let element = walker.nextNode(); element; element = walker.nextNode()) {
      if (element === ours) continue;
      const shadow = shadowRoot(element);
      if (shadow) found.push(shadow);
      const tag = localName(element);
      if ((tag === "iframe" || tag === "frame") && !isShell(parentElement(parentElement(element) ?? element))) {
        const inner = documentOf(element);
        if (inner) found.push(inner);
      }
    }
  }
  return found;
}
function find(document2, ours, selector, words3, known) {
  const all = roots(document2, ours);
  const elements2 = [];
  for (const root of all) {
    if (elements2.length >= MOST2) break;
    collect(root, selector, words3, elements2, ours);
  }
  return { elements: elements2, roots: all, ...packed(elements2, known) };
}
function describe(elements2) {
  return { elements: elements2, ...packed(elements2, false) };
}
function findAlike(document2, ours, tag) {
  const all = roots(document2, ours);
  const elements2 = alike(all, ours, tag);
  return { elements: elements2, roots: all, ...packed(elements2, true) };
}
function alike(roots2, ours, tag) {
  const more = /^[a-z][a-z0-9-]*$/.test(tag) && !["div", "span", "p", "li"].includes(tag) ? `,${tag}` : "";
  const found = [];
  for (const root of roots2) {
    for (const element of querySelectorAll(root, ALIKE + more)) {
      if (element !== ours && found.length < MOST2 && isVisible(element)) found.push(element);
    }
  }
  return found;
}
function fingerprint(element) {
  const strings = {};
  for (const key of PROPERTIES.keys()) strings[key] = PROPERTIES.get(key)(element);
  return { ...strings, attributes: Object.fromEntries(attributes2(element)) };
}
function collect(root, selector, words3, found, ours) {
  const add = (element) => {
    if (element !== ours && found.length < MOST2 && !found.includes(element)) found.push(element);
  };
  if (selector) {
    let list;
    try {
      list = querySelectorAll(root, selector);
    } catch {
      return;
    }
    for (const element of list) if (element !== ours && found.length < MOST2) found.push(element);
    return;
  }
  const wanted = plain(words3);
  const longest = wanted.length * 2 + 64;
  const document2 = ownerDocument(root) ?? root;
  const start = root === document2 && body(root) || root;
  const walker = createTreeWalker(document2, start, NodeFilter.SHOW_TEXT);
  const climbed = /* @__PURE__ */ new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = plain(node.data);
    if (!part || !(wanted.includes(part) || part.includes(wanted))) continue;
    for (let element = parentElement(node); element && element !== start && !climbed.has(element); element = parentElement(element)) {
      if (textContent(element).length > longest * 2) break;
      climbed.add(element);
    }
  }
  for (const element of querySelectorAll(start, NAMED)) climbed.add(element);
  const order = [...climbed].sort((a, b) => compareDocumentPosition(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  order.forEach(add);
}
var plain = (text2) => text2.replace(/\s+/g, " ").trim().toLowerCase();
function packed(elements2, known) {
  const places = new Map(elements2.map((element, at) => [element, at + 1]));
  const numbers = new Uint32Array(elements2.length * 2);
  const strings = [];
  const dialogs = /* @__PURE__ */ new Map();
  elements2.forEach((element, at) => {
    numbers[2 * at] = (isVisible(element) ? 1 : 0) + (isEnabled(element) ? 2 : 0) + (isCovered(element, dialogs) ? 4 : 0);
    let outer2 = parentElement(element);
    while (outer2 && !places.has(outer2)) outer2 = parentElement(outer2);
    numbers[2 * at + 1] = outer2 ? places.get(outer2) : 0;
    strings.push(role(element), name(element), text(element, 2e3), label(element));
    if (known) {
      for (const read of PROPERTIES.values()) strings.push(read(element));
      strings.push(attributes2(element).flat().join(""));
    }
  });
  return { numbers, strings: strings.map((one2) => one2.replaceAll("\0", "\uFFFD")).join("\0") };
}
function isVisible(element) {
  const options = { checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true };
  if (!isRendered(element, options)) return false;
  const document2 = ownerDocument(element);
  const view = defaultView(document2);
  const root = documentElement(document2);
  const box = getBoundingClientRect(element);
  if (box.width <= 1 || box.height <= 1) return false;
  let [x, y] = [view.scrollX, view.scrollY];
  for (let outer2 = parent(element); outer2; outer2 = parent(outer2)) {
    x += outer2 === root ? 0 : Math.abs(scrollLeft(outer2));
    y += outer2 === root ? 0 : scrollTop(outer2);
  }
  const leftwards = view.getComputedStyle(root).direction === "rtl";
  if (!leftwards && box.right + x <= 0 || box.bottom + y <= 0) return false;
  for (let outer2 = parentElement(element); outer2; outer2 = parentElement(outer2)) {
    const [width, height] = [clientWidth(outer2), clientHeight(outer2)];
    if (width && height) continue;
    const { display, overflowX, overflowY } = view.getComputedStyle(outer2);
    const clips = (overflow) => overflow !== "visible";
    const folded = !display.startsWith("inline") && display !== "contents";
    if (folded && (!height && clips(overflowY) || !width && clips(overflowX))) return false;
  }
  const { clipPath } = view.getComputedStyle(element);
  if (/inset\((50|100)%/.test(clipPath)) return false;
  const frame = view.frameElement;
  return frame ? isVisible(frame) : true;
}
var parent = (element) => parentElement(element) ?? host(element);
function isCovered(element, dialogs) {
  const document2 = ownerDocument(element);
  if (!dialogs.has(document2)) dialogs.set(document2, [...modals(document2)].at(-1));
  const dialog = dialogs.get(document2);
  if (dialog && !holds(dialog, element)) return true;
  const frame = defaultView(document2)?.frameElement;
  return frame ? isCovered(frame, dialogs) : false;
}
function modals(document2) {
  try {
    return querySelectorAll(document2, "dialog:modal");
  } catch {
    return [];
  }
}
function holds(outer2, element) {
  for (let node = element; node; node = parentNode(node) ?? hostOf(node)) if (node === outer2) return true;
  return false;
}
var isEnabled = (element) => !matches(element, ":disabled") && !closest(element, "[inert],[aria-disabled=true]");
var PROPERTIES = /* @__PURE__ */ new Map([
  ["tag", localName],
  ["type", (element) => /^(input|button)$/.test(localName(element)) ? element.type : attribute5(element, "type")],
  ["name", (element) => attribute5(element, "name")],
  ["id", (element) => attribute5(element, "id")],
  ["class", (element) => attribute5(element, "class")],
  ["role", role],
  ["ariaLabel", (element) => attribute5(element, "aria-label")],
  ["text", (element) => isPrivate(element) ? "" : short(words2(element))],
  ["label", (element) => short(label(element))],
  ["href", (element) => address(attribute5(element, "href"))],
  ["alt", (element) => attribute5(element, "alt")],
  ["placeholder", (element) => attribute5(element, "placeholder")],
  ["neighbourText", neighbourText],
  ["testId", (element) => attribute5(element, "data-testid")]
]);
var { attribute: attribute5 } = dom_exports;
var short = (text2) => text2.slice(0, 120);
var MASKED = "[data-alongside-privacy]:not([data-alongside-privacy=show],[data-alongside-privacy=mask-inputs])";
var isPrivate = (element) => isTyped(element) || closest(element, MASKED) !== null;
var words2 = (element) => {
  if (!matches(element, SEALED)) return text(element, 240);
  return localName(element) === "input" && /^(submit|button|reset)$/.test(element.type) ? element.value : "";
};
var address = (href) => /^(javascript|data|blob):/i.test(href) ? href.split(":")[0] + ":" : href.replace(/[?].*$/s, "");
function attributes2(element) {
  if (isPrivate(element)) return [];
  const told = [...attributes(element)].filter(({ name: name2, value }) => !UNTOLD.has(name2) && !name2.startsWith("on") && value.length <= 120);
  return told.slice(0, 12).map(({ name: name2, value }) => [name2, address(value)]);
}
function neighbourText(element) {
  const own = textContent(element).trim().length;
  for (let outer2 = parentElement(element), levels = 0; outer2 && levels < 4; outer2 = parentElement(outer2), levels += 1) {
    if (textContent(outer2).trim().length > own + 1) {
      return isPrivate(outer2) ? "" : around2(outer2, element);
    }
  }
  return "";
}
function around2(outer2, element) {
  const parts = [];
  let length = 0;
  const read = (node) => {
    for (let child = firstChild(node); child && length < 160; child = nextSibling(child)) {
      if (child === element) continue;
      const type = nodeType(child);
      if (type === CHARACTERS) {
        parts.push(child.data);
        length += child.data.length;
      } else if (type === ELEMENT && !matches(child, `${SEALED},${MASKED},script,style,template,noscript`)) {
        parts.push(" ");
        read(child);
        parts.push(" ");
      }
    }
  };
  read(outer2);
  return parts.join("").replace(/\s+/g, " ").trim().slice(0, 160);
}

// js/page/follow.js
function follow(element, ours, places, moved) {
  let seen2 = true;
  const sight = new IntersectionObserver((entries) => {
    const now = entries.at(-1).isIntersecting;
    if (now !== seen2) moved(seen2 = now);
  });
  sight.observe(element);
  const stop = places ? followPlaces(element, ours, moved) : () => {
  };
  return () => {
    sight.disconnect();
    stop();
  };
}
function followPlaces(element, ours, moved) {
  const ended = new AbortController();
  const listening = { signal: ended.signal, capture: true, passive: true };
  const again = () => moved();
  for (let root = getRootNode(element); root; root = outerRoot(root)) {
    addEventListener2(root, "scroll", again, listening);
    viewOf(root)?.addEventListener("resize", again, listening);
  }
  const sizes = new ResizeObserver(again);
  sizes.observe(element);
  sizes.observe(ours);
  const stop = watchPlace(element, again);
  return () => {
    ended.abort();
    sizes.disconnect();
    stop();
  };
}
var viewOf = (root) => nodeType(root) === DOCUMENT ? defaultView(root) : null;
function outerRoot(root) {
  const outer2 = hostOf(root) ?? viewOf(root)?.frameElement;
  return outer2 ? getRootNode(outer2) : null;
}
function watchPlace(element, moved) {
  const document2 = ownerDocument(element);
  let observer;
  const watch = (threshold) => {
    observer?.disconnect();
    const box = getBoundingClientRect(element);
    if (!box.width || !box.height) return;
    const page = documentElement(document2);
    const [clientWidth2, clientHeight2] = [clientWidth(page), clientHeight(page)];
    const insets = [box.top, clientWidth2 - box.right, clientHeight2 - box.bottom, box.left];
    let first = true;
    const changed = (entries) => {
      const { intersectionRatio, boundingClientRect: now } = entries.at(-1);
      const moving = ["top", "left", "width", "height"].some((side) => now[side] !== box[side]);
      if (!first || moving) {
        moved();
        return watch(1);
      }
      first = false;
      if (intersectionRatio < threshold && intersectionRatio > 0) watch(intersectionRatio);
    };
    const options = { rootMargin: insets.map((inset) => `${-Math.floor(inset)}px`).join(" "), threshold };
    try {
      observer = new IntersectionObserver(changed, { ...options, root: document2 });
    } catch {
      observer = new IntersectionObserver(changed, options);
    }
    observer.observe(element);
  };
  watch(1);
  return () => observer?.disconnect();
}

// js/page/form.js
var NATIVE = "input,select,textarea,[contenteditable]:not([contenteditable=false])";
var MADE = "[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=switch],[role=spinbutton],[role=radiogroup]";
var NO_FIELDS = /* @__PURE__ */ new Set(["submit", "button", "reset", "image", "hidden"]);
var MOST3 = 3e3;
var last = null;
function formInUse(document2, closed, hidden) {
  let active = activeElement(document2);
  for (let inner = active; inner; inner = shadowFocus(active)) active = inner;
  const form = chosen(document2, active);
  const all = form ? fieldsOf(form) : isField(active) ? loose(active) : [];
  const fields = all.filter((field2) => isAsked(field2) && !(hidden && isWithin(field2, hidden)));
  const keys = /* @__PURE__ */ new Map();
  const groups = fields.map((field2) => {
    const key = field2.type === "radio" ? field2.name || closest(field2, "[role=radiogroup],fieldset") : null;
    if (!key) return 0;
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return keys.get(key);
  });
  const current = fields.find((field2) => field2 === active || active && shadowRoot(field2)?.contains(active));
  return {
    fields,
    groups: Uint32Array.from(groups),
    label: current && !isQuestionClosed(current, closed) ? questionOf(current) : current ? "" : null,
    own: !(form && hasAttribute(form, "novalidate"))
  };
}
function shadowFocus(element) {
  const shadow = shadowRoot(element);
  return shadow && activeElement(shadow);
}
function chosen(document2, active) {
  const focused2 = active && formOf(active);
  if (focused2 && !isSearch(focused2)) last = new WeakRef(focused2);
  else if (isField(active) && !focused2) return null;
  const known = last?.deref();
  if (known && isConnected(known) && ownerDocument(known) === document2 && isRendered(known)) return known;
  const asking = [...querySelectorAll(document2, "form:has([required],[aria-required=true])")];
  return asking.find((form) => isRendered(form) && !isSearch(form)) ?? null;
}
var isSearch = (form) => closest(form, "search,[role=search]") !== null;
function formOf(field2) {
  if (field2.form instanceof HTMLFormElement) return field2.form;
  for (let node = field2; node; node = host(node)) {
    const form = closest(node, "form");
    if (form) return form;
  }
  return null;
}
function isField(element) {
  if (!element) return false;
  if (localName(element) === "input") return !NO_FIELDS.has(element.type);
  return matches(element, NATIVE) || matches(element, MADE) && !querySelector(element, NATIVE);
}
function fieldsOf(form) {
  const listed = new Set(elements(form));
  const custom = (element) => localName(element).includes("-") && listed.has(element);
  const found = [...listed].filter((element) => isField(element) || custom(element));
  collect2(form, found, custom);
  return found;
}
function collect2(scope, found, isOne) {
  let looked = 0;
  for (const element of querySelectorAll(scope, "*")) {
    if (++looked > MOST3) return;
    if (isOne(element)) continue;
    if (!found.includes(element) && isField(element) && !element.form) found.push(element);
    const shadow = shadowRoot(element);
    if (shadow) collect2(shadow, found, isOne);
  }
}
function loose(active) {
  const found = [];
  const scope = closest(active, "[role=form],fieldset,dialog,section,article,main") ?? getRootNode(active);
  collect2(scope, found, () => false);
  return found.filter((field2) => !formOf(field2));
}
var isAsked = (field2) => !matches(field2, ":disabled") && !closest(field2, "[aria-disabled=true],[inert]") && !hasAttribute(field2, "readonly");
var groupOf = (field2) => field2.type === "radio" ? closest(field2, "[role=radiogroup],fieldset") : null;
function isQuestionClosed(field2, closed) {
  const group = groupOf(field2);
  return isNameClosed(field2, closed) || group !== null && isNameClosed(group, closed);
}
function questionOf(field2) {
  const group = groupOf(field2);
  const legend = group && querySelector(group, ":scope > legend");
  return group && (label(group) || legend && text(legend)) || label(field2);
}

// js/page/markup.js
var markup = (elements2, names) => elements2.map((element) => [localName(element), ...names.flatMap((name2) => given(element, name2))]);
function given(element, name2) {
  const value = getAttribute(element, name2);
  return value === null ? [] : [name2, value];
}
function pathOf(element) {
  const path = [];
  for (let outer2 = element; outer2; outer2 = parentElement(outer2)) path.push(outer2);
  return path;
}
var ancestor = (element, levels) => pathOf(element)[levels];
function besideOf(element, most) {
  const beside = [];
  for (const next of [previousElementSibling, nextElementSibling]) {
    let other = next(element);
    for (let count2 = 0; other && count2 < most; count2 += 1, other = next(other)) beside.push(other);
  }
  return beside;
}
var someOf = (element, selector, most) => [...querySelectorAll(element, selector)].slice(0, most);
var isLaidOut = (element) => isConnected(element) && getClientRects(element).length > 0;

// js/page/passwords.js
var PASSWORDS = "input[type=password i]";
var TYPES = { subtree: true, attributeFilter: ["type"], attributeOldValue: true };
var SLICE_MS = 4;
var AT_ONCE = 64;
function watchPasswords(document2, known) {
  const watched = /* @__PURE__ */ new WeakSet();
  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  const observer = new MutationObserver((records) => {
    for (const { target, oldValue } of records) if (oldValue?.toLowerCase() === "password") known.add(target);
  });
  let steps, timer = 0;
  const look = (from) => {
    clearTimeout(timer);
    steps = outwards(from, enter);
    lookOn();
  };
  const lookOn = () => {
    const end = performance.now() + SLICE_MS;
    while (!steps.next().done) if (performance.now() > end) return void (timer = setTimeout(lookOn));
  };
  const enter = (root) => {
    if (!watched.has(root)) observer.observe(root, TYPES);
    watched.add(root);
    addEventListener2(root, "load", changed, options);
    if (nodeType(root) === DOCUMENT) for (const type of ["pointerdown", "click"]) addEventListener2(root, type, pressed, options);
    for (const field2 of querySelectorAll(root, PASSWORDS)) known.add(field2);
  };
  const changed = (event) => {
    if (frameOf(event.target)) look(event.target);
  };
  const pressed = (event) => {
    if (event.type !== "click" || !event.detail) look(event.composedPath()[0]);
  };
  defaultView(document2).addEventListener("blur", () => look(document2), { signal: listening.signal });
  look(document2);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    listening.abort();
  };
}
function* outwards(from, enter) {
  const look = { enter, met: /* @__PURE__ */ new Set(), seen: 0 };
  for (let node = from; node; node = outside(node)) enter(getRootNode(node));
  for (let node = from, inner = null; node; [node, inner] = [outer(node), node]) {
    if (nodeType(node) !== ELEMENT) yield* framesOf(node, look);
    else if (shadowRoot(node)) yield* inTree(shadowRoot(node), look);
    yield* inChildren(node, inner, look);
  }
}
var outer = (node) => parentNode(node) ?? hostOf(node) ?? (nodeType(node) === DOCUMENT ? outside(node) : null);
function* inTree(root, look) {
  if (look.met.has(root)) return;
  look.enter(root);
  yield* framesOf(root, look);
  yield* inChildren(root, null, look);
}
function* framesOf(root, look) {
  look.met.add(root);
  for (const frame of querySelectorAll(root, "iframe,frame")) {
    const inner = frameOf(frame);
    if (inner) yield* inTree(inner, look);
  }
}
function* inChildren(node, but, look) {
  for (let child = firstChild(node); child; child = nextSibling(child)) {
    if (child === but || nodeType(child) !== ELEMENT) continue;
    for (let element = child; element; element = after(element, child)) {
      const root = shadowRoot(element);
      if (root) yield* inTree(root, look);
      if (++look.seen % AT_ONCE === 0) yield;
    }
  }
}
function after(element, within2) {
  let next = firstElementChild(element);
  for (let up = element; !next && up !== within2; up = parentElement(up)) next = nextElementSibling(up);
  return next;
}
var FRAMES = /* @__PURE__ */ new Set(["iframe", "frame"]);
function frameOf(node) {
  try {
    return FRAMES.has(nameOf(node)) ? node.contentDocument : null;
  } catch {
    return null;
  }
}

// js/page/picture.js
var LONGEST3 = 1280;
var TRIES = [[1, 0.8], [1, 0.5], [0.6, 0.6], [0.35, 0.6], [0.2, 0.5]];
var FRAME_MS = 200;
async function picture(element, most, brought) {
  try {
    if (element.mediaKeys) return "protected";
    if (!brought && isBrought(element)) return "brought";
    await Promise.race([new Promise((done) => requestAnimationFrame(done)), new Promise((done) => setTimeout(done, FRAME_MS))]);
    const whole = drawn(element);
    if (!whole) return "empty";
    for (const [share, quality] of TRIES) {
      const bytes = await packed2(share === 1 ? whole : smaller(whole, share), quality);
      if (bytes.byteLength <= most) return bytes;
    }
    return "large";
  } catch (error) {
    return error?.name === "SecurityError" ? "foreign" : "failed";
  }
}
var isBrought = (element) => Boolean(element.srcObject) || /^(blob|data):/i.test(element.currentSrc ?? "");
function drawn(element) {
  const { width, height } = element.getBoundingClientRect();
  const [wide, high] = sizeOf(element);
  if (!width || !height || !wide || !high) return null;
  const seen2 = Math.max(width / wide, height / high) * devicePixelRatio;
  const scale = Math.min(1, seen2, LONGEST3 / Math.max(wide, high));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(element, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return new Uint32Array(data.buffer).some(Boolean) ? canvas : null;
}
function sizeOf(element) {
  if (element.localName === "video") return element.readyState < 2 ? [0, 0] : [element.videoWidth, element.videoHeight];
  if (element.localName === "img") return [element.naturalWidth, element.naturalHeight];
  return [element.width, element.height];
}
function smaller(whole, share) {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(whole.width * share)), Math.max(1, Math.round(whole.height * share)));
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas;
}
async function packed2(canvas, quality) {
  let blob = await canvas.convertToBlob({ type: "image/webp", quality });
  if (blob.type !== "image/webp") {
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  }
  return new Uint8Array(await blob.arrayBuffer());
}

// js/page/shell/frame.js
var ALLOWED = ["autoplay", "camera", "clipboard-read", "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "geolocation", "microphone", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "storage-access"];
var COVERING = {
  position: "fixed",
  inset: "0",
  width: "100%",
  height: "100%",
  "max-width": "none",
  "max-height": "none",
  margin: "0",
  padding: "0",
  border: "0",
  outline: "0",
  display: "block",
  overflow: "hidden",
  transform: "none",
  background: "Canvas"
};
var dress = (element, style) => {
  for (const [name2, value] of Object.entries(style)) element.style.setProperty(name2, value, "important");
};
function makeFrame(name2) {
  const wrap = document.createElement("alongside-shell");
  const dialog = document.createElement("dialog");
  const frame = document.createElement("iframe");
  const sheet = new CSSStyleSheet();
  frame.name = name2;
  frame.allow = ALLOWED.join("; ");
  dress(wrap, { display: "contents" });
  dress(dialog, { ...COVERING, visibility: "hidden", "pointer-events": "none" });
  dress(frame, COVERING);
  dialog.setAttribute("closedby", "none");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.append(frame);
  wrap.append(dialog);
  let shown = false;
  return {
    frame,
    open(address2) {
      if (address2) frame.src = address2;
      document.documentElement.append(wrap);
    },
    show() {
      if (shown) return;
      shown = true;
      dress(dialog, { visibility: "visible", "pointer-events": "auto" });
      sheet.replaceSync(":root { overflow: hidden !important }");
      document.adoptedStyleSheets.push(sheet);
      dialog.showModal();
      frame.focus();
    },
    /** What is in the frame, for assistive technology. */
    name(title2) {
      if (frame.title === title2) return;
      frame.title = title2;
      dialog.setAttribute("aria-label", title2);
    },
    remove() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((own) => own !== sheet);
      wrap.remove();
    }
  };
}

// js/page/shell/navigations.js
function watchNavigations(window2, isAsked2, takes, signal) {
  if (window2.navigation) return watchApi(window2.navigation, isAsked2, takes, signal);
  watchEvents(window2, isAsked2, takes, signal);
  return () => {
  };
}
function watchApi(navigation, isAsked2, takes, signal) {
  let own = null;
  const decide = (event) => {
    if (event === own || event.defaultPrevented || !event.cancelable || !isAsked2()) return;
    const { destination, navigationType, downloadRequest, formData, sourceElement } = event;
    const told = {
      url: destination.url,
      sameDocument: destination.sameDocument,
      opens: navigationType === "push" || navigationType === "replace",
      replaces: navigationType === "replace",
      download: downloadRequest !== null && downloadRequest !== void 0,
      form: formData,
      enctype: enctypeOf(sourceElement)
    };
    if (takes(told)) event.preventDefault();
  };
  navigation.addEventListener("navigate", (event) => {
    if (!isAsked2()) return;
    const { intercept } = event;
    event.intercept = (...given2) => {
      own = event;
      return intercept.apply(event, given2);
    };
  }, { capture: true, signal });
  const last2 = () => {
    navigation.removeEventListener("navigate", decide);
    navigation.addEventListener("navigate", decide, { signal });
  };
  last2();
  return last2;
}
function watchEvents(window2, isAsked2, takes, signal) {
  const hear = (type, read) => window2.addEventListener(type, (event) => {
    if (event.defaultPrevented || !isAsked2()) return;
    const told = read(event);
    if (told && takes({ opens: true, replaces: false, download: false, form: null, ...told })) event.preventDefault();
  }, { signal });
  hear("click", (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" && node.href);
    const modified = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || !opensHere(link.target) || link.hasAttribute("download")) return null;
    return { url: link.href, sameDocument: isSameDocument(window2, link.href) };
  });
  hear("submit", ({ target: form, submitter }) => {
    const said = (name2, own) => submitter?.getAttribute(`form${name2}`) ?? own;
    if (!opensHere(said("target", form.getAttribute("target")))) return null;
    const url = new URL(said("action", form.getAttribute("action")) || window2.location.href, form.baseURI);
    const method2 = said("method", form.getAttribute("method"))?.toLowerCase() ?? "get";
    const data = new window2.FormData(form, submitter);
    if (method2 === "dialog") return null;
    if (method2 === "post") return { url: url.href, sameDocument: false, form: data, enctype: enctypeOf(submitter ?? form) };
    url.search = new URLSearchParams([...data].map(([name2, value]) => [name2, value.name ?? value]));
    return { url: url.href, sameDocument: false };
  });
}
var URL_ENCODED = "application/x-www-form-urlencoded";
var opensHere = (target) => !target || target === "_self" || target === "_top";
var isSameDocument = (window2, url) => {
  const page = (address2) => address2.split("#")[0];
  return url.includes("#") && page(url) === page(window2.location.href);
};
var enctypeOf = (source) => {
  const form = source?.localName === "form" ? source : source?.form;
  return source?.getAttribute("formenctype") ?? form?.getAttribute("enctype") ?? (form ? URL_ENCODED : "");
};

// js/page/shell/sending.js
function send({ url, form: data, enctype }, target) {
  const form = document.createElement("form");
  const files = [...data.values()].some((value) => typeof value !== "string");
  form.method = "post";
  form.action = url;
  form.target = target;
  form.enctype = enctype || (files ? "multipart/form-data" : "");
  form.hidden = true;
  for (const [name2, value] of data) form.append(field(name2, value));
  document.documentElement.append(form);
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}
function field(name2, value) {
  const input = document.createElement("input");
  input.name = name2;
  if (typeof value === "string") {
    input.type = "hidden";
    input.value = value;
  } else {
    input.type = "file";
    const chosen2 = new DataTransfer();
    if (value.name) chosen2.items.add(value);
    input.files = chosen2.files;
  }
  return input;
}

// js/page/shell/shell.js
var SHELL = /* @__PURE__ */ Symbol.for("alongside.shell");
var FRAMED = "alongside.framed";
var FRAME = 1;
var TOP = 2;
var NOTHING = "about:blank";
var LOOK_MS = 40;
var LOOKS = 500;
var isFramed = (state) => Boolean(state?.[FRAMED]);
var flags = (...known) => known.reduce((bits, is2, at) => bits | Boolean(is2) << at, 0);
function keepOverPageLoads(rules) {
  const listening = new AbortController();
  const { signal } = listening;
  let open2 = null;
  const isLive = () => rules.isLive() || Boolean(open2 && window[SHELL].media);
  const takesOver = (framed) => (navigation) => {
    const { url, sameDocument, opens: opens2, download, form } = navigation;
    const sameOrigin = new URL(url).origin === location.origin;
    const way = rules.way(url, flags(isLive(), framed, sameOrigin, sameDocument, opens2, download, form));
    if (way === FRAME) show(navigation);
    if (way === TOP) leave(navigation);
    return way === FRAME || way === TOP;
  };
  const show = (navigation) => {
    open2 ??= over(rules, takesOver(true));
    open2.go(navigation);
  };
  const leave = (navigation) => {
    if (navigation.form) send(navigation, "_self");
    else if (navigation.replaces) location.replace(navigation.url);
    else location.assign(navigation.url);
  };
  const decideLast = watchNavigations(window, isLive, takesOver(false), signal);
  const standsIn = isFramed(history.state);
  let before = standsIn;
  addEventListener("popstate", (event) => {
    const framed = isFramed(event.state);
    if (open2) {
      if (framed) event.stopImmediatePropagation();
      else {
        open2.close();
        open2 = null;
        rules.closed();
      }
    } else if (framed && rules.isLive()) {
      event.stopImmediatePropagation();
      open2 = over(rules, takesOver(true), true);
      open2.go({ url: location.href });
    } else if (framed || standsIn && before) {
      event.stopImmediatePropagation();
      location.reload();
    }
    before = framed;
  }, { capture: true, signal });
  return {
    stop() {
      listening.abort();
      open2?.close(true);
      open2 = null;
    },
    /** A call begins: what does the site say of frames? `told(frameOptions, policy)`. */
    async askFraming(told) {
      decideLast();
      try {
        const { headers } = await fetch(location.href, { method: "HEAD" });
        told(headers.get("x-frame-options") ?? "", headers.get("content-security-policy") ?? "");
      } catch {
      }
    }
  };
}
function over(rules, takes, again = false) {
  const shown = makeFrame(`alongside-${Date.now()}`);
  const { frame } = shown;
  const title2 = document.title;
  const listening = new AbortController();
  let known = null, titles = null, timer = 0, inHistory = again, isFresh = true;
  const addressOf = () => {
    try {
      return frame.contentDocument && frame.contentWindow.location.href;
    } catch {
      return null;
    }
  };
  const arrive = () => {
    const address2 = addressOf();
    if (!address2 || address2 === NOTHING) return;
    if (frame.contentDocument !== known) {
      known = frame.contentDocument;
      watch(frame.contentWindow);
      rules.arrived(address2);
    }
    follow2(address2);
    shown.show();
  };
  const lookOut = (looks = LOOKS) => {
    clearTimeout(timer);
    const address2 = addressOf();
    if (address2 && address2 !== NOTHING && frame.contentDocument !== known && frame.contentDocument.body) arrive();
    else if (looks) timer = setTimeout(lookOut, LOOK_MS, looks - 1);
  };
  const follow2 = (address2) => {
    if (!inHistory) history.pushState({ [FRAMED]: true }, "", address2);
    else if (location.href !== address2) history.replaceState({ [FRAMED]: true }, "", address2);
    inHistory = true;
    const named = frame.contentDocument.title;
    if (document.title !== named) document.title = named;
    shown.name(named || address2);
  };
  const watch = (inner) => {
    const decideLast = watchNavigations(inner, () => true, takes, listening.signal);
    inner.addEventListener("load", decideLast, { signal: listening.signal });
    titles?.disconnect();
    const moved = () => arrive();
    titles = new MutationObserver(moved);
    titles.observe(known.head ?? known, { subtree: true, childList: true, characterData: true });
    for (const type of ["popstate", "hashchange"]) inner.addEventListener(type, moved, { signal: listening.signal });
    inner.addEventListener("pagehide", () => lookOut(), { signal: listening.signal });
    inner.navigation?.addEventListener("currententrychange", moved, { signal: listening.signal });
  };
  frame.addEventListener("load", () => {
    clearTimeout(timer);
    if (addressOf()) {
      arrive();
      timer = setTimeout(miss, rules.patience);
      return;
    }
    const instead = rules.refused();
    if (!instead) location.reload();
    else if (inHistory) location.replace(instead);
    else location.assign(instead);
  });
  const miss = () => {
    if (keeper.handOver || !keeper.media) return;
    keeper.handOver = rules.handOver;
    rules.missed();
  };
  const keeper = {
    frame,
    /** A page's media, for the page after it. */
    media: null,
    handOver: rules.handOver,
    /** Whether the window itself is about to go. */
    gone: false,
    /** A page goes on with the call: the one before it hands it over, by `handOver`. */
    take(handOver) {
      const before = keeper.handOver;
      keeper.handOver = handOver;
      before?.();
      arrive();
    },
    /** That page is about to go. */
    drop(handOver) {
      if (keeper.handOver === handOver) keeper.handOver = null;
    }
  };
  window[SHELL] = keeper;
  for (const type of ["pagehide", "pageshow"]) {
    window.addEventListener(type, () => {
      keeper.gone = type === "pagehide";
    }, { signal: listening.signal });
  }
  return {
    go(navigation) {
      const { url, form } = navigation;
      const fresh = isFresh;
      isFresh = false;
      if (fresh) shown.open(form ? "" : url);
      if (form) send(navigation, frame.name);
      else if (!fresh) frame.contentWindow.location.assign(url);
      lookOut();
    },
    /** `over`: nobody goes on, and who has the visit ends it. */
    close(over2 = false) {
      listening.abort();
      titles?.disconnect();
      if (keeper.handOver !== rules.handOver) keeper.handOver?.(over2);
      shown.remove();
      document.title = title2;
      clearTimeout(timer);
    }
  };
}

// js/page/tab.js
var TAB = /* @__PURE__ */ Symbol.for("alongside.tab");
var LOADS_MS = 3e4;
function tabLock(home, name2) {
  return home[TAB] ?? (home === window ? lockOf(name2) : null);
}
function lockOf(name2) {
  const { locks } = navigator;
  if (!locks) return null;
  const listening = new AbortController();
  let asking = null, letGo = null, loadsSince = 0;
  window.navigation?.addEventListener("navigate", ({ destination, downloadRequest }) => {
    if (!destination.sameDocument && !downloadRequest) loadsSince = Date.now();
  }, { signal: listening.signal });
  const tab = {
    /** Called with whether the lock is ours now. */
    told: null,
    held: false,
    want(steal) {
      if (asking && !steal) return;
      asking?.abort();
      const mine = asking = new AbortController();
      const isMine = () => asking === mine;
      locks.request(name2, steal ? { steal } : { signal: mine.signal }, () => {
        if (!isMine()) return null;
        tab.held = true;
        tab.told?.(true);
        return new Promise((resolve) => {
          letGo = resolve;
        });
      }).catch(() => {
        if (!isMine()) return;
        asking = null;
        tab.held = false;
        tab.told?.(false);
      });
    },
    drop() {
      asking?.abort();
      letGo?.();
      asking = letGo = null;
      tab.held = false;
    },
    /** Whether the tab is on its way to another page; where nobody tells, it may be. */
    loads: () => !window.navigation || Date.now() - loadsSince < LOADS_MS,
    remove() {
      tab.drop();
      listening.abort();
      delete window[TAB];
    }
  };
  window[TAB] = tab;
  return tab;
}

// js/page/walker/numbers.js
var NODE = 1;
var CHILDREN = 2;
var ATTRIBUTE = 3;
var TEXT = 4;
var FIELD = 5;
var SHEETS = 6;
var SCROLL = 7;
var VIEWPORT = 8;
var FOCUS = 9;
var FORGET = 10;
var LEVEL = 11;
var RULES = 12;
var SELECTION = 13;
var LAYER = 14;
var WALKED = 15;
var BOX = 16;
var SEALED2 = 17;
var ELEMENT2 = 1;
var CHARACTERS2 = 3;
var CDATA = 4;
var COMMENT = 8;
var DOCUMENT2 = 9;
var DOCTYPE = 10;
var SHADOW = 11;
var FRAGMENT2 = 12;
var HIDE = 4;
var NOTHING2 = 0;
var VALUE = 2;

// js/page/state.js
var BUTTONS2 = /* @__PURE__ */ new Set(["submit", "reset", "button"]);
function fieldState(element, mode) {
  const type = element.localName === "input" ? element.type : "";
  const isChoice = type === "checkbox" || type === "radio";
  if (mode === 1) return isChoice || element.localName === "select" ? null : [0, element.value.length];
  if (isChoice) return [2, (element.checked ? 1 : 0) | (element.indeterminate ? 2 : 0)];
  if (element.localName === "select") {
    const chosen2 = Array.from(element.options).flatMap((option, at) => option.selected ? [at] : []);
    return [3, chosen2.length, ...chosen2];
  }
  if (BUTTONS2.has(type) && !hasAttribute(element, "value")) return [3, 0];
  return [1, element.value];
}
function rulesOf(sheet, media) {
  const steps = rulesStepwise(sheet, media);
  for (; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
var AT_ONCE2 = 64;
function* rulesStepwise(sheet, media = "") {
  const texts = [];
  try {
    const rules = sheet.disabled ? [] : sheet.cssRules;
    for (let at = 0; at < rules.length; at++) {
      texts.push(rules[at].cssText);
      if (at % AT_ONCE2 === AT_ONCE2 - 1) yield;
    }
  } catch {
    return "";
  }
  const now = sheet.media?.mediaText ?? "";
  const text2 = texts.join("\n");
  return now === media || !text2 ? text2 : `@media ${now} {
${text2}
}`;
}
function scrollOf(node) {
  const isDocument = nodeType(node) === DOCUMENT;
  const window2 = isDocument ? defaultView(node) : null;
  const [x, y] = isDocument ? [window2?.scrollX ?? 0, window2?.scrollY ?? 0] : [scrollLeft(node), scrollTop(node)];
  return [Math.round(x) >>> 0, Math.round(y) >>> 0];
}
function sizeOf2(element) {
  const { width, height } = getBoundingClientRect(element);
  return [Math.round(width), Math.round(height)];
}
var is = (element, selector) => {
  try {
    return matches(element, selector);
  } catch {
    return false;
  }
};
function layerOf(element) {
  if (nodeType(element) !== ELEMENT) return 0;
  if (localName(element) === "dialog" && is(element, ":modal")) return 1;
  return is(element, ":popover-open") ? 2 : 0;
}
function activeElement2(document2, frames) {
  let element = null;
  for (let inner = activeElement(document2); inner && !isWholePage(inner); ) {
    element = inner;
    const root = shadowRoot(element) ?? frames.get(element);
    inner = root && activeElement(root);
  }
  return element;
}
var isWholePage = (element) => localName(element) === "body" || element === documentElement(ownerDocument(element));

// js/page/walker/attention.js
var NOWHERE = [0, 0, 0, 0];
var UNWRITTEN = /* @__PURE__ */ new Set(["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"]);
var Attention = class {
  #focused = 0;
  #selected = NOWHERE.join();
  /** Whether texts may be selected: to ask has the browser lay the page out. */
  #isSelecting = true;
  /** Somebody selects something, or may have without our hearing of it. */
  selects() {
    this.#isSelecting = true;
  }
  /** Tells both when they are others than before. */
  tell({ known, batch, ours }, document2) {
    if (ours && activeElement(document2) === ours) return;
    const element = activeElement2(document2, known.frames);
    const id = known.id(element) ?? 0;
    if (id !== this.#focused) batch.tell(FOCUS, this.#focused = id);
    const isWriting = id && isWritten(element);
    const texts = isWriting && element === activeElement(document2) ? null : this.#texts(known, document2);
    const selected = texts ?? (isWriting && known.modes.get(id) === VALUE ? ofField(element, id) : NOWHERE);
    if (selected.join() === this.#selected) return;
    this.#selected = selected.join();
    batch.tell(SELECTION, ...selected);
  }
  #texts(known, document2) {
    if (!this.#isSelecting) return null;
    const range = getSelection(document2);
    this.#isSelecting = range !== null && !range.isCollapsed;
    if (!this.#isSelecting) return null;
    const [from, to] = [known.id(range.anchorNode), known.id(range.focusNode)];
    return from && to ? [from, range.anchorOffset, to, range.focusOffset] : null;
  }
};
function isWritten(element) {
  const name2 = localName(element);
  return name2 === "textarea" || name2 === "input" && !UNWRITTEN.has(attribute(element, "type").toLowerCase());
}
function ofField({ selectionStart: start, selectionEnd: end, selectionDirection: direction }, id) {
  if (typeof start !== "number") return NOWHERE;
  return direction === "backward" ? [id, end, id, start] : [id, start, id, end];
}

// js/page/walker/batch.js
var Batch = class {
  numbers = [];
  #strings = /* @__PURE__ */ new Map();
  #deliver;
  /** `deliver(numbers, strings)` gets each batch. */
  constructor(deliver) {
    this.#deliver = deliver;
  }
  tell(...numbers) {
    for (const number of numbers) this.numbers.push(number);
  }
  /** The number of a string in this batch. */
  string(text2) {
    let index = this.#strings.get(text2);
    if (index === void 0) this.#strings.set(text2, index = this.#strings.size);
    return index;
  }
  /** Hands over what has been told, if anything. */
  send() {
    if (!this.numbers.length) return;
    const clean = (text2) => text2.includes("\0") ? text2.replaceAll("\0", "\uFFFD") : text2;
    const strings = Array.from(this.#strings.keys(), clean).join("\0");
    const numbers = Uint32Array.from(this.numbers);
    this.numbers = [];
    this.#strings = /* @__PURE__ */ new Map();
    this.#deliver(numbers, strings);
  }
};

// js/page/walker/sheets.js
function tellAdopted({ known, batch }, root) {
  const tree = known.roots.get(root);
  const sheets = adoptedStyleSheets(root);
  if (!sheets.length && !tree.texts.length) return;
  const texts = Array.from(sheets, (sheet) => sharedRules(known, sheet));
  if (texts.length === tree.texts.length && texts.every((text2, at) => text2 === tree.texts[at])) return;
  tree.texts = texts;
  batch.tell(SHEETS, tree.id, texts.length, ...texts.map((text2) => batch.string(text2)));
}
function sharedRules(known, sheet) {
  const was = known.sheets.get(sheet);
  const count2 = countOf(sheet);
  if (was?.count === count2) return was.text;
  const text2 = rulesOf(sheet);
  known.sheets.set(sheet, { text: text2, count: count2 });
  return text2;
}
function tellRules({ known, batch }, style) {
  const { sheet } = style;
  const text2 = sheet ? rulesOf(sheet, style.media) : style.textContent;
  const told = known.styles.get(style)?.told;
  known.styles.set(style, { sheet, text: text2, told: text2, count: countOf(sheet) });
  if (text2 !== told) batch.tell(RULES, known.id(style), batch.string(text2));
}
function noteLoaded({ known }, link) {
  if (known.styles.get(link)?.told === void 0) known.styles.set(link, { sheet: link.sheet, count: countOf(link.sheet) });
}
function tellCounted(walk3) {
  for (const [style, was] of walk3.known.styles) {
    const { sheet } = style;
    const count2 = countOf(sheet);
    if (sheet === was.sheet && count2 === was.count) continue;
    if (style.localName === "link" && was.told === void 0 && sheet !== was.sheet) noteLoaded(walk3, style);
    else tellRules(walk3, style);
  }
}
function* lookAtSheets(walk3) {
  const { known } = walk3;
  const adopted = /* @__PURE__ */ new Set();
  for (const root of known.roots.keys()) for (const sheet of adoptedStyleSheets(root)) adopted.add(sheet);
  for (const sheet of adopted) known.sheets.set(sheet, { text: yield* rulesStepwise(sheet), count: countOf(sheet) });
  for (const root of known.roots.keys()) {
    tellAdopted(walk3, root);
    yield;
  }
  for (const [style, was] of known.styles) {
    const { sheet } = was;
    if (!sheet || sheet !== style.sheet) continue;
    const text2 = yield* rulesStepwise(sheet, style.media);
    if (known.styles.get(style) !== was || text2 === was.text) continue;
    if (was.text === void 0 && countOf(sheet) === was.count) was.text = text2;
    else tellRules(walk3, style);
  }
}
function countOf(sheet) {
  try {
    return sheet?.cssRules.length;
  } catch {
    return void 0;
  }
}

// js/page/walker/nodes.js
var NAMESPACES = { "http://www.w3.org/2000/svg": 1, "http://www.w3.org/1998/Math/MathML": 2 };
var FIELDS2 = /* @__PURE__ */ new Set(["input", "textarea", "select"]);
var STATE = /* @__PURE__ */ new Set(["value", "checked", "selected"]);
var GAUGES2 = /* @__PURE__ */ new Set(["li", "progress", "meter"]);
var isField2 = (element) => FIELDS2.has(localName(element)) && !(namespaceURI(element) in NAMESPACES);
var isState = (element, name2) => STATE.has(name2) && !GAUGES2.has(localName(element));
function tellNode(walk3, node, parent2) {
  const { known, batch } = walk3;
  switch (nodeType(node)) {
    case ELEMENT2:
      return tellElement(walk3, node, parent2);
    case CHARACTERS2:
    case CDATA: {
      const id = known.add(node);
      batch.tell(NODE, id, parent2, 0, CHARACTERS2, batch.string(node.data));
      return id;
    }
    case COMMENT: {
      const id = known.add(node);
      batch.tell(NODE, id, parent2, 0, COMMENT);
      return id;
    }
    case DOCTYPE: {
      const id = known.add(node);
      batch.tell(NODE, id, parent2, 0, DOCTYPE, batch.string(node.name));
      return id;
    }
  }
  return 0;
}
function tellPage(walk3, document2, window2) {
  const { known, batch } = walk3;
  const id = known.add(document2);
  batch.tell(NODE, id, 0, 0, DOCUMENT2, modeOf(document2) | (walk3.dark.matches ? 4 : 0), window2.innerWidth, window2.innerHeight, batch.string(baseURI(document2)));
  beginTree(walk3, document2, id);
}
function tellShadow(walk3, host2) {
  const { known, batch } = walk3;
  const root = shadowRoot(host2);
  known.hosts.delete(host2);
  const id = known.add(root);
  batch.tell(NODE, id, known.id(host2), 0, SHADOW);
  beginTree(walk3, root, id);
}
function tellFrame(walk3, frame) {
  const { known, batch } = walk3;
  const inner = documentOf(frame);
  known.frames.set(frame, inner);
  if (!inner) return;
  const id = known.add(inner);
  batch.tell(NODE, id, known.id(frame), 0, DOCUMENT2, modeOf(inner), batch.string(baseURI(inner)));
  beginTree(walk3, inner, id);
  const scroller = scrollingElement(inner);
  if (scroller && scrollTop(scroller)) walk3.pending.scrolls.add(inner);
}
var modeOf = (document2) => (compatMode(document2) === "BackCompat" ? 1 : 0) | (designMode(document2) === "on" ? 2 : 0);
function beginTree(walk3, root, id) {
  walk3.known.roots.set(root, { id, texts: [], mode: nodeType(root) === DOCUMENT2 ? modeOf(root) : 0, listening: walk3.watch(root) });
  tellAdopted(walk3, root);
  walk3.lists.begin(root, id, true);
}
function tellElement(walk3, element, parent2) {
  const { known, batch } = walk3;
  const id = known.add(element);
  const name2 = localName(element);
  const attributes3 = namesOf(element);
  const level = walk3.levels.of(element, attributes3);
  const space = prefix(element);
  if (level) known.levels.set(id, level);
  batch.tell(NODE, id, parent2, level, ELEMENT2, batch.string(space ? `${space}:${name2}` : name2), NAMESPACES[namespaceURI(element)] ?? 0);
  if (level === HIDE) {
    const size = sizeOf2(element);
    known.boxes.set(element, size);
    batch.tell(1, ...size, 0);
    return id;
  }
  batch.tell(0, 0, 0);
  tellAttributes(batch, element, name2, attributes3);
  if (known.isSealed(element) && isField2(element)) batch.tell(SEALED2, id);
  if (name2 === "style") tellRules(walk3, element);
  else if (name2 === "link") noteLoaded(walk3, element);
  else if (name2 === "dialog" || attributes3.includes("popover")) walk3.pending.layers.add(element);
  else if (name2 === "iframe") tellFrame(walk3, element);
  if (!known.isClosed(element)) tellInside(walk3, element, id);
  if (name2 === "template" && element.content) {
    const tree = known.add(element.content);
    batch.tell(NODE, tree, id, 0, FRAGMENT2);
    beginTree(walk3, element.content, tree);
  } else if (shadowRoot(element)) tellShadow(walk3, element);
  else if (name2.includes("-")) known.hosts.add(element);
  return id;
}
function tellAttributes(batch, element, localName3, names) {
  const { numbers } = batch;
  const count2 = numbers.push(0) - 1;
  if (localName3 === "script") return;
  for (const name2 of names) {
    if (isState(element, name2)) continue;
    numbers.push(batch.string(name2), batch.string(valueOf(element, name2)));
    numbers[count2]++;
  }
}
function tellInside(walk3, element, id) {
  const first = firstChild(element);
  if (!first) return;
  if (nodeType(first) === CHARACTERS2 && !nextSibling(first)) {
    const text2 = tellNode(walk3, first, id);
    walk3.batch.tell(CHILDREN, id, 0, 0, 1, text2);
  } else walk3.lists.begin(element, id, true);
}

// js/page/walker/changes.js
var KIND = /* @__PURE__ */ new Set(["type", "autocomplete", "name", "id"]);
var PREFIXES = { "http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:" };
var Pending = class {
  parents = /* @__PURE__ */ new Set();
  attributes = /* @__PURE__ */ new Map();
  texts = /* @__PURE__ */ new Set();
  gone = /* @__PURE__ */ new Set();
  moved = /* @__PURE__ */ new Set();
  scrolls = /* @__PURE__ */ new Set();
  layers = /* @__PURE__ */ new Set();
  /** The size of the window, and whether rules may name other elements now. */
  viewport = false;
  levels = false;
};
function note(walk3, records) {
  const { known, leaving, pending } = walk3;
  const moving = /* @__PURE__ */ new Set();
  for (const record of records) {
    const { target } = record;
    if (record.type === "childList") {
      walk3.listAgain(target);
      for (const node of record.addedNodes) {
        if (!moving.has(node) && (known.id(node) || !leaving.isEmpty)) leaving.addUnseen(node);
      }
      for (const node of record.removedNodes) {
        moving.add(node);
        pending.gone.add(node);
      }
      if (known.roots.has(target) && nodeType(target) === DOCUMENT2) heardAgain(walk3, target);
      pending.levels ||= walk3.levels.reach;
    } else if (record.type === "attributes") {
      const known2 = pending.attributes.get(target);
      if (known2) known2.add(nameOf3(record));
      else pending.attributes.set(target, /* @__PURE__ */ new Set([nameOf3(record)]));
      pending.levels ||= walk3.levels.reach;
    } else pending.texts.add(target);
  }
}
function heardAgain({ known, watch }, document2) {
  const tree = known.roots.get(document2);
  tree.listening.abort();
  tree.listening = watch(document2);
}
function nameOf3({ target, attributeName: name2, attributeNamespace: space }) {
  if (!space) return name2;
  return getAttributeNodeNS(target, space, name2)?.name ?? (PREFIXES[space] ?? "") + name2;
}
function tellChanged(walk3, element, names) {
  const { known, pending } = walk3;
  if (known.id(element)) tellLevel(walk3, element);
  const id = known.id(element);
  if (!id || known.isHidden(id)) return;
  for (const name2 of names) tellAttribute(walk3, element, id, name2);
  if (names.has("popover") || names.has("open")) pending.layers.add(element);
  if (names.has("disabled") && localName(element) === "style") pending.texts.add(element);
}
function tellAttribute({ known, batch }, element, id, name2) {
  if (isState(element, name2) || localName(element) === "script") return;
  const value = name2.includes(":") ? getAttribute(element, name2) : getAttributeNS(element, null, name2);
  if (KIND.has(name2)) known.modes.delete(id);
  batch.tell(ATTRIBUTE, id, batch.string(name2), value === null ? 0 : 1, batch.string(value ?? ""));
}
function tellText({ known, batch }, node) {
  const id = known.id(node);
  if (id && isText(node)) batch.tell(TEXT, id, batch.string(node.data));
}
var isText = (node) => nodeType(node) === CHARACTERS2 || nodeType(node) === CDATA;
function tellLevel(walk3, element) {
  const { known, batch } = walk3;
  const id = known.id(element);
  const [was, now] = [known.levels.get(id) ?? 0, walk3.levels.of(element)];
  if (was === now) return;
  if (was === HIDE || now === HIDE) {
    const parent2 = parentNode(element);
    walk3.leaving.addUnseen(element);
    if (parent2) walk3.listAgain(parent2);
    return;
  }
  if (now) known.levels.set(id, now);
  else known.levels.delete(id);
  batch.tell(LEVEL, id, now);
  walk3.again.push(element);
}
function tellAgain(walk3, node, todo) {
  const { known, batch } = walk3;
  const id = known.id(node);
  if (!id || known.isHidden(id)) return;
  tellText(walk3, node);
  if (nodeType(node) === ELEMENT2) {
    for (const name2 of namesOf(node)) tellAttribute(walk3, node, id, name2);
    known.fields.delete(id);
    const rules = known.styles.get(node)?.told;
    if (rules !== void 0) batch.tell(RULES, id, batch.string(rules));
    known.pushBeside(node, todo);
  }
  const texts = known.roots.get(node)?.texts ?? [];
  if (texts.length) batch.tell(SHEETS, id, texts.length, ...texts.map((text2) => batch.string(text2)));
  for (let child = firstChild(node); child; child = nextSibling(child)) todo.push(child);
}
function tellLevels(walk3) {
  const { known, levels } = walk3;
  const named = /* @__PURE__ */ new Set();
  for (const tree of known.roots.keys()) for (const element of levels.named(tree)) named.add(element);
  for (const id of known.levels.keys()) named.add(known.nodes.get(id));
  for (const element of named) if (known.id(element)) tellLevel(walk3, element);
}
function tellFields({ known, batch }) {
  for (const [id, mode] of known.modes) {
    const state = fieldState(known.nodes.get(id), mode);
    if (!state) continue;
    const key = state.join();
    if (known.fields.get(id) === key) continue;
    known.fields.set(id, key);
    if (state[0] === 1) state[1] = batch.string(state[1]);
    batch.tell(FIELD, id, ...state);
  }
}
function tellFrames(walk3) {
  for (const [frame, was] of walk3.known.frames) {
    const now = documentOf(frame);
    if (now !== was || now && isOther(walk3, now)) tellFrameAnew(walk3, frame, was);
  }
}
function tellEdited(walk3) {
  for (const [frame, was] of walk3.known.frames) {
    if (was && isOther(walk3, was) && documentOf(frame) === was) tellFrameAnew(walk3, frame, was);
  }
}
var isOther = ({ known }, document2) => known.roots.get(document2)?.mode !== modeOf(document2);
function tellFrameAnew(walk3, frame, was) {
  const { known, leaving } = walk3;
  if (was) leaving.addUnseen(was);
  while (leaving.step()) ;
  if (known.id(frame)) tellFrame(walk3, frame);
}
function tellScrolls({ known, batch, pending }) {
  if (pending.moved.size) for (const node of known.scrolled) pending.scrolls.add(node);
  for (const node of pending.scrolls) {
    if (!known.id(node)) continue;
    const [x, y] = scrollOf(node);
    batch.tell(SCROLL, known.id(node), x, y);
    if (x || y) known.scrolled.add(node);
    else known.scrolled.delete(node);
  }
}
var hasMoved = (moved, node) => node !== null && (moved.has(node) || hasMoved(moved, parentNode(node) ?? hostOf(node)));
function tellTheRest(walk3, window2) {
  const { known, batch, pending } = walk3;
  const isAway = (node) => isConnected(node) && known.id(node) && !known.isWalked(parentNode(node));
  for (const node of pending.moved) if (isAway(node)) walk3.leaving.addUnseen(node);
  if (pending.levels) tellLevels(walk3);
  for (const root of known.roots.keys()) tellAdopted(walk3, root);
  tellCounted(walk3);
  for (const host2 of known.hosts) {
    if (!shadowRoot(host2)) continue;
    tellShadow(walk3, host2);
  }
  tellFrames(walk3);
  tellFields(walk3);
  tellScrolls(walk3);
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
    batch.tell(LAYER, known.id(element), layer);
  }
  if (pending.viewport) batch.tell(VIEWPORT, window2.innerWidth, window2.innerHeight, Number(walk3.dark.matches));
  for (const set of [pending.moved, pending.scrolls, pending.layers]) set.clear();
  pending.viewport = pending.levels = false;
}

// js/page/walker/known.js
var CLOSED = /* @__PURE__ */ new Set(["script", "textarea", "style", "iframe", "object"]);
var Known = class {
  nodes = /* @__PURE__ */ new Map();
  /** By number: rules that name an element, what may be read of a field, what was. */
  levels = /* @__PURE__ */ new Map();
  modes = /* @__PURE__ */ new Map();
  fields = /* @__PURE__ */ new Map();
  /** By node: trees with their adopted sheets, elements with sheets, frames with their
   *  documents, dialogs and popovers with how they are shown, hidden elements with
   *  their size, and what may get a shadow root later. */
  roots = /* @__PURE__ */ new Map();
  styles = /* @__PURE__ */ new Map();
  frames = /* @__PURE__ */ new Map();
  layers = /* @__PURE__ */ new Map();
  boxes = /* @__PURE__ */ new Map();
  hosts = /* @__PURE__ */ new Set();
  /** Scrollers that were told to stand elsewhere than at their beginning. */
  scrolled = /* @__PURE__ */ new Set();
  /** The rules of adopted sheets, which many trees may share. */
  sheets = /* @__PURE__ */ new WeakMap();
  #ids = /* @__PURE__ */ new Map();
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
    return CLOSED.has(nameOf(element));
  }
  /** Whether the children of a node are told. */
  isWalked(node) {
    const id = node && this.id(node);
    return id && !this.isClosed(node) && !this.isHidden(id);
  }
  /** Seals a field for good: also when it leaves and comes back as another node. */
  seal(field2) {
    this.#sealed.add(field2);
  }
  isSealed(field2) {
    return this.#sealed.has(field2);
  }
  /** Forgets a node, and returns the number it had. */
  forget(node) {
    const id = this.id(node);
    this.frames.delete(node);
    if (!id) return 0;
    this.#ids.delete(node);
    this.nodes.delete(id);
    if (nodeType(node) === CHARACTERS) return id;
    this.roots.get(node)?.listening.abort();
    for (const map of [this.levels, this.modes, this.fields]) if (map.size) map.delete(id);
    for (const map of [this.roots, this.styles, this.layers, this.boxes, this.hosts, this.scrolled]) if (map.size) map.delete(node);
    return id;
  }
  /** Adds the trees that hang on a node and are none of its children. */
  pushBeside(node, trees, documents = trees) {
    if (nodeType(node) !== ELEMENT) return;
    const root = shadowRoot(node);
    if (root) trees.push(root);
    if (localName(node) === "template" && node.content) trees.push(node.content);
    const inner = this.frames.get(node);
    if (inner) documents.push(inner);
  }
};

// js/page/walker/leaving.js
var Leaving = class {
  #walk;
  #gone = [];
  #unseen = [];
  #forgotten = [];
  constructor(walk3) {
    this.#walk = walk3;
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
      if (!isConnected(node)) this.#forget(node, this.#gone);
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
    let up = parentNode(node);
    while (up && !known.id(up)) up = parentNode(up);
    return up !== null && !known.isWalked(up);
  }
  #forget(node, others) {
    const { known } = this.#walk;
    known.pushBeside(node, others, this.#unseen);
    for (let child = firstChild(node); child; child = nextSibling(child)) others.push(child);
    const id = known.forget(node);
    if (id) this.#forgotten.push(id);
  }
};

// js/page/walker/levels.js
var SAID2 = "data-alongside-privacy";
var UNSEEN2 = /* @__PURE__ */ new Set(["template", "noscript"]);
var Levels = class {
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
    this.#selector = all.every(isWhole) ? all.join(",") : "*";
    this.reach = /[\s>+~:]/.test(all.join().replace(/,\s*/g, ""));
  }
  /** The level of the strictest rule that names this very element; 0 for none. `names`
   *  are those of its attributes. */
  of(element, names = namesOf(element)) {
    let level = 0;
    if (names.includes(SAID2)) {
      const said = getAttribute(element, SAID2);
      level = Object.hasOwn(this.#names, said) ? this.#names[said] : HIDE;
    }
    if (this.#unseen > level && (names.includes("hidden") || UNSEEN2.has(localName(element)))) level = this.#unseen;
    if (this.#selector && matches(element, this.#selector)) {
      for (const [selector, wanted] of this.#rules) if (wanted > level && matches(element, selector)) level = wanted;
    }
    return level;
  }
  /** The elements of a tree that the site's rules name. */
  named(tree) {
    return this.#selector ? querySelectorAll(tree, this.#selector) : [];
  }
};
var count = (text2, pattern) => (text2.match(pattern) ?? []).length;
var isWhole = (selector) => count(selector, /[[(]/g) === count(selector, /[\])]/g);

// js/page/walker/lists.js
var Lists = class {
  #walk;
  #begun = [];
  #active = /* @__PURE__ */ new Map();
  constructor(walk3) {
    this.#walk = walk3;
  }
  get isEmpty() {
    return !this.#begun.length;
  }
  /** Begins with the children of a node. A `fresh` one has told of none, and need not
   *  tell that it has none. */
  begin(node, id, fresh) {
    const list = { node, id, fresh, next: firstChild(node), told: [], offset: 0 };
    this.#active.set(node, list);
    this.#begun.push(list);
  }
  /** The children of a node are others now. Returns whether its list is being read. */
  beginAgain(node) {
    const list = this.#active.get(node);
    if (list) Object.assign(list, { next: firstChild(node), told: [], offset: 0, fresh: false });
    return list !== void 0;
  }
  /** Reads one child of the innermost list; false when there is no list left. */
  step() {
    const list = this.#begun.at(-1);
    if (!list) return false;
    const { known, ours } = this.#walk;
    if (known.id(list.node) !== list.id) this.#end(list);
    else if (list.next) {
      const child = list.next;
      list.next = nextSibling(child);
      const id = child === ours || isShell(child) ? 0 : known.id(child) ?? tellNode(this.#walk, child, list.id);
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
};

// js/page/walker/walker.js
var SLICE_MS2 = 8;
var LOOK_SOON_MS = 400;
var LOOK_AGAIN_MS = 2e3;
var LOOK_SHARE = 100;
var LAID_OUT = { contentVisibilityAuto: true };
var WATCHED = { subtree: true, childList: true, attributes: true, characterData: true };
var IN_DOCUMENTS = ["input", "reset", "focusin", "focusout"];
function walk(document2, rules, names, unseen, sealed, ours, deliver, anew) {
  const window2 = defaultView(document2);
  const known = new Known(sealed);
  const batch = new Batch(deliver);
  const pending = new Pending();
  const attention = new Attention();
  const dark = window2.matchMedia("(prefers-color-scheme: dark)");
  const walk3 = { known, batch, pending, ours, dark, levels: new Levels(rules, names, unseen), again: [] };
  const lists = walk3.lists = new Lists(walk3);
  const leaving = walk3.leaving = new Leaving(walk3);
  let timer = 0, lookTimer = 0, pace = 40, walked = false, stopped = false, isLookDue = false, lookRest = 0;
  const observer = new window2.MutationObserver((records) => {
    note(walk3, records);
    later();
  });
  const listen = (target, listening2, type, act = () => {
  }) => {
    const heard = (event) => {
      guarded(() => act(event.composedPath()[0]));
      later();
    };
    addEventListener2(target, type, heard, { capture: true, passive: true, signal: listening2.signal });
  };
  walk3.watch = (root) => {
    observer.observe(root, WATCHED);
    const listening2 = new AbortController();
    listen(root, listening2, "scroll", (target) => pending.scrolls.add(target));
    listen(root, listening2, "toggle", (target) => pending.layers.add(target));
    listen(root, listening2, "load", (target) => {
      if (known.styles.has(target)) noteLoaded(walk3, target);
    });
    listen(root, listening2, "change");
    if (nodeType(root) === DOCUMENT2) {
      for (const type of IN_DOCUMENTS) listen(root, listening2, type);
      listen(root, listening2, "selectionchange", () => attention.selects());
    }
    return listening2;
  };
  walk3.listAgain = (parent2) => {
    if (!lists.beginAgain(parent2)) pending.parents.add(parent2);
  };
  const later = (wait = pace) => {
    if (stopped || timer && wait) return;
    clearTimeout(timer);
    timer = setTimeout(slice, wait);
  };
  const slice = () => {
    timer = 0;
    guarded(tellSlice);
  };
  const guarded = (act) => {
    try {
      act();
    } catch {
      deliver(Uint32Array.of(0), "");
    }
  };
  const tellSlice = () => {
    if (isOther(walk3, document2)) return anew();
    tellEdited(walk3);
    note(walk3, observer.takeRecords());
    const end = performance.now() + SLICE_MS2;
    let steps = 0;
    const isOver = () => (++steps & 31) === 0 && performance.now() > end;
    const done = tellAll(isOver);
    if (done) {
      tellTheRest(walk3, window2);
      attention.tell(walk3, document2);
      if (known.boxes.size) window2.requestAnimationFrame(measure);
    }
    lists.tellUnfinished();
    if (done && !walked) {
      walked = true;
      batch.tell(WALKED);
      bySlices(lookAtScrolls(), () => later(0));
    }
    batch.send();
    if (!done || pending.parents.size || !lists.isEmpty || !leaving.isEmpty || walk3.again.length) later(0);
    else if (!isLookDue) lookLater(Math.max(LOOK_SOON_MS, lookRest), true);
  };
  const tellAll = (isOver) => {
    const each = (set, act) => {
      for (const one2 of set) {
        set.delete(Array.isArray(one2) ? one2[0] : one2);
        act(one2);
        if (isOver()) return false;
      }
      return true;
    };
    const all = (step2) => {
      while (step2()) if (isOver()) return false;
      return true;
    };
    return each(pending.gone, (node) => leaving.add(node)) && all(() => leaving.step()) && each(pending.attributes, ([element, names2]) => tellChanged(walk3, element, names2)) && all(() => leaving.step()) && all(readAgain) && all(() => lists.step() || beginNext()) && each(pending.texts, tellTextOrRules);
  };
  const readAgain = () => {
    const node = walk3.again.pop();
    if (node) tellAgain(walk3, node, walk3.again);
    return node !== void 0;
  };
  const beginNext = () => {
    while (pending.parents.size) {
      let [parent2] = pending.parents;
      for (let up = parentNode(parent2); up; up = parentNode(up)) if (pending.parents.has(up)) parent2 = up;
      pending.parents.delete(parent2);
      const id = known.id(parent2);
      if (!id || !isConnected(parent2) && !known.roots.has(getRootNode(parent2))) continue;
      if (nameOf(parent2) === "style") pending.texts.add(parent2);
      else if (known.isWalked(parent2)) lists.begin(parent2, id, false);
      if (!lists.isEmpty) return true;
    }
    return false;
  };
  const tellTextOrRules = (node) => {
    const style = nodeType(node) === ELEMENT2 ? node : parentNode(node);
    if (style?.localName !== "style" && style !== node) tellText(walk3, node);
    else if (known.id(style)) tellRules(walk3, style);
  };
  const bySlices = (steps, ended, before = 0) => guarded(() => {
    const begun = performance.now();
    while (!stopped) {
      const { done } = steps.next();
      const spent = performance.now() - begun;
      if (done) return ended(before + spent);
      if (spent > SLICE_MS2) return void setTimeout(bySlices, 0, steps, ended, before + spent);
    }
  });
  const lookLater = (wait, isDue = false) => {
    isLookDue = isDue;
    clearTimeout(lookTimer);
    if (!stopped) lookTimer = setTimeout(look, wait);
  };
  const look = () => {
    if (isHiddenPage(document2)) return lookLater(LOOK_AGAIN_MS);
    note(walk3, observer.takeRecords());
    bySlices(lookAtAll(), (spent) => {
      lookRest = spent * LOOK_SHARE;
      if (batch.numbers.length || !lists.isEmpty || !leaving.isEmpty) later(0);
      lookLater(Math.max(LOOK_AGAIN_MS, lookRest));
    });
  };
  function* lookAtAll() {
    if (pending.attributes.size || isOther(walk3, document2)) later(0);
    else {
      tellFields(walk3);
      attention.selects();
      attention.tell(walk3, document2);
    }
    tellFrames(walk3);
    yield* lookAtSheets(walk3);
    let seen2 = 0;
    for (const [id, node] of known.nodes) {
      if (!isConnected(node) && !known.roots.has(getRootNode(node))) leaving.add(node);
      const root = nodeType(node) === ELEMENT2 && shadowRoot(node);
      if (root && !known.id(root) && !known.isHidden(id)) tellShadow(walk3, node);
      if (++seen2 % 64 === 0) yield;
    }
  }
  function* lookAtScrolls() {
    for (const node of known.nodes.values()) {
      if (nodeType(node) === ELEMENT2 && isRendered(node, LAID_OUT) && (scrollLeft(node) || scrollTop(node))) {
        pending.scrolls.add(node);
      }
      yield;
    }
    if (window2.scrollX || window2.scrollY) pending.scrolls.add(document2);
  }
  const measure = () => {
    if (stopped) return;
    for (const [element, was] of known.boxes) {
      const now = sizeOf2(element);
      if (now[0] === was[0] && now[1] === was[1]) continue;
      known.boxes.set(element, now);
      batch.tell(BOX, known.id(element), ...now);
    }
    if (batch.numbers.length) later(0);
  };
  const listening = new AbortController();
  listen(window2, listening, "resize", () => {
    pending.viewport = true;
  });
  listen(dark, listening, "change", () => {
    pending.viewport = true;
  });
  return {
    /** The first batch is delivered before this returns. */
    begin() {
      guarded(() => {
        tellPage(walk3, document2, window2);
        tellSlice();
      });
    },
    /** What may be read: pairs of a field's number and 0 nothing, 1 length, 2 value. */
    modes(pairs) {
      for (let at = 0; at < pairs.length; at += 2) {
        const [id, mode] = [pairs[at], pairs[at + 1]];
        const element = known.nodes.get(id);
        if (!element || !isField2(element)) continue;
        if (mode !== NOTHING2) known.modes.set(id, mode);
        else {
          known.modes.delete(id);
          if (!known.isHidden(id)) known.seal(element);
        }
      }
      later();
    },
    /** How long changes are gathered before they are told, in milliseconds. */
    pace(milliseconds) {
      pace = milliseconds;
    },
    /** The node with a number. */
    node: (id) => known.nodes.get(id) ?? null,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(lookTimer);
      observer.disconnect();
      listening.abort();
      for (const tree of known.roots.values()) tree.listening.abort();
    }
  };
}

// js/page/walker/anew.js
function walk2(...given2) {
  let walking, pace;
  const begin = () => {
    walking?.stop();
    walking = walk(...given2, begin);
    if (pace) walking.pace(pace);
    walking.begin();
  };
  begin();
  return {
    modes: (pairs) => walking.modes(pairs),
    pace: (milliseconds) => walking.pace(pace = milliseconds),
    node: (id) => walking.node(id),
    stop: () => walking.stop()
  };
}
export {
  ancestor,
  beginReading,
  besideOf,
  canClick,
  click,
  closest,
  contains,
  describe,
  documentElement,
  find,
  findAlike,
  fingerprint,
  follow,
  formInUse,
  getAttribute,
  getBoundingClientRect,
  getRootNode,
  heading,
  isHiddenPage,
  isInControl,
  isInForm,
  isLaidOut,
  isNameClosed,
  keepOverPageLoads,
  label,
  leadsOn,
  localName,
  markup,
  name,
  nodeType,
  opens,
  ownerDocument,
  parentElement,
  pathOf,
  picture,
  querySelector,
  readOn,
  role,
  scrollIntoView,
  someOf,
  tabLock,
  walk2 as walk,
  watchPasswords
};

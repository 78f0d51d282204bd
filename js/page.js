// Made of the files in js/page by `cargo xtask build`: edit those.

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
var attribute = (element, name2) => Element.prototype.getAttribute.call(element, name2) ?? "";
var one = (text2) => text2.replace(/\s+/g, " ").trim();
function role(element) {
  const given = attribute(element, "role").trim().split(/\s+/)[0];
  if (given) return given;
  const tag = element.localName;
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "input") return INPUTS[attribute(element, "type").toLowerCase()] ?? "textbox";
  if (tag === "a" || tag === "area") return element.hasAttribute("href") ? "link" : "";
  return ROLES[tag] ?? "";
}
function name(element) {
  const field = FIELDS.has(element.localName);
  const button = element.localName === "input" && BUTTONS.has(element.type);
  return labelledBy(element) || one(attribute(element, "aria-label")) || field && !button && label(element) || button && one(element.value) || one(attribute(element, "alt")) || !field && !isTyped(element) && text(element) || one(attribute(element, "title")) || one(attribute(element, "placeholder"));
}
function label(element) {
  const given = labelledBy(element) || one(attribute(element, "aria-label"));
  if (given) return given;
  return one(labelsOf(element).map((one2) => one2 ? text(one2) : "").join(" "));
}
function text(element, most = Infinity) {
  const parts = [];
  let length = 0;
  const collect3 = (node) => {
    for (let child = node.firstChild; child && length <= most; child = child.nextSibling) {
      if (child.nodeType === 3) {
        parts.push(child.data);
        length += child.data.length;
      } else if (child.nodeType === 1 && isShown(child)) {
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
  const root = element.getRootNode();
  const ids = attribute(element, "aria-labelledby").split(/\s+/).filter(Boolean);
  const named = ids.map((id) => root.querySelector?.(`[id="${CSS.escape(id)}"]`));
  return [...named, ...labelsOf(element)].filter(Boolean);
}
var labelsOf = (element) => LABELLED.has(element.localName) ? [...element.labels ?? []] : [element.closest?.("label")];
var isShown = (element) => !SKIPPED.has(element.localName) && attribute(element, "aria-hidden") !== "true" && !element.hasAttribute("hidden") && !isTyped(element);
var isTyped = (element) => {
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable !== "false";
};
function labelledBy(element) {
  const ids = attribute(element, "aria-labelledby");
  if (!ids) return "";
  const root = element.getRootNode();
  const texts = ids.split(/\s+/).map((id) => {
    const named = id && root.querySelector?.(`[id="${CSS.escape(id)}"]`);
    return named ? text(named) : "";
  });
  return one(texts.join(" "));
}

// js/page/closed.js
var TYPED = "[contenteditable]:not([contenteditable=false])";
var UNSEEN = "[hidden],template,noscript";
var outside = (node) => {
  const root = node.getRootNode();
  return root.host ?? root.defaultView?.frameElement ?? null;
};
var isWithin = (element, selector) => {
  for (let node = element; node; node = outside(node)) if (node.closest(selector)) return true;
  return false;
};
function closing(closed) {
  const selector = closed ? `${closed},${TYPED}` : TYPED;
  const isClosed = (element) => isWithin(element, `${selector},${UNSEEN}`);
  const holdsClosed = (element) => element.querySelector(selector) !== null;
  return { isClosed, holdsClosed };
}
function isNameClosed(element, closed) {
  const { isClosed, holdsClosed } = closing(closed);
  const own = closed && (isWithin(element, closed) || element.querySelector(closed) !== null) || within(element);
  return own || namers(element).some((one2) => isClosed(one2) || holdsClosed(one2));
}
var within = (element) => {
  const outer = element.parentElement ?? outside(element);
  return outer !== null && isWithin(outer, TYPED);
};

// js/page/find.js
var MOST = 1e3;
var ALIKE = "a[href],button,input:not([type=hidden]),select,textarea,summary,label,h1,h2,h3,h4,h5,h6,img,fieldset,[role],[tabindex],[aria-label],[data-testid],[data-test],[data-cy],[contenteditable]";
var NAMED = "[aria-label],[aria-labelledby],[alt],[title],[placeholder],input,select,textarea";
var UNTOLD = /* @__PURE__ */ new Set(["class", "id", "name", "type", "role", "aria-label", "href", "alt", "placeholder", "style", "value", "checked", "selected", "tabindex", "d", "points", "src", "srcset", "data-testid", "aria-describedby", "aria-labelledby", "for", "aria-controls", "aria-expanded", "aria-invalid", "aria-current", "aria-selected", "aria-checked", "disabled", "hidden", "open"]);
var SEALED = "input,textarea,select,[contenteditable]:not([contenteditable=false])";
function roots(document, ours) {
  const found = [document];
  for (const root of found) {
    const walker = (root.ownerDocument ?? root).createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let element = walker.nextNode(); element; element = walker.nextNode()) {
      if (element === ours) continue;
      if (element.shadowRoot) found.push(element.shadowRoot);
      if (element.localName === "iframe" || element.localName === "frame") {
        const inner = inside(element);
        if (inner?.documentElement) found.push(inner);
      }
    }
  }
  return found;
}
function inside(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}
function find(document, ours, selector, words3, known) {
  const all = roots(document, ours);
  const elements = [];
  for (const root of all) {
    if (elements.length >= MOST) break;
    collect(root, selector, words3, elements, ours);
  }
  return { elements, roots: all, ...packed(elements, known) };
}
function describe(elements) {
  return { elements, ...packed(elements, false) };
}
function findAlike(document, ours, tag) {
  const all = roots(document, ours);
  const elements = alike(all, ours, tag);
  return { elements, roots: all, ...packed(elements, true) };
}
function alike(roots2, ours, tag) {
  const more = /^[a-z][a-z0-9-]*$/.test(tag) && !["div", "span", "p", "li"].includes(tag) ? `,${tag}` : "";
  const found = [];
  for (const root of roots2) {
    for (const element of root.querySelectorAll(ALIKE + more)) {
      if (element !== ours && found.length < MOST && isVisible(element)) found.push(element);
    }
  }
  return found;
}
function fingerprint(element) {
  const strings = {};
  for (const key of PROPERTIES.keys()) strings[key] = PROPERTIES.get(key)(element);
  return { ...strings, attributes: Object.fromEntries(attributes(element)) };
}
function collect(root, selector, words3, found, ours) {
  const add = (element) => {
    if (element !== ours && found.length < MOST && !found.includes(element)) found.push(element);
  };
  if (selector) {
    let list;
    try {
      list = root.querySelectorAll(selector);
    } catch {
      return;
    }
    for (const element of list) if (element !== ours && found.length < MOST) found.push(element);
    return;
  }
  const wanted = plain(words3);
  const longest = wanted.length * 2 + 64;
  const start = root.body ?? root;
  const walker = (root.ownerDocument ?? root).createTreeWalker(start, NodeFilter.SHOW_TEXT);
  const climbed = /* @__PURE__ */ new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = plain(node.data);
    if (!part || !(wanted.includes(part) || part.includes(wanted))) continue;
    for (let element = node.parentElement; element && element !== start && !climbed.has(element); element = element.parentElement) {
      if (element.textContent.length > longest * 2) break;
      climbed.add(element);
    }
  }
  for (const element of start.querySelectorAll(NAMED)) climbed.add(element);
  const order = [...climbed].sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  order.forEach(add);
}
var plain = (text2) => text2.replace(/\s+/g, " ").trim().toLowerCase();
function packed(elements, known) {
  const places = new Map(elements.map((element, at) => [element, at + 1]));
  const numbers = new Uint32Array(elements.length * 2);
  const strings = [];
  const dialogs = /* @__PURE__ */ new Map();
  elements.forEach((element, at) => {
    numbers[2 * at] = (isVisible(element) ? 1 : 0) + (isEnabled(element) ? 2 : 0) + (isCovered(element, dialogs) ? 4 : 0);
    let outer = element.parentElement;
    while (outer && !places.has(outer)) outer = outer.parentElement;
    numbers[2 * at + 1] = outer ? places.get(outer) : 0;
    strings.push(role(element), name(element), text(element, 2e3), label(element));
    if (known) {
      for (const read of PROPERTIES.values()) strings.push(read(element));
      strings.push(attributes(element).flat().join(""));
    }
  });
  return { numbers, strings: strings.map((one2) => one2.replaceAll("\0", "\uFFFD")).join("\0") };
}
function isVisible(element) {
  const options = { checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true };
  if (!(element.checkVisibility?.(options) ?? element.getClientRects().length > 0)) return false;
  const view = element.ownerDocument.defaultView;
  const box = element.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) return false;
  let [x, y] = [view.scrollX, view.scrollY];
  for (let outer = parent(element); outer; outer = parent(outer)) {
    x += outer === element.ownerDocument.documentElement ? 0 : Math.abs(outer.scrollLeft);
    y += outer === element.ownerDocument.documentElement ? 0 : outer.scrollTop;
  }
  const leftwards = view.getComputedStyle(element.ownerDocument.documentElement).direction === "rtl";
  if (!leftwards && box.right + x <= 0 || box.bottom + y <= 0) return false;
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    if (outer.clientHeight && outer.clientWidth) continue;
    const { display, overflowX, overflowY } = view.getComputedStyle(outer);
    const clips = (overflow) => overflow !== "visible";
    const folded = !display.startsWith("inline") && display !== "contents";
    if (folded && (!outer.clientHeight && clips(overflowY) || !outer.clientWidth && clips(overflowX))) return false;
  }
  const { clipPath } = view.getComputedStyle(element);
  if (/inset\((50|100)%/.test(clipPath)) return false;
  const frame = view.frameElement;
  return frame ? isVisible(frame) : true;
}
var parent = (element) => element.parentElement ?? element.getRootNode().host ?? null;
function isCovered(element, dialogs) {
  const document = element.ownerDocument;
  if (!dialogs.has(document)) dialogs.set(document, [...modals(document)].at(-1));
  const dialog = dialogs.get(document);
  if (dialog && !holds(dialog, element)) return true;
  const frame = document.defaultView?.frameElement;
  return frame ? isCovered(frame, dialogs) : false;
}
function modals(document) {
  try {
    return document.querySelectorAll("dialog:modal");
  } catch {
    return [];
  }
}
function holds(outer, element) {
  for (let node = element; node; node = node.parentNode ?? node.host) if (node === outer) return true;
  return false;
}
var isEnabled = (element) => !element.matches(":disabled,[aria-disabled=true]") && !element.closest("[inert]") && !element.closest("[aria-disabled=true]");
var PROPERTIES = /* @__PURE__ */ new Map([
  ["tag", (element) => element.localName],
  ["type", (element) => element.localName === "input" || element.localName === "button" ? element.type : attribute2(element, "type")],
  ["name", (element) => attribute2(element, "name")],
  ["id", (element) => attribute2(element, "id")],
  ["class", (element) => attribute2(element, "class")],
  ["role", role],
  ["ariaLabel", (element) => attribute2(element, "aria-label")],
  ["text", (element) => isPrivate(element) ? "" : short(words(element))],
  ["label", (element) => short(label(element))],
  ["href", (element) => address(attribute2(element, "href"))],
  ["alt", (element) => attribute2(element, "alt")],
  ["placeholder", (element) => attribute2(element, "placeholder")],
  ["neighbourText", neighbourText],
  ["testId", (element) => attribute2(element, "data-testid")]
]);
var attribute2 = (element, key) => Element.prototype.getAttribute.call(element, key) ?? "";
var short = (text2) => text2.slice(0, 120);
var MASKED = "[data-alongside-privacy]:not([data-alongside-privacy=show],[data-alongside-privacy=mask-inputs])";
var isPrivate = (element) => isTyped(element) || element.closest(MASKED) !== null;
var words = (element) => {
  if (!element.matches(SEALED)) return text(element, 240);
  return element.localName === "input" && /^(submit|button|reset)$/.test(element.type) ? element.value : "";
};
var address = (href) => /^(javascript|data|blob):/i.test(href) ? href.split(":")[0] + ":" : href.replace(/[?].*$/s, "");
function attributes(element) {
  if (isPrivate(element)) return [];
  const all = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get.call(element);
  const told = [...all].filter(({ name: name2, value }) => !UNTOLD.has(name2) && !name2.startsWith("on") && value.length <= 120);
  return told.slice(0, 12).map(({ name: name2, value }) => [name2, address(value)]);
}
function neighbourText(element) {
  const own = element.textContent.trim().length;
  for (let outer = element.parentElement, levels = 0; outer && levels < 4; outer = outer.parentElement, levels += 1) {
    if (outer.textContent.trim().length > own + 1) {
      return isPrivate(outer) ? "" : around(outer, element);
    }
  }
  return "";
}
function around(outer, element) {
  const parts = [];
  let length = 0;
  const read = (node) => {
    for (let child = node.firstChild; child && length < 160; child = child.nextSibling) {
      if (child === element) continue;
      if (child.nodeType === 3) {
        parts.push(child.data);
        length += child.data.length;
      } else if (child.nodeType === 1 && !child.matches(`${SEALED},${MASKED},script,style,template,noscript`)) {
        parts.push(" ");
        read(child);
        parts.push(" ");
      }
    }
  };
  read(outer);
  return parts.join("").replace(/\s+/g, " ").trim().slice(0, 160);
}

// js/page/context.js
var MOST2 = 60;
var LONGEST = 300;
var DEEPEST = 12;
var LARGEST = 2e5;
var REGIONS = "article,aside,main,nav,section";
var IMPLIED = { header: "banner", footer: "contentinfo", nav: "navigation", main: "main", aside: "complementary", search: "search", section: "region", form: "form" };
var LANDMARKS = `${Object.keys(IMPLIED)},${Object.values(IMPLIED).map((role2) => `[role=${role2}]`)}`;
var CRUMBS = /bread\s*crumb|brotkr|fil d.ariane|migas de pan|percorso|kruimelpad/i;
var SEPARATORS = /^[\s>/›»·|]+|[\s>/›»·|]+$/g;
var attribute3 = (element, name2) => Element.prototype.getAttribute.call(element, name2) ?? "";
var isRendered = (element) => element.checkVisibility?.() ?? true;
var seen = /* @__PURE__ */ new WeakMap();
function isOfThisPage(element, content, page) {
  const known = seen.get(element);
  if (known?.content === content) return known.page === page;
  seen.set(element, { content, page });
  return true;
}
function heading(document, closed) {
  const parts = closing(closed);
  const first = document.querySelector("h1");
  return first ? openText(first, parts) : "";
}
function context(document, ours, closed) {
  const parts = closing(closed);
  const { pathname, hash } = document.defaultView.location;
  const page = /^#!?\//.test(hash) ? pathname + hash : pathname;
  const trees = roots(document, ours).filter((root) => root === document || root.nodeType === Node.DOCUMENT_FRAGMENT_NODE);
  const all = (selector) => trees.flatMap((tree) => [...tree.querySelectorAll(selector)]);
  const open = (selector) => all(selector).filter((element) => isRendered(element) && !parts.isClosed(element));
  return {
    title: document.title.slice(0, LONGEST),
    linked: linked(document, parts, page),
    items: open("[itemscope]:not([itemprop])").slice(0, MOST2).map((element) => item(element, parts, 0)),
    meta: meta(document, parts, page),
    headings: open("h1,h2,h3,[role=heading]").slice(0, MOST2).map((element) => [levelOf(element), openText(element, parts)]),
    landmarks: open(LANDMARKS).slice(0, MOST2).flatMap((element) => landmark(element, parts)),
    trail: trail(open, parts),
    step: step(open, parts),
    sentences: sentences(open, parts)
  };
}
var openText = (element, parts) => parts.isClosed(element) || parts.holdsClosed(element) ? "" : text(element, LONGEST);
function linked(document, parts, page) {
  const found = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const written = script.textContent;
    if (written.length > LARGEST || parts.isClosed(script) || !isOfThisPage(script, written, page)) continue;
    try {
      found.push(bounded(JSON.parse(written), 0));
    } catch {
    }
  }
  return found.slice(0, MOST2);
}
function bounded(value, depth) {
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (value === null || typeof value !== "object") return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.slice(0, MOST2).map((one2) => bounded(one2, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MOST2).map(([key, one2]) => [key, bounded(one2, depth + 1)]));
}
function item(scope, parts, depth) {
  const found = /* @__PURE__ */ new Map([["@type", words2(attribute3(scope, "itemtype"))]]);
  const visited = /* @__PURE__ */ new Set([scope]);
  const visit = (element) => {
    if (visited.has(element) || visited.size > 2e3 || parts.isClosed(element)) return;
    visited.add(element);
    const scoped = element.hasAttribute("itemscope");
    for (const name2 of words2(attribute3(element, "itemprop"))) {
      const value = scoped ? depth < 5 ? item(element, parts, depth + 1) : null : valueOf(element, parts);
      if (value === null) continue;
      const known = found.get(name2);
      if (known) known.push(value);
      else found.set(name2, [value]);
    }
    if (!scoped) for (const child of element.children) visit(child);
  };
  for (const child of scope.children) visit(child);
  for (const id of words2(attribute3(scope, "itemref"))) {
    const other = scope.ownerDocument.getElementById(id);
    if (other) visit(other);
  }
  return Object.fromEntries(found);
}
var words2 = (list) => list.split(/\s+/).filter(Boolean);
function valueOf(element, parts) {
  const given = element.getAttribute("content");
  if (given !== null) return given.slice(0, LONGEST);
  switch (element.localName) {
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
function meta(document, parts, page) {
  const found = [];
  for (const element of document.querySelectorAll("meta[property],meta[name]")) {
    const key = (attribute3(element, "property") || attribute3(element, "name")).toLowerCase();
    const content = attribute3(element, "content").slice(0, LONGEST);
    if (!/^(og|product):/.test(key) || parts.isClosed(element)) continue;
    if (key === "og:site_name" || isOfThisPage(element, content, page)) found.push([key, content]);
  }
  return found.slice(0, MOST2);
}
var levelOf = (element) => Number(attribute3(element, "aria-level") || element.localName.slice(1)) || 2;
function landmark(element, parts) {
  const given = words2(attribute3(element, "role"))[0];
  const role2 = given || IMPLIED[element.localName];
  if (!given && /^(header|footer)$/.test(element.localName) && element.parentElement?.closest(REGIONS)) return [];
  const name2 = nameOf(element, parts);
  return !name2 && /^(region|form)$/.test(role2) ? [] : [[role2, name2]];
}
function nameOf(element, parts) {
  const ids = words2(attribute3(element, "aria-labelledby"));
  const root = element.getRootNode();
  const named = ids.map((id) => root.getElementById?.(id)).filter(Boolean);
  return named.some((one2) => parts.isClosed(one2) || parts.holdsClosed(one2)) ? "" : label(element).slice(0, LONGEST);
}
function trail(open, parts) {
  const isTrail = (nav2) => CRUMBS.test(nameOf(nav2, parts)) || CRUMBS.test(attribute3(nav2, "class"));
  const nav = open("nav,[role=navigation]").find(isTrail);
  if (!nav) return [];
  const items = nav.querySelectorAll("li").length ? nav.querySelectorAll("li") : nav.querySelectorAll("a");
  return [...items].slice(0, MOST2).map((one2) => openText(one2, parts).replace(SEPARATORS, "")).filter(Boolean);
}
function step(open, parts) {
  const current = open("[aria-current=step]")[0];
  if (!current) return null;
  const item2 = current.closest("li,[role=listitem]") ?? current;
  const all = [...item2.parentElement?.children ?? []].filter((one2) => one2.localName === item2.localName);
  return { number: all.indexOf(item2) + 1, of: all.length, name: openText(current, parts) };
}
function sentences(open, parts) {
  const gauges = open("progress[value],[role=progressbar][aria-valuenow]").map((gauge) => {
    const [now, most] = [attribute3(gauge, "aria-valuenow") || attribute3(gauge, "value"), attribute3(gauge, "aria-valuemax") || attribute3(gauge, "max")];
    return attribute3(gauge, "aria-valuetext") || `${nameOf(gauge, parts)} ${now} of ${most}`;
  });
  const said = open("legend,h1,h2,h3,ol > li[aria-current],[class*=step i],[class*=progress i]").slice(0, MOST2 * 2);
  const beside = open("h1").flatMap((main) => [main.previousElementSibling, main.nextElementSibling]).filter((one2) => one2 && !parts.isClosed(one2));
  const short2 = [...said, ...beside].filter((one2) => one2.textContent.length <= 120 && !isTyped(one2));
  return [...gauges, ...short2.map((one2) => openText(one2, parts))].filter((one2) => one2 && one2.length <= 60 && /\d/.test(one2)).slice(0, MOST2);
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
  for (let root = element.getRootNode(); root; root = root.host?.getRootNode() ?? root.defaultView?.frameElement?.getRootNode()) {
    root.addEventListener("scroll", again, listening);
    root.defaultView?.addEventListener("resize", again, listening);
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
function watchPlace(element, moved) {
  const document = element.ownerDocument;
  let observer;
  const watch = (threshold) => {
    observer?.disconnect();
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const insets = [box.top, clientWidth - box.right, clientHeight - box.bottom, box.left];
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
      observer = new IntersectionObserver(changed, { ...options, root: document });
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
function formInUse(document, closed, hidden) {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const form = chosen(document, active);
  const all = form ? fieldsOf(form) : isField(active) ? loose(active) : [];
  const fields = all.filter((field) => isAsked(field) && !(hidden && isWithin2(field, hidden)));
  const keys = /* @__PURE__ */ new Map();
  const groups = fields.map((field) => {
    const key = field.type === "radio" ? field.name || field.closest("[role=radiogroup],fieldset") : null;
    if (!key) return 0;
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return keys.get(key);
  });
  const current = fields.find((field) => field === active || active && field.shadowRoot?.contains(active));
  return {
    fields,
    groups: Uint32Array.from(groups),
    label: current && !isQuestionClosed(current, closed) ? questionOf(current) : current ? "" : null,
    own: !form?.hasAttribute?.("novalidate")
  };
}
function chosen(document, active) {
  const focused = active && formOf(active);
  if (focused && !isSearch(focused)) last = new WeakRef(focused);
  else if (isField(active) && !focused) return null;
  const known = last?.deref();
  if (known?.isConnected && known.ownerDocument === document && isRendered2(known)) return known;
  const asking = [...document.querySelectorAll("form:has([required],[aria-required=true])")];
  return asking.find((form) => isRendered2(form) && !isSearch(form)) ?? null;
}
var isRendered2 = (element) => element.checkVisibility?.() ?? true;
var isSearch = (form) => form.closest("search,[role=search]") !== null;
function formOf(field) {
  if (field.form instanceof HTMLFormElement) return field.form;
  for (let node = field; node; node = node.getRootNode().host) {
    const form = node.closest("form");
    if (form) return form;
  }
  return null;
}
function isField(element) {
  if (!element?.matches) return false;
  if (element.localName === "input") return !NO_FIELDS.has(element.type);
  return element.matches(NATIVE) || element.matches(MADE) && !element.querySelector(NATIVE);
}
function fieldsOf(form) {
  const listed = new Set(Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get.call(form));
  const custom = (element) => element.localName.includes("-") && listed.has(element);
  const found = [...listed].filter((element) => isField(element) || custom(element));
  collect2(form, found, custom);
  return found;
}
function collect2(scope, found, isOne) {
  let looked = 0;
  for (const element of scope.querySelectorAll("*")) {
    if (++looked > MOST3) return;
    if (isOne(element)) continue;
    if (!found.includes(element) && isField(element) && !element.form) found.push(element);
    if (element.shadowRoot) collect2(element.shadowRoot, found, isOne);
  }
}
function loose(active) {
  const found = [];
  const scope = active.closest("[role=form],fieldset,dialog,section,article,main") ?? active.getRootNode();
  collect2(scope, found, () => false);
  return found.filter((field) => !formOf(field));
}
var isAsked = (field) => !field.matches(":disabled") && !field.closest("[aria-disabled=true],[inert]") && !field.hasAttribute("readonly");
function isWithin2(field, selector) {
  for (let node = field; node; node = node.getRootNode().host) if (node.closest(selector)) return true;
  return false;
}
var groupOf = (field) => field.type === "radio" ? field.closest("[role=radiogroup],fieldset") : null;
function isQuestionClosed(field, closed) {
  const group = groupOf(field);
  return isNameClosed(field, closed) || group !== null && isNameClosed(group, closed);
}
function questionOf(field) {
  const group = groupOf(field);
  const legend = group?.querySelector(":scope > legend");
  return group && (label(group) || legend && text(legend)) || label(field);
}

// js/page/picture.js
var LONGEST2 = 1280;
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
  const scale = Math.min(1, seen2, LONGEST2 / Math.max(wide, high));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
  const context2 = canvas.getContext("2d", { willReadFrequently: true });
  context2.drawImage(element, 0, 0, canvas.width, canvas.height);
  const { data } = context2.getImageData(0, 0, canvas.width, canvas.height);
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
    const context2 = canvas.getContext("2d");
    context2.globalCompositeOperation = "destination-over";
    context2.fillStyle = "#fff";
    context2.fillRect(0, 0, canvas.width, canvas.height);
    blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  }
  return new Uint8Array(await blob.arrayBuffer());
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
var ELEMENT = 1;
var CHARACTERS = 3;
var CDATA = 4;
var COMMENT = 8;
var DOCUMENT = 9;
var DOCTYPE = 10;
var SHADOW = 11;
var FRAGMENT = 12;
var HIDE = 4;
var NOTHING = 0;
var VALUE = 2;

// js/page/state.js
function fieldState(element, mode) {
  const type = element.localName === "input" ? element.type : "";
  const isChoice = type === "checkbox" || type === "radio";
  if (mode === 1) return isChoice || element.localName === "select" ? null : [0, element.value.length];
  if (isChoice) return [2, (element.checked ? 1 : 0) | (element.indeterminate ? 2 : 0)];
  if (element.localName === "select") {
    const chosen2 = Array.from(element.options).flatMap((option, at) => option.selected ? [at] : []);
    return [3, chosen2.length, ...chosen2];
  }
  return [1, element.value];
}
function rulesOf(sheet, media) {
  const steps = rulesStepwise(sheet, media);
  for (; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
var AT_ONCE = 64;
function* rulesStepwise(sheet, media = "") {
  const texts = [];
  try {
    const rules = sheet.disabled ? [] : sheet.cssRules;
    for (let at = 0; at < rules.length; at++) {
      texts.push(rules[at].cssText);
      if (at % AT_ONCE === AT_ONCE - 1) yield;
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
  const [x, y] = node.nodeType === 9 ? [node.defaultView?.scrollX ?? 0, node.defaultView?.scrollY ?? 0] : [node.scrollLeft, node.scrollTop];
  return [Math.round(x) >>> 0, Math.round(y) >>> 0];
}
function sizeOf2(element) {
  const { width, height } = element.getBoundingClientRect();
  return [Math.round(width), Math.round(height)];
}
var is = (element, selector) => {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
};
function layerOf(element) {
  if (element.nodeType !== 1) return 0;
  if (element.localName === "dialog" && is(element, ":modal")) return 1;
  return is(element, ":popover-open") ? 2 : 0;
}
function activeElement(document, frames) {
  let element = document.activeElement;
  for (; ; ) {
    const inner = element?.shadowRoot?.activeElement ?? frames.get(element)?.activeElement;
    if (!inner) return element?.localName === "body" ? null : element;
    element = inner;
  }
}

// js/page/walker/sheets.js
function tellAdopted({ known, batch }, root) {
  const tree = known.roots.get(root);
  const sheets = root.adoptedStyleSheets ?? [];
  if (!sheets.length && !tree.texts.length) return;
  const texts = Array.from(sheets, (sheet) => sharedRules(known, sheet));
  if (texts.length === tree.texts.length && texts.every((text2, at) => text2 === tree.texts[at])) return;
  tree.texts = texts;
  batch.tell(SHEETS, tree.id, texts.length, ...texts.map((text2) => batch.string(text2)));
}
function sharedRules(known, sheet) {
  const was = known.sheets.get(sheet);
  const count = countOf(sheet);
  if (was?.count === count) return was.text;
  const text2 = rulesOf(sheet);
  known.sheets.set(sheet, { text: text2, count });
  return text2;
}
function tellRules({ known, batch }, style) {
  const { sheet } = style;
  const text2 = sheet ? rulesOf(sheet, style.media) : style.textContent;
  const told = known.styles.get(style)?.told;
  known.styles.set(style, { sheet, text: text2, told: text2, count: countOf(sheet) });
  if (text2 !== told) batch.tell(RULES, known.id(style), batch.string(text2));
}
function tellCounted(walk2) {
  for (const [style, was] of walk2.known.styles) {
    const { sheet } = style;
    const count = countOf(sheet);
    if (sheet === was.sheet && count === was.count) continue;
    const isLoaded = style.localName === "link" && was.told === void 0 && sheet !== was.sheet;
    if (isLoaded) walk2.known.styles.set(style, { sheet, count });
    else tellRules(walk2, style);
  }
}
function* lookAtSheets(walk2) {
  const { known } = walk2;
  const adopted = /* @__PURE__ */ new Set();
  for (const root of known.roots.keys()) for (const sheet of root.adoptedStyleSheets ?? []) adopted.add(sheet);
  for (const sheet of adopted) known.sheets.set(sheet, { text: yield* rulesStepwise(sheet), count: countOf(sheet) });
  for (const root of known.roots.keys()) {
    tellAdopted(walk2, root);
    yield;
  }
  for (const [style, was] of known.styles) {
    const { sheet } = was;
    if (!sheet || sheet !== style.sheet) continue;
    const text2 = yield* rulesStepwise(sheet, style.media);
    if (known.styles.get(style) !== was || text2 === was.text) continue;
    if (was.text === void 0) was.text = text2;
    else tellRules(walk2, style);
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
var GAUGES = /* @__PURE__ */ new Set(["li", "progress", "meter"]);
var isState = (element, name2) => STATE.has(name2) && !GAUGES.has(element.localName);
var getter = (name2) => Object.getOwnPropertyDescriptor(Element.prototype, name2).get;
var prefix = getter("prefix");
var attributes2 = getter("attributes");
var attributesOf = (element) => attributes2.call(element);
function tellNode(walk2, node, parent2) {
  const { known, batch } = walk2;
  switch (node.nodeType) {
    case ELEMENT:
      return tellElement(walk2, node, parent2);
    case CHARACTERS:
    case CDATA: {
      const id = known.add(node);
      batch.tell(NODE, id, parent2, 0, CHARACTERS, batch.string(node.data));
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
function tellPage(walk2, document, window) {
  const { known, batch } = walk2;
  const id = known.add(document);
  batch.tell(NODE, id, 0, 0, DOCUMENT, modeOf(document), window.innerWidth, window.innerHeight, batch.string(document.baseURI));
  beginTree(walk2, document, id);
}
function tellShadow(walk2, host) {
  const { known, batch } = walk2;
  const id = known.add(host.shadowRoot);
  batch.tell(NODE, id, known.id(host), 0, SHADOW);
  beginTree(walk2, host.shadowRoot, id);
}
function tellFrame(walk2, frame) {
  const { known, batch } = walk2;
  const inner = documentOf(frame);
  known.frames.set(frame, inner);
  if (!inner) return;
  const id = known.add(inner);
  batch.tell(NODE, id, known.id(frame), 0, DOCUMENT, modeOf(inner), batch.string(inner.baseURI));
  beginTree(walk2, inner, id);
  if (inner.scrollingElement?.scrollTop) walk2.pending.scrolls.add(inner);
}
function documentOf(frame) {
  try {
    return frame.contentDocument?.documentElement ? frame.contentDocument : null;
  } catch {
    return null;
  }
}
var modeOf = (document) => (document.compatMode === "BackCompat" ? 1 : 0) | (document.designMode === "on" ? 2 : 0);
function beginTree(walk2, root, id) {
  walk2.known.roots.set(root, { id, texts: [], mode: root.nodeType === DOCUMENT ? modeOf(root) : 0, listening: walk2.watch(root) });
  tellAdopted(walk2, root);
  walk2.lists.begin(root, id, true);
}
function tellElement(walk2, element, parent2) {
  const { known, batch } = walk2;
  const id = known.add(element);
  const name2 = element.localName;
  const level = walk2.levels.of(element);
  const space = prefix.call(element);
  if (level) known.levels.set(id, level);
  batch.tell(NODE, id, parent2, level, ELEMENT, batch.string(space ? `${space}:${name2}` : name2), NAMESPACES[element.namespaceURI] ?? 0);
  if (level === HIDE) {
    const size = sizeOf2(element);
    known.boxes.set(element, size);
    batch.tell(1, ...size, 0);
    return id;
  }
  batch.tell(0, 0, 0);
  tellAttributes(batch, element, name2);
  if (known.isSealed(element)) batch.tell(SEALED2, id);
  if (name2 === "style") tellRules(walk2, element);
  else if (name2 === "link") known.styles.set(element, {});
  else if (name2 === "dialog" || element.hasAttribute("popover")) walk2.pending.layers.add(element);
  else if (name2 === "iframe") tellFrame(walk2, element);
  if (!known.isClosed(element)) tellInside(walk2, element, id);
  if (name2 === "template" && element.content) {
    const tree = known.add(element.content);
    batch.tell(NODE, tree, id, 0, FRAGMENT);
    beginTree(walk2, element.content, tree);
  } else if (element.shadowRoot) tellShadow(walk2, element);
  else if (name2.includes("-")) known.hosts.add(element);
  return id;
}
function tellAttributes(batch, element, name2) {
  const { numbers } = batch;
  const count = numbers.push(0) - 1;
  if (name2 === "script") return;
  const all = attributesOf(element);
  for (let at = 0; at < all.length; at++) {
    const { name: name3 } = all[at];
    if (isState(element, name3)) continue;
    numbers.push(batch.string(name3), batch.string(all[at].value));
    numbers[count]++;
  }
}
function tellInside(walk2, element, id) {
  const first = element.firstChild;
  if (!first) return;
  if (first.nodeType === CHARACTERS && !first.nextSibling) {
    const text2 = tellNode(walk2, first, id);
    walk2.batch.tell(CHILDREN, id, 0, 0, 1, text2);
  } else walk2.lists.begin(element, id, true);
}

// js/page/walker/attention.js
var Attention = class {
  #focused = 0;
  #selected = "0,0,0,0";
  /** Tells both when they are others than before. */
  tell({ known, batch }, document) {
    const element = activeElement(document, known.frames);
    const id = known.id(element) ?? 0;
    if (id !== this.#focused) batch.tell(FOCUS, this.#focused = id);
    const selected = selection(known, document, element, id);
    if (selected.join() === this.#selected) return;
    this.#selected = selected.join();
    batch.tell(SELECTION, ...selected);
  }
};
function selection(known, document, field, id) {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = document.getSelection() ?? {};
  const [from, to] = isCollapsed ? [0, 0] : [known.id(anchorNode) ?? 0, known.id(focusNode) ?? 0];
  if (from && to) return [from, anchorOffset, to, focusOffset];
  const isText2 = id && FIELDS2.has(field.localName) && known.modes.get(id) === VALUE && typeof field.selectionStart === "number";
  return isText2 ? [id, field.selectionStart, id, field.selectionEnd] : [0, 0, 0, 0];
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
function note(walk2, records) {
  const { pending } = walk2;
  for (const record of records) {
    const { target } = record;
    if (record.type === "childList") {
      walk2.listAgain(target);
      for (const node of record.removedNodes) pending.gone.add(node);
      pending.levels ||= walk2.levels.reach;
    } else if (record.type === "attributes") {
      const known = pending.attributes.get(target);
      if (known) known.add(nameOf2(record));
      else pending.attributes.set(target, /* @__PURE__ */ new Set([nameOf2(record)]));
      pending.levels ||= walk2.levels.reach;
    } else pending.texts.add(target);
  }
}
function nameOf2({ target, attributeName: name2, attributeNamespace: space }) {
  if (!space) return name2;
  return target.getAttributeNodeNS(space, name2)?.name ?? (PREFIXES[space] ?? "") + name2;
}
function tellChanged(walk2, element, names) {
  const { known, pending } = walk2;
  if (known.id(element)) tellLevel(walk2, element);
  const id = known.id(element);
  if (!id || known.isHidden(id)) return;
  for (const name2 of names) tellAttribute(walk2, element, id, name2);
  if (names.has("popover") || names.has("open")) pending.layers.add(element);
  if (names.has("disabled") && element.localName === "style") pending.texts.add(element);
}
function tellAttribute({ known, batch }, element, id, name2) {
  if (isState(element, name2) || element.localName === "script") return;
  const value = name2.includes(":") ? element.getAttribute(name2) : element.getAttributeNS(null, name2);
  if (KIND.has(name2)) known.modes.delete(id);
  batch.tell(ATTRIBUTE, id, batch.string(name2), value === null ? 0 : 1, batch.string(value ?? ""));
}
function tellText({ known, batch }, node) {
  const id = known.id(node);
  if (id && isText(node)) batch.tell(TEXT, id, batch.string(node.data));
}
var isText = (node) => node.nodeType === CHARACTERS || node.nodeType === CDATA;
function tellLevel(walk2, element) {
  const { known, batch } = walk2;
  const id = known.id(element);
  const [was, now] = [known.levels.get(id) ?? 0, walk2.levels.of(element)];
  if (was === now) return;
  if (was === HIDE || now === HIDE) {
    const parent2 = element.parentNode;
    walk2.leaving.addUnseen(element);
    if (parent2) walk2.listAgain(parent2);
    return;
  }
  if (now) known.levels.set(id, now);
  else known.levels.delete(id);
  batch.tell(LEVEL, id, now);
  walk2.again.push(element);
}
function tellAgain(walk2, node, todo) {
  const { known, batch } = walk2;
  const id = known.id(node);
  if (!id || known.isHidden(id)) return;
  tellText(walk2, node);
  if (node.nodeType === ELEMENT) {
    for (const { name: name2 } of attributesOf(node)) tellAttribute(walk2, node, id, name2);
    known.fields.delete(id);
    const rules = known.styles.get(node)?.told;
    if (rules !== void 0) batch.tell(RULES, id, batch.string(rules));
    known.pushBeside(node, todo);
  }
  const texts = known.roots.get(node)?.texts ?? [];
  if (texts.length) batch.tell(SHEETS, id, texts.length, ...texts.map((text2) => batch.string(text2)));
  for (let child = node.firstChild; child; child = child.nextSibling) todo.push(child);
}
function tellLevels(walk2) {
  const { known, levels } = walk2;
  const named = /* @__PURE__ */ new Set();
  for (const tree of known.roots.keys()) for (const element of levels.named(tree)) named.add(element);
  for (const id of known.levels.keys()) named.add(known.nodes.get(id));
  for (const element of named) if (known.id(element)) tellLevel(walk2, element);
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
function tellFrames(walk2) {
  const { known } = walk2;
  for (const [frame, was] of known.frames) {
    const now = documentOf(frame);
    if (now === was && (!now || known.roots.get(now)?.mode === modeOf(now))) continue;
    if (was) walk2.leaving.addUnseen(was);
    while (walk2.leaving.step()) ;
    if (known.id(frame)) tellFrame(walk2, frame);
  }
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
function tellTheRest(walk2, window) {
  const { known, batch, pending } = walk2;
  const isAway = (node) => node.isConnected && known.id(node) && !known.isWalked(node.parentNode);
  for (const node of pending.moved) if (isAway(node)) walk2.leaving.addUnseen(node);
  if (pending.levels) tellLevels(walk2);
  for (const root of known.roots.keys()) tellAdopted(walk2, root);
  tellCounted(walk2);
  for (const host of known.hosts) {
    if (!host.shadowRoot) continue;
    known.hosts.delete(host);
    tellShadow(walk2, host);
  }
  tellFrames(walk2);
  tellFields(walk2);
  tellScrolls(walk2);
  for (const element of pending.layers) {
    const layer = layerOf(element);
    if (!known.id(element) || layer === (known.layers.get(element) ?? 0)) continue;
    known.layers.set(element, layer);
    batch.tell(LAYER, known.id(element), layer);
  }
  if (pending.viewport) batch.tell(VIEWPORT, window.innerWidth, window.innerHeight);
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
  #ids = /* @__PURE__ */ new WeakMap();
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
    return CLOSED.has(element.localName);
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
    this.roots.get(node)?.listening.abort();
    this.#ids.delete(node);
    for (const map of [this.nodes, this.levels, this.modes, this.fields]) map.delete(id);
    for (const map of [this.roots, this.styles, this.layers, this.boxes, this.hosts, this.scrolled]) map.delete(node);
    return id;
  }
  /** Adds the trees that hang on a node and are none of its children. */
  pushBeside(node, trees, documents = trees) {
    if (node.shadowRoot) trees.push(node.shadowRoot);
    if (node.localName === "template" && node.content) trees.push(node.content);
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
  constructor(walk2) {
    this.#walk = walk2;
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
      if (node.isConnected) pending.moved.add(node);
      else this.#forget(node, this.#gone);
    } else {
      if (this.#forgotten.length) batch.tell(FORGET, this.#forgotten.length);
      for (const id of this.#forgotten) batch.numbers.push(id);
      this.#forgotten = [];
      return false;
    }
    return true;
  }
  #forget(node, others) {
    const { known } = this.#walk;
    known.pushBeside(node, others, this.#unseen);
    for (let child = node.firstChild; child; child = child.nextSibling) others.push(child);
    const id = known.forget(node);
    if (id) this.#forgotten.push(id);
  }
};

// js/page/walker/levels.js
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
    this.#selector = rules.map(([selector]) => selector).join(",");
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
};
var isUnseen = (element) => element.hasAttribute("hidden") || element.localName === "template" || element.localName === "noscript";

// js/page/walker/lists.js
var Lists = class {
  #walk;
  #begun = [];
  #active = /* @__PURE__ */ new Map();
  constructor(walk2) {
    this.#walk = walk2;
  }
  get isEmpty() {
    return !this.#begun.length;
  }
  /** Begins with the children of a node. A `fresh` one has told of none, and need not
   *  tell that it has none. */
  begin(node, id, fresh) {
    const list = { node, id, fresh, next: node.firstChild, told: [], offset: 0 };
    this.#active.set(node, list);
    this.#begun.push(list);
  }
  /** The children of a node are others now. Returns whether its list is being read. */
  beginAgain(node) {
    const list = this.#active.get(node);
    if (list) Object.assign(list, { next: node.firstChild, told: [], offset: 0, fresh: false });
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
      list.next = child.nextSibling;
      const id = child === ours ? 0 : known.id(child) ?? tellNode(this.#walk, child, list.id);
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
var SLICE_MS = 8;
var LOOK_SOON_MS = 400;
var LOOK_AGAIN_MS = 2e3;
var LOOK_SHARE = 200;
var WATCHED = { subtree: true, childList: true, attributes: true, characterData: true };
var IN_TREES = ["change", "load"];
var IN_DOCUMENTS = ["input", "reset", "focusin", "focusout", "selectionchange"];
function walk(document, rules, names, unseen, sealed, ours, deliver) {
  const window = document.defaultView;
  const known = new Known(sealed);
  const batch = new Batch(deliver);
  const pending = new Pending();
  const attention = new Attention();
  const walk2 = { known, batch, pending, ours, levels: new Levels(rules, names, unseen), again: [] };
  const lists = walk2.lists = new Lists(walk2);
  const leaving = walk2.leaving = new Leaving(walk2);
  let timer = 0, lookTimer = 0, pace = 40, walked = false, stopped = false;
  const observer = new window.MutationObserver((records) => {
    note(walk2, records);
    later();
  });
  const listen = (target, listening2, type, act = () => {
  }) => {
    const heard = (event) => {
      act(event.composedPath()[0]);
      later();
    };
    target.addEventListener(type, heard, { capture: true, passive: true, signal: listening2.signal });
  };
  walk2.watch = (root) => {
    observer.observe(root, WATCHED);
    const listening2 = new AbortController();
    listen(root, listening2, "scroll", (target) => pending.scrolls.add(target));
    listen(root, listening2, "toggle", (target) => pending.layers.add(target));
    for (const type of IN_TREES) listen(root, listening2, type);
    if (root.nodeType === DOCUMENT) for (const type of IN_DOCUMENTS) listen(root, listening2, type);
    return listening2;
  };
  walk2.listAgain = (parent2) => {
    if (!lists.beginAgain(parent2)) pending.parents.add(parent2);
  };
  const later = (wait = pace) => {
    if (stopped || timer && wait) return;
    clearTimeout(timer);
    timer = setTimeout(slice, wait);
  };
  const slice = () => {
    timer = 0;
    note(walk2, observer.takeRecords());
    const end = performance.now() + SLICE_MS;
    let steps = 0;
    const isOver = () => (++steps & 31) === 0 && performance.now() > end;
    const done = tellAll(isOver);
    if (done) {
      tellTheRest(walk2, window);
      attention.tell(walk2, document);
      if (known.boxes.size) window.requestAnimationFrame(measure);
    }
    lists.tellUnfinished();
    if (done && !walked) {
      walked = true;
      batch.tell(WALKED);
      bySlices(lookAtScrolls(), () => later(0));
    }
    batch.send();
    if (!done || pending.parents.size || !lists.isEmpty || !leaving.isEmpty) later(0);
    else lookLater(LOOK_SOON_MS);
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
    return each(pending.gone, (node) => leaving.add(node)) && each(pending.attributes, ([element, names2]) => tellChanged(walk2, element, names2)) && all(() => leaving.step()) && all(readAgain) && all(() => lists.step() || beginNext()) && each(pending.texts, tellTextOrRules);
  };
  const readAgain = () => {
    const node = walk2.again.pop();
    if (node) tellAgain(walk2, node, walk2.again);
    return node !== void 0;
  };
  const beginNext = () => {
    for (const parent2 of pending.parents) {
      pending.parents.delete(parent2);
      const id = known.id(parent2);
      if (!id || !parent2.isConnected && !known.roots.has(parent2.getRootNode())) continue;
      if (parent2.localName === "style") pending.texts.add(parent2);
      else if (known.isWalked(parent2)) lists.begin(parent2, id, false);
      if (!lists.isEmpty) return true;
    }
    return false;
  };
  const tellTextOrRules = (node) => {
    const style = node.nodeType === ELEMENT ? node : node.parentNode;
    if (style?.localName !== "style" && style !== node) tellText(walk2, node);
    else if (known.id(style)) tellRules(walk2, style);
  };
  const bySlices = (steps, ended) => {
    const end = performance.now() + SLICE_MS;
    while (!stopped) {
      if (steps.next().done) return ended();
      if (performance.now() > end) return setTimeout(bySlices, 0, steps, ended);
    }
  };
  const lookLater = (wait) => {
    clearTimeout(lookTimer);
    if (!stopped) lookTimer = setTimeout(look, wait);
  };
  const look = () => {
    note(walk2, observer.takeRecords());
    if (pending.attributes.size) later(0);
    if (pending.attributes.size || document.hidden) return lookLater(LOOK_AGAIN_MS);
    const begun = performance.now();
    bySlices(lookAtAll(), () => {
      if (batch.numbers.length || !lists.isEmpty || !leaving.isEmpty) later(0);
      lookLater(Math.max(LOOK_AGAIN_MS, (performance.now() - begun) * LOOK_SHARE));
    });
  };
  function* lookAtAll() {
    tellFields(walk2);
    attention.tell(walk2, document);
    tellFrames(walk2);
    yield* lookAtSheets(walk2);
    let seen2 = 0;
    for (const [id, node] of known.nodes) {
      if (node.shadowRoot && !known.id(node.shadowRoot) && !known.isHidden(id)) tellShadow(walk2, node);
      if (++seen2 % 64 === 0) yield;
    }
  }
  function* lookAtScrolls() {
    for (const node of known.nodes.values()) {
      if (node.nodeType === ELEMENT && (node.scrollLeft || node.scrollTop)) pending.scrolls.add(node);
      yield;
    }
    if (window.scrollX || window.scrollY) pending.scrolls.add(document);
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
  listen(window, listening, "resize", () => {
    pending.viewport = true;
  });
  tellPage(walk2, document, window);
  slice();
  return {
    /** What may be read: pairs of a field's number and 0 nothing, 1 length, 2 value. */
    modes(pairs) {
      for (let at = 0; at < pairs.length; at += 2) {
        const [id, mode] = [pairs[at], pairs[at + 1]];
        const element = known.nodes.get(id);
        if (!element || !FIELDS2.has(element.localName)) continue;
        if (mode !== NOTHING) known.modes.set(id, mode);
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
export {
  context,
  describe,
  find,
  findAlike,
  fingerprint,
  follow,
  formInUse,
  heading,
  isNameClosed,
  label,
  name,
  picture,
  role,
  walk
};

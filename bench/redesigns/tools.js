// What the redesigns are written with. Everything works on the live page.
import { carry, gone } from "./truth.js";

export { carry, gone };

const plain = (text) => text.replace(/\s+/g, " ").trim();

export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** An element with attributes and children (strings become text). */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** An icon as design systems draw them: decorative, in the colour of the text. */
export function icon(path, attributes = {}) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const given = { viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor", "aria-hidden": "true", ...attributes };
  for (const [key, value] of Object.entries(given)) svg.setAttribute(key, value);
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  arrow: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  bag: "M6 8h12l1 12H5zM9 8a3 3 0 0 1 6 0",
  down: "M6 9l6 6 6-6",
  check: "M5 13l4 4L19 7",
};

/** The same element under another tag: attributes, children and truth go along. */
export function retag(element, name, { without = [], ...attributes } = {}) {
  const now = document.createElement(name);
  for (const { name: key, value } of element.attributes) {
    if (!without.includes(key)) now.setAttribute(key, value);
  }
  for (const [key, value] of Object.entries(attributes)) now.setAttribute(key, value);
  now.append(...element.childNodes);
  element.replaceWith(now);
  carry(element, now);
  return now;
}

/** A link that becomes a button going to the same place. */
export function asButton(link, attributes = {}) {
  const to = link.href;
  const button = retag(link, "button", { without: ["href", "aria-current"], type: "button", ...attributes });
  button.addEventListener("click", () => location.assign(to));
  return button;
}

export function wrap(element, wrapper) {
  element.replaceWith(wrapper);
  wrapper.append(element);
  return wrapper;
}

/** Puts everything inside `element` into `wrapper`, as its only child. */
export function inset(element, wrapper) {
  wrapper.append(...element.childNodes);
  element.append(wrapper);
  return wrapper;
}

/** Puts children of `parent` in the order of `selectors`; the rest stays behind them. */
export function order(parent, selectors) {
  if (!parent) return;
  parent.prepend(...selectors.map((selector) => parent.querySelector(`:scope > ${selector}`)).filter(Boolean));
}

const WORDED = ["aria-label", "placeholder", "alt", "title", "data-missing", "data-invalid"];

/** Replaces texts of the page, whole text by whole text, by `table`. */
export function reword(root, table) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const now = table[plain(node.data)];
    if (now === undefined) continue;
    const [, before, , after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(node.data);
    node.data = before + now + after;
  }
  for (const name of WORDED) {
    for (const element of all(root, `[${name}]`)) {
      const now = table[plain(element.getAttribute(name))];
      if (now !== undefined) element.setAttribute(name, now);
    }
  }
}

/** Moves links: `table` is from path to path. */
export function rehref(root, table) {
  for (const link of all(root, "a[href]")) {
    const now = table[link.getAttribute("href")];
    if (now !== undefined) link.setAttribute("href", now);
  }
}

const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "data-error-for"];

/**
 * Renames ids and whatever refers to them. `name(id)` gives the new one, or
 * null for an id that goes, where nothing refers to it, and is generated where
 * something does. A field's `-error` and `-hint` follow the field.
 */
export function renameIds(document, name, generated) {
  const given = new Map();
  const renamed = (id) => {
    const [, base, suffix] = /^(.*?)(-error|-hint)?$/.exec(id);
    if (!given.has(base)) given.set(base, name(base));
    return given.get(base) === null ? null : given.get(base) + (suffix ?? "");
  };
  const needed = (id) => {
    const now = renamed(id);
    if (now !== null) return now;
    const base = id.replace(/-(error|hint)$/, "");
    given.set(base, generated(base));
    return renamed(id);
  };
  for (const key of REFERENCES) {
    for (const element of all(document, `[${key}]`)) {
      const ids = element.getAttribute(key).split(/\s+/).filter(Boolean);
      element.setAttribute(key, ids.map(needed).join(" "));
    }
  }
  for (const element of all(document, "[id]")) {
    const now = renamed(element.id);
    if (now === null) element.removeAttribute("id");
    else element.id = now;
  }
  for (const link of all(document, 'a[href^="#"]')) {
    const now = renamed(link.getAttribute("href").slice(1));
    if (now) link.setAttribute("href", `#${now}`);
  }
}

/**
 * Renames classes, in the page and in its style sheets. `name(old)` gives the
 * new class list; the rules follow its first class.
 */
export function renameClasses(document, name) {
  for (const element of all(document, "[class]")) {
    const now = element.getAttribute("class").split(/\s+/).filter(Boolean).map(name).join(" ");
    if (now.trim()) element.setAttribute("class", now);
    else element.removeAttribute("class");
  }
  const selector = (text) => text.replace(/\.([A-Za-z][\w-]*)/g, (whole, old) => {
    const [first] = name(old).split(" ");
    return first ? `.${CSS.escape(first)}` : whole;
  });
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.selectorText?.includes(".")) rule.selectorText = selector(rule.selectorText);
      if (rule.cssRules?.length) walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
}

/** The redesign's own style sheet. */
export function style(document, css) {
  document.head.append(make("style", {}, css));
}

/** A short hash as bundlers append to class names: the same name, the same hash. */
export function hash(text, length = 5) {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0), 16777619) >>> 0;
  return (value.toString(36) + Math.imul(value, 48271).toString(36).replace("-", "x")).slice(0, length);
}

// Collects what a page says of itself, in one call: structured data, Open Graph,
// headings, landmarks, breadcrumbs, steps. What it means, and what of it may be
// told, is decided in crates/core/src/observe/context.
import { closing } from "./closed.js";
import { roots } from "./find.js";
import { isTyped, label, text } from "./name.js";

// Bounds for pages that go on and on.
const MOST = 60;
const LONGEST = 300;
const DEEPEST = 12;
const LARGEST = 200_000;
const REGIONS = "article,aside,main,nav,section";
const IMPLIED = { header: "banner", footer: "contentinfo", nav: "navigation", main: "main", aside: "complementary", search: "search", section: "region", form: "form" };
const LANDMARKS = `${Object.keys(IMPLIED)},${Object.values(IMPLIED).map((role) => `[role=${role}]`)}`;
const CRUMBS = /bread\s*crumb|brotkr|fil d.ariane|migas de pan|percorso|kruimelpad/i;
const SEPARATORS = /^[\s>/›»·|]+|[\s>/›»·|]+$/g;

// A form's fields shadow its own properties by their names.
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) ?? "";
const isRendered = (element) => element.checkVisibility?.() ?? true;

// What was there on another page of this document and is the same since is about
// that page: sites that change the route without a load often leave it behind.
const seen = new WeakMap();
function isOfThisPage(element, content, page) {
  const known = seen.get(element);
  if (known?.content === content) return known.page === page;
  seen.set(element, { content, page });
  return true;
}

/** What the page's main heading says. */
export function heading(document, closed) {
  const parts = closing(closed);
  const first = document.querySelector("h1");
  return first ? openText(first, parts) : "";
}

/** Everything that the core reads; `closed` is a list of selectors, or empty. */
export function context(document, ours, closed) {
  const parts = closing(closed);
  const { pathname, hash } = document.defaultView.location;
  const page = /^#!?\//.test(hash) ? pathname + hash : pathname;
  const trees = roots(document, ours).filter((root) => root === document || root.nodeType === Node.DOCUMENT_FRAGMENT_NODE);
  const all = (selector) => trees.flatMap((tree) => [...tree.querySelectorAll(selector)]);
  const open = (selector) => all(selector).filter((element) => isRendered(element) && !parts.isClosed(element));
  return {
    title: document.title.slice(0, LONGEST),
    linked: linked(document, parts, page),
    items: open("[itemscope]:not([itemprop])").slice(0, MOST).map((element) => item(element, parts, 0)),
    meta: meta(document, parts, page),
    headings: open("h1,h2,h3,[role=heading]").slice(0, MOST).map((element) => [levelOf(element), openText(element, parts)]),
    landmarks: open(LANDMARKS).slice(0, MOST).flatMap((element) => landmark(element, parts)),
    trail: trail(open, parts),
    step: step(open, parts),
    sentences: sentences(open, parts),
  };
}

const openText = (element, parts) => (parts.isClosed(element) || parts.holdsClosed(element) ? "" : text(element, LONGEST));

function linked(document, parts, page) {
  const found = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const written = script.textContent;
    if (written.length > LARGEST || parts.isClosed(script) || !isOfThisPage(script, written, page)) continue;
    try {
      found.push(bounded(JSON.parse(written), 0));
    } catch {
      // Many pages have one that is none.
    }
  }
  return found.slice(0, MOST);
}

function bounded(value, depth) {
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (value === null || typeof value !== "object") return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((one) => bounded(one, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MOST).map(([key, one]) => [key, bounded(one, depth + 1)]));
}

/** A microdata item in the shape of JSON-LD; each property is a list. */
function item(scope, parts, depth) {
  const found = new Map([["@type", words(attribute(scope, "itemtype"))]]);
  const visited = new Set([scope]);
  const visit = (element) => {
    if (visited.has(element) || visited.size > 2_000 || parts.isClosed(element)) return;
    visited.add(element);
    const scoped = element.hasAttribute("itemscope");
    for (const name of words(attribute(element, "itemprop"))) {
      const value = scoped ? (depth < 5 ? item(element, parts, depth + 1) : null) : valueOf(element, parts);
      if (value === null) continue;
      const known = found.get(name);
      if (known) known.push(value);
      else found.set(name, [value]);
    }
    if (!scoped) for (const child of element.children) visit(child);
  };
  for (const child of scope.children) visit(child);
  for (const id of words(attribute(scope, "itemref"))) {
    const other = scope.ownerDocument.getElementById(id);
    if (other) visit(other);
  }
  return Object.fromEntries(found);
}

const words = (list) => list.split(/\s+/).filter(Boolean);

// Where a property's value is (HTML Standard, 5.2.4); never in a field.
function valueOf(element, parts) {
  const given = element.getAttribute("content");
  if (given !== null) return given.slice(0, LONGEST);
  switch (element.localName) {
    case "input": case "select": case "textarea": case "img": case "audio": case "video": case "iframe": case "object": return null;
    case "a": case "area": case "link": return attribute(element, "href").slice(0, LONGEST) && (text(element, LONGEST) || attribute(element, "href"));
    case "data": case "meter": return attribute(element, "value").slice(0, LONGEST);
    default: return parts.holdsClosed(element) ? null : text(element, LONGEST);
  }
}

function meta(document, parts, page) {
  const found = [];
  for (const element of document.querySelectorAll("meta[property],meta[name]")) {
    const key = (attribute(element, "property") || attribute(element, "name")).toLowerCase();
    const content = attribute(element, "content").slice(0, LONGEST);
    if (!/^(og|product):/.test(key) || parts.isClosed(element)) continue;
    // The site's name is the same on every page.
    if (key === "og:site_name" || isOfThisPage(element, content, page)) found.push([key, content]);
  }
  return found.slice(0, MOST);
}

const levelOf = (element) => Number(attribute(element, "aria-level") || element.localName.slice(1)) || 2;

function landmark(element, parts) {
  const given = words(attribute(element, "role"))[0];
  const role = given || IMPLIED[element.localName];
  // The first and last lines of an article are no landmarks of the page.
  if (!given && /^(header|footer)$/.test(element.localName) && element.parentElement?.closest(REGIONS)) return [];
  const name = nameOf(element, parts);
  return !name && /^(region|form)$/.test(role) ? [] : [[role, name]];
}

/** Its label; nothing, when that is in a closed part. */
function nameOf(element, parts) {
  const ids = words(attribute(element, "aria-labelledby"));
  const root = element.getRootNode();
  const named = ids.map((id) => root.getElementById?.(id)).filter(Boolean);
  return named.some((one) => parts.isClosed(one) || parts.holdsClosed(one)) ? "" : label(element).slice(0, LONGEST);
}

function trail(open, parts) {
  const isTrail = (nav) => CRUMBS.test(nameOf(nav, parts)) || CRUMBS.test(attribute(nav, "class"));
  const nav = open("nav,[role=navigation]").find(isTrail);
  if (!nav) return [];
  const items = nav.querySelectorAll("li").length ? nav.querySelectorAll("li") : nav.querySelectorAll("a");
  return [...items].slice(0, MOST).map((one) => openText(one, parts).replace(SEPARATORS, "")).filter(Boolean);
}

function step(open, parts) {
  const current = open("[aria-current=step]")[0];
  if (!current) return null;
  const item = current.closest("li,[role=listitem]") ?? current;
  const all = [...(item.parentElement?.children ?? [])].filter((one) => one.localName === item.localName);
  return { number: all.indexOf(item) + 1, of: all.length, name: openText(current, parts) };
}

/** Short texts that may say which step it is. */
function sentences(open, parts) {
  const gauges = open("progress[value],[role=progressbar][aria-valuenow]").map((gauge) => {
    const [now, most] = [attribute(gauge, "aria-valuenow") || attribute(gauge, "value"), attribute(gauge, "aria-valuemax") || attribute(gauge, "max")];
    return attribute(gauge, "aria-valuetext") || `${nameOf(gauge, parts)} ${now} of ${most}`;
  });
  const said = open("legend,h1,h2,h3,ol > li[aria-current],[class*=step i],[class*=progress i]").slice(0, MOST * 2);
  const beside = open("h1").flatMap((main) => [main.previousElementSibling, main.nextElementSibling]).filter((one) => one && !parts.isClosed(one));
  const short = [...said, ...beside].filter((one) => one.textContent.length <= 120 && !isTyped(one));
  return [...gauges, ...short.map((one) => openText(one, parts))].filter((one) => one && one.length <= 60 && /\d/.test(one)).slice(0, MOST);
}

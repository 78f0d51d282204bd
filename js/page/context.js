// Collects what a page says of itself: structured data, Open Graph, headings,
// landmarks, breadcrumbs, steps. What it means, and what of it may be told, is decided
// in crates/core/src/observe/context.
//
// A long page is read a little at a time: what takes long is a generator, which rests
// after every few elements.
import { closing } from "./closed.js";
import * as dom from "./dom.js";
import { item, words } from "./microdata.js";
import { isTyped, label, text } from "./name.js";

const { attribute } = dom;

// Bounds for pages that go on and on.
const MOST = 60;
const LONGEST = 300;
const DEEPEST = 12;
const LARGEST = 200_000;
// Elements between two rests: of all there are, and of those that are looked at.
const PASSED = 1_000;
const LOOKED = 16;

const ITEMS = "[itemscope]:not([itemprop])";
const HEADINGS = "h1,h2,h3,[role=heading]";
const IMPLIED = { header: "banner", footer: "contentinfo", nav: "navigation", main: "main", aside: "complementary", search: "search", section: "region", form: "form" };
const LANDMARKS = `${Object.keys(IMPLIED)},${Object.values(IMPLIED).map((role) => `[role=${role}]`)}`;
const TRAILS = "nav,[role=navigation]";
const STEP = "[aria-current=step]";
const GAUGES = "progress[value],[role=progressbar][aria-valuenow]";
const SAID = "legend,h1,h2,h3,ol > li[aria-current],[class*=step i],[class*=progress i]";
const ALL = [ITEMS, HEADINGS, LANDMARKS, STEP, GAUGES, SAID].join();
const REGIONS = "article,aside,main,nav,section";
const CRUMBS = /bread\s*crumb|brotkr|fil d.ariane|migas de pan|percorso|kruimelpad/i;
const SEPARATORS = /^[\s>/›»·|]+|[\s>/›»·|]+$/g;

// What was there on another page of this document and is the same since is about
// that page: sites that change the route without a load often leave it behind.
const seen = new WeakMap();
function isOfThisPage(element, content, page) {
  const known = seen.get(element);
  if (known?.content === content) return known.page === page;
  seen.set(element, { content, page });
  return true;
}

/** What the page's main heading says: the first that can be seen. */
export function heading(document, closed) {
  const first = [...dom.querySelectorAll(document, "h1")].slice(0, MOST).find((one) => dom.isRendered(one));
  return first ? openText(first, closing(closed)) : "";
}

/** Goes on with a reading for about so many milliseconds; all that was found, once it is done. */
export function readOn(reading, milliseconds) {
  const until = performance.now() + milliseconds;
  do {
    const { done, value } = reading.next();
    if (done) return value;
  } while (performance.now() < until);
  return undefined;
}

/** Everything that the core reads; `closed` is a list of selectors, or empty. */
export function* beginReading(document, ours, closed) {
  const parts = closing(closed);
  const { pathname, hash } = dom.defaultView(document).location;
  // As in crates/core/src/observe/signals/place.rs.
  const page = /^#[!/]/.test(hash) ? pathname + hash : pathname;
  const look = { parts, elements: yield* candidates(document, ours) };
  const items = [];
  for (const scope of yield* open(look, ITEMS)) items.push(yield* item(scope, parts, 0));
  const headings = [];
  for (const one of yield* open(look, HEADINGS)) {
    headings.push([levelOf(one), openText(one, parts)]);
    yield;
  }
  const landmarks = [];
  for (const one of yield* open(look, LANDMARKS)) {
    landmarks.push(...landmark(one, parts));
    yield;
  }
  return {
    title: dom.title(document).slice(0, LONGEST),
    linked: yield* linked(document, parts, page),
    items,
    meta: meta(document, parts, page),
    headings,
    landmarks,
    trail: yield* trail(look),
    step: yield* step(look),
    sentences: yield* sentences(look),
  };
}

/** All that any of it may be about, collected once, in the order of each tree. */
function* candidates(document, ours) {
  const [trees, found] = [[document], []];
  for (const tree of trees) {
    let passed = 0;
    for (const element of dom.querySelectorAll(tree, "*")) {
      if (++passed % PASSED === 0) yield;
      const shadow = element === ours ? null : dom.shadowRoot(element);
      if (shadow) trees.push(shadow);
    }
    found.push(dom.querySelectorAll(tree, ALL));
    yield;
  }
  return found;
}

/** The first of these that can be seen and are not closed. */
function* open({ parts, elements }, selector, most = MOST, fits = () => true) {
  const found = [];
  let looked = 0;
  for (const list of elements) {
    for (const element of list) {
      if (++looked % LOOKED === 0) yield;
      if (!dom.matches(element, selector) || !dom.isRendered(element) || parts.isClosed(element) || !fits(element)) continue;
      if (found.push(element) >= most) return found;
    }
  }
  return found;
}

const openText = (element, parts) => (parts.isClosed(element) || parts.holdsClosed(element) ? "" : text(element, LONGEST));

function* linked(document, parts, page) {
  const found = [];
  for (const script of dom.querySelectorAll(document, 'script[type="application/ld+json" i]')) {
    yield;
    const written = dom.textContent(script);
    if (written.length > LARGEST || parts.isClosed(script) || !isOfThisPage(script, written, page)) continue;
    try {
      found.push(bounded(JSON.parse(written), 0));
    } catch {
      // Many pages have one that is none.
    }
    if (found.length >= MOST) break;
  }
  return found;
}

function bounded(value, depth) {
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (value === null || typeof value !== "object") return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((one) => bounded(one, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MOST).map(([key, one]) => [key, bounded(one, depth + 1)]));
}

function meta(document, parts, page) {
  const found = [];
  for (const element of dom.querySelectorAll(document, "meta[property],meta[name]")) {
    const key = (attribute(element, "property") || attribute(element, "name")).toLowerCase();
    const content = attribute(element, "content").slice(0, LONGEST);
    if (!/^(og|product):/.test(key) || parts.isClosed(element)) continue;
    // The site's name is the same on every page.
    if (key === "og:site_name" || isOfThisPage(element, content, page)) found.push([key, content]);
    if (found.length >= MOST) break;
  }
  return found;
}

const levelOf = (element) => Number(attribute(element, "aria-level") || dom.localName(element).slice(1)) || 2;

function landmark(element, parts) {
  const [given, tag] = [words(attribute(element, "role"))[0], dom.localName(element)];
  const role = given || IMPLIED[tag];
  // The first and last lines of an article are no landmarks of the page.
  const outer = dom.parentElement(element);
  if (!given && /^(header|footer)$/.test(tag) && outer && dom.closest(outer, REGIONS)) return [];
  const name = nameOf(element, parts);
  return !name && /^(region|form)$/.test(role) ? [] : [[role, name]];
}

/** Its label; nothing, when that is in a closed part. */
function nameOf(element, parts) {
  const root = dom.getRootNode(element);
  const named = words(attribute(element, "aria-labelledby")).map((id) => dom.getElementById(root, id)).filter(Boolean);
  return named.some((one) => parts.isClosed(one) || parts.holdsClosed(one)) ? "" : label(element).slice(0, LONGEST);
}

function* trail(look) {
  const isTrail = (nav) => CRUMBS.test(attribute(nav, "class")) || CRUMBS.test(nameOf(nav, look.parts));
  const [nav] = yield* open(look, TRAILS, 1, isTrail);
  if (!nav) return [];
  const items = dom.querySelectorAll(nav, "li");
  const links = items.length ? items : dom.querySelectorAll(nav, "a");
  return [...links].slice(0, MOST).map((one) => openText(one, look.parts).replace(SEPARATORS, "")).filter(Boolean);
}

function* step(look) {
  const [current] = yield* open(look, STEP, 1);
  if (!current) return null;
  const own = dom.closest(current, "li,[role=listitem]") ?? current;
  const outer = dom.parentElement(own);
  const alike = (one) => dom.localName(one) === dom.localName(own);
  const all = outer ? [...dom.children(outer)].filter(alike) : [own];
  return { number: all.indexOf(own) + 1, of: all.length, name: openText(current, look.parts) };
}

/** Short texts that may say which step it is. */
function* sentences(look) {
  const { parts } = look;
  const found = (yield* open(look, GAUGES)).map((gauge) => {
    const [now, most] = [attribute(gauge, "aria-valuenow") || attribute(gauge, "value"), attribute(gauge, "aria-valuemax") || attribute(gauge, "max")];
    return attribute(gauge, "aria-valuetext") || `${nameOf(gauge, parts)} ${now} of ${most}`;
  });
  const said = yield* open(look, SAID, MOST * 2);
  const around = (main) => [dom.previousElementSibling(main), dom.nextElementSibling(main)];
  const beside = (yield* open(look, "h1")).flatMap(around).filter((one) => one && !parts.isClosed(one));
  for (const one of [...said, ...beside]) {
    yield;
    if (isShort(one) && !isTyped(one)) found.push(openText(one, parts));
  }
  return found.filter((one) => one && one.length <= 60 && /\d/.test(one)).slice(0, MOST);
}

/** Whether an element has a line of text in it, and not the page. */
function isShort(element) {
  const texts = dom.createTreeWalker(dom.ownerDocument(element), element, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (length <= 120 && texts.nextNode()) length += texts.currentNode.data.length;
  return length <= 120;
}

// What a case sees of a page: the bubble as a customer sees it, and where it is.
// Runs in the page, beside the library's adapter, and knows no library.

/** A bubble further than this from its target no longer points at it. */
const NEAR = 60;
/** What counts as the corner where a bubble lands that found nothing. */
const CORNER = 24;

const round = Math.round;

export function eyes(tour) {
  /** The bubbles that can be seen, with their boxes and texts. */
  const bubbles = () =>
    tour
      .bubbles()
      .filter(canBeSeen)
      .map((element) => ({ element, box: box(element), text: element.innerText }));

  const titled = (title) => bubbles().find(({ text }) => !title || text.toLowerCase().includes(title.toLowerCase()));

  return {
    texts: () => bubbles().map(({ text }) => text),
    count: () => bubbles().length,
    titled: (title) => Boolean(titled(title)),

    /** Why the bubble is not by its target; `null` when it is. */
    away(target, title) {
      const bubble = titled(title);
      if (!bubble) return title ? `no bubble "${title}" can be seen` : "no bubble can be seen";
      if (!target) return "the page has no such target";
      const at = box(target);
      const own = bubble.box;
      const { innerWidth: width, innerHeight: height } = window;
      const room = Math.min(at.right - at.left, width) * Math.min(at.bottom - at.top, height);
      if (area(cut(at, { left: 0, top: 0, right: width, bottom: height })) < room / 2) {
        return "the target is not on the screen";
      }
      if (own.left < -1 || own.top < -1 || own.right > width + 1 || own.bottom > height + 1) {
        return `the bubble leaves the screen (${said(own)} in ${width}x${height})`;
      }
      // Beside what fills the screen there is no room.
      const fills = at.bottom - at.top > height * 0.8 || at.right - at.left > width * 0.8;
      if (!fills && area(cut(own, at)) > area(at) * 0.05) return "the bubble covers its target";
      const gap = Math.hypot(
        Math.max(0, own.left - at.right, at.left - own.right),
        Math.max(0, own.top - at.bottom, at.top - own.bottom),
      );
      return gap > NEAR ? `the bubble is ${round(gap)} px away from its target` : null;
    },

    /** Why a bubble that has nothing to point at points at something; `null` when it does not. */
    astray(place) {
      for (const { box: own } of bubbles()) {
        if (own.left < CORNER && own.top < CORNER) return "a bubble in the corner points at nothing";
        if (place && area(place) > 0) {
          const gap = Math.hypot(
            Math.max(0, own.left - place.right, place.left - own.right),
            Math.max(0, own.top - place.bottom, place.top - own.bottom),
          );
          if (gap <= NEAR) return "a bubble points at what is not there";
        }
      }
      return null;
    },

    bubble: () => bubbles()[0]?.element ?? null,
    box,

    /** The middle of one of the bubble's buttons. */
    button(kind) {
      const element = tour.button(kind);
      return element && canBeSeen(element) ? middle(element) : null;
    },
    middle,
  };
}

/** An element's box on the screen, also from inside a same-origin frame. */
function box(element) {
  let { left, top, right, bottom } = element.getBoundingClientRect();
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; ) {
    const outer = frame.getBoundingClientRect();
    const [x, y] = [outer.left + frame.clientLeft, outer.top + frame.clientTop];
    [left, top, right, bottom] = [left + x, top + y, right + x, bottom + y];
    frame = frame.ownerDocument.defaultView?.frameElement;
  }
  return { left, top, right, bottom };
}

function middle(element) {
  const { left, top, right, bottom } = box(element);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Rendered, on the screen, and not behind something else. */
function canBeSeen(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const own = cut(box(element), { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  if (area(own) < 16) return false;
  const sheet = takingPointers();
  const points = [0.5, 0.2, 0.8].flatMap((x) => [0.5, 0.15, 0.85].map((y) => [x, y]));
  const hits = points.filter(([x, y]) =>
    holds(element, hit(own.left + (own.right - own.left) * x, own.top + (own.bottom - own.top) * y)),
  );
  sheet.disabled = true;
  // A rounded corner may be missed.
  return hits.length >= points.length - 1;
}

let pointers;
/** While it holds, what lies on top is hit, also where a library has taken the pointer from the whole page. */
function takingPointers() {
  if (!pointers) {
    pointers = new CSSStyleSheet();
    pointers.replaceSync("* { pointer-events: auto !important }");
    document.adoptedStyleSheets.push(pointers);
  }
  pointers.disabled = false;
  return pointers;
}

function hit(x, y) {
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

function holds(element, other) {
  for (let node = other; node; node = node.parentNode ?? node.host) {
    if (node === element) return true;
  }
  return false;
}

const cut = (a, b) => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});
const area = ({ left, top, right, bottom }) => Math.max(0, right - left) * Math.max(0, bottom - top);
const said = (own) => [own.left, own.top, own.right, own.bottom].map(round).join(" ");

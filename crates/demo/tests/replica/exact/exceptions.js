// Where the copy can't or must not be literally the page, and why. Whatever is
// not in here is compared.

/** What the site hides from everybody. */
export const HIDDEN = "[data-alongside-privacy=hide]";
export const isHidden = (element) => element.matches(HIDDEN);

/** Elements that the copy shows as a box of the same size, with nothing of theirs inside. */
export const BOXED = [
  {
    what: "a frame of another origin, or of a sandbox that has none",
    why: "its document can't be read",
    fits: (element) => /^i?frame$/.test(element.localName) && !readable(element),
  },
  {
    what: "an embedded object",
    why: "it would load and run a page or a plug-in of its own",
    fits: (element) => ["object", "embed", "applet", "fencedframe", "portal"].includes(element.localName),
  },
  {
    what: "an element at the level `hide`",
    why: "nothing of it leaves the page",
    fits: isHidden,
  },
];

/** Elements that may be themselves or a box, as long as they have their place and size. */
export const PICTURED = {
  why: "a picture on demand stands for what is drawn; what is inside is for browsers that show none",
  fits: (element) => element.localName === "canvas" || element.localName === "video",
};

/** Elements whose attributes or children are not compared. */
export const EMPTY = [
  { what: "script", why: "the copy runs nothing; a script has no looks", attributes: true, fits: (element) => element.localName === "script" },
  { what: "noscript", why: "it shows nothing where scripts run", attributes: false, fits: (element) => element.localName === "noscript" },
  { what: "style", why: "its rules are compared: a script may have changed them", attributes: false, fits: (element) => element.localName === "style" },
  { what: "textarea", why: "its text is a default that is not seen; its value is compared", attributes: false, fits: (element) => element.localName === "textarea" },
  { what: "iframe", why: "what it holds as text is for browsers without frames; its document is compared", attributes: false, fits: (element) => element.localName === "iframe" },
  { what: "canvas and video", why: PICTURED.why, attributes: false, fits: PICTURED.fits },
  {
    what: "a link that fetches or navigates",
    why: "the copy loads only what shows",
    attributes: true,
    fits: (element) => element.localName === "link" && !/^(stylesheet|alternate|icon|canonical|\s)+$/i.test(element.rel),
  },
];

const FIELD = new Set(["input", "textarea", "select", "option", "button"]);

/** Attributes that are not compared. */
export const LEFT_OUT = [
  { what: "event handlers", why: "the copy runs nothing", fits: (element, name) => /^on/i.test(name) },
  { what: "nonce, integrity, crossorigin", why: "they belong to the page's own policy", fits: (element, name) => ["nonce", "integrity", "crossorigin"].includes(name) },
  { what: "what acts or loads", why: "in the copy nothing may", fits: (element, name) => ["autofocus", "formtarget", "http-equiv", "imagesrcset", "is", "manifest", "ping", "popovertarget", "srcdoc", "target"].includes(name) },
  { what: "addresses that run something", why: "in the copy nothing may", fits: (element, name, value) => /^[\s\0-\x20]*(javascript:|vbscript:|data:(?!image\/|font\/))/i.test(value) },
  { what: "value, checked and selected of fields", why: "they are defaults; the state is compared", fits: (element, name) => FIELD.has(element.localName) && ["value", "checked", "selected"].includes(name) },
  { what: "where a frame gets its page", why: "the copy is given the page, it loads none", fits: (element, name) => element.localName === "iframe" && ["src", "srcdoc", "sandbox", "name", "allow", "loading", "referrerpolicy", "csp", "credentialless", "allowfullscreen"].includes(name) },
  { what: "the base of addresses", why: "the copy has the page's own", fits: (element, name) => element.localName === "base" && name === "href" },
  { what: "what a video or sound plays", why: "a picture on demand stands for it", fits: (element, name) => ["video", "audio", "source", "track"].includes(element.localName) && ["src", "autoplay", "preload"].includes(name) },
  { what: "names that this browser's DOM refuses", why: "only a parser can make them, and nothing is seen of them", fits: (element, name) => refused(element, name) },
];

// Nor is the namespace of an attribute of an HTML element, which decides only whether
// `xml:lang` names a language.

// Of states, these are not compared:
// - `:defined`, because the copy upgrades no custom element;
// - the value of a sealed field, which is read at no level, and of a file field, which
//   takes none from a script;
// - a selection in a frame's document, or in a field there, beside one of the page's own,
//   because one is told, the page's own;
// - how far a document is scrolled in a frame that is not shown, and where its boxes are:
//   without a size Chromium can't scroll it, and the copy does as soon as it has one;
// - how far a page that hides something is scrolled beyond the end of the copy, which may
//   be shorter by margins that are not told;
// - a collapsed selection, which shows nothing outside of a field;
// - what is on a canvas or in a video, for which a picture on demand stands;
// - closed shadow roots, which nobody can read.

/** Firefox 153 gives a list the width of its longest option only when it is laid out for
 * another reason: an option that is not chosen may have come or changed since. */
export const laidOutAfresh = (list) => {
  if (!/Firefox/.test(navigator.userAgent)) return;
  // Nothing is seen of columns in a list, and an animation is no change of the page.
  const reason = list.animate({ columnCount: ["2", "2"] }, 1000);
  list.getBoundingClientRect();
  reason.cancel();
};

/** Whether a field's value is sealed. */
export const sealed = (field) => field.type === "password" || /\b(cc-|one-time-code|current-password|new-password)/.test(field.getAttribute("autocomplete") ?? "");

/** What no encoding of text can carry: the copy has U+FFFD for each. */
export const carried = (text) => text.toWellFormed().replaceAll("\0", "\ufffd");

function readable(frame) {
  try {
    return Boolean(frame.contentDocument);
  } catch {
    return false;
  }
}

/** What this browser said of a name. */
const asked = new Map();

function refused(element, name) {
  if (!asked.has(name)) {
    try {
      element.ownerDocument.createElement("i").setAttribute(name, "");
      asked.set(name, false);
    } catch {
      asked.set(name, true);
    }
  }
  return asked.get(name);
}

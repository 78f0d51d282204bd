// Scrolling, focus, selection, and what is open.

import { on } from "../world.js";

const instant = "instant";
/** Elements that can be scrolled now. */
const scroller = (act) => (w) => {
  const found = w.elements("*").filter((element) => {
    const room = element.scrollHeight > element.clientHeight + 4 || element.scrollWidth > element.clientWidth + 4;
    return room && element.clientHeight && /auto|scroll/.test(element.ownerDocument.defaultView.getComputedStyle(element).overflow);
  });
  const element = w.touch(w.pick(found));
  return element ? act(element, w) : false;
};
const somewhere = (element, w) => ({ left: w.int(element.scrollWidth), top: w.int(element.scrollHeight), behavior: instant });

export const scrolling = {
  scrollElement: scroller((element, w) => { element.scrollTo(somewhere(element, w)); }),
  scrollBack: scroller((element) => { element.scrollTop = element.scrollLeft = 0; }),
  scrollWindow: (w) => { w.document.defaultView.scrollTo({ top: w.int(1500), behavior: instant }); },
  scrollIntoView: on("p,li,h3,input", (element) => { element.scrollIntoView({ behavior: instant }); }),
  scrollRightToLeft: on("#rtl", (element) => { element.scrollLeft = -40; }),
  scrollField: on("textarea", (field, w) => { field.value ||= "line\n".repeat(40); field.scrollTop = w.int(200); }),
  insertScrolled: (w) => {
    const box = w.markup("<p>tall</p>".repeat(20));
    box.style.cssText = "height: 60px; overflow: auto";
    if (!w.place(box)) return false;
    box.scrollTop = 30 + w.int(100);
  },
  growAboveScroll: scroller((element, w) => { element.prepend(w.make()); }),
  emptyScroller: scroller((element) => { element.scrollTop = 50; element.replaceChildren(); }),
  moveScroller: scroller((element, w) => { element.scrollTop = 20; return w.place(element); }),
  hideScroller: scroller((element) => { element.hidden = !element.hidden; }),
};

const FOCUSABLE = "a[href],button,input,textarea,select,summary,[tabindex]";
/** The element that has the focus, in whatever root. */
const focused = (w) => {
  let found = w.document.activeElement;
  for (;;) {
    const inner = found?.shadowRoot?.activeElement ?? (found?.localName === "iframe" ? found.contentDocument?.activeElement : null);
    if (!inner || inner === inner.ownerDocument.body) return found === w.document.body ? null : found;
    found = inner;
  }
};
const withFocus = (act) => (w) => {
  const found = w.touch(focused(w));
  return found ? act(found, w) : false;
};

export const focus = {
  focus: on(FOCUSABLE, (element) => element.focus({ preventScroll: true })),
  blur: withFocus((element) => element.blur()),
  removeFocused: withFocus((element) => element.remove()),
  disableFocused: withFocus((element) => { element.toggleAttribute("disabled", true); }),
  moveFocused: withFocus((element, w) => w.place(element)),
  focusMadeFocusable: on("p,li,section", (element) => { element.tabIndex = -1; element.focus({ preventScroll: true }); }),
  insertFocused: (w) => {
    const field = Object.assign(w.document.createElement("input"), { id: w.id() });
    if (!w.place(field)) return false;
    field.focus({ preventScroll: true });
  },
};

/** A place in a text of the same document as another. */
const places = (w, count) => {
  const root = w.pick(w.roots().filter((root) => root.nodeType === 9));
  const texts = [];
  const walker = root.createTreeWalker(root.body, 4, (node) => (node.data.trim() && !node.parentNode.closest("script,style,textarea,select,noscript,title") ? 1 : 2));
  while (walker.nextNode()) texts.push(walker.currentNode);
  if (!texts.length) return null;
  return { selection: root.getSelection(), at: Array.from({ length: count }, () => { const text = w.pick(texts); return [w.touch(text), w.int(text.length)]; }) };
};

export const selecting = {
  selectText: (w) => {
    const { selection, at: [[text]] } = places(w, 1) ?? { at: [[]] };
    if (!selection) return false;
    selection.setBaseAndExtent(text, 0, text, text.length);
  },
  selectAcross: (w) => {
    const { selection, at } = places(w, 2) ?? {};
    if (!selection) return false;
    selection.setBaseAndExtent(...at[0], ...at[1]);
  },
  selectElement: on("p,ul,section,table", (element) => {
    const root = element.getRootNode();
    if (root.host) return false;
    root.getSelection()?.selectAllChildren(element);
  }),
  extendSelection: (w) => {
    const { selection, at } = places(w, 1) ?? {};
    if (!selection?.rangeCount) return false;
    selection.extend(...at[0]);
  },
  selectNothing: (w) => { w.document.getSelection().removeAllRanges(); },
  removeSelected: (w) => {
    const { selection, at: [[text]] } = places(w, 1) ?? { at: [[]] };
    if (!selection) return false;
    selection.setBaseAndExtent(text, 0, text, text.length);
    text.remove();
  },
  selectInField: on("textarea,input:not([type])", (field, w) => {
    field.value ||= w.words();
    field.focus({ preventScroll: true });
    field.setSelectionRange(1, field.value.length, w.pick(["forward", "backward"]));
  }),
  selectBackwards: on("textarea", (field, w) => {
    field.value = `${w.words()}\n`.repeat(40);
    field.focus({ preventScroll: true });
    field.setSelectionRange(1, field.value.length, "backward");
  }),
};

export const open = {
  toggleDetails: on("details", (details) => { details.open = !details.open; }),
  showDialog: on("dialog:not([open]):not(:popover-open)", (dialog) => dialog.show()),
  showModal: on("dialog:not([open]):not(:popover-open)", (dialog) => dialog.showModal()),
  closeDialog: on("dialog[open]", (dialog) => dialog.close("done")),
  closeAndShow: on("dialog[open]", (dialog) => { dialog.close(); dialog.showModal(); }),
  /** Without the attribute a modal dialog stays in the top layer, unseen. */
  dropOpen: on("dialog[open]", (dialog) => dialog.removeAttribute("open")),
  moveDialog: on("dialog", (dialog, w) => w.place(dialog)),
  insertDialog: (w) => w.place(w.markup(`<dialog ${w.likely(0.5) ? "open" : ""}><p>${w.words()}</p><button>Close</button></dialog>`)),
  insertModal: (w) => {
    const dialog = Object.assign(w.document.createElement("dialog"), { innerHTML: "<button>Modal</button>", id: w.id() });
    if (!w.place(dialog)) return false;
    dialog.showModal();
  },
  showPopover: on("[popover]:not(:popover-open)", (popover) => popover.showPopover()),
  hidePopover: on("[popover]:popover-open", (popover) => popover.hidePopover()),
  insertPopover: (w) => {
    const popover = Object.assign(w.make(), { popover: w.pick(["auto", "manual"]) });
    if (!w.place(popover)) return false;
    popover.showPopover();
  },
  makePopover: on("section,p", (element, w) => { element.popover = w.pick(["auto", "manual", null]); }),
  movePopover: on("[popover]", (popover, w) => w.place(popover)),
};

// Trees beside the document: shadow roots, custom elements, frames.

import { on } from "../world.js";

const HOST = "div:not(:has(iframe)),section,article,p,span,h3";
const inside = (w) => w.pick([
  `<style>b { color: green } :host { display: block }</style><b>${w.word()}</b><slot></slot>`,
  `<p>${w.words()}</p><slot name=s><i>fallback</i></slot><input value=${w.word()}>`,
  "<slot></slot><button>in shadow</button>",
]);
const shadow = (act) => (w) => {
  const root = w.touch(w.pick(w.roots().filter((root) => root.host)));
  return root ? act(root, w) : false;
};
const fresh = on(HOST, (element, w) => element.shadowRoot ? false : element);

export const shadows = {
  /** No mutation tells of this. */
  attachShadow: (w) => {
    const element = fresh(w);
    if (!element) return false;
    element.attachShadow({ mode: "open" }).innerHTML = inside(w);
  },
  attachShadowLater: (w) => {
    const element = fresh(w);
    if (!element) return false;
    const root = element.attachShadow({ mode: "open" });
    setTimeout(() => root.append(w.document.createElement("em"), "later"), 60);
  },
  insertWithShadow: (w) => {
    const host = w.make();
    if (!["p", "div", "span", "section", "h3", "article"].includes(host.localName)) return false;
    host.attachShadow({ mode: "open" }).innerHTML = inside(w);
    return w.place(host);
  },
  shadowInShadow: shadow((root, w) => {
    const host = w.document.createElement("div");
    root.append(host);
    host.attachShadow({ mode: "open", delegatesFocus: true }).innerHTML = inside(w);
  }),
  parseShadow: on("div,section", (element, w) => {
    if (!element.setHTMLUnsafe) return false;
    element.setHTMLUnsafe(`<section><template shadowrootmode=open>${inside(w)}</template>light</section>`);
  }),
  changeInShadow: shadow((root, w) => { root.append(w.make()); }),
  emptyShadow: shadow((root) => root.replaceChildren()),
  setShadowHtml: shadow((root, w) => { root.innerHTML = inside(w); }),
  setSlot: shadow((root, w) => {
    const child = w.make();
    child.slot = w.pick(["s", ""]);
    root.host.append(child);
  }),
  moveHost: shadow((root, w) => w.place(root.host)),
  moveIntoShadow: shadow((root, w) => { const element = w.element("p,li,b"); return element ? w.place(element, root) : false; }),
  insertCustomElement: (w) => w.place(w.markup(`<x-known title="${w.word()}"><i>${w.word()}</i></x-known><x-unknown>${w.word()}</x-unknown>`)),
  /** Elements that are there are upgraded, and make their shadow roots then. */
  defineElement: (w) => {
    const name = `x-late${w.made}`;
    if (!w.place(w.markup(`<${name}>${w.word()}</${name}>`))) return false;
    const define = () => w.document.defaultView.customElements.define(name, class extends w.document.defaultView.HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: "open" }).innerHTML = "<b>upgraded</b><slot></slot>";
      }
    });
    if (w.likely(0.5)) define();
    else setTimeout(define, 80);
  },
};

const frame = (act) => (w) => {
  const found = w.touch(w.pick(w.elements("iframe").filter((frame) => frame.contentDocument?.body)));
  return found ? act(found, w, found.contentDocument) : false;
};
const room = (w) => w.document.querySelectorAll("iframe").length < 5;
const html = (w) => `<!doctype html><title>Inner</title><body style=height:400px><style>p { color: ${w.pick(["red", "green"])} }</style><p>${w.words()}</p><input value=${w.word()}>`;

export const frames = {
  insertFrame: (w) => room(w) && w.place(w.markup(`<iframe width=200 height=80 srcdoc="${html(w)}"></iframe>`)),
  insertFrameByAddress: (w) => room(w) && w.place(w.markup("<iframe width=200 height=80 src=/exact/inner.html></iframe>")),
  insertEmptyFrame: (w) => {
    if (!room(w)) return false;
    const frame = w.document.createElement("iframe");
    if (!w.place(frame)) return false;
    frame.contentDocument?.body?.append(w.make());
  },
  changeInFrame: frame((frame, w, inner) => { inner.body.append(w.make()); }),
  setAttributeInFrame: frame((frame, w, inner) => { inner.body.setAttribute("class", w.pick(["warm", "cold"])); }),
  removeInFrame: frame((frame, w, inner) => { inner.body.firstChild?.remove(); }),
  typeInFrame: frame((frame, w, inner) => {
    const field = inner.querySelector("input");
    if (!field) return false;
    field.value = w.words();
  }),
  navigateFrame: frame((frame) => { frame.removeAttribute("srcdoc"); frame.src = "/exact/inner.html"; }),
  navigateByLocation: frame((frame, w) => { frame.contentWindow.location.href = `/exact/inner.html?${w.int(9)}`; }),
  setSrcdoc: frame((frame, w) => { frame.srcdoc = html(w); }),
  writeFrame: frame((frame, w, inner) => { inner.open(); inner.write(html(w)); inner.close(); }),
  changeBeforeAndAfterLoad: frame((frame, w) => {
    frame.srcdoc = html(w);
    frame.addEventListener("load", () => frame.contentDocument.body.append("after"), { once: true });
  }),
  describeFrame: frame((frame, w) => {
    const name = w.pick(["hidden", "lang", "aria-label", "data-away", "frameborder"]);
    frame.setAttribute(name, w.pick(["", "0", "de"]));
  }),
  /** What has the focus then is the frame. */
  focusFrame: frame((frame) => frame.contentWindow.focus()),
  insertScrolledInDetails: (w) => {
    if (!room(w)) return false;
    const frame = w.document.createElement("iframe");
    const details = Object.assign(w.document.createElement("details"), { open: true, id: w.id() });
    details.append(frame);
    if (!w.place(details) || !frame.contentDocument?.body) return false;
    frame.contentDocument.body.style.height = "900px";
    frame.contentWindow.scrollTo({ top: 50 + w.int(200), behavior: "instant" });
    details.open = false;
  },
  openAroundFrame: on("details:has(iframe)", (details) => { details.open = !details.open; }),
  scrollFrame: frame((frame, w) => { frame.contentWindow.scrollTo({ top: w.int(200), behavior: "instant" }); }),
  moveFrame: frame((frame, w) => w.place(frame)),
  removeFrame: frame((frame) => frame.remove()),
  frameInFrame: frame((frame, w, inner) => {
    if (!room(w) || frame.contentWindow.parent !== w.document.defaultView) return false;
    inner.body.append(Object.assign(inner.createElement("iframe"), { srcdoc: html(w) }));
  }),
  moveIntoFrame: frame((frame, w, inner) => { const element = w.element("p,li,b"); return element ? w.place(element, inner.body) : false; }),
  moveOutOfFrame: frame((frame, w, inner) => inner.body.firstElementChild ? w.place(inner.body.firstElementChild, w.document.body) : false),
  insertForeignFrame: (w) => room(w) && w.place(w.markup(`<iframe width=120 height=60 title=Foreign src="http://127.0.0.1:${w.document.defaultView.location.port}/pkg/observe.js"></iframe>`)),
  insertSandboxedFrame: (w) => room(w) && w.place(w.markup("<iframe width=120 height=60 sandbox srcdoc='<p>sealed off'></iframe>")),
  insertObject: (w) => w.place(w.markup("<object width=90 height=40 type=image/svg+xml data=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\"></object>")),
};

/** Parts that are nobody's business at any level. */
export const marks = {
  hide: on("p,li,span,b,td", (element) => element.setAttribute("data-alongside-privacy", "hide")),
  showAgain: on("[data-alongside-privacy]", (element) => element.removeAttribute("data-alongside-privacy")),
  insertHidden: (w) => w.place(w.markup(`<section data-alongside-privacy=hide><p>${w.words()}</p></section>`)),
  changeInHidden: on("[data-alongside-privacy]", (element, w) => { element.append(w.make()); }),
  moveHidden: on("[data-alongside-privacy]", (element, w) => w.place(element)),
  moveIntoHidden: on("[data-alongside-privacy]", (element, w) => { const other = w.element("p,li,b"); return other ? w.place(other, element) : false; }),
  moveOutOfHidden: on("[data-alongside-privacy] > *", (element, w) => w.place(element, w.document.body)),
};

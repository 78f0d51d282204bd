// Attributes and texts.

import { on } from "../world.js";

const XLINK = "http://www.w3.org/1999/xlink";
const XML = "http://www.w3.org/XML/1998/namespace";
const HTML = ":not(svg,svg *,math,math *,iframe)";

export const attributes = {
  setClass: on("*", (element, w) => element.setAttribute("class", w.pick(["wide", "tall warm", "cold", ""]))),
  toggleClass: on("*", (element, w) => element.classList.toggle(w.pick(["wide", "warm", "cold"]))),
  setId: on(":not(#shape,iframe)", (element, w) => { element.id = w.id(); }),
  setTitle: on("*", (element, w) => element.setAttribute("title", w.words())),
  setData: on("*", (element, w) => element.setAttribute(`data-${w.word().toLowerCase()}`, w.words())),
  setAria: on("*", (element, w) => element.setAttribute(w.pick(["aria-label", "aria-expanded", "aria-current", "role"]), w.pick(["true", "page", "list", "x y"]))),
  setLanguage: on("*", (element, w) => element.setAttribute("lang", w.pick(["en", "de", "ar", "zh-Hant"]))),
  setDirection: on(HTML, (element, w) => element.setAttribute("dir", w.pick(["rtl", "ltr", "auto"]))),
  setBoolean: on(HTML, (element, w) => element.toggleAttribute(w.pick(["hidden", "disabled", "inert", "readonly", "multiple"]))),
  setHref: on("a", (element, w) => element.setAttribute("href", `/${w.word()}?a=${w.int(9)}#${w.word()}`)),
  setSize: on("img,canvas,video,table,iframe", (element, w) => element.setAttribute("width", String(20 + w.int(80)))),
  setStyle: on(HTML, (element, w) => element.setAttribute("style", `padding: ${w.int(9)}px; color: rgb(${w.int(255)} 9 9); --gap: ${w.int(9)}px`)),
  setStyleProperty: on(HTML, (element, w) => element.style.setProperty("margin-left", `${w.int(20)}px`, w.pick(["", "important"]))),
  setCustomProperty: on(HTML, (element, w) => element.style.setProperty("--gap", `${w.int(20)}px`)),
  setInheritedProperty: (w) => w.document.documentElement.style.setProperty("--gap", `${w.int(9)}px`),
  setOnRoot: (w) => w.pick([w.document.documentElement, w.document.body]).setAttribute("data-theme", w.word()),
  removeAttribute: on("[class],[title],[style],[data-away]", (element, w) => element.removeAttribute(w.pick(element.getAttributeNames().filter((name) => name !== "id")) ?? "class")),
  setManyTimes: on("*", (element, w) => { for (let at = 0; at < 10; at++) element.setAttribute("data-count", String(w.int(99))); }),
  setAndRestore: on("*", (element) => {
    const old = element.getAttribute("title");
    element.setAttribute("title", "for a moment");
    if (old === null) element.removeAttribute("title");
    else element.setAttribute("title", old);
  }),
  setAndMove: on(":not(script)", (element, w) => {
    element.setAttribute("data-moved", w.word());
    return w.place(element);
  }),
  setNamespaced: on("svg,svg *", (element, w) => {
    element.setAttributeNS(XLINK, "xlink:href", `#${w.word()}`);
    element.setAttributeNS(XML, "xml:lang", "en");
  }),
  /** Two attributes with the same local name are two. */
  sameNameTwice: on("svg,svg *", (element, w) => {
    element.setAttribute("href", `#${w.word()}`);
    element.setAttributeNS(XLINK, "xlink:href", `#${w.word()}`);
    if (w.likely(0.5)) element.removeAttribute("href");
  }),
  removeNamespaced: on("svg [*|href]", (element) => element.removeAttributeNS(XLINK, "href")),
  keepCase: on("*", (element, w) => element.setAttributeNS(null, "camelCase", w.word())),
  longValue: on("*", (element, w) => element.setAttribute("data-long", `${w.word()} \u{1f600} “ä” <&>\n`.repeat(200))),
  /** Frameworks leave names that only a parser takes. */
  parserOnlyName: (w) => w.place(w.markup(`<p @click=a :key="b" #c [d]=e (f)=g 1h=i>${w.word()}</p>`)),
  setLinkTarget: on("a,button,form", (element) => {
    element.setAttribute("target", "_blank");
    element.setAttribute("onclick", "never()");
    element.setAttribute("rel", "noopener");
  }),
};

const shown = (act) => (w) => {
  const text = w.text();
  return text ? act(text, w) : false;
};

export const texts = {
  setText: shown((text, w) => { text.data = w.words(); }),
  setTextToSame: shown((text) => { text.data = `${text.data}`; }),
  editText: shown((text, w) => {
    text.insertData(0, `${w.word()} `);
    text.appendData(` ${w.word()}`);
    text.deleteData(1, 2);
  }),
  emptyText: shown((text) => { text.data = ""; }),
  splitText: shown((text, w) => { text.splitText(w.int(text.length)); }),
  normalize: on("div,p,section,body *", (element) => element.normalize()),
  setTextContent: on("p,b,li,h3,span,td", (element, w) => { element.textContent = w.words(); }),
  richText: shown((text) => { text.data = "\u{1f469}\u{1f3fd}\u200d\u{1f680} ä̈ عربى 中文 \u202eright\u202c"; }),
  /** No encoding of text carries these; the copy has a replacement for each, of another width. */
  brokenText: (w) => {
    const hidden = Object.assign(w.make(), { hidden: true });
    if (!w.place(hidden)) return false;
    hidden.append("lone \ud800 nul \0 end");
    hidden.title = "\udfff \0";
  },
  lineEnds: shown((text) => { text.data = "a\r\nb\rc\u2028d"; }),
  longText: shown((text, w) => { text.data = `${w.words()} `.repeat(100); }),
  setDocumentTitle: (w) => { w.document.title = w.words(); },
  editTextAndMove: shown((text, w) => {
    text.data = w.words();
    return w.place(text);
  }),
};

// The comparer's own test: two documents that are the same but for one thing, for
// everything that it should see. A comparer that sees nothing would make every
// other test pass.

import { compare } from "./compare.js";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What is done to the copy, and a word that the comparer must say of it. */
const SPOILS = {
  "a missing element": ["children", (d) => d.querySelector("#i2").remove()],
  "one element more": ["children", (d) => d.querySelector("#list").append(d.createElement("li"))],
  "another order": ["children", (d) => d.querySelector("#list").prepend(d.querySelector("#i3"))],
  "another name": ["children", (d) => d.querySelector("b").replaceWith(d.createElement("strong"))],
  "another namespace": ["children|namespace|name", (d) => d.querySelector("#shape").replaceWith(Object.assign(d.createElement("path"), { id: "shape" }))],
  "a missing comment": ["children", (d) => d.querySelector("#ground").firstChild.remove()],
  "missing white space": ["children", (d) => d.querySelector("#ground").lastChild.remove()],
  "other white space": ["text", (d) => { d.querySelector("#ground").lastChild.data = " "; }],
  "two texts for one": ["children", (d) => d.querySelector("#p1").firstChild.splitText(2)],
  "another text": ["text", (d) => { d.querySelector("#i1").firstChild.data = "one"; }],
  "a missing doctype": ["children", (d) => d.doctype.remove()],
  "an attribute's value": ["attribute", (d) => d.querySelector("#last").setAttribute("data-x", "2")],
  "an attribute more": ["attribute", (d) => d.querySelector("#last").setAttribute("title", "")],
  "an attribute less": ["attribute", (d) => d.querySelector("#last").removeAttribute("data-x")],
  "an attribute's namespace": ["attribute", (d) => { d.querySelector("#shape").removeAttributeNS("http://www.w3.org/1999/xlink", "href"); d.querySelector("#shape").setAttribute("xlink:href", "#x"); }],
  "a shadow root less": ["shadow root", (d) => d.querySelector("#host").replaceWith(Object.assign(d.createElement("section"), { id: "host" }))],
  "a shadow root more": ["shadow root", (d) => { d.querySelector("#p1").attachShadow({ mode: "open" }); }],
  "a text in a shadow root": ["text", (d) => { d.querySelector("#host").shadowRoot.querySelector("p").firstChild.data = "x"; }],
  "a shadow root's adopted sheet": ["adopted", (d) => { d.querySelector("#host").shadowRoot.adoptedStyleSheets = []; }],
  "an adopted sheet": ["adopted", (d) => { d.adoptedStyleSheets = []; }],
  "a rule of an adopted sheet": ["adopted", (d) => d.adoptedStyleSheets[0].insertRule("q { color: red }")],
  "the order of adopted sheets": ["adopted", (d) => { d.adoptedStyleSheets = Array.from(d.adoptedStyleSheets).reverse(); }],
  "a disabled adopted sheet": ["adopted", (d) => { d.adoptedStyleSheets[0].disabled = true; }],
  "a rule of a style element": ["rules", (d) => d.querySelector("main style").sheet.insertRule("q { color: red }")],
  "a property of a rule": ["rules", (d) => d.querySelector("main style").sheet.cssRules[0].style.setProperty("color", "blue")],
  "a disabled style element": ["rules", (d) => { d.querySelector("main style").sheet.disabled = true; }],
  "a style element's media": ["rules|attribute", (d) => { d.querySelector("main style").sheet.media.mediaText = "print"; }],
  "a rule of a linked sheet": ["rules", (d) => d.querySelector("link[rel=stylesheet]").sheet.insertRule("q { color: red }")],
  "a value": ["value", (d) => { d.querySelector("#name").value = "x"; }],
  "a text field's value": ["value", (d) => { d.querySelector("#note").value = "x"; }],
  "a check mark": ["checked", (d) => { d.querySelector("#box").checked = false; }],
  "a half check mark": ["indeterminate", (d) => { d.querySelector("#box").indeterminate = true; }],
  "a radio button": ["checked", (d) => { d.querySelector("#r1").checked = true; }],
  "a chosen option": ["chosen", (d) => { d.querySelector("#one").selectedIndex = 0; }],
  "one of several options": ["chosen", (d) => { d.querySelector("#many").options[1].selected = true; }],
  "a slider": ["value", (d) => { d.querySelector("#range").value = 60; }],
  "a submit button's label": ["value", (d) => { d.querySelector("#go").value = "x"; }],
  "progress": ["attribute", (d) => { d.querySelector("#bar").value = 0.5; }],
  "a list's number": ["attribute", (d) => { d.querySelector("[value='7']").value = 8; }],
  "a scroller": ["scroll", (d) => { d.querySelector("#scroller").scrollTop = 30; }],
  "a scroller from right to left": ["scroll", (d) => { d.querySelector("#rtl").scrollLeft = -30; }],
  "the page's scroll": ["scroll", (d) => { d.defaultView.scrollTo(0, 50); }],
  "the focus": ["focus", (d) => { d.querySelector("#mail").focus({ preventScroll: true }); }],
  "a focus in a shadow root": ["focus", (d) => { d.querySelector("#host").shadowRoot.querySelector("input").focus({ preventScroll: true }); }],
  "a selection": ["selection", (d) => { d.getSelection().selectAllChildren(d.querySelector("#p1")); }],
  "open details": ["attribute open", (d) => { d.querySelector("#more").open = true; }],
  "an open dialog": ["attribute open", (d) => { d.querySelector("#dialog").show(); }],
  "a modal dialog": ["open", (d) => { d.querySelector("#dialog").showModal(); }],
  "an open popover": ["open", (d) => { d.querySelector("#pinned").showPopover(); }],
  "a text in a frame": ["text", (d) => { d.querySelector("#inner").contentDocument.querySelector("b").firstChild.data = "x"; }],
  "a frame's value": ["value", (d) => { d.querySelector("#inner").contentDocument.querySelector("input").value = "x"; }],
  "a frame without a document": ["frame|children", (d) => d.querySelector("#inner").replaceWith(Object.assign(d.createElement("div"), { id: "inner" }))],
  "a template's content": ["content", (d) => d.querySelector("#row").content.firstChild.remove()],
  "where a box is": ["box", (d) => { d.body.animate([{ paddingTop: "9px" }, { paddingTop: "9px" }], { duration: 1e7 }); }],
};

/** States that both have, and not the same. */
const BOTH = {
  "a dialog that is modal only in the page": ["open", (d) => d.querySelector("#dialog").showModal(), (d) => d.querySelector("#dialog").show()],
  "a longer selection": ["selection", (d) => selectTo(d, 3), (d) => selectTo(d, 4)],
  "a selection from the other end": ["selection", (d) => selectTo(d, 3), (d) => { const text = d.querySelector("#p1").firstChild; d.getSelection().setBaseAndExtent(text, 3, text, 0); }],
  "another focus": ["focus", (d) => d.querySelector("#name").focus(), (d) => d.querySelector("#mail").focus()],
  "a selection in a field": ["selection", (d) => { d.querySelector("#name").focus(); d.querySelector("#name").select(); }, (d) => { d.querySelector("#name").focus(); d.querySelector("#name").setSelectionRange(0, 2); }],
};
const selectTo = (d, end) => { const text = d.querySelector("#p1").firstChild; d.getSelection().setBaseAndExtent(text, 0, text, end); };

/** A document in a frame of a window, the same each time. */
const made = async (window, quirks) => {
  const { document } = window;
  const frame = Object.assign(document.createElement("iframe"), { width: 1000, height: 700 });
  document.body.append(frame);
  const source = await (await fetch("/exact/page.html")).text();
  const inner = frame.contentDocument;
  inner.open();
  inner.write((quirks ? "" : "<!doctype html>") + source.replace(/<script[^>]*><\/script>/, ""));
  inner.close();
  await new Promise((done) => { if (inner.readyState === "complete") done(); else frame.contentWindow.addEventListener("load", done); });
  const host = inner.querySelector("#host").attachShadow({ mode: "open" });
  host.innerHTML = "<p>in shadow</p><input>";
  inner.querySelector("#shape").setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#x");
  const sheets = ["p { margin: 3px }", "b { color: green }"].map((rules) => {
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(rules);
    return sheet;
  });
  inner.adoptedStyleSheets = sheets;
  host.adoptedStyleSheets = sheets.slice(1);
  // Its input comes last: a busy parser rests before it.
  const loaded = () => inner.querySelector("#inner").contentDocument?.querySelector("input") && inner.querySelector("link[rel=stylesheet]").sheet;
  for (let tries = 0; tries < 200 && !loaded(); tries++) await pause(20);
  return { frame, document: inner };
};

/**
 * What the comparer did not see, or saw where nothing was. The copy is in another
 * window: in one window only one of the two can have the focus.
 */
export async function spoilt(other) {
  const missed = [];
  const pair = async (name, word, toPage, toCopy, quirks = false) => {
    const [page, copy] = [await made(window, false), await made(other, quirks)];
    const before = compare(page.document, copy.document);
    if (!quirks && before.length) missed.push(`${name}: differs before anything was done: ${before[0]}`);
    toPage?.(page.document);
    toCopy?.(copy.document);
    const said = compare(page.document, copy.document);
    if (!said.some((line) => new RegExp(word).test(line))) missed.push(`${name}: said ${JSON.stringify(said)}`);
    page.frame.remove();
    copy.frame.remove();
  };
  for (const [name, [word, act]] of Object.entries(SPOILS)) await pair(name, word, null, act);
  for (const [name, [word, one, other]] of Object.entries(BOTH)) await pair(name, word, one, other);
  await pair("quirks mode", "compatMode", null, null, true);
  return { missed, count: Object.keys(SPOILS).length + Object.keys(BOTH).length + 1 };
}

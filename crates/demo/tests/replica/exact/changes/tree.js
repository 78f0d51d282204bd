// Nodes come, go and move.

import { on } from "../world.js";

const FRAGMENTS = [
  "<ul><li>One<li>Two<li>Three</ul>",
  "<table><caption>Rows</caption><tbody><tr><td>1<td>2<tr><td>3<td>4</table>",
  "<p>Text <b>bold <i>both</i></b> tail</p>",
  "<dl><dt>Term<dd>Meaning</dl><!-- a remark -->",
  "<pre>  kept\n   spaces\n</pre>",
  "<div><div><div><div>deep</div></div></div></div>",
  "  \n  <span> a </span>  \n  <span> b </span>  ",
];
const ANY = ":not(script)";

export const tree = {
  insertElement: (w) => w.place(w.make()),
  insertMarkup: (w) => w.place(w.markup(w.pick(FRAGMENTS))),
  insertMany: (w) => {
    const list = w.document.createElement("ol");
    for (let at = 0; at < 12; at++) list.append(Object.assign(w.document.createElement("li"), { textContent: `${w.word()} ${at}` }));
    return w.place(list);
  },
  insertFragment: (w) => {
    const fragment = w.document.createDocumentFragment();
    fragment.append(w.make(), w.words(), w.make(), w.document.createComment("x"));
    return w.place(fragment);
  },
  /** Comes and goes before anybody can have seen it. */
  insertAndRemove: (w) => {
    const passing = w.make();
    if (!w.place(passing)) return false;
    passing.append(w.make());
    passing.remove();
  },
  moveElement: on(ANY, (element, w) => w.place(element)),
  moveTwice: on(ANY, (element, w) => w.place(element) && w.place(element)),
  swapSiblings: on(`${ANY}:not(:only-child)`, (element, w) => {
    const other = w.touch(w.pick(Array.from(element.parentNode.childNodes).filter((node) => node !== element)));
    const mark = element.ownerDocument.createComment("");
    element.replaceWith(mark);
    other.replaceWith(element);
    mark.replaceWith(other);
  }),
  reverseChildren: on(":has(> * + *):not(select,svg)", (element) => element.append(...Array.from(element.childNodes).reverse())),
  firstBecomesLast: on(":has(> * + *):not(select)", (element) => element.append(element.firstChild)),
  /** Keeps its state: frames are not loaded again, a focus stays. */
  moveBefore: on(ANY, (element, w) => {
    const holder = w.container((node) => node.getRootNode() === element.getRootNode() && !element.contains(node));
    // Moved like this out of its `details`, Chromium 156 shows it no more.
    if (!holder?.moveBefore || element.localName === "summary") return false;
    holder.moveBefore(element, holder.firstChild === element ? element.nextSibling : holder.firstChild);
  }),
  removeElement: on(ANY, (element) => element.remove()),
  removeSeveral: on(":has(> * + *)", (element, w) => {
    for (let left = 1 + w.int(3); left > 0; left--) element.firstChild?.remove();
  }),
  detach: on(ANY, (element, w) => {
    element.remove();
    w.detached.push(element);
  }),
  reattach: (w) => {
    const back = w.touch(w.detached.shift());
    return back ? w.place(back) : false;
  },
  /** Nobody watches what is not in the page. */
  changeWhileDetached: on(ANY, (element, w) => {
    const { parentNode, nextSibling } = element;
    element.remove();
    element.setAttribute("data-away", w.word());
    if (element.localName === "div" || element.localName === "p") element.append(w.make());
    parentNode.insertBefore(element, nextSibling);
  }),
  replaceElement: on(ANY, (element, w) => element.replaceWith(w.make(), w.words())),
  emptyElement: on("div,ul,p,section,article", (element) => element.replaceChildren()),
  setInnerHtml: on("div,section,article,p", (element, w) => { element.innerHTML = w.pick(FRAGMENTS); }),
  setOuterHtml: on("div,section,article,p,ul", (element, w) => { element.outerHTML = w.pick(FRAGMENTS); }),
  wrap: on("p,span,ul,b,a,button,li", (element, w) => {
    const wrapper = w.make();
    element.replaceWith(wrapper);
    wrapper.append(element);
  }),
  unwrap: on("div,b,i,section", (element) => element.replaceWith(...element.childNodes)),
  clone: on(ANY, (element, w) => w.place(element.cloneNode(true))),
  insertComment: (w) => w.place(w.document.createComment(w.words())),
  editComment: (w) => {
    const all = w.roots().flatMap((root) => {
      const walker = root.ownerDocument ? root.ownerDocument.createTreeWalker(root, 128) : root.createTreeWalker(root, 128);
      const found = [];
      while (walker.nextNode()) found.push(walker.currentNode);
      return found;
    });
    const comment = w.touch(w.pick(all));
    if (!comment) return false;
    if (w.likely(0.5)) comment.data = w.words();
    else comment.remove();
  },
  insertWhitespace: (w) => w.place(w.document.createTextNode(w.pick([" ", "\n", "\n  ", "\t", "\u00a0"]))),
  insertEmptyText: (w) => w.place(w.document.createTextNode("")),
  insertTextBesideText: (w) => {
    const beside = w.text();
    if (!beside) return false;
    beside.before(w.word(), w.word());
  },
  insertIntoHead: (w) => {
    const meta = Object.assign(w.document.createElement("meta"), { name: w.word(), content: w.words() });
    w.document.head.insertBefore(meta, w.pick([null, ...w.document.head.childNodes]));
  },
  /** Names that a parser takes and `createElement` refuses in older engines. */
  insertOddNames: (w) => w.place(w.markup(`<x:y>prefixed</x:y><a-b.c>dotted</a-b.c><ab<c>angled</ab<c><UPPER>case</UPPER>`)),
  insertSvg: (w) => w.place(w.markup(`<svg viewBox="0 0 20 20" width=40 height=40><defs><linearGradient id=g${w.made}><stop offset=1 stop-color=red /></linearGradient></defs><g fill="url(#g${w.made})"><path d="M2 2h9v9z"/><text x=2 y=18 textLength=16>Svg</text></g></svg>`)),
  changeSvg: on("svg path,svg circle,svg rect", (shape, w) => {
    shape.setAttribute("d", `M${w.int(9)} ${w.int(9)}h9v9z`);
    shape.parentNode.append(w.document.createElementNS("http://www.w3.org/2000/svg", "circle"));
  }),
  useInSvg: on("svg", (svg, w) => {
    const use = w.document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#shape");
    use.setAttribute("href", "#shape");
    svg.append(use);
  }),
  htmlInSvg: (w) => w.place(w.markup(`<svg width=80 height=40><foreignObject width=80 height=40><p>${w.words()}</p><input value=x></foreignObject><title>${w.word()}</title></svg>`)),
  insertMath: (w) => w.place(w.markup("<math display=block><mfrac><mi>a</mi><mn>2</mn></mfrac><annotation-xml encoding='text/html'><p>x</p></annotation-xml></math>")),
  replaceBody: (w) => {
    if (!w.likely(0.2)) return false;
    const body = w.document.body.cloneNode(true);
    w.document.body.replaceWith(body);
  },
};

export const templates = {
  insertTemplate: (w) => w.place(w.markup(`<template><li class=row>${w.words()}<!-- x --><template><b>inner</b></template></li></template>`)),
  /** What a template holds is a document of its own. */
  changeTemplate: on("template", (template, w) => {
    if (w.likely(0.5)) template.content.append(w.make());
    else template.content.firstChild?.remove();
  }),
  stampTemplate: on("template", (template, w) => w.place(template.content.cloneNode(true))),
};

export const pictures = {
  insertPicture: (w) => w.place(w.markup(`<canvas width=${30 + w.int(50)} height=40>not drawn</canvas><video width=60 height=40 controls></video><img width=20 height=20 alt="${w.word()}" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">`)),
  changeCanvas: on("canvas", (canvas, w) => {
    canvas.width = 20 + w.int(90);
  }),
  dropCanvasSize: on("canvas[width],canvas[height]", (canvas, w) => canvas.removeAttribute(w.pick(["width", "height"]))),
  drawOnCanvas: on("canvas", (canvas) => { canvas.getContext("2d")?.fillRect(0, 0, 9, 9); }),
  moveCanvas: on("canvas", (canvas, w) => w.place(canvas)),
};

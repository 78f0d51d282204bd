// Where a bubble stands, and that it stays there.

import { must, sleep } from "../trial.mjs";
import { shop, style } from "./pages.mjs";

const base = { group: "place", style, html: shop };
const one = () => [{ target: "#pay", title: "One", text: "Pay here, by card or transfer." }];
const button = "<button id=pay>Pay now</button>";

/** How long until the bubble is by its target again after a change of the page, in the page's own frames. */
const settle = (t, change) =>
  t.run(`async () => {
    (${change})();
    const began = performance.now();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const passed = performance.now() - began;
      if (!window.eyes.away(document.querySelector("#pay"), "One") || passed > 1500) return passed;
    }
  }`);

async function follows(t, change, within = 300) {
  const took = await settle(t, change);
  must(took <= within, `not by its target ${within} ms after the page moved`);
  await t.by("#pay", "One");
}

export const place = [
  {
    ...base,
    name: "nested scrollers: scrolled into view, and followed",
    style: `${style}
      #outer { height: 460px; overflow: auto; border: 1px solid }
      #inner { height: 340px; overflow: auto; margin: 300px 40px; border: 1px solid }
      .half { height: 900px }`,
    html: `<div id=outer><div id=inner><div class=half></div>${button}<div class=half></div></div><div class=tall></div></div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      const clipped = () =>
        t.run(() => {
          const { top, bottom } = document.querySelector("#pay").getBoundingClientRect();
          return ["#inner", "#outer"].some((s) => {
            const own = document.querySelector(s).getBoundingClientRect();
            return top < own.top - 1 || bottom > own.bottom + 1;
          });
        });
      must(!(await clipped()), "the target is not scrolled into view");
      await follows(t, () => document.querySelector("#inner").scrollBy({ top: 50, behavior: "instant" }));
    },
  },
  {
    ...base,
    name: "layout shift: followed",
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      await follows(t, () => {
        const late = document.createElement("div");
        late.style.height = "120px";
        document.querySelector("h1").before(late);
      });
    },
  },
  {
    ...base,
    name: "sticky header: the target is not left behind it",
    style: `${style} header { position: sticky; top: 0; height: 110px; margin: -24px -24px 0; background: #ddd }`,
    html: `<header>Shop</header><div style="height: 500px"></div><div style="padding-left: 300px">${button}</div><div class=tall></div>`,
    async check(t) {
      await t.open();
      await t.run(() => scrollTo({ top: 1e6, behavior: "instant" }));
      await t.start(one);
      await t.by("#pay", "One");
      const hidden = await t.run(() => {
        const header = document.querySelector("header").getBoundingClientRect();
        return document.querySelector("#pay").getBoundingClientRect().top < header.bottom - 1;
      });
      must(!hidden, "the target is behind the header");
    },
  },
  {
    ...base,
    name: "four corners at 360 px",
    viewport: { width: 360, height: 640 },
    style: `${style} button { position: absolute } #a, #b { top: 4px } #c, #d { bottom: 4px } #a, #c { left: 4px } #b, #d { right: 4px }`,
    html: ["a", "b", "c", "d"].map((id) => `<button id=${id}>Pay</button>`).join(" "),
    async check(t) {
      for (const id of ["a", "b", "c", "d"]) {
        await t.open();
        await t.start(`() => [{ target: "#${id}", title: "One", text: "Pay here, by card or transfer." }]`);
        await t.by(`#${id}`, "One");
      }
    },
  },
  {
    ...base,
    name: "a target taller than the viewport",
    html: `<main id=pay style="height: 1900px; margin: 0 260px; background: #eee">Everything</main>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
    },
  },
  {
    ...base,
    name: "body with zoom",
    style: `${style} body { zoom: 1.3 }`,
    html: `<div style="height: 900px"></div><div style="padding-left: 250px">${button}</div><div class=tall></div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
    },
  },
  {
    ...base,
    name: "body with transform",
    style: `${style} body { transform: translateX(40px) scale(0.9); transform-origin: 0 0 }`,
    html: `<div style="height: 900px"></div><div style="padding-left: 250px">${button}</div><div class=tall></div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
    },
  },
  {
    ...base,
    name: "pinch zoom",
    viewport: { width: 400, height: 760 },
    mobile: true,
    html: `<div style="height: 300px"></div>${button}<div class=tall></div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      const { x, y } = await t.run(() => window.eyes.middle(document.querySelector("#pay")));
      await t.session.send("Input.synthesizePinchGesture", { x, y, scaleFactor: 2, relativeSpeed: 2000 });
      must((await t.run(() => visualViewport.scale)) > 1.5, "the page was not zoomed");
      await t.by("#pay", "One");
      const seen = await t.run(() => {
        const own = window.eyes.box(window.eyes.bubble());
        const { offsetLeft: left, offsetTop: top, width, height } = visualViewport;
        const w = Math.min(own.right, left + width) - Math.max(own.left, left);
        const h = Math.min(own.bottom, top + height) - Math.max(own.top, top);
        return (Math.max(0, w) * Math.max(0, h)) / ((own.right - own.left) * (own.bottom - own.top));
      });
      must(seen > 0.2, "the bubble is out of what the customer sees");
    },
  },
  {
    ...base,
    name: "right to left: in place, and read from the right",
    root: `lang=ar dir=rtl`,
    html: `<div style="height: 200px"></div><button id=pay>ادفع الآن</button>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      const direction = await t.run(() => getComputedStyle(window.eyes.bubble()).direction);
      must(direction === "rtl", "the bubble reads from the left");
    },
  },
  {
    ...base,
    name: "a page that scrolls sideways",
    html: `<div style="width: 3600px; padding: 200px 0 0 2300px">${button}</div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      await follows(t, () => scrollBy({ left: 60, behavior: "instant" }));
    },
  },
  {
    ...base,
    name: "a fixed target, while the page scrolls",
    style: `${style} #pay { position: fixed; right: 60px; bottom: 40px }`,
    html: `<div class=tall>Shop</div>${button}`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      await follows(t, () => scrollBy({ top: 400, behavior: "instant" }));
    },
  },
  {
    ...base,
    name: "the on-screen keyboard: field and bubble fit above it",
    viewport: { width: 390, height: 760 },
    mobile: true,
    html: `<div style="height: 520px">Shop</div><label for=pay>Name</label> <input id=pay><div class=tall></div>`,
    async check(t) {
      await t.open();
      await t.start(one);
      await t.by("#pay", "One");
      await t.click("#pay");
      // What a keyboard does to a page with `interactive-widget=resizes-content`:
      // the viewport gets lower, and the browser keeps the focused field in it.
      await t.page.setViewportSize({ width: 390, height: 400 });
      await sleep(100);
      await t.run(() => document.activeElement.scrollIntoView({ block: "nearest", behavior: "instant" }));
      await t.by("#pay", "One");
    },
  },
];

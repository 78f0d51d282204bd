// What a step points at.

import { Miss, must, sleep } from "../trial.mjs";
import { shop, style } from "./pages.mjs";

const group = "target";
const base = { group, style, html: shop };

const shadow = {
  ...base,
  html: `<h1>Shop</h1><div class=room><shop-form></shop-form></div>`,
  script: `
    customElements.define("shop-pay", class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = "<button id=pay>Pay now</button>";
      }
    });
    customElements.define("shop-form", class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = "<p>By card</p><shop-pay></shop-pay>";
      }
    });
    window.deep = () => document.querySelector("shop-form").shadowRoot.querySelector("shop-pay").shadowRoot.querySelector("#pay");`,
};

const framed = {
  ...base,
  html: `<h1>Shop</h1><div class=room><iframe id=frame src="/frame" width=400 height=200></iframe></div>`,
  pages: { "/frame": "<button id=inner>Pay now</button>" },
  script: `window.deep = () => document.querySelector("#frame")?.contentDocument.querySelector("#inner");`,
};

/** A case that starts with one step and looks where its bubble is. */
const found = (name, page, steps, at = "#pay", more = {}) => ({
  ...page,
  ...more,
  name,
  async check(t) {
    await t.open();
    await t.start(steps);
    await t.by(at, "One");
  },
});

/** The target comes after `ms`: the bubble is by it within a second, and pointed at nothing before. */
const late = (name, ms) => ({
  ...base,
  name,
  async check(t) {
    await t.open();
    // By the page's own clock, which a busy machine does not stretch.
    await t.run((delay) => {
      setTimeout(() => {
        const button = Object.assign(document.createElement("button"), { id: "late", textContent: "At last" });
        document.querySelector("#pay").before(button, " ");
      }, delay);
      window.tour.start([{ target: "#late", title: "One", text: "It comes late." }]);
    }, ms);
    await t.always(() => t.astray(), ms);
    await t.until(() => t.run(() => Boolean(document.querySelector("#late"))), "the page does not go on");
    await t.by("#late", "One", 1_000);
  },
});

const missing = (name, policy, check) => ({
  ...base,
  name,
  needs: policy,
  async check(t) {
    await t.open();
    await t.start(`() => [
      { target: "#pay", title: "One", text: "The first." },
      { target: "#nowhere", title: "Two", text: "The second.", missing: ${JSON.stringify(policy)}, within: 1500 },
      { target: "#later", title: "Three", text: "The third." },
    ]`);
    await t.by("#pay", "One");
    await t.press("next");
    await check(t);
  },
});

const UNSEEN = {
  "display: none": { hide: "display: none" },
  "visibility: hidden": { hide: "visibility: hidden" },
  "opacity: 0": { hide: "opacity: 0" },
  "an ancestor with opacity: 0": { hide: "opacity: 0", of: "#around" },
  "no size": { hide: "width: 0; height: 0; padding: 0; border: 0; overflow: hidden" },
  "clipped away": { hide: "height: 0; overflow: hidden", of: "#around" },
  "content-visibility: hidden": { hide: "content-visibility: hidden", of: "#around" },
};

export const target = [
  found("found by a CSS selector", base, () => [{ target: "#pay", title: "One", text: "Pay." }]),
  found("found by a node", base, () => [{ target: document.querySelector("#pay"), title: "One", text: "Pay." }]),
  found("found by role and name", base, () => [{ target: { role: "button", name: "Pay now" }, title: "One" }], "#pay", {
    needs: "role",
  }),
  found("found by its text", base, () => [{ target: { text: "Pay now" }, title: "One" }], "#pay", { needs: "text" }),
  found(
    "a node inside two open shadow roots",
    shadow,
    () => [{ target: () => window.deep(), title: "One", text: "Pay." }],
    () => window.deep(),
  ),
  found(
    "a selector of something inside two open shadow roots",
    shadow,
    () => [{ target: "#pay", title: "One", text: "Pay." }],
    () => window.deep(),
  ),
  found(
    "a node in a same-origin iframe",
    framed,
    () => [{ target: () => window.deep(), title: "One", text: "Pay." }],
    () => window.deep(),
  ),
  found(
    "a selector of something in a same-origin iframe",
    framed,
    () => [{ target: "#inner", title: "One", text: "Pay." }],
    () => window.deep(),
  ),
  late("appears half a second late", 500),
  late("appears three seconds late", 3_000),
  missing("never appears: skipped, as its policy says", "skip", (t) => t.by("#later", "Three", 10_000)),
  missing("never appears: the customer is told, as its policy says", "message", async (t) => {
    const words = () => t.run(() => window.eyes.texts().join(" ").length);
    const before = await words();
    await t.until(
      async () => (await t.run(() => window.eyes.titled("Two"))) && (await words()) > before + 10,
      "no word to the customer",
      10_000,
    );
    must(!(await t.astray()), "the message is in the corner");
  }),
  missing("never appears: the tour stops, as its policy says", "stop", async (t) => {
    await t.gone(10_000);
    await sleep(500);
    must((await t.count()) === 0, "the tour goes on");
  }),
  {
    ...base,
    name: "never appears: the site is told why within ten seconds",
    needs: "told",
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#nowhere", title: "One", text: "Nowhere." }]);
      await t.told(10_000);
    },
  },
  {
    ...base,
    name: `invisible in any way (${Object.keys(UNSEEN).length} ways): not pointed at, until it is visible`,
    html: `<h1>Shop</h1><div class=room><div id=around><button id=pay>Pay now</button></div></div>`,
    async check(t) {
      await t.open();
      for (const [way, { hide, of = "#pay" }] of Object.entries(UNSEEN)) {
        await t.run((s, css) => (document.querySelector(s).style.cssText = css), of, hide);
        const place = await t.box("#pay");
        await t.start(() => [{ target: "#pay", title: "One", text: "Pay." }]);
        const explained = (error) => {
          throw error instanceof Miss ? new Miss(`${way}: ${error.message}`) : error;
        };
        await t.always(() => t.astray(place), 700).catch(explained);
        await t.run((s) => document.querySelector(s).removeAttribute("style"), of);
        await t.by("#pay", "One", 1_000).catch(explained);
        await t.press("close");
        await t.gone();
      }
    },
  },
  found(
    "two match: the visible one is meant",
    { ...base, html: `<h1>Shop</h1><div class=room><p hidden><button class=pay>Pay</button></p><button class=pay id=pay>Pay</button></div>` },
    () => [{ target: ".pay", title: "One", text: "Pay." }],
  ),
  {
    ...base,
    html: `<h1>Shop</h1><div class=room><button class=pay id=a>Pay</button><p>or</p><button class=pay id=b>Pay</button></div>`,
    name: "two visible match: says so and does not guess",
    async check(t) {
      await t.open();
      await t.start(() => [{ target: ".pay", title: "One", text: "Pay." }]);
      const guessed = async () => {
        const near = [await t.away("#a"), await t.away("#b")].some((why) => why === null);
        return near ? "it guesses" : null;
      };
      await t.always(guessed, 1_500);
      await t.told(10_000);
    },
  },
  {
    ...base,
    name: "replaced by a re-render: followed within 100 ms",
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#pay", title: "One", text: "Pay." }]);
      await t.by("#pay", "One");
      const took = await t.run(async () => {
        const old = document.querySelector("#pay");
        const next = old.cloneNode(true);
        next.style.cssText = "margin: 130px 0 0 200px";
        old.replaceWith(next);
        const began = performance.now();
        for (;;) {
          await new Promise(requestAnimationFrame);
          const passed = performance.now() - began;
          if (!window.eyes.away(next, "One") || passed > 1_500) return passed;
        }
      });
      // And the frame in which it is seen.
      must(took <= 100 + 17, took > 1_500 ? "not followed" : `followed after ${Math.round(took)} ms`);
    },
  },
  {
    ...base,
    name: "removed: the bubble leaves",
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#pay", title: "One", text: "Pay." }]);
      await t.by("#pay", "One");
      const place = await t.box("#pay");
      await t.run(() => document.querySelector("#pay").remove());
      await sleep(600);
      await t.always(() => t.astray(place), 400);
    },
  },
];

// The keyboard belongs to the page, and guidance can be heard, seen and left by it.

import { must, sleep } from "../trial.mjs";
import { counting, shop, style, twoSteps } from "./pages.mjs";

const field = `<h1>Shop</h1><form class=room id=form>
  <label for=pay>Name</label> <input id=pay value="Jane"> <button id=later>Later</button></form>`;
const submits = `${counting}
  window.submits = 0;
  document.querySelector("#form").addEventListener("submit", (event) => { event.preventDefault(); window.submits++; });
  window.escapes = 0;
  document.querySelector("#pay").addEventListener("keydown", ({ key }) => { if (key === "Escape") window.escapes++; });`;
const base = { group: "keys", style, html: field, script: submits };

/** Presses a key in the field a step is about. The page gets it, and the step stays. */
const belongs = (name, press, said, expected) => ({
  ...base,
  name: `${name} in a field belongs to the page`,
  async check(t) {
    await t.open();
    await t.start(twoSteps);
    await t.by("#pay", "One");
    await t.click("#pay");
    await t.run(() => document.querySelector("#pay").setSelectionRange(4, 4));
    await press(t);
    await sleep(300);
    await t.says(said, expected, "the page does not get the key");
    must(await t.run(() => window.eyes.titled("One")), "the step is gone");
  },
});

/** Notes what a screen reader says of the bubble: live regions that change, and focus that comes into a dialog. */
const listening = () => {
  const heard = (window.heard = []);
  const roots = new WeakSet();
  const live = (node) => {
    for (let at = node; at; at = at.parentNode ?? at.host) {
      if (at.matches?.("[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]")) return at;
    }
    return null;
  };
  const watch = (root) => {
    if (roots.has(root)) return;
    roots.add(root);
    new MutationObserver((records) => {
      const regions = new Set(records.flatMap(({ target, addedNodes }) => (addedNodes.length > 0 ? [target] : [])).map(live));
      for (const region of regions) if (region?.textContent.trim()) heard.push(region.textContent);
    }).observe(root, { subtree: true, childList: true, characterData: true });
  };
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    return root;
  };
  let inside = null;
  document.addEventListener("focusin", (event) => {
    const path = event.composedPath();
    const dialog = path.find((node) => node.matches?.("[role=dialog], [role=alertdialog], dialog")) ?? null;
    if (dialog && dialog !== inside) heard.push(dialog.textContent);
    inside = dialog;
  });
};

export const keys = [
  belongs(
    "an arrow",
    (t) => t.key("ArrowLeft", "ArrowLeft", "ArrowRight"),
    () => document.querySelector("#pay").selectionStart,
    3,
  ),
  belongs("Enter", (t) => t.key("Enter"), () => window.submits, 1),
  belongs("Escape", (t) => t.key("Escape"), () => window.escapes, 1),
  belongs("Space", (t) => t.key("Space"), () => document.querySelector("#pay").value, "Jane "),
  {
    ...base,
    name: "every control of the target can be reached by Tab",
    html: `<h1>Shop</h1><div class=room><fieldset id=pay>
      <input id=a type=text aria-label=A> <input id=b type=email aria-label=B> <button id=c>C</button></fieldset></div>`,
    script: counting,
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#pay", title: "One", text: "Fill it in." }]);
      await t.by("#pay", "One");
      const reached = new Set();
      for (let presses = 0; presses < 20 && reached.size < 3; presses++) {
        await t.key("Tab");
        const id = await t.run(() => document.activeElement.id);
        if (["a", "b", "c"].includes(id)) reached.add(id);
      }
      must(reached.size === 3, `${reached.size} of 3 are reached`);
    },
  },
  {
    ...base,
    name: "typing is never interrupted by a step that comes",
    async check(t) {
      await t.open();
      await t.click("#pay");
      await t.key("End");
      const typing = t.type(" Mary Elizabeth Robertson of Cork");
      await sleep(120);
      await t.start(twoSteps);
      await typing;
      await t.shown("One");
      const { value, kept } = await t.run(() => {
        const pay = document.querySelector("#pay");
        return { value: pay.value, kept: document.activeElement === pay };
      });
      must(value === "Jane Mary Elizabeth Robertson of Cork", `the field holds "${value}"`);
      must(kept, "the focus is taken from the field");
    },
  },
  {
    ...base,
    name: "each step is announced once",
    html: shop,
    script: counting,
    async check(t) {
      await t.page.addInitScript(listening);
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "Alpha step", text: "The first." },
        { target: "#later", title: "Omega step", text: "The second." },
      ]);
      const once = async (title) => {
        await sleep(600);
        const heard = await t.run(() => window.heard);
        const times = heard.filter((text) => text.includes(title)).length;
        must(times === 1, times === 0 ? "a step is not announced" : `a step is announced ${times} times`);
      };
      await t.by("#pay", "Alpha");
      await once("Alpha");
      await t.press("next");
      await t.by("#later", "Omega");
      await once("Omega");
    },
  },
  {
    ...base,
    name: "the focus returns when the tour is closed",
    html: `${shop}<button id=help>Help</button>`,
    script: counting,
    async check(t) {
      await t.open();
      await t.run(() => {
        document.querySelector("#help").addEventListener("click", () => {
          window.tour.start([{ target: "#pay", title: "One", text: "Pay here." }]);
        });
        document.querySelector("#help").focus();
      });
      await t.key("Enter");
      await t.by("#pay", "One");
      await t.press("close");
      await t.gone();
      await t.says(() => document.activeElement.id, "help", "the focus is elsewhere");
    },
  },
  {
    ...base,
    name: "reduced motion is honoured",
    context: { reducedMotion: "reduce" },
    html: `${shop}<div class=tall></div><button id=far>Far</button><div class=tall></div>`,
    script: counting,
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "One", text: "The first." },
        { target: "#far", title: "Two", text: "The second." },
      ]);
      await t.by("#pay", "One");
      await t.run(() => {
        const seen = (window.motion = []);
        const look = () => {
          const bubble = window.tour.bubbles().find((each) => each.checkVisibility({ opacityProperty: true }));
          const box = bubble && window.eyes.box(bubble);
          // A fade is no motion.
          const moves = ({ effect }) =>
            effect.target.contains(bubble) &&
            effect.getComputedTiming().duration > 50 &&
            effect.getKeyframes().some((frame) => /top|left|inset|transform|translate|scale|width|height/i.test(Object.keys(frame)));
          seen.push({
            animated: Boolean(bubble) && [...document.getAnimations(), ...bubble.getRootNode().getAnimations()].some(moves),
            scroll: Math.round(scrollY),
            bubble: box ? String([box.left, box.top].map(Math.round)) : "",
          });
          if (seen.length < 60) requestAnimationFrame(look);
        };
        look();
      });
      await t.press("next");
      await t.by("#far", "Two");
      await sleep(600);
      const { scrolls, places, animated } = await t.run(() => ({
        scrolls: new Set(window.motion.map(({ scroll }) => scroll)).size,
        places: new Set(window.motion.map(({ bubble }) => bubble).filter(Boolean)).size,
        animated: window.motion.some(({ animated }) => animated),
      }));
      must(!animated, "the bubble's moves are animated");
      // Before, after, and a frame in which one of them is not there yet.
      must(scrolls <= 3, `the page scrolls in ${scrolls} frames`);
      must(places <= 4, `the bubble moves in ${places} frames`);
    },
  },
  {
    ...base,
    name: "forced colours are honoured: the bubble has an edge",
    context: { forcedColors: "active" },
    html: shop,
    script: counting,
    async check(t) {
      await t.open();
      await t.start(twoSteps);
      await t.by("#pay", "One");
      const edge = await t.run(() => {
        const bubble = window.eyes.bubble();
        const own = window.eyes.box(bubble);
        const same = (other) => Math.abs(other.width - (own.right - own.left)) < 8;
        const drawn = ({ borderTopStyle, borderTopWidth, outlineStyle, outlineWidth }) =>
          (borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1) ||
          (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1);
        return [bubble, ...bubble.querySelectorAll("*")].some(
          (each) => same(each.getBoundingClientRect()) && drawn(getComputedStyle(each)),
        );
      });
      must(edge, "nothing parts the bubble from the page");
    },
  },
];

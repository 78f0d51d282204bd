// How a step ends, and what a tour makes of everything else a customer does.

import { must, sleep } from "../trial.mjs";
import { counting, shop, style, twoPlanned, twoSteps } from "./pages.mjs";

const base = { group: "act", style, html: shop, script: counting };

/** The first step ends when the page is at `/done`; `go` takes it there. */
const reached = (name, go, { place = "/done", ...more } = {}) => ({
  ...base,
  name: `ends on a place: ${name}`,
  needs: "place",
  ...more,
  async check(t) {
    await t.open();
    if (more.before) await t.run(more.before);
    await t.start(`() => [
      { target: "#pay", title: "One", text: "Go there.", ends: { place: ${JSON.stringify(place)} } },
      { target: "#later", title: "Two", text: "There." },
    ]`);
    await t.by("#pay", "One");
    await sleep(200);
    await t.by("#pay", "One");
    await t.run(go);
    await t.by("#later", "Two");
  },
});

const planned = (first) => [{ ...twoPlanned[0], ...first }, twoPlanned[1]];

export const act = [
  {
    ...base,
    name: "a click on the target reaches the page exactly once",
    async check(t) {
      await t.open();
      await t.start(twoSteps);
      await t.by("#pay", "One");
      await t.click("#pay");
      await sleep(200);
      const clicks = await t.run(() => window.clicks.pay ?? 0);
      must(clicks === 1, `the page gets ${clicks} clicks`);
    },
  },
  {
    ...base,
    name: "a step ends on the click, which reaches the page exactly once",
    needs: "click",
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "One", text: "The first.", ends: "click" },
        { target: "#later", title: "Two", text: "The second." },
      ]);
      await t.by("#pay", "One");
      await t.click("#pay");
      await t.by("#later", "Two");
      const clicks = await t.run(() => window.clicks.pay ?? 0);
      must(clicks === 1, `the page gets ${clicks} clicks`);
    },
  },
  {
    ...base,
    name: "input advances only when valid, with the field's own message",
    needs: "valid",
    html: `<form class=room><label for=pay>Email</label> <input id=pay type=email required> <button id=later type=button>On</button></form>`,
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "One", text: "Your address.", ends: "valid" },
        { target: "#later", title: "Two", text: "On." },
      ]);
      await t.by("#pay", "One");
      await t.click("#pay");
      await t.type("jane");
      await t.key("Tab");
      await t.press("next");
      const message = await t.run(() => document.querySelector("#pay").validationMessage);
      await t.until(
        async () => (await t.run(() => window.eyes.texts().join(" "))).includes(message),
        `the field's own message is not shown`,
      );
      must(await t.run(() => window.eyes.titled("One")), "it goes on with an invalid field");
      await t.click("#pay");
      await t.key("End");
      await t.type("@example.org");
      await t.key("Tab");
      await t.by("#later", "Two");
    },
  },
  reached("pushState", () => history.pushState(null, "", "/done")),
  reached("replaceState", () => history.replaceState(null, "", "/done")),
  reached("back", () => history.back(), {
    before: () => {
      history.replaceState(null, "", "/done");
      history.pushState(null, "", "/");
    },
  }),
  reached("hash", () => (location.hash = "#/done"), { place: "#/done" }),
  {
    ...base,
    name: "ends on a place: a full page load, and the tour goes on there",
    needs: "resume",
    async check(t) {
      const plan = planned({ ends: { place: "/done" } });
      await t.open({ plan });
      await t.start();
      await t.by("#pay", "One");
      await t.open({ path: "/done", plan });
      await t.by("#later", "Two");
    },
  },
  {
    ...base,
    name: "ends on a custom event with a predicate",
    needs: "event",
    async check(t) {
      await t.open();
      await t.start(() => [
        {
          target: "#pay",
          title: "One",
          text: "The first.",
          ends: { event: { name: "cart:changed", where: { items: { atLeast: 1 } } } },
        },
        { target: "#later", title: "Two", text: "The second." },
      ]);
      await t.by("#pay", "One");
      const happens = (items) =>
        t.run((count) => {
          document.dispatchEvent(new CustomEvent("cart:changed", { detail: { items: count } }));
        }, items);
      await happens(0);
      await sleep(300);
      await t.by("#pay", "One");
      await happens(2);
      await t.by("#later", "Two");
    },
  },
  {
    ...base,
    name: "a reload resumes at the step",
    needs: "resume",
    async check(t) {
      await t.open({ plan: twoPlanned });
      await t.start();
      await t.by("#pay", "One");
      await t.press("next");
      await t.by("#later", "Two");
      await t.open({ plan: twoPlanned });
      await t.by("#later", "Two");
    },
  },
  {
    ...base,
    name: "expired state starts clean",
    needs: "resume",
    async check(t) {
      await t.open({ plan: twoPlanned });
      await t.start();
      await t.by("#pay", "One");
      await t.press("next");
      await t.by("#later", "Two");
      await t.page.addInitScript(() => {
        const now = Date.now;
        Date.now = () => now() + 26 * 3_600_000;
      });
      await t.open({ plan: twoPlanned });
      await sleep(800);
      must((await t.count()) === 0, "it goes on with a tour of yesterday");
      await t.start();
      await t.by("#pay", "One");
    },
  },
  {
    ...base,
    name: "the browser's Back removes the bubble of the view that is left",
    html: "<div id=view></div>",
    script: `
      const views = { "/": "<h1>Shop</h1><button id=go>Details</button>", "/details": ${JSON.stringify(shop)} };
      const draw = () => (document.querySelector("#view").innerHTML = views[location.pathname]);
      addEventListener("popstate", draw);
      draw();
      window.go = (path) => (history.pushState(null, "", path), draw());`,
    async check(t) {
      await t.open();
      await t.run(() => window.go("/details"));
      await t.start(() => [{ target: "#pay", title: "One", text: "Pay here." }]);
      await t.by("#pay", "One");
      const place = await t.box("#pay");
      await t.page.goBack();
      await t.says(() => location.pathname, "/", "it takes the Back button");
      await sleep(600);
      await t.always(() => t.astray(place), 400);
    },
  },
  {
    ...base,
    name: "restored from the back-forward cache without doubles",
    script: `${counting} addEventListener("pageshow", ({ persisted }) => (window.restored = persisted));`,
    async check(t) {
      await t.open();
      await t.start(twoSteps);
      await t.by("#pay", "One");
      await t.open({ path: "/elsewhere", mount: false });
      await t.page.goBack({ waitUntil: "commit" });
      await t.says(() => window.restored, true, "the page can't be restored from the cache");
      await t.by("#pay", "One");
      must((await t.count()) === 1, "the bubble is there twice");
      await t.press("next");
      await t.by("#later", "Two");
      must((await t.count()) === 1, "the bubble is there twice");
    },
  },
  {
    ...base,
    name: "a step done out of order is skipped",
    needs: "valid",
    html: `<div class=room><button id=pay>Pay</button> <input id=name required aria-label=Name> <button id=later>Later</button></div>`,
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "One", text: "The first." },
        { target: "#name", title: "Two", text: "The second.", ends: "valid" },
        { target: "#later", title: "Three", text: "The third." },
      ]);
      await t.by("#pay", "One");
      await t.click("#name");
      await t.type("Jane");
      await t.press("next");
      await t.by("#later", "Three");
    },
  },
  {
    ...base,
    name: "two tabs agree",
    needs: "tabs",
    async check(t) {
      await t.open({ plan: twoPlanned });
      await t.start();
      await t.by("#pay", "One");
      const other = await t.tab();
      await other.open({ plan: twoPlanned });
      if ((await other.count()) === 0) await other.start();
      await other.shown("One");
      await t.page.bringToFront();
      await t.press("next");
      await t.by("#later", "Two");
      await other.page.bringToFront();
      await other.by("#later", "Two");
      await other.press("close");
      await other.gone();
      await t.page.bringToFront();
      await t.gone();
    },
  },
];

// A guest in somebody else's page.

import { must, sleep } from "../trial.mjs";
import { counting, shop, style, twoSteps } from "./pages.mjs";

const base = { group: "guest", style, html: shop, script: counting };
const long = { ...base, html: `${shop}<div class=tall></div>` };

/** What the strictest sites send. */
const STRICT = {
  "content-security-policy":
    "script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
};
const OWN_STYLES = {
  "content-security-policy": STRICT["content-security-policy"].replace("style-src 'none'", "style-src 'self'"),
};

const noting = () => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    // The page's own style sheets, which `style-src 'none'` refuses too.
    if (!/\/bench\/case\.css$/.test(blockedURI)) window.violations.push(`${violatedDirective} ${blockedURI}`);
  });
};

const policy = (name, headers) => ({
  ...base,
  name,
  headers,
  async check(t) {
    await t.page.addInitScript(noting);
    await t.open();
    await t.start(twoSteps);
    await t.by("#pay", "One");
    await t.press("next");
    await t.by("#later", "Two");
    await t.press("close");
    await t.gone();
    const [first] = await t.run(() => window.violations);
    must(!first, `it violates ${first}`);
  },
});

/** Goes through the tour, closes it and takes the library away. */
async function through(t) {
  await t.mount();
  await t.start(twoSteps);
  await t.shown("One");
  await t.press("next");
  await t.shown("Two");
  await t.press("close");
  await t.gone();
  await t.run(() => window.tour.stop());
  await sleep(500);
}

/** How many listeners the page's own objects have. */
async function listeners(t) {
  const count = {};
  const session = await t.context.newCDPSession(t.page);
  for (const name of ["window", "document", "document.documentElement", "document.body", "document.querySelector('#pay')"]) {
    const { result } = await session.send("Runtime.evaluate", { expression: name });
    const found = await session.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
    count[name] = found.listeners.length;
  }
  return count;
}

export const guest = [
  {
    ...long,
    name: "the page is byte-identical after the tour",
    async check(t) {
      await t.open({ mount: false });
      const whole = () => t.run(() => document.documentElement.outerHTML);
      const before = await whole();
      await through(t);
      const after = await whole();
      if (before === after) return;
      const at = [...before].findIndex((letter, index) => letter !== after[index]);
      must(false, `it leaves: ${after.slice(Math.max(0, at - 30), at + 60).replaceAll("\n", " ")}`);
    },
  },
  {
    ...long,
    name: "styles and scrolling are as before after the tour",
    async check(t) {
      await t.open({ mount: false });
      const styles = () =>
        t.run(() =>
          JSON.stringify(
            [document.documentElement, document.body, document.querySelector("#pay"), document.querySelector(".room")].map(
              (element) => [...getComputedStyle(element)].map((name) => getComputedStyle(element)[name]),
            ),
          ),
        );
      await t.page.mouse.move(5, 5);
      const before = await styles();
      await through(t);
      await t.run(() => document.activeElement?.blur());
      await t.page.mouse.move(5, 5);
      must((await styles()) === before, "computed styles differ");
      await t.run(() => scrollTo({ top: 0, behavior: "instant" }));
      await t.page.mouse.wheel(0, 300);
      await t.until(() => t.run(() => scrollY > 100), "the page can't be scrolled");
    },
  },
  {
    ...base,
    name: "no listener is left after the tour",
    async check(t) {
      await t.open({ mount: false });
      const before = await listeners(t);
      await through(t);
      const after = await listeners(t);
      for (const [name, count] of Object.entries(after)) {
        must(count <= before[name], `${count - before[name]} left on ${name}`);
      }
    },
  },
  policy("strict CSP and Trusted Types, no style sheets: shown, no violation", STRICT),
  policy("strict CSP and Trusted Types, the site's own style sheets allowed", OWN_STYLES),
  {
    ...base,
    name: "`<img onerror>` in a step's text is text",
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#pay", title: "One", text: 'Hello <img src="/none" onerror="window.harmed = true">' },
      ]);
      await t.by("#pay", "One");
      await sleep(400);
      must(!(await t.run(() => window.harmed)), "it runs");
      must((await t.run(() => window.eyes.texts()[0])).includes("<img"), "the text is not shown as it is");
    },
  },
  {
    ...base,
    name: "blocked storage does not throw",
    async check(t) {
      await t.page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        };
        for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
          Object.defineProperty(window, name, { get: refuse, configurable: true });
        }
        Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse, configurable: true });
      });
      await t.open();
      await t.start(twoSteps);
      await t.by("#pay", "One");
      await t.press("next");
      await t.by("#later", "Two");
      await t.press("close");
      await t.gone();
      must(t.errors.length === 0, `it throws: ${t.errors[0]}`);
    },
  },
  {
    ...base,
    name: "loaded twice, it does not double",
    async check(t) {
      await t.open();
      await t.run(async () => {
        await import("/bench/library.js?again");
        const second = await window.bench.copies.at(-1)();
        const first = window.tour;
        window.tour = { ...first, bubbles: () => [...new Set([...first.bubbles(), ...second.bubbles()])], second };
      });
      await t.start(twoSteps);
      await t.run(() => {
        window.tour.second.start([
          { target: "#pay", title: "One", text: "The first." },
          { target: "#later", title: "Two", text: "The second." },
        ]);
      });
      await t.by("#pay", "One");
      await sleep(400);
      const rendered = await t.run(
        () =>
          window.tour.bubbles().filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true })).length,
      );
      must(rendered === 1, `${rendered} bubbles`);
      await t.press("close");
      await sleep(400);
      must((await t.count()) === 0, "another bubble is below");
    },
  },
];

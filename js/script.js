// The script tag: reads its own data attributes and starts when the page has been
// parsed. `window.alongside.ready` is a promise of the handle.
(() => {
  const { src, dataset } = document.currentScript;
  // An element with this id is a property of the window, too.
  if (window.alongside?.ready) return;
  const { site, relay, flows, locale, consent, privacy, pictures, theme, phone, keepOverPageLoads } = dataset;
  const parsed = document.readyState === "loading" && new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  const ready = Promise.resolve(parsed)
    .then(() => import(new URL("index.js", src)))
    .then(({ start }) => start({ site, relay, flows: flows?.trim().split(/\s+/), locale, consent, privacy, pictures, theme, phone, voice: keepOverPageLoads === undefined ? undefined : { keepOverPageLoads: keepOverPageLoads !== "false" } }));
  window.alongside = { ready };
  ready.catch((error) => console.error(String(error)));
})();

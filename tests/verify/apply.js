// In the page: applies the redesign that the address of this module names.
const [site, redesign] = new URL(import.meta.url).search.slice(1).split("/");
const { default: apply } = await import(`/-/${site}/${redesign}/index.js`);
apply(document, { site, redesign, path: location.pathname });

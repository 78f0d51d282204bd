// In the page: applies the redesign that the address of this module names, and only then starts the SDK.
import { keep } from "/-/keep.js";

const [site, redesign] = new URL(import.meta.url).search.slice(1).split("/");
const { default: apply } = await import(`/-/${site}/${redesign}/index.js`);

const known = keep(document);
apply(document, { site, redesign, path: location.pathname });
known();

for (const later of document.querySelectorAll('script[type="text/later"]')) {
  const script = document.createElement("script");
  for (const { name, value } of later.attributes) if (name !== "type") script.setAttribute(name, value);
  later.replaceWith(script);
}

// Author mode: loaded by a member of the team alone. No other entry imports it.
import { fingerprint } from "./index.js";
import init, { author as begin } from "./author/alongside_author.js";

let ready;

/** @type {import("./author.d.ts").author} */
export async function author(alongside, { document: source, versions = tagged() } = {}) {
  // The small window of a preview shows what a customer sees.
  if (window.name === "alongside-phone") return { close() {} };
  ready ??= init().catch((error) => {
    // The next call tries again.
    ready = undefined;
    throw error;
  });
  await ready;
  const name = typeof source === "string" ? new URL(source, location.href).pathname.split("/").at(-1) : "flows.json";
  const { relay, site } = versions || {};
  return begin(alongside, fingerprint, hear, name || "flows.json", await text(source), relay && overHttp(relay), site);
}

// Tells of each event that the page's own code sends where the guide hears it: on the
// document, or bubbling there. What comes back ends that.
function hear(told) {
  const send = EventTarget.prototype.dispatchEvent;
  let listening = true;
  const hearing = function (event) {
    const heard = listening && (this === document || (event?.bubbles && this.ownerDocument === document));
    // Those of the browser have a handler of their own, and ours are none of the site's.
    if (heard && !(`on${event.type}` in document) && !event.type.startsWith("alongside:")) told(event.type);
    return send.call(this, event);
  };
  EventTarget.prototype.dispatchEvent = hearing;
  return () => {
    listening = false;
    // Who came after us has ours within theirs: it stays, and says nothing.
    if (EventTarget.prototype.dispatchEvent === hearing) EventTarget.prototype.dispatchEvent = send;
  };
}

// What the script tag says, where there is one.
function tagged() {
  const { relay, site } = document.querySelector("script[data-relay][data-site]")?.dataset ?? {};
  return relay && { relay, site };
}

function overHttp(relay) {
  const { protocol, host } = new URL(relay, location.href);
  return `${protocol.replace(/^ws/, "http")}//${host}`;
}

async function text(source) {
  if (source === undefined) return JSON.stringify({ version: 3, flows: [] });
  if (typeof source !== "string") return JSON.stringify(source);
  const response = await fetch(source, { cache: "no-cache" });
  if (!response.ok) throw new Error(`alongside: author(): document ${source}: the server answered ${response.status}`);
  return response.text();
}

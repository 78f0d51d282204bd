// The other side: where frames become a copy.

import { createReplica } from "/pkg/observe.js";
import { differing } from "./pictures.js";

/** A copy in a frame of its own; `apply` takes a frame of the wire. */
window.makeReplica = async (sources) => {
  document.querySelector("iframe")?.remove();
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const replica = await createReplica(frame, sources && { sources });
  return { frame, apply: (bytes) => replica.apply(bytes) };
};

/** A copy from frames in base64, for its picture, of a page of this origin. */
window.showReplica = async (frames, origin) => {
  const copy = await window.makeReplica([origin]);
  for (const frame of frames) copy.apply(Uint8Array.from(atob(frame), (letter) => letter.charCodeAt(0)));
  window.shown = copy.frame;
};

/** Whether all that the copy loads has come. */
window.isWhole = () => {
  const inner = window.shown?.contentDocument;
  if (!inner?.body || inner.fonts.status !== "loaded") return false;
  const links = Array.from(inner.querySelectorAll("link[rel=stylesheet]"));
  return links.every((link) => link.sheet) && Array.from(inner.images).every((image) => image.complete);
};

/** Comes when what is there now has been on the screen. */
window.isPainted = () => {
  const { promise, resolve } = Promise.withResolvers();
  const next = window.shown.contentWindow.requestAnimationFrame;
  next(() => next(() => resolve(true)));
  return promise;
};

window.differing = differing;

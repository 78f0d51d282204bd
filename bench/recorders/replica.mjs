// Proof that our frames hold the page: they are drawn again elsewhere, and compared.

import { open } from "./seat.mjs";

/** Throws unless the replica drawn from `seat`'s frames is the page that `seat` shows. */
export async function proveReplica(browser, server, recorder, seat) {
  const wanted = await seat.run(() => window.bench.shape());
  const other = await open(browser, server, recorder);
  try {
    const drawn = await other.run(async (frames) => {
      const { createReplica } = await import("/pkg/observe.js");
      const frame = document.body.appendChild(document.createElement("iframe"));
      const replica = await createReplica(frame);
      for (const [at, text] of frames.entries()) {
        replica.apply(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)));
        // What comes before its document is loaded is queued, and not for ever.
        if (at === 0 || at === frames.length - 1) await new Promise((done) => setTimeout(done, 1_000));
      }
      return window.shape(frame.contentDocument);
    }, seat.messages.map(({ raw }) => raw.toString("base64"))).catch(({ message }) => {
      throw new Error(`the replica can't be drawn: ${message}`);
    });
    if (drawn === wanted) return;
    const at = [...wanted].findIndex((letter, at) => letter !== drawn[at]);
    const near = (text) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
    throw new Error(`the replica is not the page: ${near(drawn)} instead of ${near(wanted)}`);
  } finally {
    await other.close();
  }
}

// A person's browser: a Chromium of their own with a microphone that never rests.

import { launch } from "../tours/browser.mjs";
import { PACKETS } from "./packets.mjs";

/** Opens it; `context` is its one window. */
export async function person() {
  const browser = await launch([
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    // Names instead of addresses need a network with multicast.
    "--disable-features=WebRtcHideLocalIpsWithMdns",
  ]);
  const context = await browser.newContext();
  await context.addInitScript(PACKETS);
  const page = await context.newPage();
  return { browser, page, close: () => browser.close() };
}

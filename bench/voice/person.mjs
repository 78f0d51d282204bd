// A person's browser: a Chromium of their own with a microphone that never rests.

import { launch } from "../tours/browser.mjs";
import { PACKETS } from "./packets.mjs";

/** Opens it on a host of a network, else on this machine. */
export async function person(host) {
  const flags = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    // Names instead of addresses need a network with multicast.
    "--disable-features=WebRtcHideLocalIpsWithMdns",
  ];
  const browser = await launch(flags, host?.program);
  const context = await browser.newContext();
  await context.addInitScript(PACKETS);
  const page = await context.newPage();
  return { browser, page, close: () => browser.close() };
}

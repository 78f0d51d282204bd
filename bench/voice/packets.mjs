// When packets of sound arrive. Sound itself would hide a gap: what is missing is made up
// by the receiver.

/**
 * Runs before a page's own scripts; looks a hundred times a second at every peer
 * connection the page has made, and notes the time of each newest packet, in
 * milliseconds since the epoch.
 */
export const PACKETS = `
(() => {
  const Native = window.RTCPeerConnection;
  if (!Native || window.__packets) return;
  window.__packets = [];
  const peers = new Set();
  window.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      peers.add(this);
    }
  };
  const look = async (peer) => {
    if (peer.connectionState === "closed") return peers.delete(peer);
    for (const report of (await peer.getStats()).values()) {
      const at = report.type === "inbound-rtp" && report.kind === "audio" && report.lastPacketReceivedTimestamp;
      if (at && at > (window.__packets.at(-1) ?? 0)) window.__packets.push(at);
    }
  };
  let busy = false;
  setInterval(async () => {
    if (busy || peers.size === 0) return;
    busy = true;
    await Promise.allSettled([...peers].map(look));
    busy = false;
  }, 10);
})();
`;

/** Waits for the first packet after a time; gives its time. */
export async function firstPacket(page, since) {
  const found = await page.waitForFunction((since) => window.__packets.find((at) => at > since), since, {
    polling: 20,
    timeout: 60_000,
  });
  return found.jsonValue();
}

/** The longest time between two packets from one time to another, in milliseconds. */
export async function longestGap(page, from, to) {
  const packets = await page.evaluate(() => window.__packets);
  const own = packets.filter((at) => at >= from - 100 && at <= to);
  return own.slice(1).reduce((longest, at, index) => Math.max(longest, at - own[index]), 0);
}

/** Waits until packets have come for this long without a longer rest. */
export async function steady(page, since, during = 1500) {
  await page.waitForFunction(
    ([since, during]) => {
      const all = window.__packets.filter((at) => at > since);
      let start = all[0];
      for (let index = 1; index < all.length; index++) {
        if (all[index] - all[index - 1] > 400) start = all[index];
        if (all[index] - start > during) return true;
      }
      return false;
    },
    [since, during],
    { polling: 50, timeout: 60_000 },
  );
}

// When packets of sound arrive. Sound itself would hide a gap: what is missing is made up
// by the receiver.

/** From one packet to the next, in milliseconds: what browsers' Opus does when not told otherwise. */
const SPACING = 20;

/**
 * Runs before a page's own scripts; looks at every peer connection the page has made, and
 * notes with each look when it was (`looked`), when the newest packet came (`at`), in
 * milliseconds since the epoch, and how many came since the look before (`count`). A browser
 * makes its figures anew 20 times a second at most, and a page that is busy looks later:
 * the count tells that from a gap.
 */
export const PACKETS = `
(() => {
  const Native = window.RTCPeerConnection;
  if (!Native || window.__peers) return;
  // Our line's next connection has a window of its own; it is the page's nevertheless.
  const holder = window.frameElement?.getRootNode().host?.localName === "alongside-connection";
  const peers = (window.__peers = holder ? parent.__peers : new Map());
  window.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      peers.set(this, 0);
    }
  };
  if (holder) return;
  window.__packets = [];
  const look = async (peer) => {
    if (peer.connectionState === "closed") return peers.delete(peer) && [];
    const reports = [...(await peer.getStats()).values()];
    const { timestamp, lastPacketReceivedTimestamp, packetsReceived } =
      reports.find(({ type, kind }) => type === "inbound-rtp" && kind === "audio") ?? {};
    if (!lastPacketReceivedTimestamp) return [];
    const count = packetsReceived - peers.get(peer);
    peers.set(peer, packetsReceived);
    return [{ looked: timestamp, at: lastPacketReceivedTimestamp, count }];
  };
  let busy = false;
  setInterval(async () => {
    if (busy || peers.size === 0) return;
    busy = true;
    const seen = (await Promise.allSettled([...peers.keys()].map(look))).flatMap(({ value }) => value ?? []);
    busy = false;
    if (seen.length === 0) return;
    const most = (what) => Math.max(...seen.map((each) => each[what]));
    const before = window.__packets.at(-1) ?? { looked: 0, at: 0 };
    // Of two lines at once each has its own; together they are not twice as dense.
    const count = most("at") > before.at ? most("count") : 0;
    if (most("looked") > before.looked) window.__packets.push({ looked: most("looked"), at: Math.max(before.at, most("at")), count });
  }, 10);
})();
`;

/** Waits for the first packet after a time; gives its time. */
export async function firstPacket(page, since) {
  const found = await page.waitForFunction((since) => window.__packets.find(({ at }) => at > since), since, {
    polling: 20,
    timeout: 60_000,
  });
  const { at, count } = await found.jsonValue();
  return Math.max(since, at - (count - 1) * SPACING);
}

/** The longest time between two packets from one time to another, in milliseconds. */
export async function longestGap(page, from, to) {
  const looks = (await page.evaluate(() => window.__packets)).filter(({ looked }) => looked >= from - 100 && looked <= to);
  let longest = 0;
  let last = looks[0]?.at;
  for (const { looked, at, count } of looks.slice(1)) {
    longest = Math.max(longest, count > 0 ? at - last - (count - 1) * SPACING : looked - last);
    last = at;
  }
  return longest;
}

/** Waits until packets have come for this long without a longer rest. */
export async function steady(page, since, during = 1500, timeout = 60_000) {
  await page.waitForFunction(
    ([since, during]) => {
      const all = window.__packets.filter(({ at, count }) => at > since && count > 0).map(({ at }) => at);
      let start = all[0];
      for (let index = 1; index < all.length; index++) {
        if (all[index] - all[index - 1] > 400) start = all[index];
        if (all[index] - start > during) return true;
      }
      return false;
    },
    [since, during],
    { polling: 50, timeout },
  );
}

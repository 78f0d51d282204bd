// The in-place shell: the document that holds a call stays, and the site's next pages
// are opened in a frame over it. What goes there is decided in crates/core/src/shell.

import { makeFrame } from "./frame.js";
import { watchNavigations } from "./navigations.js";
import { send } from "./sending.js";

// By this the pages in the frame find the call; crates/browser/src/shell.rs has the same.
const SHELL = Symbol.for("alongside.shell");
// Entries of the history that stand for a page in the frame.
const FRAMED = "alongside.framed";
const FRAME = 1, TOP = 2;
const NOTHING = "about:blank";
// How often it is asked whether the next page has come, while one is on its way, and how
// often at most: one that is kept as a file never comes.
const LOOK_MS = 40, LOOKS = 500;

const isFramed = (state) => Boolean(state?.[FRAMED]);

/** What is known of a navigation, as bits. */
const flags = (...known) => known.reduce((bits, is, at) => bits | (Boolean(is) << at), 0);

/**
 * `rules` are functions: `isLive()`, whether this page has a call; `way(url, flags)`
 * gives 0 for the browser's own, 1 for the frame, 2 for the window; `arrived(url)`;
 * `refused()` gives where the window goes; `handOver()` leaves the call in the keeper;
 * `closed()` when the frame is gone; `missed()` when a page has come and nobody has taken
 * the call over for `patience` milliseconds.
 */
export function keepOverPageLoads(rules) {
  const listening = new AbortController();
  const { signal } = listening;
  let open = null;
  const isLive = () => rules.isLive() || Boolean(open && window[SHELL].media);

  const takesOver = (framed) => (navigation) => {
    const { url, sameDocument, opens, download, form } = navigation;
    const sameOrigin = new URL(url).origin === location.origin;
    const way = rules.way(url, flags(isLive(), framed, sameOrigin, sameDocument, opens, download, form));
    if (way === FRAME) show(navigation);
    if (way === TOP) leave(navigation);
    // Nothing else: after a failure of ours there is no answer, and the page goes on.
    return way === FRAME || way === TOP;
  };

  const show = (navigation) => {
    open ??= over(rules, takesOver(true));
    open.go(navigation);
  };

  const leave = (navigation) => {
    if (navigation.form) send(navigation, "_self");
    else if (navigation.replaces) location.replace(navigation.url);
    else location.assign(navigation.url);
  };

  const decideLast = watchNavigations(window, isLive, takesOver(false), signal);

  // A page that was loaded anew stands for the one in the frame: what the history has
  // before and after it are pages of their own, though the browser thinks of one.
  const standsIn = isFramed(history.state);
  let before = standsIn;
  addEventListener("popstate", (event) => {
    const framed = isFramed(event.state);
    if (open) {
      // The page below knows nothing of these.
      if (framed) event.stopImmediatePropagation();
      else {
        open.close();
        open = null;
        rules.closed();
      }
    } else if (framed && rules.isLive()) {
      event.stopImmediatePropagation();
      open = over(rules, takesOver(true), true);
      open.go({ url: location.href });
    } else if (framed || (standsIn && before)) {
      event.stopImmediatePropagation();
      location.reload();
    }
    before = framed;
  }, { capture: true, signal });

  return {
    stop() {
      listening.abort();
      open?.close(true);
      open = null;
    },
    /** A call begins: what does the site say of frames? `told(frameOptions, policy)`. */
    async askFraming(told) {
      decideLast();
      try {
        const { headers } = await fetch(location.href, { method: "HEAD" });
        told(headers.get("x-frame-options") ?? "", headers.get("content-security-policy") ?? "");
      } catch {
        // Nothing is known, then.
      }
    },
  };
}

/** The frame over this page, until it is closed. `again`: its history is there already. */
function over(rules, takes, again = false) {
  const shown = makeFrame(`alongside-${Date.now()}`);
  const { frame } = shown;
  const title = document.title;
  const listening = new AbortController();
  let known = null, titles = null, timer = 0, inHistory = again, isFresh = true;

  const addressOf = () => {
    try {
      // An error of the browser's own can't be read, like a page of another site.
      return frame.contentDocument && frame.contentWindow.location.href;
    } catch {
      return null;
    }
  };

  /** The page in the frame is there, or is another one: the window follows it. */
  const arrive = () => {
    const address = addressOf();
    if (!address || address === NOTHING) return;
    if (frame.contentDocument !== known) {
      known = frame.contentDocument;
      watch(frame.contentWindow);
      rules.arrived(address);
    }
    follow(address);
    shown.show();
  };

  /** Nothing tells that another page has come before all of it is there. */
  const lookOut = (looks = LOOKS) => {
    clearTimeout(timer);
    const address = addressOf();
    if (address && address !== NOTHING && frame.contentDocument !== known && frame.contentDocument.body) arrive();
    else if (looks) timer = setTimeout(lookOut, LOOK_MS, looks - 1);
  };

  const follow = (address) => {
    if (!inHistory) history.pushState({ [FRAMED]: true }, "", address);
    else if (location.href !== address) history.replaceState({ [FRAMED]: true }, "", address);
    inHistory = true;
    const named = frame.contentDocument.title;
    if (document.title !== named) document.title = named;
    shown.name(named || address);
  };

  const watch = (inner) => {
    const decideLast = watchNavigations(inner, () => true, takes, listening.signal);
    inner.addEventListener("load", decideLast, { signal: listening.signal });
    titles?.disconnect();
    const moved = () => arrive();
    titles = new MutationObserver(moved);
    titles.observe(known.head ?? known, { subtree: true, childList: true, characterData: true });
    for (const type of ["popstate", "hashchange"]) inner.addEventListener(type, moved, { signal: listening.signal });
    inner.addEventListener("pagehide", () => lookOut(), { signal: listening.signal });
    inner.navigation?.addEventListener("currententrychange", moved, { signal: listening.signal });
  };

  frame.addEventListener("load", () => {
    clearTimeout(timer);
    if (addressOf()) {
      arrive();
      timer = setTimeout(miss, rules.patience);
      return;
    }
    const instead = rules.refused();
    if (!instead) location.reload();
    else if (inHistory) location.replace(instead);
    else location.assign(instead);
  });

  /** A page without us: whoever is below looks after the call. */
  const miss = () => {
    if (keeper.handOver || !keeper.media) return;
    keeper.handOver = rules.handOver;
    rules.missed();
  };

  const keeper = {
    frame,
    /** A page's media, for the page after it. */
    media: null,
    handOver: rules.handOver,
    /** Whether the window itself is about to go. */
    gone: false,
    /** A page goes on with the call: the one before it hands it over, by `handOver`. */
    take(handOver) {
      const before = keeper.handOver;
      keeper.handOver = handOver;
      before?.();
      arrive();
    },
    /** That page is about to go. */
    drop(handOver) {
      if (keeper.handOver === handOver) keeper.handOver = null;
    },
  };
  window[SHELL] = keeper;
  for (const type of ["pagehide", "pageshow"]) {
    window.addEventListener(type, () => { keeper.gone = type === "pagehide"; }, { signal: listening.signal });
  }

  return {
    go(navigation) {
      const { url, form } = navigation;
      const fresh = isFresh;
      isFresh = false;
      if (fresh) shown.open(form ? "" : url);
      if (form) send(navigation, frame.name);
      else if (!fresh) frame.contentWindow.location.assign(url);
      lookOut();
    },
    /** `over`: nobody goes on, and who has the visit ends it. */
    close(over = false) {
      listening.abort();
      titles?.disconnect();
      if (keeper.handOver !== rules.handOver) keeper.handOver?.(over);
      shown.remove();
      document.title = title;
      clearTimeout(timer);
    },
  };
}

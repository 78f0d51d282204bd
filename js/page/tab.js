// The lock that one of the site's tabs has at a time. It belongs to the window that stays
// when pages of the shell come and go, and so does all of this: what a page in the frame
// makes of its own is gone with it.

const TAB = Symbol.for("alongside.tab");
// A navigation that is still under way after this was a download, or given up.
const LOADS_MS = 30_000;

/** The lock of this name, for the tab whose outermost page is `home`; null without locks. */
export function tabLock(home, name) {
  return home[TAB] ?? (home === window ? lockOf(name) : null);
}

function lockOf(name) {
  const { locks } = navigator;
  if (!locks) return null;
  const listening = new AbortController();
  let asking = null, letGo = null, loadsSince = 0;
  window.navigation?.addEventListener("navigate", ({ destination, downloadRequest }) => {
    if (!destination.sameDocument && !downloadRequest) loadsSince = Date.now();
  }, { signal: listening.signal });
  const tab = {
    /** Called with whether the lock is ours now. */
    told: null,
    held: false,
    want(steal) {
      if (asking && !steal) return;
      asking?.abort();
      const mine = asking = new AbortController();
      const isMine = () => asking === mine;
      locks.request(name, steal ? { steal } : { signal: mine.signal }, () => {
        if (!isMine()) return null;
        tab.held = true;
        tab.told?.(true);
        return new Promise((resolve) => { letGo = resolve; });
      }).catch(() => {
        // Taken by another tab, or not to be had.
        if (!isMine()) return;
        asking = null;
        tab.held = false;
        tab.told?.(false);
      });
    },
    drop() {
      asking?.abort();
      letGo?.();
      asking = letGo = null;
      tab.held = false;
    },
    /** Whether the tab is on its way to another page; where nobody tells, it may be. */
    loads: () => !window.navigation || Date.now() - loadsSince < LOADS_MS,
    remove() {
      tab.drop();
      listening.abort();
      delete window[TAB];
    },
  };
  window[TAB] = tab;
  return tab;
}

// Runs before anything else in every page of these tests: what a person could see
// of the page and of the overlay, and what the overlay told.
(() => {
  const HOST = "alongside-overlay";
  /** The page's trees: the document, its open shadow roots, its same-origin frames. */
  function* trees(root) {
    yield root;
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot && element.localName !== HOST) yield* trees(element.shadowRoot);
      if (element.localName === "iframe" && element.contentDocument) yield* trees(element.contentDocument);
    }
  }
  const inPage = (selector) => {
    for (const root of trees(document)) {
      const found = root.querySelector(selector);
      if (found) return found;
    }
    return null;
  };
  const overlay = () => inPage(HOST)?.shadowRoot ?? null;
  const ours = (selector) => overlay()?.querySelector(selector) ?? null;
  const isSeen = (element) => {
    if (!element?.isConnected || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };
  /** `@Name` is a button of ours by its name, `@.class` any part of ours, the rest is of the page. */
  const find = (selector) => {
    if (!selector.startsWith("@")) return inPage(selector);
    const rest = selector.slice(1);
    if (!/^\w/.test(rest)) return ours(rest);
    const named = (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === rest;
    return [...(overlay()?.querySelectorAll("button") ?? [])].find((button) => named(button) && isSeen(button)) ?? null;
  };
  /** An element's box in the viewport of the whole page, also from within frames. */
  const box = (element) => {
    let { left, top, width, height } = element.getBoundingClientRect();
    for (let frame = element.ownerDocument.defaultView.frameElement; frame; frame = frame.ownerDocument.defaultView.frameElement) {
      const outer = frame.getBoundingClientRect();
      left += outer.left + frame.clientLeft;
      top += outer.top + frame.clientTop;
    }
    return { left, top, width, height, right: left + width, bottom: top + height };
  };
  const card = () => {
    const found = ours(".card");
    return found?.matches(":popover-open") && isSeen(found) ? found : null;
  };
  const ring = () => {
    const found = ours(".spot");
    return found?.matches(":popover-open") && isSeen(found) ? found : null;
  };
  /** What can be seen of the page: less than the viewport when zoomed in or typing on glass. */
  const window_ = () => {
    const { offsetLeft: left, offsetTop: top, width, height } = window.visualViewport;
    return { left, top, right: left + width, bottom: top + height };
  };
  const atPoint = (x, y) => {
    let root = document;
    for (;;) {
      const found = root.elementFromPoint(x, y);
      if (found?.shadowRoot && found.shadowRoot.elementFromPoint(x, y) && found.shadowRoot !== root) root = found.shadowRoot;
      else if (found?.localName === "iframe" && found.contentDocument) {
        const outer = found.getBoundingClientRect();
        x -= outer.left + found.clientLeft;
        y -= outer.top + found.clientTop;
        root = found.contentDocument;
      } else return found;
    }
  };
  const say = (rect) => `${[rect.left, rect.top, rect.right, rect.bottom].map(Math.round)}`;
  /** What is wrong with where the card and the ring are; empty when nothing is. */
  const misplaced = (target) => {
    const element = typeof target === "string" ? find(target) : target;
    if (!element) return "the page has no such target";
    const shown = card();
    if (!shown) return "no card is shown";
    const [c, t, view] = [box(shown), box(element), window_()];
    const where = `(card ${say(c)}, target ${say(t)}, window ${say(view)})`;
    const spot = ring();
    if (!spot) return `no ring is shown ${where}`;
    const r = box(spot);
    const rims = [t.left - r.left, t.top - r.top, r.right - t.right, r.bottom - t.bottom];
    if (rims.some((rim) => rim < -1.5 || rim > 14)) return `the ring ${say(r)} is not around the target ${where}`;
    if (c.left < view.left - 1 || c.top < view.top - 1 || c.right > view.right + 1 || c.bottom > view.bottom + 1)
      return `the card is not all in the window ${where}`;
    const across = Math.min(c.right, t.right) - Math.max(c.left, t.left);
    const down = Math.min(c.bottom, t.bottom) - Math.max(c.top, t.top);
    if (across > 2 && down > 2) return `the card covers the target ${where}`;
    if (Math.max(-across, -down) > 60) return `the card is far from the target ${where}`;
    if (t.right < view.left || t.bottom < view.top || t.left > view.right || t.top > view.bottom)
      return `the target is out of sight ${where}`;
    const middle = atPoint((c.left + c.right) / 2, (c.top + c.bottom) / 2);
    if (!shown.contains(middle)) return `${middle?.outerHTML.slice(0, 80)} lies over the card ${where}`;
    return "";
  };
  /** Where to click something, once it stands still and nothing lies over it. */
  const pointAt = async (selector) => {
    const element = find(selector);
    if (!isSeen(element)) return { why: `${selector} is not seen` };
    const before = box(element);
    await new Promise((done) => setTimeout(done, 16));
    const now = box(element);
    if (say(before) !== say(now)) return { why: `${selector} moves` };
    const [x, y] = [Math.round((now.left + now.right) / 2), Math.round((now.top + now.bottom) / 2)];
    const hit = atPoint(x, y);
    if (hit !== element && !element.contains(hit)) return { why: `${hit?.outerHTML.slice(0, 120) ?? "nothing"} lies over ${selector}` };
    return { x, y };
  };

  const eyes = {
    find, ours, box, card, ring, misplaced, pointAt, isSeen, overlay,
    told: [], ended: [], refused: [], said: [], strays: [], violations: [], errors: [], ready: false, failed: null,
    /** The title of the step on the screen. */
    title: () => (card() ? ours(".card .title").textContent : null),
    /** What the card warns of. */
    notice: () => (card() && isSeen(ours(".card .notice")) ? ours(".card .notice").textContent : null),
    events: (name) => eyes.told.filter((one) => one.name === name),
    /** Starts a flow and keeps how it ends. */
    guide(flow) {
      window.h.guide(flow).then((outcome) => eyes.ended.push(outcome), (error) => eyes.refused.push(String(error.message ?? error)));
    },
    /** Takes note of what is told from now on. */
    begin(handle) {
      window.h = handle;
      for (const name of ["step", "flow", "heal", "problem", "signal"]) {
        try {
          handle.on(name, (told) => eyes.told.push({ name, ...told }));
        } catch (error) {
          eyes.errors.push(String(error.message ?? error));
        }
      }
      new MutationObserver((changes) => {
        const live = changes.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(".live")).find(Boolean);
        if (live?.textContent) eyes.said.push(live.textContent);
      }).observe(overlay(), { subtree: true, childList: true, characterData: true });
    },
    /** From now on notes every moment in which a card is shown that is not by its target. */
    watchForStrays(selector) {
      const look = () => {
        const wrong = card() && misplaced(selector);
        if (wrong) eyes.strays.push(wrong);
        requestAnimationFrame(look);
      };
      look();
    },
    /**
     * Milliseconds until the card is by the target; more than a second is never. A busy
     * machine draws few frames: what came in six of them came within 100 ms.
     */
    async lag(selector) {
      const start = performance.now();
      let frames = 0, looking = true;
      const frame = () => { frames += 1; if (looking) requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
      while (misplaced(selector) !== "" && performance.now() - start < 1000) await new Promise((done) => setTimeout(done, 4));
      looking = false;
      const passed = performance.now() - start;
      return misplaced(selector) === "" ? Math.min(passed, frames * 16) : 1000;
    },
    /** For the message of a test that fails. */
    outline: () => ({
      address: location.href, card: card()?.innerText ?? null, ended: eyes.ended, refused: eyes.refused,
      told: eyes.told.filter(({ name }) => name !== "signal"), errors: eyes.errors, failed: eyes.failed,
    }),
  };
  window.eyes = eyes;
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
    eyes.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
  addEventListener("error", ({ message }) => eyes.errors.push(message));
  addEventListener("unhandledrejection", ({ reason }) => eyes.errors.push(String(reason)));
})();

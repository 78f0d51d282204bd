// One library in one case: a fresh page, hands (mouse and keys, as a customer has
// them) and questions. What does not hold in time throws a `Miss`.

/** The library does not do what the case asks for. */
export class Miss extends Error {}

const SOON = 1_500;
const TICK = 40;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function trial(browser, server, library, behaviour) {
  const { html, pages, style, script, headers, root, viewport, mobile } = behaviour;
  const context = await browser.newContext({
    viewport: viewport ?? { width: 1000, height: 700 },
    ...(mobile && { isMobile: true, hasTouch: true }),
    ...behaviour.context,
  });
  const site = server.open({ library, html, pages, style, script, headers, root });
  try {
    return new Trial(context, await context.newPage(), site.address, () => close(context, site));
  } catch (error) {
    await close(context, site);
    throw error;
  }
}

async function close(context, site) {
  site.close();
  await context.close();
}

class Trial {
  constructor(context, page, address, close) {
    Object.assign(this, { context, page, address, close, errors: [] });
    page.on("pageerror", (error) => this.errors.push(error.message));
  }

  /** Another tab of the same customer. */
  async tab() {
    return new Trial(this.context, await this.context.newPage(), this.address, () => {});
  }

  /** Loads a page and, unless told otherwise, mounts the library. `plan`: a tour the page knows on every load. */
  async open({ path = "/", plan, mount = true } = {}) {
    await this.page.goto(this.address + path);
    if (mount) await this.mount(plan);
  }

  async mount(plan) {
    await this.until(() => this.run(() => Boolean(window.bench)), "the page does not load");
    await this.run((steps) => window.bench.mount(steps ?? undefined), plan ?? null);
  }

  /** Calls a function in the page. Not through `page.evaluate`, which a strict CSP refuses. */
  async run(body, ...args) {
    this.session ??= await this.context.newCDPSession(this.page);
    const { result, exceptionDetails } = await this.session.send("Runtime.evaluate", {
      expression: `(${body})(...${JSON.stringify(args)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Miss((exception?.description ?? text).split("\n")[0]);
    }
    return result.value;
  }

  /** Starts a tour with what `steps`, a function called in the page, returns; or the plan. */
  async start(steps) {
    await this.run(`() => { window.tour.start(${steps ? `(${steps})()` : ""}); }`);
  }

  async until(holds, otherwise, within = SOON) {
    const end = Date.now() + within;
    for (;;) {
      if (await holds()) return;
      if (Date.now() > end) throw new Miss(otherwise);
      await sleep(TICK);
    }
  }

  /** Must hold all the time. `reason` gives why it does not, or `null`. */
  async always(reason, during) {
    const end = Date.now() + during;
    do {
      const why = await reason();
      if (why) throw new Miss(why);
      await sleep(TICK);
    } while (Date.now() < end);
  }

  /** A bubble of this title can be seen. */
  async shown(title, within) {
    await this.until(() => this.run((t) => window.eyes.titled(t), title), `no bubble "${title}" can be seen`, within);
  }

  away(target, title) {
    const found = typeof target === "function" ? `(${target})()` : `document.querySelector(${JSON.stringify(target)})`;
    return this.run(`(title) => window.eyes.away(${found}, title)`, title ?? null);
  }

  /** A bubble stays by its target: visible, on the screen, near, and not over it. */
  async by(target, title, within = SOON) {
    const end = Date.now() + within;
    for (let held = 0; held < 3; await sleep(TICK)) {
      const why = await this.away(target, title);
      held = why ? 0 : held + 1;
      if (why && Date.now() > end) throw new Miss(why);
    }
  }

  /** No bubble points at what is not there; `place` is where the target was. */
  astray(place) {
    return this.run((at) => window.eyes.astray(at), place ?? null);
  }

  box(selector) {
    return this.run((s) => window.eyes.box(document.querySelector(s)), selector);
  }

  count() {
    return this.run(() => window.eyes.count());
  }

  async gone(within) {
    await this.until(async () => (await this.count()) === 0, "the bubble stays", within);
  }

  /** Presses the bubble's own `next`, `back` or `close` with the mouse. */
  async press(kind) {
    let at;
    const look = async () => (at = await this.run((k) => window.eyes.button(k), kind));
    await this.until(look, `the bubble's "${kind}" can't be seen`);
    // Where it is once it no longer moves.
    for (let last; JSON.stringify(last) !== JSON.stringify(at); ) {
      last = at;
      await sleep(60);
      at = (await look()) ?? last;
    }
    await this.page.mouse.click(at.x, at.y);
  }

  /** Clicks an element of the page with the mouse, wherever a tour has put anything. */
  async click(target) {
    const found = typeof target === "function" ? `(${target})()` : `document.querySelector(${JSON.stringify(target)})`;
    const { x, y } = await this.run(`() => window.eyes.middle(${found})`);
    await this.page.mouse.click(x, y);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async key(...names) {
    for (const name of names) await this.page.keyboard.press(name, { delay: 15 });
  }

  /** Asks the page until it says what it should. */
  async says(body, expected, otherwise, within) {
    let said;
    const same = async () => (said = await this.run(body)) === expected;
    await this.until(same, otherwise, within).catch((error) => {
      if (!(error instanceof Miss)) throw error;
      throw new Miss(`${otherwise} (${JSON.stringify(said)}, not ${JSON.stringify(expected)})`);
    });
  }

  /** The site is told of something: an event or a callback of the library. */
  async told(within) {
    const reasons = () => this.run(() => (window.tour.told?.() ?? []).length > 0);
    await this.until(reasons, "the site is told nothing", within);
  }
}

export function must(holds, otherwise) {
  if (!holds) throw new Miss(otherwise);
}

// What is measured of a tour. Each measure has a fresh page of its own.

import { style } from "./behaviours/pages.mjs";
import { sleep, trial } from "./trial.mjs";

const STEPS = 10;
/** Time on a step; longer than any of the libraries' animations. */
const PACE = 500;
const STILL = 3_000;

const words = "Free delivery from twenty euro, and returns within thirty days.";
const page = {
  style: `${style} #grid { display: grid; grid-template-columns: repeat(5, 1fr); gap: 130px 20px }`,
  // Of the size of a shop's page, with ten targets on the first screen.
  html: `
    <h1>Shop</h1>
    <div id=grid>${Array.from({ length: STEPS }, (_, at) => `<button id=b${at + 1}>Item</button>`).join("")}</div>
    <ul style="margin-top: 700px">${`<li><b>New</b> <a href="#">${words}</a></li>`.repeat(400)}</ul>`,
};

const steps = `() => ${JSON.stringify(
  Array.from({ length: STEPS }, (_, at) => ({ target: `#b${at + 1}`, title: `Step ${at + 1}.`, text: words })),
)}`;

/** Runs in the page: counts what is asked of its clocks. */
const counting = () => {
  const asked = (window.asked = { timers: 0, frames: 0 });
  const { setTimeout: timeout, setInterval: interval, requestAnimationFrame: frame } = window;
  window.setTimeout = (...rest) => (asked.timers++, timeout(...rest));
  window.setInterval = (work, ...rest) => {
    asked.timers++;
    return interval((...given) => (asked.timers++, work(...given)), ...rest);
  };
  window.requestAnimationFrame = (work) => (asked.frames++, frame(work));
};

async function fresh(browser, server, library, measure, before) {
  const seat = await trial(browser, server, library, page);
  try {
    if (before) await seat.page.addInitScript(before);
    await seat.open();
    await seat.session.send("Performance.enable", { timeDomain: "threadTicks" });
    await sleep(300);
    return await measure(seat);
  } finally {
    await seat.close();
  }
}

async function metrics(seat) {
  const { metrics } = await seat.session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Milliseconds from the start of a tour to its first painted step, on a slow processor. */
export function firstStep(browser, server, library) {
  return fresh(browser, server, library, async (seat) => {
    await seat.session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await sleep(200);
    return seat.run(`async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const seen = () => window.tour.bubbles().some((each) => {
        if (!each.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
        const { width, height, bottom, right } = each.getBoundingClientRect();
        return width > 0 && height > 0 && bottom > 0 && right > 0;
      });
      await frame();
      const began = performance.now();
      window.tour.start((${steps})());
      do {
        await frame();
        if (performance.now() - began > 10000) throw new Error("no step is shown");
      } while (!seen());
      // The frame after it: by then it is painted.
      await frame();
      return performance.now() - began;
    }`);
  });
}

/** Milliseconds of the main thread for a tour of ten steps, beyond what the page takes without. */
export function wholeTour(browser, server, library) {
  return fresh(browser, server, library, async (seat) => {
    const spent = async (walk) => {
      const { TaskDuration: before } = await metrics(seat);
      await seat.run(`async () => {
        const walk = ${walk};
        if (walk) window.tour.start((${steps})());
        for (let at = 1; at <= ${STEPS}; at++) {
          await new Promise((done) => setTimeout(done, ${PACE}));
          if (!walk) continue;
          const own = window.tour.bubbles().find((each) => each.checkVisibility());
          if (!own?.textContent.includes("Step " + at + ".")) throw new Error("step " + at + " is not shown");
          window.tour.button("next").click();
        }
      }`);
      return (await metrics(seat)).TaskDuration - before;
    };
    const without = await spent(false);
    return ((await spent(true)) - without) * 1_000;
  });
}

/** What goes on while a step is shown and nothing moves. */
export function idle(browser, server, library) {
  const measure = async (seat) => {
    await seat.start(steps);
    await seat.shown("Step 1.");
    await sleep(1_500);
    const asked = () => seat.run(() => ({ ...window.asked }));
    const [before, first] = [await asked(), await metrics(seat)];
    await sleep(STILL);
    const [last, after] = [await metrics(seat), await asked()];
    return {
      layouts: last.LayoutCount - first.LayoutCount,
      styles: last.RecalcStyleCount - first.RecalcStyleCount,
      timers: after.timers - before.timers,
      frames: after.frames - before.frames,
    };
  };
  return fresh(browser, server, library, measure, counting);
}

// What is measured of a call; the same for every side.

import { errors } from "playwright-core";

import { firstPacket, longestGap, steady } from "./packets.mjs";

/** How long an agent thinks before the answer that is measured by itself. */
const THINKS = 2000;

/** How long a call goes on before its network changes. */
const SETTLES = 4000;

/** Presses a button as a script does, so that the moment is known; gives it. */
const press = ({ page, button }) =>
  page.evaluate((button) => {
    const roots = [document, document.querySelector("alongside-overlay")?.shadowRoot].filter(Boolean);
    const found = roots.flatMap((root) => [...root.querySelectorAll(button)]).find((each) => each.checkVisibility());
    const at = performance.timeOrigin + performance.now();
    found.click();
    return at;
  }, button);

const comes = ({ page, button }) => page.locator(button).locator("visible=true").first().waitFor({ timeout: 30_000 });

/** A call that is answered at once, and one that is answered after a while. */
export async function call(stage) {
  await stage.prepare();
  const clicked = await press(stage.call);
  await comes(stage.answer);
  await press(stage.answer);
  const first = await firstPacket(stage.customer.page, clicked);
  await steady(stage.agent.page, clicked);
  await stage.hangUp();

  await stage.prepare();
  await press(stage.call);
  await comes(stage.answer);
  await new Promise((done) => setTimeout(done, THINKS));
  const answered = await press(stage.answer);
  const [here, there] = await Promise.all([
    firstPacket(stage.customer.page, answered),
    firstPacket(stage.agent.page, answered),
  ]);
  await stage.hangUp();
  return { click: first - clicked, "answer, at the customer": here - answered, "answer, at the agent": there - answered };
}

/** Begins a call, and waits until it goes well at both ends. */
async function begin(stage) {
  await stage.prepare();
  const clicked = await press(stage.call);
  await comes(stage.answer);
  await press(stage.answer);
  await Promise.all([stage.customer, stage.agent].map(({ page }) => steady(page, clicked)));
}

/** The longest time between two packets at the agent over each of some page loads in one call. */
export async function loads(stage, way, times) {
  await begin(stage);
  const gaps = [];
  for (let time = 0; time < times; time++) {
    const from = Date.now();
    await stage.load(way);
    await steady(stage.agent.page, from + 300, 2000);
    gaps.push(await longestGap(stage.agent.page, from, Date.now()));
  }
  await stage.hangUp();
  return gaps;
}

/** The longest time between two packets at the customer while they are handed over to a second agent. */
export async function transfer(stage) {
  await begin(stage);
  const from = Date.now();
  await stage.handOver();
  await steady(stage.colleague.page, from);
  await steady(stage.customer.page, Date.now());
  const gap = await longestGap(stage.customer.page, from, Date.now());
  await stage.hangUp();
  return gap;
}

/** A call that is not back by then, in milliseconds, is lost: nobody waits for longer. */
export const LOST = 20_000;

/** The longest time between two packets at either end while something changes; infinite for a call that is lost. */
export async function change(stage, act) {
  await begin(stage);
  await new Promise((done) => setTimeout(done, SETTLES));
  const from = Date.now();
  act();
  const gap = async ({ page }) => {
    try {
      await steady(page, from + 300, 1500, LOST + 2000);
    } catch (error) {
      if (error instanceof errors.TimeoutError) return Infinity;
      throw error;
    }
    const longest = await longestGap(page, from, Date.now());
    return longest > LOST ? Infinity : longest;
  };
  return Math.max(...(await Promise.all([stage.customer, stage.agent].map(gap))));
}

// What is measured of a call; the same for every side.

import { firstPacket, longestGap, steady } from "./packets.mjs";

/** How long an agent thinks before the answer that is measured by itself. */
const THINKS = 2000;

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

/** The longest time between two packets at the agent over each of some page loads in one call. */
export async function loads(stage, way, times) {
  await stage.prepare();
  const clicked = await press(stage.call);
  await comes(stage.answer);
  await press(stage.answer);
  await steady(stage.agent.page, clicked);
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

// The walk: sees what the customer sees, does it, and waits for what comes of it.
import { Obstacle, act } from "./act.js";
import { described, pointedAt, state } from "./page.js";

const LOOK = 100;
/** Milliseconds that Alongside has to start, or to go on after a page load. */
const START = 15_000;
/** A step that asks for the same again and again is going nowhere. */
const MOST_STEPS = 200;
/** How often no step may come for as long as things happen. */
const MOST_ROUNDS = 10;
/** Milliseconds that an element has to come into sight. */
const SETTLE = 2000;
/** Milliseconds after which a step that was done, and still stands, gets its Next, and a field Enter. */
const PATIENCE = 1500;
/** Which button of the card is which. */
const [THERE, NEXT] = [1, 3];

const wait = (page, milliseconds) => page.waitForTimeout(milliseconds);

/** Errors of a page that is being left. */
const LEFT = /context was destroyed|navigat|not attached|detached/i;

/** The answer of a page, or `null` while it is being left. */
const asked = (answer) => answer.catch((error) => {
  if (LEFT.test(error.message)) return null;
  throw error;
});

/** Where the page stands; a page that is being loaded is asked again. */
async function now(page, told) {
  for (const end = Date.now() + START; Date.now() < end; await wait(page, LOOK)) {
    const seen = await asked(page.evaluate(state, told.shown().at(-1)));
    if (seen) return seen;
    if (told.all("failed").length) break;
  }
  throw new Obstacle(`Alongside did not start on ${page.url()}: ${told.all("failed").at(-1) ?? "the page has no `window.alongside`"}`);
}

const key = ({ flow, step, path, title }) => JSON.stringify([flow, step, path, title]);

const because = ({ reason, message }) => `${reason}: ${message}`;

/** What ended the walk, if anything did: `null`, "completed", or why not. */
function ending({ id }, told) {
  const end = told.all("flow").find(({ flow }) => flow === id);
  if (!end) return null;
  if (end.outcome === "completed") return "completed";
  const problem = told.problem();
  // A step may end the flow when its target does not come.
  if (problem && end.reason === problem.message) return { step: problem, reason: because(problem) };
  return { reason: `the flow ended as ${end.outcome}${end.reason ? `: ${end.reason}` : ""}` };
}

/** Whether something else is asked for than was, or nothing any more. */
const goneOn = async (page, seen, settings, told) => ending(settings, told) ?? (key(await now(page, told)) !== key(seen) || null);

async function until(page, milliseconds, holds) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(page, LOOK)) {
    const found = await holds();
    if (found) return found;
  }
  return null;
}

/** The element that is pointed at, once it can be reached. */
async function reached(page) {
  let last = "nothing is pointed at";
  const found = await until(page, SETTLE, async () => {
    const element = (await asked(page.evaluateHandle(pointedAt)))?.asElement();
    const facts = element && await asked(element.evaluate(described));
    if (!facts) return null;
    last = facts.obstacle;
    return facts.obstacle ? null : { element, facts };
  });
  if (!found) throw new Obstacle(last);
  return found;
}

const press = (page, button) => page.locator("alongside-overlay .card .feet button").nth(button).click({ timeout: 5000 });

/** Waits for a ring around something. A target that does not come fails, unless the document goes on without it. */
async function pointed(page, seen, settings, told) {
  const gone = await until(page, settings.timeout, async () => {
    const at = await now(page, told);
    if (key(at) !== key(seen) || at.pointed) return true;
    const problem = at.notice && told.problem(seen);
    if (problem) throw new Obstacle(because(problem));
    return ending(settings, told);
  });
  if (!gone) throw new Obstacle(seen.notice || seen.because);
}

/** One step: done as a customer does it. Says what it was about, and whether that was a field, or the way to its page. */
async function does(page, seen, data, settings, told) {
  if (seen.buttons.includes(THERE)) {
    await press(page, THERE);
    return { words: "another page", isWay: true };
  }
  const { element, facts } = await reached(page).catch(async (error) => {
    // What is safe may be done for the customer meanwhile.
    if (await until(page, SETTLE, () => goneOn(page, seen, settings, told))) return {};
    throw error;
  });
  if (!element) return { words: "done by itself" };
  try {
    await act(page, element, facts, seen.step, data);
  } catch (error) {
    // What was asked for may have come about meanwhile: a payment that went through, say.
    if (await until(page, SETTLE, () => goneOn(page, seen, settings, told))) return { words: facts.words };
    const words = error instanceof Obstacle ? error.message : error.message.split("\n").find((line) => /intercepts|not visible|not enabled/.test(line))?.trim() ?? error.message.split("\n")[0];
    throw Object.assign(new Obstacle(words), { target: facts.words });
  }
  return { words: facts.words, isField: facts.kind === "field" };
}

/** The form that the ring's field is in is sent by Enter in that field: a button pressed twice would send it twice. */
async function sends(page) {
  const element = (await page.evaluateHandle(pointedAt)).asElement();
  await element?.press("Enter", { timeout: 5000 });
}

/** Waits until something follows from what was done. */
async function follows(page, seen, { isField }, settings, told) {
  const changed = () => goneOn(page, seen, settings, told);
  if (await until(page, PATIENCE, changed)) return;
  const still = await now(page, told);
  if (key(still) === key(seen)) {
    if (still.buttons?.includes(NEXT)) await press(page, NEXT);
    else if (isField) await sends(page);
  }
  if (!await until(page, settings.timeout, changed)) throw new Obstacle(`nothing changed within ${settings.timeout / 1000} s of what was done`);
}

/** The step that is shown, or the walk's end. It may take its time, as long as things happen. */
async function next(page, settings, told) {
  for (let heard = -1, rounds = 0; heard !== told.count() && rounds < MOST_ROUNDS; rounds += 1) {
    heard = told.count();
    const seen = await until(page, settings.timeout, async () => {
      const end = ending(settings, told);
      if (end) return { end };
      const at = await now(page, told);
      return at.step ? at : null;
    });
    if (seen) return seen;
  }
  throw new Obstacle(`no step is shown on ${page.url()}`);
}

/** Begins: opens the page and asks for the flow or the place. */
async function begin(page, { site, flow, goal }, told) {
  await page.goto(site);
  await now(page, told);
  // Where there is no such flow the promise says so.
  const refused = await page.evaluate(async ([id, place]) => {
    const handle = await window.alongside.ready;
    const going = place ? handle.go(place) : handle.guide(id);
    return Promise.race([going.then(() => null, String), new Promise((done) => { setTimeout(done, 300, null); })]);
  }, [flow, goal]).catch(() => null);
  if (refused) throw new Obstacle(refused);
}

/**
 * Walks the whole flow. `each(step)` hears of every step: `{ flow, step, took, failure? }`, where a failure has
 * `target` and `reason`; `check(step)` may find more that is wrong, as reasons.
 */
export async function walk(page, settings, data, told, { each, check }) {
  let begun = Date.now();
  let current = { flow: settings.id, step: "start", target: settings.site };
  const tell = (more) => {
    each({ ...current, took: Date.now() - begun, ...more });
    begun = Date.now();
  };
  try {
    await begin(page, settings, told);
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const seen = await next(page, settings, told);
      if (seen.end === "completed") return;
      if (seen.end) {
        if (seen.end.step) current = { ...seen.end.step, target: "none" };
        throw new Obstacle(seen.end.reason);
      }
      current = { flow: seen.flow, step: seen.step, target: `of “${seen.title}”` };
      const wrong = await check(seen);
      if (wrong.length) throw new Obstacle(wrong.join("; "));
      if (!seen.pointed && !seen.buttons.includes(THERE)) {
        await pointed(page, seen, settings, told);
        continue;
      }
      const done = await does(page, seen, data, settings, told);
      current.target = done.words;
      await follows(page, seen, done, settings, told);
      // The way to a step's page is part of the step.
      if (!done.isWay) tell({});
    }
    throw new Obstacle(`the flow did not end within ${MOST_STEPS} steps`);
  } catch (error) {
    // What the browser reports of the page's policy comes a little later.
    await wait(page, PATIENCE).catch(() => {});
    const end = ending(settings, told);
    const expected = error instanceof Obstacle || /Timeout|net::|closed/.test(error.message);
    const reason = end?.reason ?? `${expected ? "" : "unexpected: "}${error.message.split("\n")[0]}`;
    tell({ failure: { target: error.target ?? current.target, reason } });
  }
}

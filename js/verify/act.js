// What a customer does: by mouse and keys of the browser, never by a call into the page.
import { drawnOf, fieldsOf } from "./page.js";

const SHORT = { timeout: 5000 };

/** Something a customer can't do, as the reason of a failure. */
export class Obstacle extends Error {}

const AFFIRMED = [true, "yes", "on"];

/** Enters a value into a field. */
async function enter(page, { tag, type, at, name }, value) {
  if (type === "radio") return choose(page, name, String(value));
  const field = page.locator("input, select, textarea").nth(at);
  if (type === "checkbox") return field.setChecked(AFFIRMED.includes(value), SHORT);
  if (tag === "select") {
    // It is left by Tab.
    await field.focus(SHORT);
    return field.selectOption(String(value), SHORT);
  }
  if (["date", "time", "month", "week", "datetime-local", "color", "range"].includes(type)) return field.fill(String(value), SHORT);
  await field.click(SHORT);
  await field.press("ControlOrMeta+a", SHORT);
  return field.pressSequentially(String(value), SHORT);
}

async function choose(page, name, value) {
  const group = page.locator(`input[type=radio][name=${JSON.stringify(name)}]`);
  const at = await group.evaluateAll((all, wanted) => all.findIndex(({ value: own, labels }) =>
    own === wanted || [...labels].some((label) => label.textContent.trim() === wanted)), value);
  if (at < 0) throw new Obstacle(`“${value}” is none of the choices of “${name}”`);
  return group.nth(at).check(SHORT);
}

/** Fills the field, or with `own` false the required and empty ones of its form, from the data. */
export async function fill(page, element, data, { own, step }) {
  for (const { field, names } of await element.evaluate(fieldsOf, own)) {
    const value = data.next(own ? [step, ...names] : names);
    if (value === undefined) throw new Obstacle(`the data has nothing for the field “${(names.at(-1) ?? names[0]).trim()}”`);
    await enter(page, field, value);
  }
}

/** Answers what is drawn with roles in place of fields, where the data has something for it: nothing says that it must be. */
async function choices(page, element, data) {
  for (const { names, isBox, choices: all } of await element.evaluate(drawnOf)) {
    const value = data.next(names);
    if (value === undefined || isBox && !AFFIRMED.includes(value)) continue;
    const chosen = isBox ? all[0] : all.find(({ words }) => words.includes(String(value)));
    if (!chosen) throw new Obstacle(`“${value}” is none of the choices of “${names.at(-1)}”`);
    await page.locator("[role=radio]:not(input), [role=checkbox]:not(input)").nth(chosen.at).click(SHORT);
  }
}

/** Does what the step asks for with the element it points at. */
export async function act(page, element, { kind }, step, data) {
  if (kind === "field") {
    await fill(page, element, data, { own: true, step });
    return page.keyboard.press("Tab");
  }
  await fill(page, element, data, { own: false, step });
  await choices(page, element, data);
  if (kind === "control") return element.click(SHORT);
  const named = data.next([step]);
  if (named !== undefined) {
    const inside = page.locator("a[href], button, [role=button], label, summary").filter({ hasText: named });
    if (await inside.count() === 0) throw new Obstacle(`nothing to press says “${named}”`);
    return inside.first().click(SHORT);
  }
  const submit = await element.$("button[type=submit], button:not([type]), input[type=submit]");
  return submit?.click(SHORT);
}

// What a customer does: by mouse and keys of the browser, never by a call into the page.
import { choiceOf, drawnOf, fieldsOf, saying } from "./page.js";

const SHORT = { timeout: 5000 };

/** Something a customer can't do, as the reason of a failure. */
export class Obstacle extends Error {}

const AFFIRMED = [true, "yes", "on"];

/** Of a list in the page, each entry: what of it is data, and its elements by their names. */
async function each(list) {
  const entries = [];
  for (const entry of (await list.getProperties()).values()) {
    const facts = await entry.evaluate(({ element, elements, ...rest }) => rest);
    entries.push({ ...facts, element: (await entry.getProperty("element")).asElement(), elements: await entry.getProperty("elements") });
  }
  return entries;
}

/** Enters a value into a field. */
async function enter({ element: field, tag, type, names }, value) {
  if (type === "radio") return choose(field, names.at(-1) ?? names[0], String(value));
  if (type === "checkbox") return field.setChecked(AFFIRMED.includes(value), SHORT);
  if (tag === "select") {
    // It is left by Tab.
    await field.focus(SHORT);
    return field.selectOption(String(value), SHORT);
  }
  if (["date", "time", "month", "week", "datetime-local", "color", "range"].includes(type)) return field.fill(String(value), SHORT);
  await field.click(SHORT);
  await field.press("ControlOrMeta+a", SHORT);
  return field.type(String(value), SHORT);
}

async function choose(radio, name, value) {
  const choice = (await radio.evaluateHandle(choiceOf, value)).asElement();
  if (!choice) throw new Obstacle(`“${value}” is none of the choices of “${name}”`);
  return choice.check(SHORT);
}

/** Fills the field, or with `own` false the required and empty ones of its form, from the data. */
export async function fill(element, data, { own, step }) {
  for (const field of await each(await element.evaluateHandle(fieldsOf, own))) {
    const { names } = field;
    const value = data.next(own ? [step, ...names] : names);
    if (value === undefined) throw new Obstacle(`the data has nothing for the field “${(names.at(-1) ?? names[0]).trim()}”`);
    await enter(field, value);
  }
}

/** Answers what is drawn with roles in place of fields, where the data has something for it: nothing says that it must be. */
async function choices(element, data) {
  for (const { names, isBox, choices: all, elements } of await each(await element.evaluateHandle(drawnOf))) {
    const value = data.next(names);
    if (value === undefined || isBox && !AFFIRMED.includes(value)) continue;
    const chosen = isBox ? 0 : all.findIndex((words) => words.includes(String(value)));
    if (chosen < 0) throw new Obstacle(`“${value}” is none of the choices of “${names.at(-1)}”`);
    await (await elements.getProperty(String(chosen))).asElement().click(SHORT);
  }
}

/** Does what the step asks for with the element it points at. */
export async function act(page, element, { kind }, step, data) {
  if (kind === "field") {
    await fill(element, data, { own: true, step });
    return page.keyboard.press("Tab");
  }
  await fill(element, data, { own: false, step });
  await choices(element, data);
  if (kind === "control") return element.click(SHORT);
  const named = data.next([step]);
  if (named !== undefined) {
    const pressed = (await element.evaluateHandle(saying, String(named))).asElement();
    if (!pressed) throw new Obstacle(`nothing to press in it says “${named}”`);
    return pressed.click(SHORT);
  }
  const submit = await element.$("button[type=submit], button:not([type]), input[type=submit]");
  return submit?.click(SHORT);
}

// In the page: the site's own script goes on working after a redesign, in place of the script that the redesigned
// site would have. It finds elements by the ids that they had, and what is entered in a form by the names and in the
// fields that were there. Which element is which, the redesign says itself (`truth.js`).
import { numberOf, stamp } from "/-/truth.js";

const isOn = (element) => element.checked ?? (element.getAttribute("aria-checked") === "true");

/** Puts what is entered in `now` into the field that it was; `sent`: the button that was pressed. */
function take(field, now, sent) {
  const isChoice = field.type === "radio" || field.type === "checkbox";
  if (!now) {
    // It is not asked for any more.
    field.required = false;
    // By pressing the button one agrees.
    if (field.type === "checkbox") field.checked = true;
  } else if (isChoice) {
    field.checked = now === sent || isOn(now);
  } else if (now.localName === "fieldset") {
    const entered = [...now.querySelectorAll("select, input:checked")].map(({ value }) => value);
    if (entered.length) field.value = entered.join(" / ");
  } else if (now.localName === "button") {
    // A list to choose from that is only drawn: the first choice stands.
    field.value ||= [...field.options].find(({ value }) => value)?.value;
  } else {
    field.value = now.value;
  }
}

/** Call it before the redesign, and what it answers with after. */
export function keep(document) {
  const elements = [...document.querySelectorAll("[id], [name]")];
  stamp(elements);
  const old = elements.map((element) => ({ element, id: element.id, name: element.name, form: element.form, field: element.matches("input, select, textarea") }));

  return () => {
    const found = new Map([...document.querySelectorAll("*")].map((element) => [numberOf(element), element]));
    const now = old.map((each, at) => ({ ...each, now: found.get(at) ?? null }));

    const byId = new Map(now.filter((each) => each.id && each.now).map((each) => [each.id, each.now]));
    const find = document.getElementById.bind(document);
    document.getElementById = (id) => byId.get(id) ?? find(id);

    document.addEventListener("submit", ({ target: form, submitter }) => {
      // Where the fields that are no more stand meanwhile; the choices among them need a group.
      const place = document.createElement("div");
      place.setAttribute("role", "radiogroup");
      form.append(place);
      const undo = [() => place.remove()];
      for (const { element, name, now: field } of now.filter((each) => each.field && each.form === form)) {
        const { name: other } = element;
        element.name = name;
        undo.push(() => { element.name = other; });
        if (element === field) continue;
        take(element, field, submitter);
        if (element.type === "radio" && !element.checked) continue;
        place.append(element);
      }
      // After the form's own listeners, and before anything of it can be seen.
      addEventListener("submit", () => undo.forEach((back) => back()), { once: true });
    }, { capture: true });
  };
}

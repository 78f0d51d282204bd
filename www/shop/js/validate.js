// The browser's own constraint validation, with the messages shown in the page.

const ownerOf = (field) => field.dataset.errorFor ?? field.id;

function messageFor(field) {
  const { validity, dataset } = field;
  if (validity.valid) return '';
  if (validity.valueMissing) return dataset.missing ?? field.validationMessage;
  if (validity.customError) return field.validationMessage;
  return dataset.invalid ?? field.validationMessage;
}

/** Shows `message` beside the field; an empty message takes it away. */
export function showError(field, message) {
  const slot = document.getElementById(`${ownerOf(field)}-error`);
  slot.textContent = message;
  slot.hidden = message === '';
  const target = field.type === 'radio' ? field.closest('[role="radiogroup"]') : field;
  if (message) target.setAttribute('aria-invalid', 'true');
  else target.removeAttribute('aria-invalid');
}

/** Lists `problems` ([field, message] pairs) at the top of the form and moves focus there. */
export function summarise(form, problems) {
  form.querySelector('.problems')?.remove();
  if (problems.length === 0) return;

  const title = document.createElement('h2');
  title.id = 'problems-title';
  title.textContent = problems.length === 1
    ? 'One thing needs your attention'
    : `${problems.length} things need your attention`;

  const list = document.createElement('ul');
  for (const [field, message] of problems) {
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = message;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
    });
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }

  const box = document.createElement('div');
  box.className = 'problems';
  box.tabIndex = -1;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', title.id);
  box.append(title, list);
  form.prepend(box);
  box.focus();
}

/**
 * Takes over a form's validation. `rules` maps a field id to a function that
 * returns a message for a value the browser alone would accept, or ''.
 */
export function guard(form, onValid, rules = {}) {
  form.noValidate = true;

  const check = (field) => {
    const rule = rules[field.id];
    if (rule) field.setCustomValidity(field.value === '' ? '' : rule(field.value));
    const message = messageFor(field);
    showError(field, message);
    return message;
  };

  const hasSlot = (field) => document.getElementById(`${ownerOf(field)}-error`) !== null;

  form.addEventListener('change', ({ target }) => {
    if (hasSlot(target)) check(target);
  });

  // While somebody is correcting a field, its message goes as soon as it is right.
  form.addEventListener('input', ({ target }) => {
    if (target.getAttribute('aria-invalid') === 'true' && hasSlot(target)) check(target);
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const seen = new Set();
    const problems = [];
    for (const field of form.elements) {
      if (!field.willValidate || !hasSlot(field) || seen.has(ownerOf(field))) continue;
      seen.add(ownerOf(field));
      const message = check(field);
      if (message) problems.push([field, message]);
    }
    summarise(form, problems);
    if (problems.length === 0) onValid(new FormData(form));
  });
}

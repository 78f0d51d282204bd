// The steps of opening an account: fills a step from what was entered before,
// checks it, keeps it and goes on to the step named by the form's data-next.
import { guard } from '/js/validate.js';
import { isoDay } from '/js/format.js';
import { read, write } from '/js/store.js';

const KEY = 'northbank.open';
const SECRET = new Set(['password', 'code']);
const OLDEST = 120;
const YOUNGEST = 16;

const yearsAgo = (years) => {
  const date = new Date();
  date.setFullYear(date.getFullYear() - years);
  return isoDay(date);
};

const rules = {
  birthdate(value) {
    if (value > yearsAgo(YOUNGEST)) return `You need to be at least ${YOUNGEST} to open an account`;
    if (value < yearsAgo(OLDEST)) return 'Check the year of your date of birth';
    return '';
  },
};

const form = document.getElementById('open-form');
const draft = read(KEY);

for (const field of form.elements) {
  const kept = draft[field.name];
  if (kept === undefined || SECRET.has(field.name)) continue;
  if (field.type === 'radio') field.checked = field.value === kept;
  else if (field.type !== 'checkbox') field.value = kept;
}

guard(form, (data) => {
  const entered = Object.fromEntries(
    [...data].filter(([name]) => !SECRET.has(name)).map(([name, value]) => [name, value.trim()]),
  );
  write(KEY, { ...read(KEY), ...entered });
  location.assign(form.dataset.next);
}, rules);

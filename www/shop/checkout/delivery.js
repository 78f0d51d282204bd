// The first step: who it is for and where it goes.
import { guard } from '/js/validate.js';
import { read, write } from '/js/store.js';

const KEY = 'fieldware.delivery';
const form = document.getElementById('delivery-form');
const draft = read(KEY);

for (const field of form.elements) {
  if (draft[field.name] !== undefined) field.value = draft[field.name];
}

guard(form, (data) => {
  write(KEY, Object.fromEntries([...data].map(([name, value]) => [name, value.trim()])));
  location.assign('/checkout/payment.html');
});

// The two steps of reporting a card payment.
import { guard } from '/js/validate.js';
import { fillFacts } from '/js/facts.js';
import { read, write } from '/js/store.js';

const KEY = 'northbank.dispute';
const form = document.getElementById('dispute-form');
const draft = read(KEY);
const chosen = document.getElementById('chosen-payment');

if (chosen && draft.payment) {
  fillFacts(chosen, [{
    term: 'Payment',
    value: `${draft.merchant}, ${draft.amount}`,
    changeHref: '/dispute/',
    changeLabel: 'the payment',
  }]);
} else if (chosen) {
  location.replace('/dispute/');
}

guard(form, (data) => {
  const radio = form.querySelector('input[name="payment"]:checked');
  const entered = radio
    ? { payment: radio.value, merchant: radio.dataset.merchant, amount: radio.dataset.amount }
    : { reason: data.get('reason'), more: data.get('more').trim() };
  write(KEY, { ...read(KEY), ...entered });
  location.assign(form.dataset.next);
});

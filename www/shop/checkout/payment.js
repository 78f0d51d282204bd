// The second step. Card details are checked here and kept nowhere.
import { guard, showError, summarise } from '/js/validate.js';
import { empty, sums } from '/js/basket.js';
import { read, write } from '/js/store.js';

const DECLINED = '4000000000000002';
const DECLINED_WORDS = 'Your bank declined this card and no money was taken. Try another card';
const BANK_ANSWERS_AFTER = 700;

const form = document.getElementById('payment-form');
const card = document.getElementById('card-number');
const expiry = document.getElementById('card-expiry');
const pay = document.getElementById('pay');
const status = document.getElementById('pay-status');

const digitsOf = (text) => text.replace(/\D/g, '');

// The Luhn check: every second digit from the right counts double.
function luhnHolds(digits) {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const counted = index % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const rules = {
  'card-number': (value) => (luhnHolds(digitsOf(value)) ? '' : 'Check the card number, one of the digits is not right'),
  'card-expiry'(value) {
    const [month, year] = value.split('/').map((part) => Number(part.trim()));
    const endOfMonth = new Date(2000 + year, month, 1);
    return endOfMonth <= new Date() ? 'This card has expired' : '';
  },
};

card.addEventListener('change', () => {
  card.value = digitsOf(card.value).replace(/(.{4})(?=.)/g, '$1 ');
});

expiry.addEventListener('change', () => {
  const digits = digitsOf(expiry.value);
  if (digits.length === 4) expiry.value = `${digits.slice(0, 2)} / ${digits.slice(2)}`;
});

const { name } = read('fieldware.delivery');
const holder = document.getElementById('card-name');
if (name) holder.value = name;

// Whoever guides the customer leads them over it.
const tell = (card) => window.alongside?.ready.then((handle) => handle.context.set({ card }));

let asking = false;

function answer() {
  asking = false;
  pay.removeAttribute('aria-disabled');
  status.textContent = '';
  if (digitsOf(card.value) === DECLINED) {
    tell('declined');
    showError(card, DECLINED_WORDS);
    summarise(form, [[card, DECLINED_WORDS]]);
    return;
  }
  const { email } = read('fieldware.delivery');
  write('fieldware.order', {
    number: `FW-${String(Date.now() % 1e6).padStart(6, '0')}`,
    total: sums().total,
    email,
  });
  empty();
  location.assign('/checkout/done.html');
}

guard(form, () => {
  if (asking) return;
  asking = true;
  pay.setAttribute('aria-disabled', 'true');
  status.textContent = 'Asking your bank…';
  tell('asked');
  setTimeout(answer, BANK_ANSWERS_AFTER);
}, rules);

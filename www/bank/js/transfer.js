// A transfer is checked, shown once more in a dialog, and only then sent.
import { guard } from '/js/validate.js';
import { fillFacts } from '/js/facts.js';
import { euros, inFours, isoDay, longDay } from '/js/format.js';
import { write } from '/js/store.js';

const form = document.getElementById('transfer-form');
const dialog = document.getElementById('transfer-review');
const from = document.getElementById('from-account');
const iban = document.getElementById('iban');
const sum = document.getElementById('amount');
const date = document.getElementById('date');

const toNumber = (text) => Number(text.replace(/\s/g, '').replace(',', '.'));

// ISO 13616: the rearranged number, letters as 10 to 35, leaves 1 when divided by 97.
function ibanHolds(text) {
  const compact = text.replace(/\s+/g, '').toUpperCase();
  const digits = (compact.slice(4) + compact.slice(0, 4))
    .replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

// Whoever guides the customer leads them over it.
const tell = (funds) => window.alongside?.ready.then((handle) => handle.context.set({ funds }));

const rules = {
  iban: (value) => (ibanHolds(value) ? '' : 'This IBAN is not right. Check it for a typing mistake'),
  amount(value) {
    const amount = toNumber(value);
    const available = Number(from.selectedOptions[0]?.dataset.available ?? Infinity);
    tell(amount > available ? 'short' : 'enough');
    if (!(amount > 0)) return 'Enter an amount above zero, for example 120.50';
    if (amount > available) return `You have ${euros(available)} in this account`;
    return '';
  },
};

const today = isoDay(new Date());
date.min = today;
date.value = today;

iban.addEventListener('change', () => {
  iban.value = inFours(iban.value);
});

// What is too much for one account may be there in another.
from.addEventListener('change', () => {
  if (sum.value) sum.dispatchEvent(new Event('change', { bubbles: true }));
});
addEventListener('load', () => tell('enough'));

let transfer = null;

guard(form, (data) => {
  transfer = {
    from: from.selectedOptions[0].dataset.name,
    payee: data.get('payee').trim(),
    iban: inFours(data.get('iban')),
    amount: euros(toNumber(data.get('amount'))),
    reference: data.get('reference').trim(),
    date: longDay(data.get('date')),
  };
  fillFacts(document.getElementById('transfer-facts'), [
    { term: 'Amount', value: transfer.amount },
    { term: 'To', value: transfer.payee },
    { term: 'IBAN', value: transfer.iban },
    { term: 'From', value: transfer.from },
    { term: 'Reference', value: transfer.reference || 'None' },
    { term: 'Date', value: transfer.date },
  ]);
  dialog.showModal();
}, rules);

document.getElementById('transfer-cancel').addEventListener('click', () => dialog.close());

document.getElementById('transfer-confirm').addEventListener('click', () => {
  write('northbank.transfer', transfer);
  location.assign('/transfer-done.html');
});

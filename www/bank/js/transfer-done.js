// Shows the transfer that was just sent.
import { fillFacts } from '/js/facts.js';
import { read } from '/js/store.js';

const { amount, payee, iban, from, date } = read('northbank.transfer');

if (amount) {
  fillFacts(document.getElementById('sent-list'), [
    { term: 'Amount', value: amount },
    { term: 'To', value: payee },
    { term: 'IBAN', value: iban },
    { term: 'From', value: from },
    { term: 'Date', value: date },
  ]);
} else {
  document.getElementById('sent-card').hidden = true;
}

// Says which payment the case is about.
import { fillFacts } from '/js/facts.js';
import { read } from '/js/store.js';

const REASONS = {
  unknown: 'I don\u2019t recognise it',
  twice: 'Charged twice',
  missing: 'Item never came',
  amount: 'The amount is wrong',
};

const { payment, merchant, amount, reason } = read('northbank.dispute');

if (payment) {
  fillFacts(document.getElementById('case-list'), [
    { term: 'Payment', value: `${merchant}, ${amount}` },
    { term: 'What is wrong', value: REASONS[reason] ?? 'Something else' },
    { term: 'Case number', value: `NB-${payment.toUpperCase()}-4471` },
  ]);
} else {
  document.getElementById('case-card').hidden = true;
}

// Names the account that was opened.
import { fillFacts } from '/js/facts.js';
import { read } from '/js/store.js';

const { account, name, email } = read('northbank.opened');

if (account) {
  fillFacts(document.getElementById('done-list'), [
    { term: 'Account', value: account },
    { term: 'In the name of', value: name },
    { term: 'IBAN', value: 'IE74 NRTH 9900 1200 7745 10' },
    { term: 'Confirmation sent to', value: email },
  ]);
} else {
  document.getElementById('done-card').hidden = true;
}

// Shows everything entered and, once confirmed, opens the account.
import { fillFacts } from '/js/facts.js';
import { euros, longDay } from '/js/format.js';
import { forget, read, write } from '/js/store.js';

const KEY = 'northbank.open';
const ACCOUNTS = { everyday: 'Everyday', student: 'Student', joint: 'Joint' };
const COUNTRIES = {
  AT: 'Austria', BE: 'Belgium', DE: 'Germany', ES: 'Spain', FR: 'France',
  IE: 'Ireland', IT: 'Italy', NL: 'Netherlands', PT: 'Portugal', SE: 'Sweden',
};
const WORK = {
  employed: 'Employed', 'self-employed': 'Self-employed', student: 'Student',
  retired: 'Retired', 'not-working': 'Not working',
};

const draft = read(KEY);
const NOT_YET = 'Not given yet';
const when = (value, write = (given) => given) => (value ? write(value) : NOT_YET);

const rows = [
  ['Account', when(draft.account, (id) => ACCOUNTS[id]), '/open/'],
  ['Full name', when(draft.fullname), '/open/details.html'],
  ['Date of birth', when(draft.birthdate, longDay), '/open/details.html'],
  ['Email', when(draft.email), '/open/details.html'],
  ['Mobile', when(draft.mobile), '/open/details.html'],
  ['Address', when(draft.address, () => [
    draft.address, draft.city, draft.postcode, COUNTRIES[draft.country],
  ].filter(Boolean).join(', ')), '/open/address.html'],
  ['Employment', when(draft.employment, (id) => WORK[id]), '/open/address.html'],
  ['Yearly income', when(draft.income, (amount) => euros(Number(amount))), '/open/address.html'],
  ['Password', draft.terms ? 'Set' : NOT_YET, '/open/security.html'],
];

fillFacts(document.getElementById('review-list'), rows.map(([term, value, changeHref]) => ({
  term, value, changeHref,
})));

const complete = rows.every(([, value]) => value !== NOT_YET);
const missing = document.getElementById('review-missing');

document.getElementById('review-form').addEventListener('submit', (event) => {
  event.preventDefault();
  missing.hidden = complete;
  if (!complete) {
    missing.focus();
    return;
  }
  write('northbank.opened', {
    account: ACCOUNTS[draft.account],
    name: draft.fullname,
    email: draft.email,
  });
  forget(KEY);
  location.assign('/open/done.html');
});

// Every page: the folding menu, and dates that stay recent.
import { isoDay } from '/js/format.js';

const button = document.getElementById('menu-button');
const nav = document.getElementById('site-nav');

function fold(folded) {
  nav.classList.toggle('folded', folded);
  button.setAttribute('aria-expanded', String(!folded));
}

button.hidden = false;
fold(true);
button.addEventListener('click', () => fold(!nav.classList.contains('folded')));
nav.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  fold(true);
  button.focus();
});

for (const time of document.querySelectorAll('time[data-days-ago]')) {
  const date = new Date();
  date.setDate(date.getDate() - Number(time.dataset.daysAgo));
  time.dateTime = isoDay(date);
  time.textContent = date.toLocaleDateString('en-IE', { day: 'numeric', month: 'short' });
}

// Names the order that was just placed.
import { euros } from '/js/basket.js';
import { read } from '/js/store.js';

const { number, total, email } = read('fieldware.order');
const fill = (id, value) => {
  document.getElementById(id).textContent = value;
};

if (number) {
  fill('order-number', number);
  fill('order-total', euros(total));
  fill('order-email', email ?? 'the address you gave us');
} else {
  document.getElementById('order-facts').hidden = true;
}

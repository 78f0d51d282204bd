// What is being bought, beside each step of the checkout.
import { euros, lines, sums } from '/js/basket.js';

const held = lines();
if (held.length === 0) location.replace('/basket.html');

const row = (term, value) => {
  const pair = document.createElement('div');
  const name = document.createElement('dt');
  const amount = document.createElement('dd');
  name.textContent = term;
  amount.textContent = value;
  amount.className = 'price';
  pair.append(name, amount);
  return pair;
};

const { delivery, total } = sums();
const whole = row('Total', euros(total));
whole.className = 'whole';

document.getElementById('order-sums').replaceChildren(
  ...held.map(({ quantity, name, size, cents }) => row(
    `${quantity} × ${name}${size ? `, ${size}` : ''}`,
    euros(cents * quantity),
  )),
  row('Delivery', delivery === 0 ? 'Free' : euros(delivery)),
  whole,
);

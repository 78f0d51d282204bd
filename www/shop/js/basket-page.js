// The basket page: change a quantity, remove a line, see what it comes to.
import { MOST, euros, lines, remove, setQuantity, sums } from '/js/basket.js';

const list = document.getElementById('basket-lines');
const template = document.getElementById('basket-line');
const status = document.getElementById('basket-status');

function rowFor(line) {
  const row = template.content.cloneNode(true);
  const part = (name) => row.querySelector(`[data-part="${name}"]`);
  const id = `quantity-${line.slug}-${line.size}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');
  const title = line.size ? `${line.name}, ${line.size}` : line.name;

  part('image').src = `/img/${line.slug}.svg`;
  part('name').href = `/p/${line.slug}.html`;
  part('name').textContent = line.name;
  part('size').textContent = line.size;
  const price = part('price');
  price.textContent = euros(line.cents * line.quantity);

  const ordered = part('ordered');
  ordered.content = line.quantity;

  const quantity = part('quantity');
  quantity.id = id;
  quantity.max = MOST;
  quantity.value = line.quantity;
  quantity.setAttribute('aria-label', `Quantity of ${title}`);
  part('quantity-label').htmlFor = id;
  quantity.addEventListener('change', () => {
    const wanted = Math.min(MOST, Math.max(1, Math.round(Number(quantity.value)) || 1));
    quantity.value = wanted;
    price.textContent = euros(line.cents * wanted);
    ordered.content = wanted;
    setQuantity(line, wanted);
    showSums();
    status.textContent = `${title}: ${wanted}. Total ${euros(sums().total)}.`;
  });

  const button = part('remove');
  button.id = id.replace('quantity', 'remove');
  button.setAttribute('aria-label', `Remove ${title}`);
  button.addEventListener('click', () => {
    remove(line);
    show();
    status.textContent = `${title} removed.`;
    document.getElementById('basket-title').focus();
  });
  return row;
}

function showSums() {
  const { goods, delivery, total } = sums();
  document.getElementById('sum-goods').textContent = euros(goods);
  document.getElementById('sum-delivery').textContent = delivery === 0 ? 'Free' : euros(delivery);
  document.getElementById('sum-total').textContent = euros(total);
}

function show() {
  const held = lines();
  list.replaceChildren(...held.map(rowFor));
  document.getElementById('basket-full').hidden = held.length === 0;
  document.getElementById('basket-empty').hidden = held.length > 0;
  showSums();
}

show();
addEventListener('storage', show);
addEventListener('pageshow', (event) => {
  if (event.persisted) show();
});

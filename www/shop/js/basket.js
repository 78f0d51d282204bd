// The basket: kept on this device, so that it is still there tomorrow.

const KEY = 'fieldware.basket';
export const MOST = 20;
const FREE_FROM = 8000;
const DELIVERY = 590;

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** Writes an amount given in cents. */
export const euros = (cents) => money.format(cents / 100);

const isLine = (line) => typeof line?.slug === 'string'
  && typeof line.name === 'string'
  && Number.isInteger(line.cents)
  && Number.isInteger(line.quantity) && line.quantity > 0;

export function lines() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter(isLine) : [];
  } catch {
    return [];
  }
}

function keep(next) {
  localStorage.setItem(KEY, JSON.stringify(next));
  dispatchEvent(new Event('basket-changed'));
}

const same = (one, other) => one.slug === other.slug && one.size === other.size;

export function add(line) {
  const next = lines();
  const held = next.find((other) => same(line, other));
  if (held) held.quantity = Math.min(MOST, held.quantity + line.quantity);
  else next.push(line);
  keep(next);
}

export function setQuantity(line, quantity) {
  keep(lines().map((other) => (same(line, other) ? { ...other, quantity } : other)));
}

export function remove(line) {
  keep(lines().filter((other) => !same(line, other)));
}

export function empty() {
  keep([]);
}

export const count = () => lines().reduce((sum, line) => sum + line.quantity, 0);

export function sums() {
  const goods = lines().reduce((sum, line) => sum + line.cents * line.quantity, 0);
  const delivery = goods === 0 || goods >= FREE_FROM ? 0 : DELIVERY;
  return { goods, delivery, total: goods + delivery };
}

// How amounts, days and account numbers are written.

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

export const euros = (amount) => money.format(amount);

export function longDay(iso) {
  const [year, month, day] = iso.split('-').map(Number);
  return new Date(year, month - 1, day)
    .toLocaleDateString('en-IE', { day: 'numeric', month: 'long', year: 'numeric' });
}

export function isoDay(date) {
  const pad = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export const inFours = (text) => text.replace(/\s+/g, '').toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

// Puts the product of this page into the basket.
import { guard } from '/js/validate.js';
import { add } from '/js/basket.js';

const form = document.getElementById('product-form');
const added = document.getElementById('added');
const addedWords = document.getElementById('added-words');

guard(form, (data) => {
  const quantity = Number(data.get('quantity'));
  const size = data.get('size') ?? '';
  add({
    slug: form.dataset.slug,
    name: form.dataset.name,
    cents: Number(form.dataset.cents),
    size,
    quantity,
  });
  addedWords.textContent = `${quantity} × ${form.dataset.name}${size ? `, ${size}` : ''} added.`;
  added.hidden = false;
});

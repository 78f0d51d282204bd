// Every page: how many things are in the basket.
import { count } from '/js/basket.js';

const badge = document.getElementById('basket-count');
const words = document.getElementById('basket-words');

function show() {
  const things = count();
  badge.textContent = String(things);
  words.textContent = things === 1 ? 'item' : 'items';
}

// Whoever guides the customer need not send them to an empty basket.
const tell = () => window.alongside?.ready.then((handle) => handle.context.set({ basket: count() }));

show();
addEventListener('load', tell);
addEventListener('basket-changed', tell);
addEventListener('basket-changed', show);
addEventListener('storage', show);
// A page kept alive by the back button still shows the count it left with.
addEventListener('pageshow', show);

// Author mode, for whoever asks for it, until the tab is closed: no customer loads it.
if (new URLSearchParams(location.search).has('author')) sessionStorage.setItem('author', 'on');
if (sessionStorage.getItem('author')) {
  addEventListener('load', async () => {
    const { author } = await import('/alongside/author.js');
    await author(await window.alongside.ready, { document: '/flows.json' });
  });
}

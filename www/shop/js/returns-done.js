// Names the order the request is about.
import { read } from '/js/store.js';

const { order, email } = read('fieldware.return');
if (order) {
  document.getElementById('return-words').textContent =
    `We have your request about order ${order} and write to ${email} within one working day.`;
}

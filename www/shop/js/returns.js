// A request to send something back, or a report that it is faulty.
import { guard } from '/js/validate.js';
import { write } from '/js/store.js';

guard(document.getElementById('returns-form'), (data) => {
  write('fieldware.return', { order: data.get('order').trim().toUpperCase(), email: data.get('email').trim() });
  location.assign('/returns-done.html');
});

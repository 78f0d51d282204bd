// The password toggle and the request for a new code.
import { read } from '/js/store.js';

const password = document.getElementById('password');
const toggle = document.getElementById('password-toggle');

toggle.addEventListener('click', () => {
  const shown = password.type === 'text';
  password.type = shown ? 'password' : 'text';
  toggle.textContent = shown ? 'Show password' : 'Hide password';
});

// A password left readable must not be submitted as text for the browser to remember.
password.form.addEventListener('submit', () => {
  password.type = 'password';
  toggle.textContent = 'Show password';
});

const { mobile } = read('northbank.open');
if (mobile) {
  document.getElementById('code-hint').textContent =
    `Six digits, sent to the mobile ending in ${mobile.replace(/\D/g, '').slice(-3)}.`;
}

document.getElementById('code-resend').addEventListener('click', () => {
  document.getElementById('code-status').textContent = 'We have sent you a new code.';
});

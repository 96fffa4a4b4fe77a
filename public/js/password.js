// The button beside a password shows what was typed, and hides it again before it is sent.

/** @param {HTMLElement} button @param {boolean} shown */
function show(button, shown) {
  const input = document.getElementById(button.dataset.show ?? '');
  if (!input) return;
  input.type = shown ? 'text' : 'password';
  button.textContent = shown ? 'Hide' : 'Show';
  button.setAttribute('aria-pressed', String(shown));
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-show]');
  if (button) show(button, button.getAttribute('aria-pressed') === 'false');
});

document.addEventListener(
  'submit',
  (event) => {
    for (const button of event.target.querySelectorAll('[data-show]')) show(button, false);
  },
  true,
);

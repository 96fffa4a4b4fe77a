// A toast leaves by itself, later when it offers an Undo, never while it is pointed at or focused, and never when it reports a loss.

const SHORT = 5000;
const LONG = 10000;
let timer = 0;

const current = () => document.querySelector('#toasts > [data-toast]');

function dismissLater() {
  clearTimeout(timer);
  const toast = current();
  if (!toast || toast.matches('.loss')) return;
  timer = setTimeout(
    () => (toast.matches(':hover, :focus-within') ? dismissLater() : toast.remove()),
    toast.querySelector('form') ? LONG : SHORT,
  );
}

/** @param {string} message */
function say(message) {
  const toast = document.createElement('div');
  const words = document.createElement('p');
  toast.className = 'toast loss';
  toast.dataset.toast = '';
  words.textContent = message;
  toast.append(words);
  document.getElementById('toasts')?.replaceChildren(toast);
}

document.addEventListener('click', (event) => {
  event.target.closest('[data-dismiss]')?.closest('[data-toast]')?.remove();
});
// What is swapped in a part of the page, every other second while a broker is read, must not keep it there.
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  if (ctx.target === document.body) dismissLater();
});
document.addEventListener('htmx:error', ({ detail }) => {
  if (detail.ctx) say('Rollbook cannot be reached. Reload before you repeat a change: it may have arrived.');
});
dismissLater();

// What would change stands there before it does: how many contracts, to which campaign, and one button.
import { fetchPart } from './part.js';

/** @param {Promise<HTMLElement>} asked */
export async function ask(asked) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog move-dialog';
  dialog.setAttribute('aria-label', 'Move');
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('change', ({ target: { form } }) => void askAgain(dialog, form));
  dialog.addEventListener('submit', (event) => {
    if (event.target.method !== 'get') return;
    event.preventDefault();
    void askAgain(dialog, event.target, event.submitter);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-close]')) dialog.close();
  });
  show(dialog, await asked);
  dialog.showModal();
  focusOn(dialog);
}

async function askAgain(dialog, form, button = null) {
  show(dialog, await fetchPart(`/campaigns/move?${new URLSearchParams(new FormData(form, button))}`));
  focusOn(dialog);
}

function show(dialog, found) {
  const close = document.createElement('button');
  close.className = 'button quiet';
  close.type = 'button';
  close.dataset.close = '';
  close.textContent = 'Leave it where it is';
  dialog.replaceChildren(...found.children, close);
  for (const form of dialog.querySelectorAll('form[method=post]')) window.htmx.process(form);
}

function focusOn(dialog) {
  dialog.querySelector('.sure .primary, .place')?.focus();
}

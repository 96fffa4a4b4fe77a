// "/" leads to the search field, unless one is already typing. From there the arrows lead through what was found, and
// Escape back to the field; what was found under the top bar's field goes with its focus.

const fieldOf = (element) => element.closest('[data-search]');
const linksIn = (found) => [...(found?.querySelectorAll('a') ?? [])];

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/') goToField(event);
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event);
  else if (event.key === 'Escape') leave(event);
});

function goToField(event) {
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const search = [...document.querySelectorAll('[data-search]')].find((field) => field.offsetParent);
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function step(event) {
  const field = fieldOf(event.target);
  const found = field ? foundBy(field) : event.target.closest('[data-found]');
  const links = linksIn(found);
  if (links.length === 0) return;
  event.preventDefault();
  const next = links.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
  if (next === -1 && !field) searchOf(found)?.focus();
  else links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
}

function leave(event) {
  const found = event.target.closest('[data-found]');
  if (found) searchOf(found)?.focus();
  else if (fieldOf(event.target) && foundBy(event.target)?.classList.contains('glance')) {
    // Some browsers would empty the field: what was typed may be wanted again.
    event.preventDefault();
    event.target.blur();
  }
}

const foundBy = (field) => document.getElementById(field.getAttribute('aria-controls'));
const searchOf = (found) => document.querySelector(`[data-search][aria-controls="${found.id}"]`);

// While a row is dragged a tray shows the campaigns it could go to, with what would change there. Where it is dropped, a
// dialog asks once: nothing is moved before.
import Sortable from 'sortablejs/modular/sortable.core.esm.js';
import { ask } from './dialog.js';
import { part } from './part.js';
import { closeTray, openTray, placeAt, point } from './tray.js';

/** @param {HTMLElement} chain */
export function makeMovable(chain) {
  if (chain.dataset.ready !== undefined) return;
  chain.dataset.ready = '';
  for (const rows of chain.querySelectorAll('[data-rows]'))
    Sortable.create(rows, {
      sort: false,
      handle: '[data-handle]',
      draggable: '[data-movable]',
      forceFallback: true,
      fallbackTolerance: 3,
      ghostClass: 'leaving',
      fallbackClass: 'dragged',
      onStart: ({ item }) => start(item),
      onEnd: ({ item, originalEvent }) => end(item, originalEvent),
    });
}

/** @param {HTMLElement} row */
function start(row) {
  document.addEventListener('pointermove', follow);
  void openTray(row);
}

function follow(event) {
  point(placeAt(event));
}

function end(row, event) {
  document.removeEventListener('pointermove', follow);
  const place = placeAt(event);
  closeTray();
  swallowed();
  if (place) void ask(part({ ...row.dataset, to: place.dataset.to }));
}

// The library lets no click through that follows a drag. A finger makes none, so it would wait for the next tap.
function swallowed() {
  document.dispatchEvent(new MouseEvent('click', { cancelable: true }));
}

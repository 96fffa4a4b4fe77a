// Where a dragged row can go: beside the chain on a wide screen, under the thumb on a phone.
import { part } from './part.js';

const PAUSE = 150;

let tray = null;
let over = null;
let timer = 0;

export async function openTray(row) {
  closeTray();
  const opened = document.createElement('aside');
  opened.className = 'tray';
  opened.setAttribute('aria-label', 'Where to');
  opened.row = row;
  document.body.append(opened);
  tray = opened;
  const { row: id, symbol, campaign } = row.dataset;
  const found = await part({ row: id, symbol, campaign });
  const figures = document.createElement('div');
  figures.className = 'figures';
  figures.textContent = 'Drop it on a campaign. What would change there stands here first.';
  opened.replaceChildren(figures, ...found.querySelectorAll('.places ul'));
}

export function closeTray() {
  clearTimeout(timer);
  tray?.remove();
  tray = null;
  over = null;
}

/** The place under a finger or a mouse. */
export function placeAt(event) {
  const { clientX, clientY } = event.changedTouches?.[0] ?? event;
  return document.elementFromPoint(clientX, clientY)?.closest('.tray [data-to]') ?? null;
}

/** Whoever rests over a place sees what would change. */
export function point(place) {
  if (place === over) return;
  over?.classList.remove('over');
  place?.classList.add('over');
  over = place;
  clearTimeout(timer);
  if (place) timer = setTimeout(() => void tell(place), PAUSE);
}

async function tell(place) {
  const { row, symbol, campaign, quantity } = tray.row.dataset;
  const found = await part({ row, symbol, campaign, quantity, to: place.dataset.to });
  if (over === place)
    tray?.querySelector('.figures')?.replaceChildren(...found.querySelectorAll('.banner, .change-table'));
}

// Draws every chart of the page from the data beside it, and anew when the page or its colours change.
import { Chart } from 'chart.js';
import { bars } from './bars.js';
import { readColours } from './base.js';
import { payoff } from './payoff.js';
import { time } from './time.js';

const KINDS = { bars, payoff, time };
let drawn = [];

export function forget() {
  for (const chart of drawn) chart.destroy();
  drawn = [];
}

export function drawAll() {
  drawIn('');
}

function drawIn(scheme) {
  forget();
  const colours = readColours(scheme);
  for (const place of document.querySelectorAll('[data-chart]')) {
    const data = JSON.parse(place.querySelector('script').textContent);
    const kind = KINDS[place.dataset.chart];
    if (kind) drawn.push(new Chart(place.querySelector('canvas'), kind(data, colours)));
  }
}

new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ['data-theme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
// Paper is light, whatever the screen is.
addEventListener('beforeprint', () => drawIn('light'));
addEventListener('afterprint', drawAll);

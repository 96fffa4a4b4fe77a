// What all charts share: the parts of the library they need, colours from the page's own tokens, axes, tooltips, and
// labels that stand at the line instead of a legend.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

const TOKENS = {
  text: '--text-1',
  quiet: '--text-2',
  faint: '--text-3',
  line: '--line',
  strong: '--line-strong',
  surface: '--surface-1',
  gain: '--gain',
  loss: '--loss',
  first: '--chart-1',
  second: '--chart-2',
  third: '--chart-3',
  fourth: '--chart-4',
  fifth: '--chart-5',
};

/** A token is a formula of two schemes: only an element that wears it says what it comes to. */
export function readColours(scheme) {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.colorScheme = scheme;
  const read = (token) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, read(token)]));
  probe.remove();
  return colours;
}

/** The same colour, let through; it comes as `rgb(1, 2, 3)`. */
export function faded(colour, share) {
  return colour.replace('rgb(', 'rgba(').replace(')', `, ${share})`);
}

const FONT = { family: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', size: 12 };

/** Options common to all; `x`, `y` and `tooltip` are each chart's own. */
export function options(colours, { x, y, tooltip, marks = [], padding = {} }) {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    layout: { padding: { top: 22, right: 4, bottom: 0, left: 0, ...padding } },
    scales: { x: scale(colours, { grid: { display: false }, ...x }), y: scale(colours, y) },
    plugins: {
      legend: { display: false },
      tooltip: { ...tip(colours), ...tooltip },
      marks: { items: marks },
    },
  };
}

function scale(colours, { ticks = {}, grid = {}, ...own }) {
  return {
    border: { display: false },
    grid: { color: colours.line, drawTicks: false, ...grid },
    ticks: { color: colours.faint, font: FONT, padding: 6, maxRotation: 0, autoSkipPadding: 16, ...ticks },
    ...own,
  };
}

function tip(colours) {
  return {
    displayColors: false,
    backgroundColor: colours.surface,
    borderColor: colours.strong,
    borderWidth: 1,
    titleColor: colours.text,
    bodyColor: colours.quiet,
    titleFont: { ...FONT, weight: 600 },
    bodyFont: FONT,
    padding: 10,
    cornerRadius: 8,
    caretSize: 0,
  };
}

/**
 * What stands in the drawing itself, the most important first: {text, x, y, colour, above, dot, line: 'down'}. A text that
 * would cover another moves to the other side of its point, or is left out.
 */
Chart.register({
  id: 'marks',
  afterDatasetsDraw(chart, _, { items = [] }) {
    const { ctx } = chart;
    ctx.save();
    ctx.font = `${FONT.size}px ${FONT.family}`;
    const taken = [];
    for (const item of items) drawMark(chart, ctx, item, taken);
    ctx.restore();
  },
});

function drawMark(
  { chartArea: area, scales },
  ctx,
  { text, x, y, colour, line, above = 0, dot = false },
  taken,
) {
  const left = scales.x.getPixelForValue(x);
  const top = y === undefined ? area.top - 8 : scales.y.getPixelForValue(y);
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  if (line === 'down') stroke(ctx, left, area.top, left, area.bottom);
  if (dot) circle(ctx, left, top);
  if (!text) return;
  const half = ctx.measureText(text).width / 2;
  const middle = Math.min(Math.max(left, area.left + half), area.right - half);
  const sides = y === undefined ? [0] : [above, above > 0 ? -16 : 8];
  const boxes = sides.map((side) => ({ middle, half, bottom: top - side }));
  const free = boxes.find((box) => !taken.some((other) => covers(box, other)));
  if (free === undefined) return;
  taken.push(free);
  ctx.textAlign = 'center';
  ctx.fillText(text, middle, free.bottom);
}

function covers(a, b) {
  return Math.abs(a.middle - b.middle) < a.half + b.half + 6 && Math.abs(a.bottom - b.bottom) < FONT.size + 2;
}

function stroke(ctx, ...[x1, y1, x2, y2]) {
  ctx.beginPath();
  ctx.setLineDash([4, 4]);
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  ctx.setLineDash([]);
}

function circle(ctx, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, 4, 0, 2 * Math.PI);
  ctx.fill();
}

const SIGNS = { USD: '$', INR: '₹' };

/** As the page writes it: −$1,234.56. */
export function moneyIn(currency, digits = 2) {
  const form = new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (amount) => `${amount < 0 ? '\u2212' : ''}${SIGNS[currency]}${form.format(Math.abs(amount))}`;
}

/** For an axis: $1.2k, −$800. */
export function shortMoneyIn(currency) {
  const form = new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en-US', {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return (amount) => `${amount < 0 ? '\u2212' : ''}${SIGNS[currency]}${form.format(Math.abs(amount))}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day is told as it is, wherever the reader sits. */
export function dayAt(instant, withYear = false) {
  const date = new Date(instant);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return withYear ? `${day} ${date.getUTCFullYear()}` : day;
}

const DAY = 86_400_000;
const STRIDES = [1, 2, 7, 14, 30, 61, 91, 183, 365, 730];

/** A handful of days at equal distances, none at the edge. */
export function daysBetween(from, to) {
  const stride = (STRIDES.find((days) => (to - from) / DAY / days <= 5) ?? 1461) * DAY;
  const count = Math.floor((to - from) / stride);
  const rest = to - from - count * stride;
  return Array.from({ length: count + 1 }, (_, i) => from + rest / 2 + i * stride).filter(
    (at) => at - from > stride / 8 && to - at > stride / 8,
  );
}

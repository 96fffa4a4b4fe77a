import type { IsoDate } from '../../../lib/dates.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import type { Currency } from '../../../model/money.ts';
import type { Link } from '../engine/chain/links.ts';
import type { Outlook } from '../engine/chain/outlook.ts';
import type { Close, Shown } from '../engine/chain/shown.ts';
import { bendsOf, payoffAt } from '../engine/result/payoff.ts';
import { priceE4Words, priceWords } from './chain-words.ts';
import { amountOf } from './statistics/words.ts';

/** Floats from here on: these are drawings. Each has its table beside it, exact. */
export function chartsView(shown: Shown, outlook: Outlook | null) {
  return { payoff: outlook === null ? false : payoffChart(shown, outlook), time: timeChart(shown) };
}

const STEPS = 48;

function payoffChart({ campaign }: Shown, { position, underlyingE6 }: Outlook) {
  const { currency, breakEvensE4, ticker } = campaign;
  const strikes = bendsOf(position).filter((priceE6) => priceE6 > 0);
  const marked = [...strikes, ...breakEvensE4.map((each) => each * 100)];
  // Shares that cost nothing, and no price: there is no range to draw.
  if (underlyingE6 === null && !marked.some((priceE6) => priceE6 > 0)) return false;
  const [from, to] = rangeOf([...marked, ...(underlyingE6 === null ? [] : [underlyingE6])]);
  const even = Array.from(
    { length: STEPS + 1 },
    (_, i) => Math.round((from + ((to - from) * i) / STEPS) / 10_000) * 10_000,
  );
  const prices = [...new Set([...even, ...marked])].toSorted((a, b) => a - b);
  const points = prices.map((priceE6) => ({ x: priceE6 / 1e6, y: payoffAt(position, priceE6) / 1e4 }));
  const expiries = new Set(position.openLegs.map(({ contract }) => contract.expiresOn));
  const rows = [...new Set([...marked, ...(underlyingE6 === null ? [] : [underlyingE6])])].toSorted(
    (a, b) => a - b,
  );
  return {
    note: expiries.size > 1 ? 'Contracts of several expiries are read as if all of them ended at once.' : '',
    data: {
      ...{ ticker, currency, points },
      breakEvens: breakEvensE4.map((each) => each / 1e4),
      strikes: strikes.map((each) => each / 1e6),
      now:
        underlyingE6 === null ? null : { x: underlyingE6 / 1e6, y: payoffAt(position, underlyingE6) / 1e4 },
    },
    rows: rows.map((priceE6) => ({
      price: priceWords(priceE6),
      what: whatAt(priceE6, { strikes, breakEvensE4, underlyingE6 }),
      worth: amountOf(payoffAt(position, priceE6), currency),
    })),
  };
}

/** Room on both sides of what is marked, to a round price. */
function rangeOf(pricesE6: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...pricesE6), Math.max(...pricesE6)];
  const room = Math.max((high - low) * 0.35, high * 0.06);
  const step = 10 ** Math.floor(Math.log10(room));
  return [Math.max(0, Math.floor((low - room) / step) * step), Math.ceil((high + room) / step) * step];
}

interface Marked {
  readonly strikes: readonly number[];
  readonly breakEvensE4: readonly number[];
  readonly underlyingE6: number | null;
}

function whatAt(priceE6: number, { strikes, breakEvensE4, underlyingE6 }: Marked): string {
  const words = [
    ...(priceE6 === underlyingE6 ? ['the last price'] : []),
    ...(strikes.includes(priceE6) ? ['strike'] : []),
    ...(breakEvensE4.includes(priceE6 / 100) ? ['break-even'] : []),
  ];
  return words.join(', ');
}

const MOST_STEPS = 60;

/** Break-even link by link, stepped, with what the underlying closed at. */
function timeChart({ campaign, chain, closes, today }: Shown) {
  const { ticker, currency, closedOn } = campaign;
  const steps = chain.links.filter(({ after }) => after.breakEvensE4.length > 0);
  if (steps.length === 0) return false;
  const end = closedOn ?? today;
  const isTwo = steps.some(({ after }) => after.breakEvensE4.length > 1);
  return {
    data: {
      ...{ ticker, currency, end },
      lower: seriesOf(chain.links, end, ({ after }) => after.breakEvensE4[0]),
      upper: isTwo ? seriesOf(chain.links, end, ({ after }) => after.breakEvensE4[1]) : [],
      tax: seriesOf(chain.links, end, ({ after }) => after.basis?.taxE4),
      closes: thinned(closes).map(({ on, closeE6 }) => ({ x: Date.parse(on), y: closeE6 / 1e6 })),
    },
    rows: steps.slice(-MOST_STEPS).map((link) => stepRow(link, closes, { currency, today })),
  };
}

function seriesOf(links: readonly Link[], end: IsoDate, of: (link: Link) => number | undefined) {
  const points = thinned(links).map((link) => ({ x: Date.parse(link.on), y: inUnits(of(link)) }));
  const last = points.at(-1);
  return last === undefined ? [] : [...points, { x: Date.parse(end), y: last.y }];
}

function inUnits(priceE4: number | undefined): number | null {
  return priceE4 === undefined ? null : priceE4 / 1e4;
}

const MOST_POINTS = 400;

/** No screen shows more; the last is always among them. */
function thinned<T>(items: readonly T[]): readonly T[] {
  const every = Math.ceil(items.length / MOST_POINTS);
  return items.filter((_, i) => i % every === 0 || i === items.length - 1);
}

function stepRow(
  { on, after }: Link,
  closes: readonly Close[],
  { currency, today }: { readonly currency: Currency; readonly today: IsoDate },
) {
  const close = closes.findLast((each) => each.on <= on);
  return {
    when: formatDate(on, today),
    breakEven: after.breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and '),
    tax: after.basis === null ? '' : priceE4Words(after.basis.taxE4, currency),
    close:
      close === undefined ? 'unknown' : formatMoney({ amountE4: Math.round(close.closeE6 / 100), currency }),
  };
}

import type { IsoDate } from '../../../../lib/dates.ts';
import type { Currency } from '../../../../model/money.ts';
import { type Bar, type Premium, premiumE4 } from '../../engine/statistics/bars.ts';
import { firstDay, lastDay } from '../../engine/statistics/months.ts';
import { addressOf, type InTime } from './address.ts';
import { amountOf, monthInShort, monthTick, monthWords, strategyWords } from './words.ts';

const STATISTICS = '/campaigns/statistics';
const PREMIUM = '/campaigns/statistics/premium';
const SHOWN = 10;

/** Bars beside a common zero line, in hundredths of their room; those that matter most, and the others apart. */
export function barsView(
  bars: readonly Bar[],
  name: 'ticker' | 'strategy',
  query: InTime,
  currency: Currency,
) {
  const heaviest = bars.toSorted((a, b) => Math.abs(b.realisedE4) - Math.abs(a.realisedE4)).slice(0, SHOWN);
  const shown = new Set(heaviest);
  const amounts = bars.map(({ realisedE4 }) => realisedE4);
  const scale = { from: Math.min(0, ...amounts), to: Math.max(0, ...amounts) };
  const toView = (bar: Bar) => ({
    label: name === 'strategy' ? strategyWords(bar.key) : bar.key,
    href: addressOf(STATISTICS, { ...query, [name]: bar.key }),
    detail: `${bar.wins} of ${bar.count} won`,
    amount: amountOf(bar.realisedE4, currency),
    bar: drawn(bar.realisedE4, scale),
  });
  const others = bars.filter((bar) => !shown.has(bar));
  return {
    rows: bars.filter((bar) => shown.has(bar)).map(toView),
    others: others.map(toView),
    othersSum: amountOf(
      others.reduce((sum, { realisedE4 }) => sum + realisedE4, 0),
      currency,
    ),
  };
}

/** Drawn in a room of 100: where the bar begins, how long it is, and where nothing is. */
function drawn(amountE4: number, { from, to }: { readonly from: number; readonly to: number }) {
  const place = (amount: number) => (to === from ? 0 : (100 * (amount - from)) / (to - from));
  const [zero, end] = [place(0), place(amountE4)];
  const round = (value: number) => Number(value.toFixed(2));
  return {
    x: round(Math.min(zero, end)),
    width: round(Math.max(0.4, Math.abs(end - zero))),
    zero: round(zero),
  };
}

/** The chart of the months they closed in, and its table. */
export function monthsView(bars: readonly Bar[], query: InTime, currency: Currency) {
  const rows = bars.map((bar) => ({
    label: monthWords(bar.key),
    href: bar.count === 0 ? '' : addressOf(STATISTICS, { ...query, ...daysOf(bar.key, query) }),
    detail: bar.count === 0 ? 'none closed' : `${bar.wins} of ${bar.count} won`,
    amount: amountOf(bar.realisedE4, currency),
  }));
  return {
    rows: rows.toReversed(),
    chart: {
      currency,
      ticks: bars.map(({ key }) => monthTick(key)),
      titles: rows.map(({ label, detail }) => `${label}: ${detail}`),
      series: [
        {
          label: 'P&L',
          tone: 'result',
          values: bars.map(({ realisedE4 }) => realisedE4 / 1e4),
          links: rows.map(({ href }) => href),
        },
      ],
    },
  };
}

/** New premium, rolls and what closing cost, stacked by month; each opens to its rows. */
export function premiumView(months: readonly Premium[], query: InTime, currency: Currency) {
  const rows = months.map((premium) => {
    const { month } = premium;
    const time = { ...query, ...daysOf(month, query) };
    const part = (name: string, amountE4: number) => ({
      href: amountE4 === 0 ? '' : addressOf(PREMIUM, { ...time, part: name }),
      amount: amountOf(amountE4, currency),
    });
    return {
      label: monthInShort(month),
      title: monthWords(month),
      href: addressOf(STATISTICS, time),
      new: part('new', premium.newE4),
      rolled: part('rolled', premium.rolledE4),
      closed: part('closed', premium.closedE4),
      total: amountOf(premiumE4(premium), currency),
    };
  });
  const series = (label: string, tone: string, part: 'new' | 'rolled' | 'closed') => ({
    label,
    tone,
    values: months.map((premium) => premium[`${part}E4`] / 1e4),
    links: rows.map((row) => row[part].href),
  });
  return {
    rows: rows.toReversed(),
    chart: {
      currency,
      ticks: months.map(({ month }) => monthTick(month)),
      titles: rows.map(({ title, total }) => `${title}: ${total.text}`),
      series: [
        series('New', 'first', 'new'),
        series('Rolls', 'second', 'rolled'),
        series('Closed', 'fifth', 'closed'),
      ],
    },
  };
}

/** The month, as far as it is in the time that is looked at. */
function daysOf(month: string, { from, to }: InTime): { readonly from: IsoDate; readonly to: IsoDate } {
  const [first, last] = [firstDay(month), lastDay(month)];
  return { from: from && from > first ? from : first, to: to && to < last ? to : last };
}

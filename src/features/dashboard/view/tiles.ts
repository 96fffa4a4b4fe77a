import type { IsoDate } from '../../../lib/dates.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate, formatLocal } from '../../../lib/format-time.ts';
import type { Currency } from '../../../model/money.ts';
import type { Brought, Open } from '../engine/open.ts';
import { counted, gained } from './words.ts';

interface Moment {
  readonly today: IsoDate;
  readonly now: number;
  readonly timeZone: string;
}

/** Three figures a currency: dollars and rupees are never added. */
export function tilesOf(brought: readonly Brought[], open: readonly Open[], moment: Moment) {
  return brought.flatMap((month) => {
    const own = open.filter(({ currency }) => currency === month.currency);
    return [premiumTile(month, moment), resultTile(month, moment), openTile(own, month.currency, moment)];
  });
}

function tile(label: string, value: string, detail: string, more: { tone?: string; href?: string } = {}) {
  return { label, value, detail, tone: '', href: '', ...more, change: false, spark: false } as const;
}

function premiumTile({ currency, newE4, rolledE4, closedE4 }: Brought, { today }: Moment) {
  const money = (amountE4: number) => formatMoney({ amountE4, currency });
  const parts = [`new\u00a0${money(newE4)}`, `rolls\u00a0${money(rolledE4)}`];
  if (closedE4 !== 0) parts.push(`closed\u00a0${money(closedE4)}`);
  const href = `/campaigns/statistics/premium?currency=${currency}&from=${firstOf(today)}&to=${today}`;
  return tile(`Premium in ${monthOf(today)}`, money(newE4 + rolledE4 + closedE4), parts.join(', '), {
    href,
  });
}

function resultTile({ currency, realisedE4, unknownCount }: Brought, { today }: Moment) {
  const { text, tone } = gained(realisedE4, currency);
  const since = formatDate(firstOf(today), today).slice(4);
  const href = `/campaigns/calendar?currency=${currency}&month=${today.slice(0, 7)}`;
  const left = unknownCount === 0 ? '' : `, without ${unknownCount} of unknown cost`;
  return tile(`P&L in ${monthOf(today)}`, text, `realised since ${since}${left}`, { tone, href });
}

function openTile(open: readonly Open[], currency: Currency, { timeZone, now }: Moment) {
  const priced = open.filter(({ unrealisedE4 }) => unrealisedE4 !== null);
  const label = `Unrealised, ${counted(open.length, 'open campaign')}`;
  const href = '#open';
  if (priced.length === 0)
    return tile(label, open.length === 0 ? formatMoney({ amountE4: 0, currency }) : 'unknown', '', { href });
  const sum = priced.reduce((all, { unrealisedE4 }) => all + (unrealisedE4 ?? 0), 0);
  const oldest = Math.min(...priced.map(({ underlying }) => underlying?.at ?? now));
  const missing = open.length - priced.length;
  const left = missing === 0 ? '' : `, without ${missing} of unknown price or cost`;
  const { text, tone } = gained(sum, currency);
  return tile(label, text, `prices of ${formatLocal(oldest, timeZone, now)}${left}`, { tone, href });
}

function firstOf(today: IsoDate): IsoDate {
  return `${today.slice(0, 7)}-01`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function monthOf(today: IsoDate): string {
  return MONTHS[Number(today.slice(5, 7)) - 1] ?? '';
}

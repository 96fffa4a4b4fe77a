import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney } from '../../../../lib/format.ts';
import type { Choice } from '../../engine/statistics/result.ts';
import type { RowPlace, RowsFound, Sum } from '../../engine/statistics/summed-row.ts';
import { addressOf, type PremiumQuery } from './address.ts';
import { activeView } from './filter.ts';
import { rowView } from './rows.ts';
import { counted, toneOf } from './words.ts';

const PATH = '/campaigns/statistics/premium';

const PARTS: Readonly<Record<Exclude<Sum, 'realised'>, { readonly label: string; readonly words: string }>> =
  {
    new: { label: 'New premium', words: 'sold to open, less what long legs cost; without rolls' },
    rolled: { label: 'Rolls', words: 'both halves of every roll: bought back, and sold again' },
    closed: { label: 'Closed', words: 'bought back for good, long legs sold, settled in cash' },
  };

/** The rows that one part of the premium is made of. */
export function premiumPageView(found: RowsFound, query: PremiumQuery, choice: Choice, today: IsoDate) {
  const { narrowing, amountE4, count, rows, next } = found;
  const { after, part = 'new', ...asked } = query;
  const parts = Object.entries(PARTS).map(([name, { label }]) => ({
    label,
    href: addressOf(PATH, { ...asked, part: name }),
    current: name === part,
  }));
  return {
    parts,
    label: PARTS[part].label,
    words: PARTS[part].words,
    amount: {
      text: formatMoney({ amountE4, currency: narrowing.currency }),
      tone: toneOf(amountE4),
    },
    counted: counted(count, 'row'),
    back: addressOf('/campaigns/statistics', asked),
    active: activeView(PATH, asked, choice, today).map((chip) => ({
      ...chip,
      href: `${chip.href}${chip.href.includes('?') ? '&' : '?'}part=${part}`,
    })),
    rows: rows.map((row) => rowView(row, today)),
    first: after === undefined ? '' : addressOf(PATH, { ...asked, part }),
    more: next === null ? '' : addressOf(PATH, { ...asked, part, after: placeText(next) }),
  };
}

export function placeText({ on, campaignKey, position }: RowPlace): string {
  return `${on}.${campaignKey}.${position}`;
}

import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney, formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { BrokerKind } from '../../../../model/broker.ts';
import { eventOf, nameOf } from '../../../../model/words.ts';
import type { Balance, Difference, Known, Line, State } from '../../engine/balance/types.ts';
import { causeWords } from './causes.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly broker: BrokerKind;
}

export const PILLS: Readonly<Record<State, { readonly text: string; readonly tone: string }>> = {
  differs: { text: 'differs', tone: 'warning' },
  waiting: { text: 'awaited', tone: 'info' },
  carried: { text: 'from before', tone: '' },
  agrees: { text: 'agrees', tone: 'gain' },
};

export function lineView(line: Line, today: IsoDate) {
  const before = 'cause' in line ? line.byE8 : line.carriedE8;
  return {
    name: nameOf(line.instrument, today),
    href: `/transactions?ticker=${encodeURIComponent(line.instrument.ticker)}`,
    before: before === 0 ? '' : formatQuantity(before),
    rows: formatQuantity(line.rowsE8),
    broker: formatQuantity(line.brokerE8),
  };
}

export function differenceView(difference: Difference, balance: Balance, { id }: Named, today: IsoDate) {
  const { instrument, rowsE8, carriedE8, brokerE8, byE8, state, cause, key, rows } = difference;
  return {
    id: `${id}-${key.replaceAll(/[^A-Za-z0-9]+/g, '-')}`,
    name: nameOf(instrument, today),
    pill: PILLS[state],
    sum: `rows ${formatQuantity(rowsE8 + carriedE8)}, broker ${formatQuantity(brokerE8)}`,
    by: formatQuantity(byE8, { plus: true }),
    cause: causeWords(difference, balance, today),
    rows: rows.slice(0, MOST_ROWS).map((row) => rowView(row, today)),
    more: rows.length > MOST_ROWS ? `The newest ${MOST_ROWS} of ${rows.length}.` : '',
    gone: (cause.kind === 'GONE' ? cause.records : []).map((record) => `/transactions/${record}`),
    all: {
      label: `All rows of ${instrument.ticker}`,
      href: `/transactions?account=${id}&ticker=${encodeURIComponent(instrument.ticker)}`,
    },
    toReview: REVIEWED.has(cause.kind),
  };
}

const MOST_ROWS = 12;

/** What the review inbox asks about too. */
const REVIEWED: ReadonlySet<Difference['cause']['kind']> = new Set(['HALF', 'EXPIRED', 'SPLIT']);

export function rowView(row: Known, today: IsoDate) {
  return {
    href: `/transactions/${row.record}`,
    what: row.instrument === null ? row.description || eventOf(row) : nameOf(row.instrument, today),
    event: eventOf(row),
    when: formatDate(row.tradedOn, today),
    quantity: row.quantityE8 === 0 ? '' : formatQuantity(row.quantityE8, { plus: true }),
    amount: formatMoney({ amountE4: row.netE4, currency: row.currency }, { plus: true }),
  };
}

import type { IsoDate } from '../../../../lib/dates.ts';
import { formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Transaction } from '../../../../model/transaction.ts';
import { eventOf, nameOf } from '../../../../model/words.ts';
import { priceWords } from '../chain-words.ts';
import { amountOf } from '../statistics/words.ts';

export interface Recorded {
  readonly record: number;
  readonly row: Transaction;
}

/** A broker's row in two lines: what it is and what it is worth, what was done and when. */
export function rowView({ record, row }: Recorded, today: IsoDate) {
  const { instrument, description, netE4, currency, tradedOn } = row;
  return {
    href: `/transactions/${record}`,
    what: instrument === null ? description : nameOf(instrument, today),
    event: `${eventOf(row)}${dealOf(row)}`,
    when: formatDate(tradedOn, today),
    worth: worthOf(netE4, currency),
  };
}

/** Received with its colour; what was paid is no loss. */
function worthOf(netE4: number, currency: Currency) {
  if (netE4 === 0) return { text: '\u2013', tone: 'unknown' };
  return { ...amountOf(netE4, currency), tone: netE4 > 0 ? 'gain' : '' };
}

/** " 2 at 0.51" */
function dealOf({ quantityE8, priceE6 }: Transaction): string {
  if (quantityE8 === 0) return '';
  const count = formatQuantity(Math.abs(quantityE8));
  return priceE6 === null ? ` ${count}` : ` ${count} at ${priceWords(priceE6)}`;
}

import { wallTimeIn } from '../../../src/lib/time-zones.ts';
import type { OptionContract } from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

const VERBS: Partial<Record<Transaction['kind'], string>> = {
  ASSIGNMENT: 'assigned',
  EXERCISE: 'exercised',
  EXPIRATION: 'expired',
  SPLIT: 'split',
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The row as the ledger reads it. */
export function lineOf(row: Transaction): string {
  const time = row.hasTime ? ` ${wallTimeIn(row.executedAt, 'America/New_York').slice(0, 5)}` : '';
  const said = [
    row.priceE6 === null ? '' : `@${row.priceE6 / 1_000_000}`,
    row.orderId === null ? '' : `order ${row.orderId}`,
    row.account === 'MAIN' ? '' : `account ${row.account}`,
    `id ${row.id}`,
    ...Object.values(row.feesE4).map((feeE4) => `fee ${feeE4 / 10_000}`),
    row.description === '' ? '' : `"${row.description}"`,
  ];
  return `${row.tradedOn}${time} ${deedOf(row)} ${said.filter((each) => each !== '').join(' ')}`;
}

function deedOf({ kind, instrument, quantityE8, orderId, effect, netE4 }: Transaction): string {
  if (instrument === null) return `${kind === 'DIVIDEND' ? 'dividend' : 'deposit'} ${netE4 / 10_000}`;
  const count = quantityE8 / 100_000_000;
  const verb = VERBS[kind];
  if (instrument.kind === 'OPTION') {
    const traded = `${count > 0 ? 'BT' : 'ST'}${effect === 'OPENING' ? 'O' : 'C'}`;
    return `${verb ?? traded} ${Math.abs(count)} ${nameOf(instrument)}`;
  }
  if (orderId === null) return `${verb ?? 'shares'} ${count > 0 ? '+' : ''}${count} ${instrument.ticker}`;
  return `${count > 0 ? 'bought' : 'sold'} ${Math.abs(count)} ${instrument.ticker}`;
}

function nameOf({ ticker, strikeE6, type, expiresOn }: OptionContract): string {
  const [year = '', month, day] = expiresOn.split('-');
  return `${ticker} ${strikeE6 / 1_000_000}${type[0]} ${day}${MONTHS[Number(month) - 1]}${year.slice(2)}`;
}

/**
 * Rule: an expired contract is gone, at the broker at once and in the rows when its end is booked, over the weekend as
 * a rule; two sessions later the row that ended it is missing. Example: a put of Friday that the rows still show on
 * Sunday is awaited, on the next Friday it differs.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { type Facts, type Known, keyOf, type Line } from './types.ts';

const SESSIONS_TO_BOOK = 2;

/** Of the rows of its ticker. */
export function isExpired(line: Line, { readOn }: Facts, rows: readonly Known[]): boolean {
  const { instrument, rowsE8, carriedE8, brokerE8 } = line;
  if (instrument.kind !== 'OPTION' || instrument.expiresOn >= readOn) return false;
  if (rowsE8 + carriedE8 === 0) return true;
  return brokerE8 === 0 && (rowsE8 === 0 || wasOpened(line, rows));
}

/** What the rows leave open they have opened: where the first of them closes, it was opened before all of them. */
function wasOpened({ key, rowsE8 }: Line, rows: readonly Known[]): boolean {
  const own = rows
    .filter(({ instrument }) => instrument !== null && keyOf(instrument) === key)
    .toSorted((a, b) => a.executedAt - b.executedAt);
  return own[0] !== undefined && opens(own[0]) && own.some((row) => opens(row, Math.sign(rowsE8)));
}

function opens({ kind, effect, quantityE8 }: Known, side = Math.sign(quantityE8)): boolean {
  return kind === 'TRADE' && effect !== 'CLOSING' && Math.sign(quantityE8) === side;
}

/** Whether its end may still be booked. */
export function isAwaited({ instrument }: Line, { readOn }: Facts): boolean {
  if (instrument.kind !== 'OPTION') return false;
  return sessionsBetween(instrument.expiresOn, readOn, SESSIONS_TO_BOOK + 1) <= SESSIONS_TO_BOOK;
}

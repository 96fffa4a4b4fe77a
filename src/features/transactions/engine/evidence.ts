/**
 * Rule: what a file tells and the broker itself tells too happened once. Two rows are of one event when day, contract,
 * side, quantity and price are the same; cash, which a file may give a ticker and the broker does not, when day, kind and
 * amount are. Equal rows are counted, not merged: two fills of 1 at 0.95 in a file meet two of the broker's. The day is
 * the one the event belongs to: what expired on Friday the 17th, posted on Saturday, is the 17th's in both.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { isSession, previousSession } from '../../../lib/market-calendar.ts';
import type { Transaction } from '../../../model/transaction.ts';

export interface Confirmed {
  readonly file: Transaction;
  readonly broker: Transaction;
}

/** Which of the files' rows confirm which of the broker's: each at most once. */
export function confirmedBy(
  files: readonly Transaction[],
  broker: readonly Transaction[],
): readonly Confirmed[] {
  const waiting = new Map<string, Transaction[]>();
  for (const row of broker) listIn(waiting, keyOf(row)).push(row);
  return files.flatMap((file) => {
    const met = waiting.get(keyOf(file))?.shift();
    return met === undefined ? [] : [{ file, broker: met }];
  });
}

/** The session a booking belongs to: of the night and of the weekend, the one before. */
export function eventDay(row: Transaction): IsoDate {
  const day = row.effectiveOn ?? row.tradedOn;
  const exchange = row.currency === 'INR' ? 'NSE' : 'NYSE';
  if (!isSession(day, exchange) || isBookedAtNight(row)) return previousSession(day, exchange);
  return day;
}

// 02:00 in New York is 06:00 or 07:00 in UTC, and no exchange is open before 13:30 there. Orders fill by day.
const [NIGHT_BEGINS, NIGHT_ENDS] = [4, 12];

function isBookedAtNight({
  orderId,
  hasTime,
  effectiveOn,
  executedAt,
  currency,
  kind,
}: Transaction): boolean {
  if (!hasTime || orderId !== null || effectiveOn !== null || currency !== 'USD' || isCash(kind))
    return false;
  const hour = new Date(executedAt).getUTCHours();
  return hour >= NIGHT_BEGINS && hour < NIGHT_ENDS;
}

function keyOf(row: Transaction): string {
  const { kind, instrument, quantityE8, priceE6, netE4 } = row;
  if (isCash(kind)) return [eventDay(row), kind, netE4].join('|');
  const contract = instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
  const side = isRemoval(kind) ? 'gone' : Math.sign(quantityE8);
  return [eventDay(row), contract, side, Math.abs(quantityE8), priceE6 || 0].join('|');
}

function isCash(kind: Transaction['kind']): boolean {
  return kind === 'CASH' || kind === 'DIVIDEND' || kind === 'WITHHOLDING';
}

// Brokers do not agree with themselves on the sign of what is removed.
function isRemoval(kind: Transaction['kind']): boolean {
  return kind === 'EXPIRATION' || kind === 'ASSIGNMENT' || kind === 'EXERCISE';
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

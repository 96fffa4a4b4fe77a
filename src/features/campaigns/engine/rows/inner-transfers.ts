/**
 * Rule: what leaves and comes at one moment in one account has only changed from its cash side to its margin side:
 * nothing moved. Example: -100 KO and +100 KO at 09:00, and the call on them is as covered as before.
 */
import type { Transaction } from '../types.ts';
import { compareRows } from './events.ts';

export function innerTransfers(rows: readonly Transaction[]): ReadonlySet<Transaction> {
  const moved = rows.filter(({ kind }) => kind === 'TRANSFER');
  const alike = Map.groupBy(moved, momentOf);
  return new Set([...alike.values()].flatMap(cancelling));
}

function momentOf({ account, executedAt, instrument, quantityE8, netE4 }: Transaction): string {
  const what = instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
  return [account, executedAt, what, Math.abs(quantityE8), Math.abs(netE4)].join('\n');
}

/** As many of one direction as of the other. */
function cancelling(rows: readonly Transaction[]): readonly Transaction[] {
  const inOrder = rows.toSorted(compareRows);
  const left = inOrder.filter(({ quantityE8 }) => quantityE8 < 0);
  const came = inOrder.filter(({ quantityE8 }) => quantityE8 > 0);
  const pairs = Math.min(left.length, came.length);
  return [...left.slice(0, pairs), ...came.slice(0, pairs)];
}

/**
 * Rule: shares that leave one account and come to another of the same trader within three sessions, as many of the same
 * ticker, are the same shares; each row is half of one move only, the nearest in time first. Example: 100 KO leave on
 * Monday and arrive on Tuesday.
 */
import { sessionsApart } from '../../../../lib/market-calendar.ts';
import type { Transaction } from '../types.ts';
import { compareRows } from './events.ts';

export interface OwnTransfer {
  readonly left: Transaction;
  readonly came: Transaction;
}

const MOST_SESSIONS = 3;

export function ownTransfers(rows: readonly Transaction[]): readonly OwnTransfer[] {
  const moved = rows.filter(({ kind, instrument }) => kind === 'TRANSFER' && instrument?.kind === 'SHARE');
  const alike = Map.groupBy(
    moved,
    ({ instrument, quantityE8 }) => `${instrument?.ticker} ${Math.abs(quantityE8)}`,
  );
  return [...alike.values()].flatMap(pairUp);
}

function pairUp(moved: readonly Transaction[]): readonly OwnTransfer[] {
  const used = new Set<Transaction>();
  const possible = moved
    .filter(({ quantityE8 }) => quantityE8 < 0)
    .flatMap((left) => moved.filter((came) => mayBe(left, came)).map((came) => ({ left, came })))
    .toSorted(byNearness);
  return possible.filter(({ left, came }) => {
    if (used.has(left) || used.has(came)) return false;
    used.add(left).add(came);
    return true;
  });
}

function mayBe(left: Transaction, came: Transaction): boolean {
  if (came.quantityE8 <= 0 || came.account === left.account) return false;
  return sessionsApart(left.tradedOn, came.tradedOn, MOST_SESSIONS + 1) <= MOST_SESSIONS;
}

function byNearness(a: OwnTransfer, b: OwnTransfer): number {
  const apart = ({ left, came }: OwnTransfer) => Math.abs(left.executedAt - came.executedAt);
  return apart(a) - apart(b) || compareRows(a.left, b.left) || compareRows(a.came, b.came);
}

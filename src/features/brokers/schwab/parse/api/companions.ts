import type { Transaction } from '../../../../../model/transaction.ts';
import { settleInCash } from './settlements.ts';

/**
 * Rule: some rows only make sense beside another of theirs. In a reverse split, a merger or a change of name the
 * new shares come under a plain name, at the very moment the old ones leave with Schwab's mark on them: such shares
 * are no transfer from elsewhere, nor a split by themselves, but the other half of the adjustment.
 */
export function joinCompanions(transactions: readonly Transaction[]): readonly Transaction[] {
  const adjusted = new Set(transactions.filter(isAdjustment).map(momentOf));
  const joined = transactions.map((row) =>
    isHalf(row) && adjusted.has(momentOf(row)) ? { ...row, kind: 'ADJUSTMENT' as const } : row,
  );
  return settleInCash(joined);
}

function isAdjustment({ kind, hasTime }: Transaction): boolean {
  return kind === 'ADJUSTMENT' && hasTime;
}

function isHalf({ kind }: Transaction): boolean {
  return kind === 'TRANSFER' || kind === 'SPLIT';
}

// Where shares are split forward, what becomes of their options may be marked, and the shares are a split all the same.
function momentOf({ account, executedAt, instrument }: Transaction): string {
  return `${account} ${executedAt} ${instrument?.kind}`;
}

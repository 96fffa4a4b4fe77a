import type { FileRow, ReadRows, UnreadLine } from '../../../parse/file-rows.ts';
import { badRow, type Fault, isFault } from '../faults.ts';
import { MOST_ROWS, TOO_MANY_ROWS } from '../limits.ts';
import { numbered } from './ids.ts';
import { type Draft, type ExportedRow, readRow } from './rows.ts';

/** A row of a file, or why there is none, at the place a reader of the file would count. */
export interface Placed {
  readonly place: number;
  /** As it was written. */
  readonly text: string;
  readonly row: ExportedRow | Fault;
}

interface Written extends Draft {
  readonly place: number;
  readonly text: string;
}

/** The rows of one account, in whichever order the file has them: the result is in the order of time. */
export function readRows(rows: Iterable<Placed>, account: string): ReadRows | Fault {
  const drafts: Written[] = [];
  const unread: UnreadLine[] = [];
  for (const { place, text, row } of rows) {
    if (drafts.length + unread.length >= MOST_ROWS) return TOO_MANY_ROWS;
    const draft = isFault(row) ? row : readRow(row, account);
    if (isFault(draft)) unread.push({ line: place, text, reason: draft.fault });
    else drafts.push({ ...draft, place, text });
  }
  return { rows: inOrder(drafts), unread };
}

function inOrder(drafts: readonly Written[]): readonly FileRow[] {
  const ordered = withoutHalfSplits(isNewestFirst(drafts) ? drafts.toReversed() : drafts);
  const transactions = numbered(ordered.map(({ transaction }) => transaction));
  return transactions.map((transaction, index) => {
    const { place, text, action, doubt } = ordered[index] ?? NOTHING;
    const { id, executedAt } = transaction;
    return {
      id,
      line: place,
      happenedAt: executedAt,
      type: action.trim(),
      text,
      transactions: [transaction],
      problems: doubt === null ? [] : [badRow(id, doubt)],
    };
  });
}

const NOTHING = { place: 0, text: '', action: '', doubt: null } as const;

// Schwab writes the newest first; a file of a single day is taken to be so too.
function isNewestFirst(drafts: readonly Draft[]): boolean {
  const [first, last] = [drafts.at(0), drafts.at(-1)];
  return first !== undefined && last !== undefined && first.postedOn >= last.postedOn;
}

/**
 * A split written as a pair gives the new total and takes the old one away under its old number. Read alone, the
 * first half would add shares to those already held, so neither half is a split.
 */
function withoutHalfSplits(drafts: readonly Written[]): readonly Written[] {
  const adjusted = new Set(drafts.filter(({ action }) => isSplitAdjustment(action)).map(dateOf));
  if (adjusted.size === 0) return drafts;
  return drafts.map((draft) => (adjusted.has(dateOf(draft)) ? asAdjustment(draft) : draft));
}

function asAdjustment(draft: Written): Written {
  const { transaction } = draft;
  if (transaction.kind !== 'SPLIT' || transaction.instrument?.kind !== 'SHARE') return draft;
  return { ...draft, transaction: { ...transaction, kind: 'ADJUSTMENT' } };
}

function isSplitAdjustment(action: string): boolean {
  return /^stock split adj/i.test(action.trim());
}

function dateOf({ transaction }: Draft): string {
  return transaction.tradedOn;
}

import type { Parsed, Problem } from '../../../../../model/transaction.ts';
import { badPlace, badRow, type Fault, isFault } from '../faults.ts';
import { MOST_ROWS, TOO_MANY_ROWS } from '../limits.ts';
import { numbered } from './ids.ts';
import { type Draft, type ExportedRow, readRow } from './rows.ts';

/** A row of a file, or why there is none, at the place a reader of the file would count. */
export interface Placed {
  readonly place: number;
  readonly row: ExportedRow | Fault;
}

/** The rows of one account, in whichever order the file has them: the result is in the order of time. */
export function parseRows(rows: Iterable<Placed>, account: string): Parsed | Fault {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  for (const { place, row } of rows) {
    if (drafts.length + problems.length >= MOST_ROWS) return TOO_MANY_ROWS;
    const draft = isFault(row) ? row : readRow(row, account);
    if (isFault(draft)) problems.push(badPlace(place, draft));
    else drafts.push(draft);
  }
  return inOrder(drafts, problems);
}

function inOrder(drafts: readonly Draft[], problems: readonly Problem[]): Parsed {
  const ordered = isNewestFirst(drafts) ? drafts.toReversed() : drafts;
  const transactions = numbered(withoutHalfSplits(ordered).map(({ transaction }) => transaction));
  const doubts = ordered.flatMap(({ doubt }, index) => {
    const id = transactions[index]?.id;
    return doubt === null || id === undefined ? [] : [badRow(id, doubt)];
  });
  return { transactions, problems: [...problems, ...doubts] };
}

// Schwab writes the newest first; a file of a single day is taken to be so too.
function isNewestFirst(drafts: readonly Draft[]): boolean {
  const [first, last] = [drafts.at(0), drafts.at(-1)];
  return first !== undefined && last !== undefined && first.postedOn >= last.postedOn;
}

/**
 * A split written as a pair gives the new total and takes the old one away under its old number. Read alone, the
 * first half would add shares to those already held, so neither half is a split.
 */
function withoutHalfSplits(drafts: readonly Draft[]): readonly Draft[] {
  const adjusted = new Set(drafts.filter(({ action }) => isSplitAdjustment(action)).map(dateOf));
  if (adjusted.size === 0) return drafts;
  return drafts.map((draft) => (adjusted.has(dateOf(draft)) ? asAdjustment(draft) : draft));
}

function asAdjustment(draft: Draft): Draft {
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

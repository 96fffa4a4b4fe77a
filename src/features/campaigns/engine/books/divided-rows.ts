/**
 * Rule: every row adds up. What of its cash and quantity is in no campaign is listed as unassigned, with the reason.
 * Example: 3 of 5 contracts closed were known; the other 2, and two fifths of the cash, are unassigned.
 */

import type { Slice } from '../story/drafts.ts';
import type { Shaped } from '../story/shape.ts';
import type { Story } from '../story/story.ts';
import type { Problem, Transaction, Unassigned } from '../types.ts';
import { divideRow, type Portion, type Portions } from './portions.ts';

interface Divided {
  readonly portions: Portions;
  readonly unassigned: readonly Unassigned[];
}

/** Each row's cash over its slices, campaigns first in their order; what is left is unassigned. */
export function divideRows(
  rows: readonly Transaction[],
  slices: readonly Slice[],
  shaped: readonly Shaped[],
  story: Story,
): Divided {
  const rank = new Map(shaped.map(({ draft }, i) => [draft, i]));
  const byRow = Map.groupBy(slices, ({ event }) => event.row);
  const whyOf = reasons(story);
  const portions = new Map<Slice, Portion>();
  const unassigned: Unassigned[] = [];
  for (const row of rows) {
    const own = (byRow.get(row) ?? []).toSorted((a, b) => rankOf(rank, a) - rankOf(rank, b));
    const restE8 = restOf(row, own);
    for (const [i, portion] of divideRow(row, own, restE8).entries()) {
      const slice = own[i];
      if (slice) portions.set(slice, portion);
      const left = slice ? outsideOf(slice) : leftOf(row, own, restE8, whyOf);
      if (left) unassigned.push({ transactionId: row.id, part: row.part, cashE4: portion.cashE4, ...left });
    }
  }
  return { portions, unassigned };
}

type Left = Pick<Unassigned, 'quantityE8' | 'why'>;

function outsideOf({ draft, weightE8, quantityE8, why }: Slice): Left | null {
  return draft === null && weightE8 > 0 ? { quantityE8, why } : null;
}

function leftOf(row: Transaction, own: readonly Slice[], restE8: number, whyOf: WhyOf): Left {
  const quantityE8 = own.length === 0 ? row.quantityE8 : Math.sign(row.quantityE8) * restE8;
  return { quantityE8, why: whyOf(row) };
}

/** The weight of the row that no slice has. Income and splits have holders, not quantities: theirs is always whole. */
function restOf(row: Transaction, own: readonly Slice[]): number {
  if (own.length === 0) return 1;
  if (own.some(({ effect }) => effect.kind === 'income' || effect.kind === 'split')) return 0;
  const taken = own.reduce((total, { weightE8 }) => total + weightE8, 0);
  return Math.max(0, Math.abs(row.quantityE8) - taken);
}

function rankOf(rank: ReadonlyMap<Shaped['draft'], number>, { draft }: Slice): number {
  return draft === null ? Number.MAX_SAFE_INTEGER : (rank.get(draft) ?? 0);
}

type WhyOf = (row: Transaction) => string;

function reasons(story: Story): WhyOf {
  const byId = new Map(
    story.problems
      .filter(({ code }) => code in WHY)
      .flatMap(({ code, transactionIds }) => transactionIds.map((id) => [id, code])),
  );
  return (row) => {
    const code = byId.get(row.id);
    if (row.kind === 'WITHHOLDING') return 'tax withheld, and no dividend of this day that it is of';
    return (code && WHY[code]) ?? 'belongs to no campaign';
  };
}

const WHY: Readonly<Partial<Record<Problem['code'], string>>> = {
  CLOSE_WITHOUT_OPEN: 'closes what was opened out of sight',
  UNKNOWN_ORIGIN: 'sells shares that were never seen to come',
  INCOMPLETE_ASSIGNMENT: 'incomplete assignment',
  UNMATCHED_DIVIDEND: 'a dividend nobody held shares for',
  UNKNOWN_ADJUSTMENT: 'changes a position in a way that is not understood',
};

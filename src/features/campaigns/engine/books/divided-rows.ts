/**
 * Rule: every row adds up. What of its cash and quantity is in no campaign is listed as unassigned, with the reason.
 * Example: 3 of 5 contracts closed were known; the other 2, and two fifths of the cash, are unassigned.
 */

import type { Slice } from '../story/drafts.ts';
import type { Shaped } from '../story/shape.ts';
import type { Story } from '../story/story.ts';
import type { Problem, Transaction, Unassigned } from '../types.ts';
import { divideRow, type Portions } from './portions.ts';

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
  const divided = rows.map((row) => {
    const own = (byRow.get(row) ?? []).toSorted((a, b) => rankOf(rank, a) - rankOf(rank, b));
    return divideOne(row, own, whyOf(row));
  });
  return {
    portions: new Map(divided.flatMap(({ portions }) => [...portions])),
    unassigned: divided.flatMap(({ unassigned }) => unassigned),
  };
}

function divideOne(row: Transaction, own: readonly Slice[], why: string): Divided {
  const restE8 = restOf(row, own);
  const { portions, rest } = divideRow(row, own, restE8);
  const outside = portions
    .filter(([{ draft, weightE8 }]) => draft === null && weightE8 > 0)
    .map(([slice, { cashE4 }]) => toUnassigned(row, slice.quantityE8, cashE4, slice.why));
  if (restE8 === 0) return { portions: new Map(portions), unassigned: outside };
  const quantityE8 = own.length === 0 ? row.quantityE8 : Math.sign(row.quantityE8) * restE8;
  const left = toUnassigned(row, quantityE8, rest.cashE4, why);
  return { portions: new Map(portions), unassigned: [...outside, left] };
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

function reasons(story: Story) {
  const byId = new Map(
    story.problems
      .filter(({ code }) => code in WHY)
      .flatMap(({ code, transactionIds }) => transactionIds.map((id) => [id, code])),
  );
  return (row: Transaction): string => {
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

function toUnassigned(row: Transaction, quantityE8: number, cashE4: number, why: string): Unassigned {
  return { transactionId: row.id, part: row.part, quantityE8, cashE4, why };
}

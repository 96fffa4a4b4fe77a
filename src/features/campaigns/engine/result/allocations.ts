/**
 * Rule: each row of a campaign with what of it is the campaign's: units, cash, what it realised in both books, and what
 * of its cash is premium. Together they are the campaign's figures, so each of them can be told by day and by month.
 * Example: a put sold for 149.34 and bought back for 50.66: the second row has realised 98.68.
 */
import type { Both } from '../books/holdings.ts';
import type { Book } from '../books/ledger.ts';
import type { Portions } from '../books/portions.ts';
import type { Slice, Use } from '../story/drafts.ts';
import type { Allocation, Ended } from '../types.ts';
import type { RollPart } from './roll-parts.ts';
import { rolledOf } from './rolled.ts';

interface Kept {
  readonly book: Book;
  readonly portions: Portions;
  readonly realised: ReadonlyMap<Slice, Both>;
}

export function allocationsOf(
  { book, portions, realised }: Kept,
  slices: readonly Slice[],
  rollParts: readonly RollPart[],
): readonly Allocation[] {
  const rolled = rolledOf(rollParts, slices, portions);
  return slices.map((slice) => {
    const { event, quantityE8, role, why, effect } = slice;
    const { row } = event;
    const portion = portions.get(slice) ?? { cashE4: 0, feesE4: 0 };
    const gained = realised.get(slice);
    return {
      transactionId: row.id,
      part: row.part,
      on: event.on,
      quantityE8,
      role,
      why,
      ...portion,
      realisedE4: book.isUnknown ? null : (gained?.economicE4 ?? 0),
      realisedTaxE4: book.isUnknown ? null : (gained?.taxE4 ?? 0),
      premiumE4: row.instrument?.kind === 'OPTION' ? portion.cashE4 : 0,
      rolledE4: rolled.get(slice) ?? 0,
      ends: 'uses' in effect ? effect.uses.map(toEnded) : [],
    };
  });
}

function toEnded({ event: { row }, countE8 }: Use): Ended {
  return { transactionId: row.id, part: row.part, quantityE8: countE8 };
}

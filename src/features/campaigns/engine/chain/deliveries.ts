/**
 * Rule: which contracts' assignment or exercise brought or took which shares, as far as both are in one campaign: only
 * then the premium goes along with the shares. Example: 2 puts removed on Friday, and 200 shares at their strike: the
 * 200 came by that removal.
 */

import { proportion } from '../../../../lib/rounding.ts';
import { sharesOf } from '../rows/deliverable.ts';
import { fits, type Removal } from '../rows/fitting.ts';
import type { Entry } from './entries.ts';

/** So many of an entry's shares, and by which removal they moved. */
export interface Moved {
  readonly removal: Entry;
  readonly sharesE8: number;
}

export interface Deliveries {
  readonly byShares: ReadonlyMap<Entry, readonly Moved[]>;
  /** By removal: how many shares of this campaign it moved. */
  readonly along: ReadonlyMap<Entry, number>;
}

/** A removal of one campaign and its shares may be fewer than the rows say: by strike and day, not by number. */
export function deliveriesOf(entries: readonly Entry[]): Deliveries {
  const removals = entries.filter(({ deed }) => deed === 'hand over');
  const wanted = new Map(removals.map((entry) => [entry, sharesWanted(entry)]));
  const byShares = new Map<Entry, readonly Moved[]>();
  const along = new Map<Entry, number>();
  const removedOn = Map.groupBy(removals, ({ allocation }) => allocation.on);
  for (const entry of entries.filter(isShareHalf)) {
    const candidates = removedOn.get(entry.allocation.on) ?? [];
    const moved = dealTo(
      entry,
      candidates.filter((removal) => isHalfOf(entry, removal)),
      wanted,
    );
    byShares.set(entry, moved);
    for (const { removal, sharesE8 } of moved) along.set(removal, (along.get(removal) ?? 0) + sharesE8);
  }
  return { byShares, along };
}

function isShareHalf({ row, allocation }: Entry): boolean {
  return allocation.role === 'ASSIGNMENT' && row.instrument?.kind === 'SHARE';
}

function isHalfOf(shares: Entry, { row }: Entry): boolean {
  return row.instrument?.kind === 'OPTION' && fits(shares.row, row as Removal);
}

/** Where its shares are another campaign's, its premium is realised at once, and goes with none of these. */
function sharesWanted({ row, allocation }: Entry): number {
  const { realisedE4, realisedTaxE4, quantityE8 } = allocation;
  if (row.instrument?.kind !== 'OPTION') return 0;
  const allE8 = sharesOf(row.instrument, Math.abs(quantityE8));
  if (realisedE4 === null || realisedTaxE4 === null || realisedE4 === 0) return allE8;
  return proportion(allE8, realisedE4 - realisedTaxE4, realisedE4);
}

function dealTo(
  { allocation }: Entry,
  candidates: readonly Entry[],
  wanted: Map<Entry, number>,
): readonly Moved[] {
  let left = Math.abs(allocation.quantityE8);
  return candidates.flatMap((removal) => {
    const sharesE8 = Math.min(left, wanted.get(removal) ?? 0);
    if (sharesE8 === 0) return [];
    left -= sharesE8;
    wanted.set(removal, (wanted.get(removal) ?? 0) - sharesE8);
    return [{ removal, sharesE8 }];
  });
}

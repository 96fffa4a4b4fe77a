/**
 * Rule: a campaign whose name is gone went where most of its units are now, so that old addresses, notes and decisions
 * find it. Example: a put of an earlier year arrives, and the wheel is called after that one from now on: the old name
 * leads to it.
 */
import type { Campaign } from './types.ts';

type Named = Pick<Campaign, 'id' | 'account' | 'allocations'>;

/** New name by old name, for the names that are gone. */
export function successorsOf(before: readonly Named[], after: readonly Named[]): ReadonlyMap<string, string> {
  const ids = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !ids.has(id));
  if (gone.length === 0) return new Map();
  const holders = holdersOf(after);
  return new Map(
    gone.flatMap((old) => {
      const id = heirOf(old, holders);
      return id === null ? [] : [[old.id, id] as const];
    }),
  );
}

interface Holder {
  readonly id: string;
  /** Where it stands among them. */
  readonly at: number;
  readonly quantityE8: number;
}

/** By account and row: who has units of it now, in the order of the campaigns. */
function holdersOf(after: readonly Named[]): ReadonlyMap<string, readonly Holder[]> {
  const all = after.flatMap((campaign, at) =>
    [...unitsByRow(campaign)].map(([row, quantityE8]) => ({ row, at, id: campaign.id, quantityE8 })),
  );
  return Map.groupBy(all, ({ row }) => row);
}

/** The one with the most of its units; of two with as many, the one that stands first. */
function heirOf(old: Named, holders: ReturnType<typeof holdersOf>): string | null {
  const found = new Map<string, { readonly at: number; e8: number }>();
  for (const [row, e8] of unitsByRow(old))
    for (const { id, at, quantityE8 } of holders.get(row) ?? []) {
      const known = found.get(id) ?? { at, e8: 0 };
      known.e8 += Math.min(e8, quantityE8);
      found.set(id, known);
    }
  const [best] = [...found].toSorted(([, a], [, b]) => b.e8 - a.e8 || a.at - b.at);
  return best !== undefined && best[1].e8 > 0 ? best[0] : null;
}

function unitsByRow({ account, allocations }: Named): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { transactionId, part, quantityE8 } of allocations) {
    const row = `${account}\n${transactionId}\n${part}`;
    units.set(row, (units.get(row) ?? 0) + Math.abs(quantityE8));
  }
  return units;
}

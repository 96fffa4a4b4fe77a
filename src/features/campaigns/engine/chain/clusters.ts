/**
 * Rule: what happened as one thing is one link: the fills of an order, the two orders of a roll, an assignment with its
 * shares, what expires on one day, a dividend with the tax on it. Example: two 60 puts bought back at 10:02 and two 59
 * puts sold at 10:05, told as a roll: one link.
 */
import { orderOf } from '../rows/events.ts';
import type { Roll } from '../types.ts';
import type { Deliveries } from './deliveries.ts';
import type { Entry } from './entries.ts';

/** In the order of their first entries; within each, contracts go before the shares they bring. */
export function clustersOf(
  entries: readonly Entry[],
  rolls: readonly Roll[],
  deliveries: Deliveries,
): readonly (readonly Entry[])[] {
  const groups = new Groups();
  for (const entry of entries) groups.join(nameOf(entry), nameOf(entry));
  for (const [shares, moved] of deliveries.byShares)
    for (const { removal } of moved) groups.join(nameOf(removal), nameOf(shares));
  for (const [closing, opening] of rolledIn(entries, rolls)) groups.join(nameOf(closing), nameOf(opening));
  const byGroup = Map.groupBy(entries, (entry) => groups.rootOf(nameOf(entry)));
  return [...byGroup.values()].map((own) => own.toSorted(contractsFirst));
}

function contractsFirst(a: Entry, b: Entry): number {
  return Number(b.deed === 'hand over') - Number(a.deed === 'hand over') || a.index - b.index;
}

function nameOf({ row, allocation }: Entry): string {
  const { on, role } = allocation;
  if (role === 'INCOME') return `income ${on}`;
  if (role === 'CORPORATE_ACTION') return `change ${on}`;
  if (row.kind === 'EXPIRATION') return `expired ${on}`;
  if (row.kind === 'CASH_SETTLEMENT') return `settled ${on}`;
  return `order ${on} ${orderOf({ row, on, isHalf: false })}`;
}

/** Each opening of a roll with the nearest closing it can have come from, on the day the roll was complete. */
function rolledIn(entries: readonly Entry[], rolls: readonly Roll[]): readonly (readonly [Entry, Entry])[] {
  const bySymbol = Map.groupBy(entries, ({ row, allocation }) => {
    const symbol = row.instrument?.kind === 'OPTION' ? row.instrument.symbol : '';
    return `${allocation.on} ${symbol}`;
  });
  return rolls.flatMap(({ on, from, to }) => {
    const closings = (bySymbol.get(`${on} ${from}`) ?? []).filter(isTradedEnd);
    const openings = (bySymbol.get(`${on} ${to}`) ?? []).filter(({ deed }) => deed === 'open');
    return openings.flatMap((opening) => {
      const nearest = closings.toSorted((a, b) => apart(a, opening) - apart(b, opening))[0];
      return nearest ? [[nearest, opening] as const] : [];
    });
  });
}

function isTradedEnd({ deed, row }: Entry): boolean {
  return deed === 'end' && row.kind === 'TRADE';
}

function apart(a: Entry, b: Entry): number {
  return Math.abs(a.row.executedAt - b.row.executedAt);
}

/** Names that have been joined answer to one. */
class Groups {
  readonly #next = new Map<string, string>();

  rootOf(name: string): string {
    let root = name;
    for (let up = this.#next.get(root); up !== undefined; up = this.#next.get(root)) root = up;
    return root;
  }

  join(a: string, b: string): void {
    const [from, to] = [this.rootOf(a), this.rootOf(b)];
    if (from !== to) this.#next.set(from, to);
  }
}

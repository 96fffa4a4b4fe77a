/**
 * Rule: shares that came by transfer cost what the trader has entered; else, where they left another account of the same
 * trader, what they had cost there; else it is not known. Example: 100 bought for 3000.00 in one account and moved to
 * another cost 3000.00 there too, though no cash went with them.
 */
import { partsOf } from '../parts.ts';
import type { Said } from '../said.ts';
import type { Slice } from '../story/drafts.ts';
import type { Transaction } from '../types.ts';
import type { Both } from './holdings.ts';
import { cents } from './portions.ts';

/** Costs of shares that arrived from own accounts, by row; negative, as cash would be. */
export type Arrivals = ReadonlyMap<string, Both>;

export interface KnownCosts {
  readonly entered: Said['costs'];
  readonly arrived: Arrivals;
}

export function rowKey({ account, id, part }: Transaction): string {
  return `${account} ${id} ${part}`;
}

export function isTransferIn({ kind, instrument, quantityE8, netE4 }: Transaction): boolean {
  return kind === 'TRANSFER' && instrument?.kind === 'SHARE' && quantityE8 > 0 && netE4 === 0;
}

/** null where it is not known. */
export function costOf(row: Transaction, { entered, arrived }: KnownCosts): Both | null {
  const said = entered.get(row.id);
  return said ? { economicE4: -said.costE4, taxE4: -said.costE4 } : (arrived.get(rowKey(row)) ?? null);
}

/** The cost of each part of the shares that came by transfer: by their number, so that the parts add up. */
export function costsOf(slices: readonly Slice[], known: KnownCosts): ReadonlyMap<Slice, Both> {
  const came = slices.filter(({ event, effect }) => effect.kind === 'buy' && isTransferIn(event.row));
  return new Map(
    [...Map.groupBy(came, ({ event }) => event.row)].flatMap(([row, parts]) => {
      const cost = costOf(row, known);
      return cost === null ? [] : divided(cost, parts, row.quantityE8);
    }),
  );
}

function divided(cost: Both, parts: readonly Slice[], allE8: number): readonly (readonly [Slice, Both])[] {
  const weights = parts.map(({ weightE8 }) => weightE8);
  const economic = partsOf(cost.economicE4, weights, allE8, cents);
  const tax = partsOf(cost.taxE4, weights, allE8, cents);
  return parts.map((slice, i) => [slice, { economicE4: economic[i] ?? 0, taxE4: tax[i] ?? 0 }]);
}

/**
 * A campaign while it is being put together: which units of which rows are in it, and the shares it holds at this point
 * of the story. Money comes later: who holds what never depends on it.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { product } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Event } from '../rows/events.ts';
import type { Role } from '../types.ts';

export interface Draft {
  /** In the order they were begun; only to tell them apart. */
  readonly serial: number;
  readonly lots: Lot[];
  readonly calls: Map<string, ShortCalls>;
  /** When its last contract or share went; null while something is held. */
  lastHeldOn: IsoDate | null;
}

interface ShortCalls {
  readonly contract: OptionContract;
  openE8: number;
  /** Of these, so many were sold together with a long call, and need no shares. */
  hedgedE8: number;
}

/** Shares of one row, in one campaign or in none. */
export interface Lot {
  readonly event: Event;
  draft: Draft | null;
  /** 1 held, -1 owed. */
  readonly side: 1 | -1;
  /** Which of the row's shares, counted from 0. */
  fromE8: number;
  /** As many as the row brought, in the row's own count. */
  initialE8: number;
  /** As many as are left, in today's count: a split multiplies them. */
  leftE8: number;
  why: string;
  role: Role;
}

/** So many units of an opening row taken by a later one, in today's count. */
export interface Use {
  readonly event: Event;
  readonly countE8: number;
}

/** The part of a row that is in one campaign, or in none. */
export interface Slice {
  readonly event: Event;
  readonly draft: Draft | null;
  /** Toward the position: + for what comes, or ends a short one. */
  readonly quantityE8: number;
  /** By what the row's cash is shared among the campaigns it touches. */
  readonly weightE8: number;
  readonly role: Role;
  readonly why: string;
  readonly effect: Effect;
}

/** What a slice does to the books of its campaign. */
export type Effect =
  | { readonly kind: 'open'; readonly unitE8: number }
  | { readonly kind: 'buy'; readonly lot: Lot; readonly of: Delivered | null }
  | { readonly kind: 'end'; readonly uses: readonly Use[] }
  | { readonly kind: 'hand over'; readonly uses: readonly Use[] }
  | { readonly kind: 'sell'; readonly uses: readonly Use[]; readonly of: Delivered | null }
  | { readonly kind: 'income' }
  /** Shares that go where their cost goes with them: nothing is realised. */
  | { readonly kind: 'move'; readonly uses: readonly Use[] }
  /** Contracts of these rows are so many of another one from now on, at the cost they had. */
  | {
      readonly kind: 'exchange';
      readonly of: readonly Event[];
      readonly to: OptionContract;
      readonly ratio: number;
    }
  /** `only`: shares split before they came into the campaign, of this row. */
  | { readonly kind: 'split'; readonly ratio: number; readonly only?: Event };

/** The contracts whose assignment or exercise moved these shares. */
export interface Delivered {
  readonly removal: Event;
  readonly draft: Draft;
  readonly uses: readonly Use[];
}

export function sharesHeld({ lots }: Draft): number {
  return lots.reduce((sum, lot) => sum + lot.side * lot.leftE8, 0);
}

/** Shares that no open call of the campaign may take away. */
export function uncovered(draft: Draft): number {
  const needed = [...draft.calls.values()].reduce(
    (sum, { contract, openE8, hedgedE8 }) =>
      sum + product(Math.max(0, openE8 - hedgedE8), contract.deliverableE8, -8),
    0,
  );
  return Math.max(0, sharesHeld(draft) - needed);
}

export function sellCalls(draft: Draft, contract: OptionContract, countE8: number, hedgedE8: number): void {
  const calls = draft.calls.get(contract.symbol) ?? { contract, openE8: 0, hedgedE8: 0 };
  calls.openE8 += countE8;
  calls.hedgedE8 += hedgedE8;
  draft.calls.set(contract.symbol, calls);
}

export function endCalls(draft: Draft, contract: OptionContract, countE8: number): void {
  const calls = draft.calls.get(contract.symbol);
  if (calls === undefined) return;
  calls.openE8 -= countE8;
  calls.hedgedE8 = Math.min(calls.hedgedE8, calls.openE8);
}

/** Calls of which a split has made others. */
export function splitCalls(
  draft: Draft,
  from: OptionContract,
  to: OptionContract,
  countE8: number,
  ratio: number,
): void {
  const hedgedE8 = Math.min(draft.calls.get(from.symbol)?.hedgedE8 ?? 0, countE8);
  endCalls(draft, from, countE8);
  sellCalls(draft, to, countE8 * ratio, hedgedE8 * ratio);
}

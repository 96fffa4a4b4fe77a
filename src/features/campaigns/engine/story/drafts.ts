/**
 * A campaign while it is being put together: which units of which rows are in it, and the shares it holds at this point
 * of the story. Money comes later: who holds what never depends on it. Example: 300 bought, a call sold on them: a
 * draft with a lot of 100, and a lot of 200 outside.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Event } from '../rows/events.ts';
import type { Role } from '../types.ts';

export interface Draft {
  readonly lots: Lot[];
  readonly calls: Map<string, Calls>;
  /** When its last share went. */
  lastSharesOn: IsoDate | null;
}

/** The open calls of one contract and side. */
export interface Calls {
  readonly contract: OptionContract;
  readonly side: 1 | -1;
  openE8: number;
  /** Of these, so many were sold in one order with a long call. */
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
  /** The trader has begun a campaign with them. */
  isByHand?: boolean;
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
  | { readonly kind: 'open' }
  | { readonly kind: 'buy'; readonly lot: Lot; readonly delivered: Delivered | null }
  | { readonly kind: 'end'; readonly uses: readonly Use[] }
  | { readonly kind: 'hand over'; readonly uses: readonly Use[] }
  | { readonly kind: 'sell'; readonly uses: readonly Use[]; readonly delivered: Delivered | null }
  | Income
  /** Shares that go where their cost goes with them: nothing is realised. */
  | { readonly kind: 'move'; readonly uses: readonly Use[] }
  /** Contracts of these rows are so many of another one from now on, at the cost they had. */
  | {
      readonly kind: 'exchange';
      readonly openedBy: readonly Event[];
      readonly to: OptionContract;
      readonly ratio: number;
    }
  /** `only`: shares split before they came into the campaign, of this row. */
  | { readonly kind: 'split'; readonly ratio: number; readonly only?: Event };

/** Paid on shares that were held before that day, and why they have it. */
export interface Income {
  readonly kind: 'income';
  readonly heldBefore: IsoDate;
  readonly told: string;
}

/** The contracts whose assignment or exercise moved these shares. */
export interface Delivered {
  readonly removal: Event;
  readonly draft: Draft;
}

export function sharesHeld({ lots }: Draft): number {
  return lots.reduce((sum, lot) => sum + lot.side * lot.leftE8, 0);
}

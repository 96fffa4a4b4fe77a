import type { Instrument } from '../../../../model/instrument.ts';

export interface Fee {
  readonly type: string;
  readonly amountE4: number;
}

export interface Move {
  readonly instrument: Instrument;
  /** + received. */
  readonly quantityE8: number;
  readonly priceE6: number;
  /** Signed: - paid. */
  readonly costE4: number;
  readonly effect: 'OPENING' | 'CLOSING' | null;
}

/** What happens to a row afterwards: another version of it, or null: it is gone. */
export interface Change {
  readonly at: number;
  readonly to: Pick<Draft, 'netE4' | 'fees' | 'moves'> | null;
}

/** What the broker books, before it has its numbers. */
export interface Draft {
  readonly account: string;
  /** When it appears, and the day it is found under. */
  readonly bookedAt: number;
  /** When it says that it happened; mostly the same. */
  readonly time: number;
  readonly type: string;
  readonly status: 'VALID' | 'INVALID';
  readonly description: string | null;
  /** Fills of one order share one of these. */
  readonly order: object | null;
  readonly netE4: number;
  readonly fees: readonly Fee[];
  readonly moves: readonly Move[];
  /** The contract whose assignment or exercise moved these shares. */
  readonly by: Instrument | null;
  readonly change: Change | null;
  /** Which story it belongs to. */
  readonly story: string;
}

export interface Posting extends Draft {
  readonly id: number;
  readonly orderId: number | null;
}

/** The row as it stands at this time; null where it is not there yet, or no longer. */
export function versionAt(posting: Posting, at: number): Posting | null {
  if (posting.bookedAt > at) return null;
  if (posting.change === null || posting.change.at > at) return posting;
  return posting.change.to && { ...posting, ...posting.change.to };
}

/** One name for what is held: a contract by its symbol, shares by their ticker. */
export function keyOf(instrument: Instrument): string {
  return instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
}

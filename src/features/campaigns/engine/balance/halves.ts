/**
 * Rule: an assignment is two rows, and the broker holds what both have moved: where one is missing, exactly its half
 * differs. Where neither is booked yet, the expired contract and its shares differ together. Example: 2 puts of 59 were
 * removed and no row brings 200 shares, which the broker has.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { sharesOf } from '../rows/deliverable.ts';
import { type Removal, signedShares } from '../rows/fitting.ts';
import type { Halves } from '../rows/halves.ts';
import { isStrike } from '../rows/strikes.ts';
import type { Transaction } from '../types.ts';
import type { Known, Line } from './types.ts';

/** The half that is there, where the other is what differs; null where nothing like it is. */
export function lonelyHalfOf(
  { instrument, byE8 }: Line,
  rows: readonly Known[],
  { lonelyRemovals, lonelyShares }: Halves,
): readonly Known[] | null {
  const found: readonly Transaction[] =
    instrument.kind === 'SHARE'
      ? bringing(lonelyRemovals.filter(isOfContract), byE8)
      : lonelyShares.filter((share) => bringsIt(share, instrument, byE8));
  return found.length > 0 ? rows.filter((row) => found.includes(row)) : null;
}

/** Removals that together move exactly these shares. */
function bringing(lonely: readonly Removal[], byE8: number): readonly Removal[] {
  const own = lonely.filter((removal) => Math.sign(signedShares(removal)) === Math.sign(byE8));
  return own.reduce((shares, removal) => shares + signedShares(removal), 0) === byE8 ? own : [];
}

function isOfContract(row: Transaction): row is Removal {
  return row.instrument?.kind === 'OPTION';
}

function bringsIt(share: Transaction, contract: OptionContract, byE8: number): boolean {
  const isAtStrike = isStrike(share.priceE6 ?? 0, contract);
  return isAtStrike && Math.abs(share.quantityE8) === sharesOf(contract, Math.abs(byE8));
}

/** The expired contracts of its ticker whose shares are what differs. */
export function isOfExpired({ instrument, byE8 }: Line, expired: readonly Line[]): boolean {
  if (instrument.kind !== 'SHARE') return false;
  return expired.some(
    (other) =>
      other.instrument.kind === 'OPTION' &&
      other.instrument.ticker === instrument.ticker &&
      sharesOf(other.instrument, Math.abs(other.byE8)) === Math.abs(byE8),
  );
}

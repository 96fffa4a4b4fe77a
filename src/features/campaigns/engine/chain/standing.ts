/**
 * Rule: what a campaign holds at one moment, and what its figures are: the same rules as for today, at any day of the
 * past. Example: after two 60 puts were sold for 188.68, break-even is 59.0566; after the roll to 59 it is 57.6198.
 */
import { quotient } from '../../../../lib/rounding.ts';
import { breakEvensOf } from '../result/break-even.ts';
import type { OpenContracts } from '../types.ts';
import { type Holding, type Holdings, leftOf } from './holdings.ts';
import type { Standing } from './links.ts';

/** What has been realised and received up to a moment. */
export interface Tally {
  realisedE4: number;
  realisedTaxE4: number;
  creditE4: number;
  /** Shares of unknown cost have been sold. */
  isUnknown: boolean;
}

export function standingOf({ held }: Holdings, tally: Tally): Standing {
  const openLegs = openLegsOf(held);
  const shares = [...held].filter(({ instrument }) => instrument.kind === 'SHARE');
  const sharesE8 = shares.reduce((sum, holding) => sum + holding.side * leftOf(holding), 0);
  const isUnknown = tally.isUnknown || shares.some((holding) => holding.isUnknown);
  const carriedE4 = [...held].reduce((sum, { economicE4, givenE4 }) => sum + economicE4 - givenE4, 0);
  const cashE4 = isUnknown ? null : tally.realisedE4 + carriedE4;
  return {
    ...{ openLegs, sharesE8, cashE4 },
    basis: isUnknown || sharesE8 === 0 ? null : basisOf(shares, sharesE8, tally),
    breakEvensE4: cashE4 === null ? [] : breakEvensOf({ cashE4, openLegs, sharesE8 }),
    realisedE4: tally.isUnknown ? null : tally.realisedE4,
    realisedTaxE4: tally.isUnknown ? null : tally.realisedTaxE4,
    creditE4: tally.creditE4,
  };
}

function openLegsOf(held: ReadonlySet<Holding>): readonly OpenContracts[] {
  const legs = new Map<string, OpenContracts>();
  for (const holding of held) {
    const { instrument, side } = holding;
    if (instrument.kind !== 'OPTION') continue;
    const known = legs.get(instrument.symbol)?.quantityE8 ?? 0;
    const quantityE8 = known + side * leftOf(holding);
    legs.set(instrument.symbol, { contract: instrument, quantityE8 });
  }
  return [...legs.values()].toSorted((a, b) => (a.contract.symbol < b.contract.symbol ? -1 : 1));
}

function basisOf(shares: readonly Holding[], sharesE8: number, { creditE4 }: Tally) {
  const carried = (of: (holding: Holding) => number) => shares.reduce((sum, each) => sum + of(each), 0);
  const perShare = (amountE4: number) => quotient(amountE4, -sharesE8, 8);
  return {
    economicE4: perShare(carried(({ economicE4, givenE4 }) => economicE4 - givenE4) + creditE4),
    taxE4: perShare(carried(({ taxE4, givenTaxE4 }) => taxE4 - givenTaxE4)),
  };
}

/**
 * Rule: a short put ties up its strike, a naked call too, a call that shares cover nothing. A long contract of the same
 * type that lasts as long leaves only the width between the two; what it cost counts as far as it is more than that
 * width. Of puts and calls only one side can go wrong: the larger counts, with what the shares and other long contracts
 * cost. Example: an iron condor of widths 5 and 3 ties up 500.00.
 */
import { product, proportion } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { contractsFor, sharesOf } from '../rows/deliverable.ts';
import { type Held, valueLeft } from './held.ts';

interface Leg {
  readonly contract: OptionContract;
  leftE8: number;
  costE4: number;
}

interface Position {
  readonly short: readonly Leg[];
  readonly long: readonly Leg[];
  readonly sharesE8: number;
  readonly shareCostE4: number;
  readonly owedE4: number;
}

interface Side {
  /** What would be lost where it goes wrong. */
  readonly riskE4: number;
  /** What was paid for long contracts, beyond the widths they leave. */
  readonly costE4: number;
}

export function tiedUp(held: Held): number {
  if (held.size === 0) return 0;
  const position = positionOf(held);
  const puts = sideOf(position, 'PUT');
  const calls = sideOf(position, 'CALL');
  const riskE4 = Math.max(puts.riskE4, calls.riskE4 + position.owedE4);
  return riskE4 + puts.costE4 + calls.costE4 + position.shareCostE4;
}

function positionOf(held: Held): Position {
  const legs = { short: new Map<string, Leg>(), long: new Map<string, Leg>() };
  const shares = { sharesE8: 0, shareCostE4: 0, owedE4: 0 };
  for (const holding of held.values()) {
    const { instrument, side, leftE8 } = holding;
    if (instrument.kind === 'OPTION') {
      const ofSide = side === 1 ? legs.long : legs.short;
      const leg = ofSide.get(instrument.symbol) ?? { contract: instrument, leftE8: 0, costE4: 0 };
      leg.leftE8 += leftE8;
      leg.costE4 += side === 1 ? valueLeft(holding) : 0;
      ofSide.set(instrument.symbol, leg);
    } else if (side === 1) {
      shares.sharesE8 += leftE8;
      shares.shareCostE4 += valueLeft(holding);
    } else shares.owedE4 += valueLeft(holding);
  }
  return { short: [...legs.short.values()], long: [...legs.long.values()], ...shares };
}

function sideOf({ short, long, sharesE8 }: Position, type: OptionContract['type']): Side {
  const shorts = ofType(short, type).toSorted(latestAndDearestFirst);
  const longs = ofType(long, type);
  if (type === 'CALL') cover(shorts, sharesE8);
  let riskE4 = 0;
  let costE4 = 0;
  for (const leg of shorts) {
    for (const hedge of nearest(longs, leg)) {
      const pair = match(leg, hedge);
      riskE4 += pair.riskE4;
      costE4 += pair.costE4;
    }
    riskE4 += strikeE4(leg.contract, leg.leftE8);
  }
  return { riskE4, costE4: longs.reduce((sum, leg) => sum + leg.costE4, costE4) };
}

function ofType(legs: readonly Leg[], type: OptionContract['type']): readonly Leg[] {
  return legs.filter(({ contract }) => contract.type === type);
}

// The latest has the fewest long contracts that last as long: taking its own first leaves the others theirs.
function latestAndDearestFirst({ contract: a }: Leg, { contract: b }: Leg): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn > b.expiresOn ? -1 : 1;
  return b.strikeE6 - a.strikeE6;
}

/** Whole contracts whose shares are held tie up nothing more than those shares. */
function cover(shorts: readonly Leg[], sharesE8: number): void {
  let freeE8 = sharesE8;
  for (const leg of shorts) {
    const coveredE8 = Math.min(leg.leftE8, contractsFor(leg.contract, freeE8));
    leg.leftE8 -= coveredE8;
    freeE8 -= sharesOf(leg.contract, coveredE8);
  }
}

/** Long contracts that last at least as long, the nearest strike first. */
function nearest(longs: readonly Leg[], { contract: short }: Leg): readonly Leg[] {
  const away = ({ contract }: Leg) => Math.abs(contract.strikeE6 - short.strikeE6);
  return longs
    .filter(({ contract, leftE8 }) => leftE8 > 0 && contract.expiresOn >= short.expiresOn)
    .toSorted((a, b) => away(a) - away(b) || (a.contract.symbol < b.contract.symbol ? -1 : 1));
}

function match(short: Leg, long: Leg): Side {
  const countE8 = Math.min(short.leftE8, long.leftE8);
  const apartE4 = strikeE4(short.contract, countE8) - strikeE4(long.contract, countE8);
  const widthE4 = Math.max(0, short.contract.type === 'PUT' ? apartE4 : -apartE4);
  const paidE4 = proportion(long.costE4, countE8, long.leftE8);
  short.leftE8 -= countE8;
  long.leftE8 -= countE8;
  long.costE4 -= paidE4;
  return { riskE4: widthE4, costE4: Math.max(0, paidE4 - widthE4) };
}

function strikeE4({ strikeE6, multiplier }: OptionContract, countE8: number): number {
  return product(countE8, strikeE6, -10) * multiplier;
}

import { roundedQuotient } from '../../../lib/rounding.ts';
import type { Position } from '../../../model/holding.ts';

/**
 * Rule: one instrument is one position, however many lines the broker gives it (two exchanges, two products). 10 at
 * 100 and 30 at 120 are 40 at 115; where a price is unknown, or long meets short, the average is unknown too.
 */
export function joinPositions(positions: readonly Position[]): readonly Position[] {
  const joined = new Map<string, Position>();
  for (const position of positions) {
    const { instrument } = position;
    const key = instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
    const known = joined.get(key);
    joined.set(key, known === undefined ? position : sumOf(known, position));
  }
  return [...joined.values()].filter(({ quantityE8 }) => quantityE8 !== 0);
}

interface Lot {
  readonly quantityE8: number;
  readonly averagePriceE6: number | null;
}

/** What a share of both cost on average; null where it cannot be known. */
export function averageOf(a: Lot, b: Lot): number | null {
  if (a.quantityE8 === 0) return b.averagePriceE6;
  if (b.quantityE8 === 0) return a.averagePriceE6;
  if (a.averagePriceE6 === null || b.averagePriceE6 === null) return null;
  if (a.quantityE8 > 0 !== b.quantityE8 > 0) return null;
  const whole = BigInt(a.quantityE8) + BigInt(b.quantityE8);
  const paid =
    BigInt(a.quantityE8) * BigInt(a.averagePriceE6) + BigInt(b.quantityE8) * BigInt(b.averagePriceE6);
  return Number(roundedQuotient(paid, whole));
}

function sumOf(a: Position, b: Position): Position {
  const value = [a.marketValueE4, b.marketValueE4];
  return {
    ...a,
    quantityE8: a.quantityE8 + b.quantityE8,
    averagePriceE6: averageOf(a, b),
    marketValueE4: value.includes(null) ? null : value.reduce<number>((sum, part) => sum + (part ?? 0), 0),
  };
}

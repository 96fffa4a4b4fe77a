/**
 * Rule: where the broker holds a whole multiple of what the rows say, or a whole part of it, a split is the likely
 * reason; of contracts, where their heirs differ too. Example: rows of 100 shares, and the broker has 1,000: ten for one.
 */
import { isSplitInto } from '../rows/heirs.ts';
import type { Line } from './types.ts';

const USUAL: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50];

/** How many one has become, a tenth as 0.1; null where no split speaks for it. */
export function splitRatioOf(mismatch: Line, others: readonly Line[]): number | null {
  const { instrument } = mismatch;
  if (instrument.kind === 'OPTION') return ratioOfContract(mismatch, others);
  return usual(mismatch.rowsE8 + mismatch.carriedE8, mismatch.brokerE8);
}

function usual(beforeE8: number, nowE8: number): number | null {
  if (beforeE8 === 0 || nowE8 === 0) return null;
  const [up, down] = [nowE8 / beforeE8, beforeE8 / nowE8];
  if (USUAL.includes(up)) return up;
  return USUAL.includes(down) ? 1 / down : null;
}

function ratioOfContract(mismatch: Line, others: readonly Line[]): number | null {
  for (const other of others) {
    const [from, to] = mismatch.brokerE8 === 0 ? [mismatch, other] : [other, mismatch];
    const ratio = usual(from.rowsE8 + from.carriedE8, to.brokerE8);
    const [old, young] = [from.instrument, to.instrument];
    if (ratio === null || old.kind !== 'OPTION' || young.kind !== 'OPTION') continue;
    if (isSplitInto(old, young, ratio)) return ratio;
  }
  return null;
}

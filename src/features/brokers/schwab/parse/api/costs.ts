import { E4, scaledFromNumber } from '../../../../../lib/decimal.ts';
import { roundedQuotient } from '../../../../../lib/rounding.ts';
import type { TransferItem } from '../../payloads.ts';
import type { Fault } from '../faults.ts';
import { isCashItem, type Move } from './moves.ts';

/**
 * Rule: the fees of a row with several securities are shared by quantity to the cent, half up, and the last takes
 * what is left, of the fees as of the net amount. Example: 1.31 on two single contracts is 0.66 and 0.65.
 */
export type Fees = Readonly<Record<string, number>>;

export interface PlainCash {
  readonly costE4: number;
  /** Counting the amount of items without a cost as well. */
  readonly amountE4: number;
}

export interface Share {
  readonly feesE4: Fees;
  readonly netE4: number;
}

/** What was paid by type: positive, a credit negative. */
export function readFees(items: readonly TransferItem[]): Fees | Fault {
  const sums = new Map<string, number>();
  for (const { feeType, cost } of items.filter(isFee)) {
    const costE4 = scaledFromNumber(cost ?? 0, E4);
    if (costE4 === null) return { fault: 'has an impossible fee' };
    sums.set(feeType ?? '', (sums.get(feeType ?? '') ?? 0) - costE4);
  }
  return feesFrom(sums);
}

/** The cash of items that are neither fee nor security; Schwab puts that of a deposit into `amount`, `cost` stays 0. */
export function plainCash(items: readonly TransferItem[]): PlainCash {
  const plain = items.filter((item) => isCashItem(item) && !isFee(item));
  const sum = (numbers: readonly number[]) =>
    numbers.reduce((total, number) => total + (scaledFromNumber(number, E4) ?? Number.NaN), 0);
  return {
    costE4: sum(plain.map(({ cost }) => cost ?? 0)),
    amountE4: sum(plain.map(({ amount, cost }) => cost || amount)),
  };
}

export function totalOf(fees: Fees): number {
  return Object.values(fees).reduce((sum, fee) => sum + fee, 0);
}

export function shareOut(moves: readonly Move[], fees: Fees, netE4: number): readonly Share[] {
  const whole = moves.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
  const firsts = moves.slice(0, -1).map(({ quantityE8, costE4 }) => {
    const feesE4 = partOf(fees, Math.abs(quantityE8), whole);
    return { feesE4, netE4: costE4 - totalOf(feesE4) };
  });
  return [...firsts, restOf(firsts, fees, netE4)];
}

// Rounding the running total, not each type, keeps the types' sum equal to the share of the whole.
function partOf(fees: Fees, quantity: number, whole: number): Fees {
  const parts = new Map<string, number>();
  let total = 0;
  let given = 0;
  for (const [type, fee] of Object.entries(fees)) {
    total += fee;
    const due = centsOf(total, quantity, whole);
    parts.set(type, due - given);
    given = due;
  }
  return feesFrom(parts);
}

function centsOf(amount: number, quantity: number, whole: number): number {
  if (whole === 0) return 0;
  return Number(roundedQuotient(BigInt(amount) * BigInt(quantity), BigInt(whole) * 100n)) * 100;
}

function restOf(firsts: readonly Share[], fees: Fees, netE4: number): Share {
  const left = new Map(Object.entries(fees));
  for (const { feesE4 } of firsts)
    for (const [type, fee] of Object.entries(feesE4)) left.set(type, (left.get(type) ?? 0) - fee);
  return { feesE4: feesFrom(left), netE4: firsts.reduce((rest, first) => rest - first.netE4, netE4) };
}

function isFee(item: TransferItem): boolean {
  return item.feeType != null && isCashItem(item);
}

// Through entries, so that no name Schwab may invent can be one that objects understand differently.
function feesFrom(sums: ReadonlyMap<string, number>): Fees {
  return Object.fromEntries([...sums].filter(([, fee]) => fee !== 0));
}

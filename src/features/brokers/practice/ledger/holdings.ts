/**
 * Rule: what is held is what the rows have moved. A part that leaves takes its part of the cost along; shares that a
 * put brought cost its strike less what the put was sold for. Example: a put 12 sold at 0.40, less 0.66 of fees, is
 * assigned: 100 shares at 12.00 by trade, at 11.6066 by tax.
 */
import type { Instrument } from '../../../../model/instrument.ts';
import { keyOf, type Move, type Posting } from './postings.ts';

export interface Held {
  readonly instrument: Instrument;
  /** Negative: short. */
  readonly quantityE8: number;
  /** What was paid, - received; without fees. */
  readonly costE4: number;
  readonly taxCostE4: number;
}

export interface Holdings {
  readonly cashE4: number;
  readonly held: ReadonlyMap<string, Held>;
}

/** Of one account's rows, oldest first. */
export function holdingsOf(rows: Iterable<Posting>): Holdings {
  const held = new Map<string, Held>();
  let cashE4 = 0;
  for (const row of rows) {
    if (row.status !== 'VALID') continue;
    cashE4 += row.netE4;
    const feesE4 = row.fees.reduce((sum, { amountE4 }) => sum + amountE4, 0) / Math.max(1, row.moves.length);
    for (const move of row.moves) moveOne(held, move, feesE4, row.by);
  }
  return { cashE4, held };
}

function moveOne(held: Map<string, Held>, move: Move, feesE4: number, by: Instrument | null): void {
  const key = keyOf(move.instrument);
  const before = held.get(key) ?? { instrument: move.instrument, quantityE8: 0, costE4: 0, taxCostE4: 0 };
  const quantityE8 = before.quantityE8 + move.quantityE8;
  if (quantityE8 === 0) {
    held.delete(key);
    return;
  }
  const grows = before.quantityE8 === 0 || Math.sign(before.quantityE8) === Math.sign(move.quantityE8);
  const kept = grows ? 1 : Math.max(0, quantityE8 / before.quantityE8);
  const added = grows ? -move.costE4 : 0;
  held.set(key, {
    instrument: move.instrument,
    quantityE8,
    costE4: before.costE4 * kept + added,
    taxCostE4: before.taxCostE4 * kept + (grows ? added + feesE4 + premiumOf(held, move, by) : 0),
  });
}

/** The cost of the contracts that brought these shares: negative where they were sold. */
function premiumOf(held: ReadonlyMap<string, Held>, { quantityE8 }: Move, by: Instrument | null): number {
  const contract = by?.kind === 'OPTION' ? held.get(keyOf(by)) : undefined;
  if (contract === undefined) return 0;
  return (contract.taxCostE4 * Math.abs(quantityE8)) / 100 / Math.abs(contract.quantityE8);
}

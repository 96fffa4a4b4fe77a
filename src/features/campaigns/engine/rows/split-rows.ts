/**
 * Rule: rows of options that come or go by no trade speak of a split where they make of an open contract one that is its
 * heir: all of the old ones go and k times as many come, or only what comes beyond. Example: 2 puts of 50 go and 4 of 25
 * come; or 2 of 25 come, and the 2 of 50 are 2 of these.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import type { OptionEvent } from './events.ts';
import { isSplitInto } from './heirs.ts';

export interface Proposed {
  readonly from: OptionContract;
  readonly to: OptionContract;
  readonly ratio: number;
  /** Rows that take the old contracts away, and rows that bring the new ones; none where only shares were split. */
  readonly away: readonly OptionEvent[];
  readonly come: readonly OptionEvent[];
}

export interface Open {
  readonly contract: OptionContract;
  readonly side: 1 | -1 | 0;
  readonly countE8: number;
}

/** Rows that change a position and are neither a trade nor an end. */
export function isChange({ row }: OptionEvent): boolean {
  return row.quantityE8 !== 0 && ['SPLIT', 'ADJUSTMENT', 'TRANSFER'].includes(row.kind);
}

export function proposedBy(open: Open, rows: readonly OptionEvent[]): Proposed | null {
  const { contract, side, countE8 } = open;
  const away = awayOf(open, rows);
  const goneE8 = sizeOf(away);
  // A split leaves no contract as it was.
  if (goneE8 > 0 && goneE8 < countE8) return null;
  const coming = rows.filter(({ row }) => Math.sign(row.quantityE8) === side);
  for (const come of Map.groupBy(coming, symbolIn).values()) {
    const to = come[0]?.row.instrument;
    const cameE8 = sizeOf(come);
    const ratio = goneE8 > 0 ? cameE8 / goneE8 : (countE8 + cameE8) / countE8;
    if (to && isSplitInto(contract, to, ratio)) return { from: contract, to, ratio, away, come };
  }
  return null;
}

/** A row of as many as there are; else all rows that take some away. */
function awayOf({ contract, side, countE8 }: Open, rows: readonly OptionEvent[]): readonly OptionEvent[] {
  const away = rows.filter(({ row }) => isOf(row, contract) && Math.sign(row.quantityE8) === -side);
  const exact = away.find(({ row }) => Math.abs(row.quantityE8) === countE8);
  return exact ? [exact] : away;
}

export function speaksOf({ row }: OptionEvent, contract: OptionContract, ratio: number): boolean {
  return isOf(row, contract) || isSplitInto(contract, row.instrument, ratio);
}

function isOf({ instrument }: OptionEvent['row'], { symbol }: OptionContract): boolean {
  return instrument.symbol === symbol;
}

function symbolIn({ row }: OptionEvent): string {
  return row.instrument.symbol;
}

function sizeOf(rows: readonly OptionEvent[]): number {
  return rows.reduce((sum, { row }) => sum + Math.abs(row.quantityE8), 0);
}

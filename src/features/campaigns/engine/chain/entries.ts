/**
 * Rule: an entry is the part of a broker's row that is in a campaign, with what it does to the books: it opens or brings
 * units, ends some, hands them over for shares, pays income, or changes their count. Example: the row that took 2 puts
 * away on assignment is a `hand over` of 2.
 */
import type { Allocation, Campaign, Transaction } from '../types.ts';

export type Deed = 'open' | 'buy' | 'end' | 'hand over' | 'sell' | 'move' | 'pay' | 'split' | 'rename';

export interface Entry {
  /** Its place in the campaign's order of events. */
  readonly index: number;
  readonly row: Transaction;
  readonly allocation: Allocation;
  readonly deed: Deed;
}

/** Rows that the mirror has no more are left out: the campaign is about to be told anew. */
export function entriesOf({ allocations }: Campaign, rows: readonly Transaction[]): readonly Entry[] {
  const byKey = new Map(rows.map((row) => [keyOf(row.id, row.part), row]));
  return allocations.flatMap((allocation, index) => {
    const row = byKey.get(keyOf(allocation.transactionId, allocation.part));
    return row ? [{ index, row, allocation, deed: deedOf(row, allocation) }] : [];
  });
}

export function keyOf(transactionId: string, part: number): string {
  return `${transactionId}/${part}`;
}

export function keyOfEntry({ row }: Entry): string {
  return keyOf(row.id, row.part);
}

function deedOf(row: Transaction, { role, ends, quantityE8 }: Allocation): Deed {
  const isOption = row.instrument?.kind === 'OPTION';
  if (role === 'CORPORATE_ACTION') return changeOf(row, ends.length > 0, isOption);
  if (role === 'INCOME') return 'pay';
  if (ends.length > 0) return isOption ? (role === 'ASSIGNMENT' ? 'hand over' : 'end') : 'sell';
  // The cash that settles a contract, booked apart from its removal.
  if (quantityE8 === 0 || row.instrument === null) return 'pay';
  return isOption ? 'open' : 'buy';
}

function changeOf({ kind }: Transaction, hasEnds: boolean, isOption: boolean): Deed {
  if (isOption) return 'rename';
  if (hasEnds) return 'move';
  return kind === 'TRANSFER' ? 'buy' : 'split';
}

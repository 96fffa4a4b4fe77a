/**
 * Rule: a campaign is named after its account and the first unit it opened: the row, the symbol, the how-manieth of it.
 * So its name stays when rows are added after it, and changes only when older history arrives. Example: of 3 puts sold in
 * one row, the one that was moved to a campaign of its own is called after unit 0, the other two after unit 1.
 */
import { UNIT_E8 } from '../../../model/instrument.ts';
import type { Transaction } from './types.ts';

const PRIME = 0x100000001b3n;
const OFFSET = 0xcbf29ce484222325n;
const MASK = (1n << 64n) - 1n;

/** A unit of a row, counted from 0: one contract of a symbol, one share of a ticker. */
export function unitName(row: Pick<Transaction, 'account' | 'id'>, symbol: string, fromE8: number): string {
  return nameOf(row.account, row.id, symbol, String(fromE8 / UNIT_E8));
}

/** Fowler, Noll and Vo's 1a of 64 bits, as twelve signs: short in an address, and not to be guessed back by eye. */
export function nameOf(...parts: readonly string[]): string {
  let hash = OFFSET;
  for (const sign of parts.join('|')) hash = ((hash ^ BigInt(sign.codePointAt(0) ?? 0)) * PRIME) & MASK;
  return hash.toString(36).padStart(13, '0').slice(-12);
}

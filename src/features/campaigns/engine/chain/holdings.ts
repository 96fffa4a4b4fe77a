/**
 * Rule: what an entry brought is used up by those that end it, in the parts the books give: after k of n units the k-th
 * part of what all cost, to the cent. A split changes the count, never the cost. Example: 3 puts sold for 100.00 and
 * bought back one by one had brought 33.33, 33.34 and 33.33.
 */
import type { Instrument } from '../../../../model/instrument.ts';
import { partOf } from '../books/holdings.ts';
import type { Ended } from '../types.ts';
import { type Entry, keyOf, keyOfEntry } from './entries.ts';

/** An amount in both books; negative where it is a cost. */
export interface Both {
  readonly economicE4: number;
  readonly taxE4: number;
}

/** What shares cost that came without any cash, by the key of their row. */
export type KnownCosts = ReadonlyMap<string, number>;

export interface Holding {
  readonly entry: Entry;
  instrument: Instrument;
  readonly side: 1 | -1;
  readonly isUnknown: boolean;
  /** In today's count; `cameE8` of them have come so far. */
  totalE8: number;
  cameE8: number;
  usedE8: number;
  economicE4: number;
  taxE4: number;
  givenE4: number;
  givenTaxE4: number;
}

export interface Holdings {
  /** All that the campaign ever holds, by the key of the row that brings it. */
  readonly all: Map<string, Holding>;
  /** What has come and is not used up. */
  readonly held: Set<Holding>;
}

/** None of it has come yet. */
export function holdingsOf(entries: readonly Entry[], costs: KnownCosts): Holdings {
  const holdings: Holdings = { all: new Map(), held: new Set() };
  for (const entry of entries)
    if (entry.deed === 'open' || entry.deed === 'buy') expect(holdings.all, entry, costs);
  return holdings;
}

function expect(holdings: Holdings['all'], entry: Entry, costs: KnownCosts): void {
  const { row, allocation } = entry;
  const { instrument } = row;
  if (instrument === null) return;
  const key = keyOfEntry(entry);
  const known = holdings.get(key);
  const countE8 = Math.abs(allocation.quantityE8);
  const cost = isFree(entry) ? costs.get(key) : undefined;
  const paidE4 = cost === undefined ? allocation.cashE4 : known ? 0 : -cost;
  holdings.set(key, {
    ...{ entry: known?.entry ?? entry, instrument, side: allocation.quantityE8 < 0 ? -1 : 1 },
    isUnknown: isFree(entry) && cost === undefined,
    totalE8: (known?.totalE8 ?? 0) + countE8,
    ...{ cameE8: 0, usedE8: 0, givenE4: 0, givenTaxE4: 0 },
    economicE4: (known?.economicE4 ?? 0) + paidE4,
    taxE4: (known?.taxE4 ?? 0) + paidE4,
  });
}

/** Shares that came by transfer: no cash tells what they cost. */
export function isFree({ row }: Entry): boolean {
  return row.kind === 'TRANSFER' && row.instrument?.kind === 'SHARE' && row.quantityE8 > 0 && row.netE4 === 0;
}

export interface Used extends Both {
  readonly holding: Holding;
  readonly isUnknown: boolean;
}

/** null: what it ended is not in this campaign. */
export function use(
  { all, held }: Holdings,
  { transactionId, part, quantityE8 }: Ended,
  now: Instrument | null,
): Used | null {
  const holding = all.get(keyOf(transactionId, part));
  if (holding === undefined) return null;
  becomeIfSplit(holding, now);
  holding.usedE8 += quantityE8;
  const [economic, tax] = [usedOf(holding, holding.economicE4), usedOf(holding, holding.taxE4)];
  const used = { economicE4: economic - holding.givenE4, taxE4: tax - holding.givenTaxE4 };
  holding.givenE4 = economic;
  holding.givenTaxE4 = tax;
  if (holding.usedE8 >= holding.totalE8) held.delete(holding);
  return { ...used, holding, isUnknown: holding.isUnknown };
}

function usedOf({ usedE8, totalE8 }: Holding, amountE4: number): number {
  return partOf(amountE4, usedE8, totalE8);
}

export function come({ all, held }: Holdings, entry: Entry): void {
  const holding = all.get(keyOfEntry(entry));
  if (holding === undefined) return;
  holding.cameE8 = Math.min(holding.totalE8, holding.cameE8 + Math.abs(entry.allocation.quantityE8));
  if (leftOf(holding) > 0) held.add(holding);
}

export function leftOf({ cameE8, usedE8 }: Holding): number {
  return Math.max(0, cameE8 - usedE8);
}

/** Shares of before the split become so many more. */
export function splitShares({ all }: Holdings, index: number, ratio: number): void {
  for (const holding of all.values())
    if (holding.instrument.kind === 'SHARE' && holding.entry.index <= index) multiply(holding, ratio);
}

/** Contracts that are called otherwise later were split: three of a third of the strike. */
export function becomeIfSplit(holding: Holding, now: Instrument | null): void {
  const before = holding.instrument;
  if (before.kind !== 'OPTION' || now?.kind !== 'OPTION' || before.symbol === now.symbol) return;
  multiply(holding, Math.max(1, Math.round(before.strikeE6 / now.strikeE6)));
  holding.instrument = now;
}

function multiply(holding: Holding, ratio: number): void {
  holding.totalE8 *= ratio;
  holding.cameE8 *= ratio;
  holding.usedE8 *= ratio;
}

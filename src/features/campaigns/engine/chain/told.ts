/**
 * Rule: what each entry realises, unit by unit: a pair is what units had brought when they were opened, and what their
 * end brought. In the tax book the premium of an assigned contract goes with its shares, into what they cost or on what
 * they were sold for. Example: a put sold for 358.68 and assigned realises 358.68 in the economic book, and nothing in
 * the tax book: the 200 shares cost 358.68 less there.
 */
import { partOf } from '../books/holdings.ts';
import { cents } from '../books/portions.ts';
import { partsOf } from '../parts.ts';
import { sharesOf as sharesFor } from '../rows/deliverable.ts';
import type { Deliveries } from './deliveries.ts';
import { type Entry, keyOfEntry } from './entries.ts';
import { come, type Holdings, splitShares, type Used, use } from './holdings.ts';

/** Units that an entry ended, with those that opened them. */
export interface Pair {
  readonly closing: Entry;
  readonly opening: Entry;
  readonly quantityE8: number;
  /** What they had brought, or cost. */
  readonly openedE4: number;
  readonly closedE4: number;
  /** null where shares of unknown cost were sold. */
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
}

/** An entry with what it realised. */
export interface Told {
  readonly entry: Entry;
  readonly pairs: readonly Pair[];
  /** What is realised without ending anything: dividends, and cash that settles. */
  readonly paidE4: number;
}

export interface Teller {
  readonly holdings: Holdings;
  readonly deliveries: Deliveries;
  /** By removal: its premium, and how much has gone along with how many shares. */
  readonly premiums: Map<Entry, { readonly amountE4: number; movedE8: number; givenE4: number }>;
}

export function tell(teller: Teller, entry: Entry, splitRatio: number): Told {
  const { holdings } = teller;
  const { deed, allocation, index } = entry;
  const told = { entry, pairs: [], paidE4: 0 };
  if (deed === 'open') come(holdings, entry);
  if (deed === 'buy') bring(teller, entry);
  if (deed === 'split') splitShares(holdings, index, splitRatio);
  if (deed === 'pay' || deed === 'rename') return { ...told, paidE4: allocation.cashE4 };
  if (deed === 'move') return leave(teller, entry);
  if (deed === 'end' || deed === 'sell') return { ...told, pairs: asBooked(entry, endedBy(teller, entry)) };
  return deed === 'hand over' ? { ...told, pairs: asBooked(entry, handedOver(teller, entry)) } : told;
}

function bring(teller: Teller, entry: Entry): void {
  come(teller.holdings, entry);
  const holding = teller.holdings.all.get(keyOfEntry(entry));
  if (holding) holding.taxE4 += premiumWith(teller, entry);
}

/** Shares that go elsewhere take their cost along. */
function leave({ holdings }: Teller, entry: Entry): Told {
  for (const ended of entry.allocation.ends) use(holdings, ended, entry.row.instrument);
  return { entry, pairs: [], paidE4: entry.allocation.cashE4 };
}

function endedBy(teller: Teller, entry: Entry): readonly Pair[] {
  const alongE4 = entry.deed === 'sell' ? premiumWith(teller, entry) : 0;
  const along = partsBy(entry, alongE4);
  return takenBy(teller, entry).map(({ used, quantityE8, closedE4 }, i) => ({
    ...{ closing: entry, opening: used.holding.entry, quantityE8 },
    ...{ openedE4: used.economicE4, closedE4 },
    realisedE4: used.isUnknown ? null : used.economicE4 + closedE4,
    realisedTaxE4: used.isUnknown ? null : used.taxE4 + closedE4 + (along[i] ?? 0),
  }));
}

function handedOver(teller: Teller, entry: Entry): readonly Pair[] {
  const taken = takenBy(teller, entry);
  const amountE4 = taken.reduce((sum, { used, closedE4 }) => sum + used.economicE4 + closedE4, 0);
  teller.premiums.set(entry, { amountE4, movedE8: 0, givenE4: 0 });
  const folded = partsBy(
    entry,
    partOf(amountE4, teller.deliveries.along.get(entry) ?? 0, sharesWanted(entry)),
  );
  return taken.map(({ used, quantityE8, closedE4 }, i) => {
    const realisedE4 = used.economicE4 + closedE4;
    const foldedE4 = folded[i] ?? 0;
    return {
      ...{ closing: entry, opening: used.holding.entry, quantityE8, openedE4: used.economicE4, closedE4 },
      ...{ realisedE4, realisedTaxE4: realisedE4 - foldedE4 },
    };
  });
}

/** The books have the last word: of several removals on one day a cent may fall to either, and they know every cost. */
function asBooked({ allocation }: Entry, pairs: readonly Pair[]): readonly Pair[] {
  const { realisedE4, realisedTaxE4 } = allocation;
  if (realisedE4 === null || realisedTaxE4 === null) return pairs;
  const economic = withRest(pairs, realisedE4, (pair) => pair.realisedE4);
  const tax = withRest(pairs, realisedTaxE4, (pair) => pair.realisedTaxE4);
  return pairs.map((pair, i) => ({
    ...pair,
    realisedE4: economic[i] ?? 0,
    realisedTaxE4: tax[i] ?? 0,
  }));
}

function withRest(
  pairs: readonly Pair[],
  totalE4: number,
  of: (pair: Pair) => number | null,
): readonly number[] {
  let restE4 = totalE4;
  return pairs.map((pair, i) => {
    const partE4 = i === pairs.length - 1 ? restE4 : (of(pair) ?? 0);
    restE4 -= partE4;
    return partE4;
  });
}

interface Taken {
  readonly used: Used;
  readonly quantityE8: number;
  readonly closedE4: number;
}

function takenBy({ holdings }: Teller, entry: Entry): readonly Taken[] {
  const { ends, cashE4 } = entry.allocation;
  const cash = partsBy(entry, cashE4);
  return ends.flatMap((ended, i) => {
    const used = use(holdings, ended, entry.row.instrument);
    return used ? [{ used, quantityE8: ended.quantityE8, closedE4: cash[i] ?? 0 }] : [];
  });
}

/** An amount over what an entry ended, to the cent; the last takes the rest. */
function partsBy({ allocation: { ends } }: Entry, amountE4: number): readonly number[] {
  const weights = ends.map(({ quantityE8 }) => quantityE8);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return partsOf(amountE4, weights, whole, cents);
}

function sharesWanted({ row: { instrument }, allocation }: Entry): number {
  return instrument?.kind === 'OPTION' ? sharesFor(instrument, Math.abs(allocation.quantityE8)) : 0;
}

/** The premium that goes along with these shares. */
function premiumWith({ deliveries, premiums }: Teller, entry: Entry): number {
  return (deliveries.byShares.get(entry) ?? []).reduce((sum, { removal, sharesE8 }) => {
    const premium = premiums.get(removal);
    if (premium === undefined) return sum;
    premium.movedE8 += sharesE8;
    const upToE4 = partOf(premium.amountE4, premium.movedE8, sharesWanted(removal));
    const partE4 = upToE4 - premium.givenE4;
    premium.givenE4 = upToE4;
    return sum + partE4;
  }, 0);
}

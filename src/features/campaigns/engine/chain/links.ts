/**
 * Rule: a link says what was done, leg by leg, what it brought, what it ended with what profit, and what the campaign
 * holds after it. The credit so far is all premium and dividends, fees taken off: the price of shares is not in it.
 * Example: two puts bought back for 271.32 and two others sold for 358.68: a credit of 87.36, and 276.04 so far.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import type { OpenContracts, Roll } from '../types.ts';
import { type Entry, keyOfEntry } from './entries.ts';
import type { Pair, Told } from './told.ts';

export type LinkKind =
  | 'trade'
  | 'roll'
  | 'assignment'
  | 'exercise'
  | 'expiration'
  | 'settlement'
  | 'income'
  | 'change';

/** What was done to one contract, or to the shares, at once. */
export interface LinkLeg {
  readonly deed: Entry['deed'];
  /** null for a dividend, which names a company. */
  readonly instrument: Instrument | null;
  readonly quantityE8: number;
  /** The average; null where rows have none. */
  readonly priceE6: number | null;
  readonly cashE4: number;
  readonly feesE4: number;
  readonly entries: readonly Entry[];
}

/** What the campaign holds, and what its figures are, at one moment. */
export interface Standing {
  readonly openLegs: readonly OpenContracts[];
  readonly sharesE8: number;
  /** Ten-thousandths a share; null without shares, or where their cost is unknown. */
  readonly basis: { readonly economicE4: number; readonly taxE4: number } | null;
  readonly breakEvensE4: readonly number[];
  /** The cash, and what shares cost that came without any; null where that is unknown. */
  readonly cashE4: number | null;
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
  readonly creditE4: number;
}

export interface Link {
  /** Of its first row: an address within the page. */
  readonly key: string;
  readonly kind: LinkKind;
  readonly on: IsoDate;
  readonly legs: readonly LinkLeg[];
  readonly cashE4: number;
  readonly feesE4: number;
  readonly pairs: readonly Pair[];
  /** Realised without ending anything. */
  readonly paidE4: number;
  readonly rolls: readonly Roll[];
  readonly before: Standing;
  readonly after: Standing;
}

export function toLink(
  told: readonly Told[],
  rolls: readonly Roll[],
  before: Standing,
  after: Standing,
): Link {
  const entries = told.map(({ entry }) => entry);
  const [first] = entries;
  const legs = legsOf(entries);
  return {
    key: first ? keyOfEntry(first) : '',
    kind: kindOf(entries, rolls.length > 0),
    on: first?.allocation.on ?? '',
    legs,
    cashE4: sum(legs, ({ cashE4 }) => cashE4),
    feesE4: sum(legs, ({ feesE4 }) => feesE4),
    pairs: told.flatMap(({ pairs }) => pairs),
    paidE4: sum(told, ({ paidE4 }) => paidE4),
    rolls,
    ...{ before, after },
  };
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

const BY_KIND: Readonly<Partial<Record<Entry['row']['kind'], LinkKind>>> = {
  EXPIRATION: 'expiration',
  CASH_SETTLEMENT: 'settlement',
  ASSIGNMENT: 'assignment',
  EXERCISE: 'exercise',
};

function kindOf(entries: readonly Entry[], isRoll: boolean): LinkKind {
  if (isRoll) return 'roll';
  const [first] = entries;
  if (first?.allocation.role === 'INCOME') return 'income';
  if (first?.allocation.role === 'CORPORATE_ACTION') return 'change';
  const removed = entries.map(({ row }) => BY_KIND[row.kind]).find((kind) => kind !== undefined);
  if (removed) return removed;
  return first?.allocation.role === 'ASSIGNMENT' ? 'assignment' : 'trade';
}

/** What ends before what begins: "bought back 60, sold 59". */
function legsOf(entries: readonly Entry[]): readonly LinkLeg[] {
  const groups = Map.groupBy(entries, ({ deed, row, allocation }) => {
    const { instrument } = row;
    const name = instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
    return [deed, name, Math.sign(allocation.quantityE8), row.kind].join(' ');
  });
  return [...groups.values()].map(toLeg).toSorted((a, b) => Number(begins(a)) - Number(begins(b)));
}

function begins({ deed }: LinkLeg): boolean {
  return deed === 'open' || deed === 'buy';
}

function toLeg(entries: readonly Entry[]): LinkLeg {
  const quantityE8 = sum(entries, ({ allocation }) => allocation.quantityE8);
  return {
    deed: entries[0]?.deed ?? 'pay',
    instrument: entries[0]?.row.instrument ?? null,
    quantityE8,
    priceE6: averageOf(entries),
    cashE4: sum(entries, ({ allocation }) => allocation.cashE4),
    feesE4: sum(entries, ({ allocation }) => allocation.feesE4),
    entries,
  };
}

/** By their numbers; a fill without a price makes it unknown. */
function averageOf(entries: readonly Entry[]): number | null {
  let weighted = 0n;
  let whole = 0n;
  for (const { row, allocation } of entries) {
    if (row.priceE6 === null) return null;
    weighted += BigInt(row.priceE6) * BigInt(Math.abs(allocation.quantityE8));
    whole += BigInt(Math.abs(allocation.quantityE8));
  }
  return whole === 0n ? null : Number((2n * weighted + whole) / (2n * whole));
}

/**
 * Rule: what is realised is told line by line in both books, and the two differ by the premium that is in the cost of
 * shares still held, lot by lot. Example: a 59 put for 358.68, assigned: realised in the economic book, and in the tax
 * book 358.68 less is what its 200 shares cost.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import type { Chain } from './chain.ts';
import type { Entry } from './entries.ts';
import { type Holding, leftOf } from './holdings.ts';
import type { Link, LinkKind } from './links.ts';
import type { Pair } from './told.ts';

/** Something that has been realised at once: contracts that ended, shares that were sold, a dividend. */
export interface RealisedLine {
  readonly link: string;
  readonly kind: LinkKind;
  readonly on: IsoDate;
  /** Of a contract or shares that ended; null for what was paid. */
  readonly instrument: Instrument | null;
  readonly quantityE8: number;
  readonly deed: Entry['deed'];
  /** null where shares of unknown cost were sold. */
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
}

/** Shares of one row that are still held, or owed. */
export interface HeldLot {
  readonly link: string;
  readonly on: IsoDate;
  readonly sharesE8: number;
  /** What they cost, negative; null where unknown. */
  readonly economicE4: number | null;
  readonly taxE4: number | null;
  /** What of a premium is in the tax book's cost, and realised in the economic book. */
  readonly foldedE4: number;
}

export function realisedLines({ links }: Chain): readonly RealisedLine[] {
  return links.flatMap((link) => [...endedLines(link), ...paidLines(link)]);
}

function endedLines({ key, kind, on, pairs }: Link): readonly RealisedLine[] {
  const groups = Map.groupBy(pairs, ({ closing: { row, deed }, opening }) =>
    [deed, nameOf(row.instrument), nameOf(opening.row.instrument), row.kind].join(' '),
  );
  return [...groups.values()].map((group) => ({
    ...{ link: key, kind, on },
    instrument: group[0]?.closing.row.instrument ?? null,
    quantityE8: group.reduce((sum, { quantityE8 }) => sum + quantityE8, 0),
    deed: group[0]?.closing.deed ?? 'end',
    realisedE4: total(group, ({ realisedE4 }) => realisedE4),
    realisedTaxE4: total(group, ({ realisedTaxE4 }) => realisedTaxE4),
  }));
}

function paidLines({ key, kind, on, paidE4 }: Link): readonly RealisedLine[] {
  if (paidE4 === 0) return [];
  const none = { instrument: null, quantityE8: 0, deed: 'pay' } as const;
  return [{ link: key, kind, on, ...none, realisedE4: paidE4, realisedTaxE4: paidE4 }];
}

function nameOf(instrument: Instrument | null): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? '');
}

function total(pairs: readonly Pair[], of: (pair: Pair) => number | null): number | null {
  if (pairs.some((pair) => of(pair) === null)) return null;
  return pairs.reduce((sum, pair) => sum + (of(pair) ?? 0), 0);
}

export function heldLots({ holdings, links }: Chain): readonly HeldLot[] {
  const linkOf = new Map(
    links.flatMap(({ key, legs }) => legs.flatMap(({ entries }) => entries.map((entry) => [entry, key]))),
  );
  return [...holdings.held]
    .filter(({ instrument }) => instrument.kind === 'SHARE')
    .map((holding) => ({ link: linkOf.get(holding.entry) ?? '', ...lotOf(holding) }));
}

function lotOf(holding: Holding): Omit<HeldLot, 'link'> {
  const { entry, side, isUnknown } = holding;
  const economicE4 = holding.economicE4 - holding.givenE4;
  const taxE4 = holding.taxE4 - holding.givenTaxE4;
  return {
    on: entry.allocation.on,
    sharesE8: side * leftOf(holding),
    economicE4: isUnknown ? null : economicE4,
    taxE4: isUnknown ? null : taxE4,
    foldedE4: taxE4 - economicE4,
  };
}

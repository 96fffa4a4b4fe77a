/**
 * The chain: a campaign and its rows as the links a trader reads, one after the other, each with what it ended, what it
 * realised in both books and how the campaign stood after it. Nothing is decided here: what belongs together the
 * campaign says. Example: put sold, rolled, assigned, call sold, dividend: five links.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Campaign, Transaction } from '../types.ts';
import { clustersOf } from './clusters.ts';
import { deliveriesOf } from './deliveries.ts';
import { type Entry, entriesOf } from './entries.ts';
import { heirsOf } from './heirs.ts';
import { becomeIfSplit, type Holdings, holdingsOf, type KnownCosts, leftOf } from './holdings.ts';
import { type Link, type Standing, toLink } from './links.ts';
import { rollsByCluster } from './rolled.ts';
import { standingOf, type Tally } from './standing.ts';
import { type Teller, type Told, tell } from './told.ts';

export interface Chain {
  readonly links: readonly Link[];
  /** As it stands after the last link. */
  readonly now: Standing;
  readonly holdings: Holdings;
  /** Rows that the campaign has and the mirror has no more: it is about to be told anew. */
  readonly missing: number;
}

export function chainOf(campaign: Campaign, rows: readonly Transaction[], costs: KnownCosts): Chain {
  const entries = entriesOf(campaign, rows);
  const deliveries = deliveriesOf(entries);
  const holdings = holdingsOf(entries, costs);
  const teller: Teller = { holdings, deliveries, premiums: new Map() };
  const tally: Tally = { realisedE4: 0, realisedTaxE4: 0, creditE4: 0, isUnknown: false };
  const splits = addedBySplits(entries);
  let now = standingOf(holdings, tally);
  const clusters = clustersOf(entries, campaign.rolls, deliveries);
  const rollsOf = rollsByCluster(clusters, campaign.rolls);
  const links = clusters.map((cluster) => {
    const told = cluster.map((entry) => {
      const one = tell(teller, entry, ratioOf(holdings, entry, splits));
      if (isSplit(entry)) rename(holdings, heirsOf(entry, entries, campaign.openLegs));
      count(tally, one);
      return one;
    });
    const before = now;
    now = standingOf(holdings, tally);
    return toLink(told, rollsOf.get(cluster) ?? [], before, now);
  });
  return { links, now, holdings, missing: campaign.allocations.length - entries.length };
}

function isSplit({ deed }: Entry): boolean {
  return deed === 'split' || deed === 'rename';
}

function count(tally: Tally, { entry, pairs, paidE4 }: Told): void {
  const { row, allocation } = entry;
  tally.realisedE4 += paidE4;
  tally.realisedTaxE4 += paidE4;
  for (const { realisedE4, realisedTaxE4 } of pairs) {
    tally.isUnknown ||= realisedE4 === null;
    tally.realisedE4 += realisedE4 ?? 0;
    tally.realisedTaxE4 += realisedTaxE4 ?? 0;
  }
  if (allocation.role === 'INCOME' || row.instrument?.kind === 'OPTION') tally.creditE4 += allocation.cashE4;
}

/** By the row of a split: how many shares it adds to the campaign, with its first entry; lots may have entries of their own. */
function addedBySplits(entries: readonly Entry[]): ReadonlyMap<Entry, number> {
  const ofSplits = entries.filter(({ deed }) => deed === 'split');
  return new Map(
    [...Map.groupBy(ofSplits, ({ row }) => row).values()].flatMap((of) => {
      const addedE8 = of.reduce((sum, { allocation }) => sum + allocation.quantityE8, 0);
      return of[0] ? [[of[0], addedE8] as const] : [];
    }),
  );
}

/** How many of each share there are after a split: what is added, against what is held. */
function ratioOf({ held }: Holdings, entry: Entry, splits: ReadonlyMap<Entry, number>): number {
  const addedE8 = splits.get(entry) ?? 0;
  if (addedE8 === 0) return 1;
  let beforeE8 = 0;
  for (const holding of held)
    if (holding.instrument.kind === 'SHARE' && holding.entry.index <= entry.index)
      beforeE8 += holding.side * leftOf(holding);
  return beforeE8 === 0 ? 1 : Math.round((beforeE8 + addedE8) / beforeE8);
}

function rename({ held }: Holdings, heirOf: (from: OptionContract) => OptionContract | null): void {
  for (const holding of held)
    if (holding.instrument.kind === 'OPTION') becomeIfSplit(holding, heirOf(holding.instrument));
}

/**
 * Rule: each roll is told in one link: where both its halves are, else where the new contracts were opened, else where
 * the old ones were closed, as near to its day as there is. Example: bought back on Monday, sold on Tuesday, and accepted
 * as a roll: it is told on Tuesday.
 */
import type { Roll } from '../types.ts';
import type { Entry } from './entries.ts';

type Cluster = readonly Entry[];

export function rollsByCluster(
  clusters: readonly Cluster[],
  rolls: readonly Roll[],
): ReadonlyMap<Cluster, readonly Roll[]> {
  const found = new Map<Cluster, Roll[]>();
  const bySymbol = clustersBySymbol(clusters);
  for (const roll of rolls) {
    const candidates = [...new Set([...(bySymbol.get(roll.to) ?? []), ...(bySymbol.get(roll.from) ?? [])])];
    const best = candidates.toSorted((a, b) => fitOf(b, roll) - fitOf(a, roll))[0];
    if (best) found.set(best, [...(found.get(best) ?? []), roll]);
  }
  return found;
}

function clustersBySymbol(clusters: readonly Cluster[]): ReadonlyMap<string, readonly Cluster[]> {
  const found = new Map<string, Cluster[]>();
  for (const cluster of clusters)
    for (const symbol of new Set(cluster.map(symbolOf))) {
      const of = found.get(symbol) ?? [];
      of.push(cluster);
      found.set(symbol, of);
    }
  return found;
}

function symbolOf({ row: { instrument } }: Entry): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : '';
}

function fitOf(cluster: Cluster, { on, from, to }: Roll): number {
  const does = (deed: Entry['deed'], symbol: string) =>
    cluster.some((entry) => entry.deed === deed && symbolOf(entry) === symbol);
  const isOnDay = cluster.some(({ allocation }) => allocation.on === on);
  return Number(isOnDay) * 4 + Number(does('open', to)) * 2 + Number(does('end', from));
}

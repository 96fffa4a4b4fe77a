/**
 * What closed campaigns of one ticker, strategy and month of closing come to together. All that is shown is added up
 * from these, so a bar, its headline and its campaigns cannot differ.
 */
export interface Tally extends Sums {
  readonly ticker: string;
  readonly strategy: string;
  /** The month they closed in, '2026-03'. */
  readonly month: string;
}

export interface Sums {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  /** What the winning ones made, and the losing ones lost: negative. */
  readonly gainsE4: number;
  readonly lossesE4: number;
  readonly days: number;
  readonly winDays: number;
  readonly lossDays: number;
  /** Of those whose capital is known: what they made, and capital times the days it was tied up. */
  readonly onCapitalE4: number;
  readonly capitalDaysE4: number;
  /** Of those that sold something to open: what it brought, and what they made. */
  readonly soldE4: number;
  readonly onSoldE4: number;
}

const NOTHING: Sums = {
  count: 0,
  wins: 0,
  losses: 0,
  gainsE4: 0,
  lossesE4: 0,
  days: 0,
  winDays: 0,
  lossDays: 0,
  onCapitalE4: 0,
  capitalDaysE4: 0,
  soldE4: 0,
  onSoldE4: 0,
};

const NAMES = Object.keys(NOTHING) as readonly (keyof Sums)[];

export function realisedOf({ gainsE4, lossesE4 }: Pick<Sums, 'gainsE4' | 'lossesE4'>): number {
  return gainsE4 + lossesE4;
}

export function addUp(all: Iterable<Sums>): Sums {
  const sums: Record<keyof Sums, number> = { ...NOTHING };
  for (const one of all) add(sums, one);
  return sums;
}

/** By ticker, strategy or month, in one pass: there may be tens of thousands. */
export function addUpBy(
  tallies: readonly Tally[],
  key: 'ticker' | 'strategy' | 'month',
): ReadonlyMap<string, Sums> {
  const groups = new Map<string, Record<keyof Sums, number>>();
  for (const tally of tallies) {
    const sums = groups.get(tally[key]) ?? { ...NOTHING };
    add(sums, tally);
    groups.set(tally[key], sums);
  }
  return groups;
}

function add(sums: Record<keyof Sums, number>, one: Sums): void {
  for (const name of NAMES) sums[name] += one[name];
}

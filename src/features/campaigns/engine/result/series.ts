/**
 * Rule: where the trader wishes it for a ticker, its campaigns in one account that follow one another within three
 * sessions, or overlap, are a series. A series only sums: no campaign is changed by it. Example: a put expired on Friday
 * and another sold on Monday are two campaigns of 149.34 and 89.34, and a series of 238.68.
 */
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { byStart } from '../story/shape.ts';
import type { Campaign } from '../types.ts';

export interface Series {
  readonly account: string;
  readonly ticker: string;
  /** In the order they began. */
  readonly campaignIds: readonly string[];
  readonly startedOn: IsoDate;
  /** null while one of them is open. */
  readonly closedOn: IsoDate | null;
  /** Calendar days from the first to the last, those between two campaigns among them. */
  readonly days: number;
  readonly rollCount: number;
  readonly cashE4: number;
  /** null where one of them does not know. */
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
  readonly premiumE4: number;
  readonly dividendsE4: number;
  readonly feesE4: number;
  readonly capitalDaysE4: number | null;
}

const MOST_SESSIONS_APART = 3;

/** A campaign that nothing follows is a series of its own. */
export function seriesOf(
  campaigns: readonly Campaign[],
  joinedTickers: ReadonlySet<string>,
): readonly Series[] {
  const joined = campaigns.filter(({ ticker }) => joinedTickers.has(ticker)).toSorted(byStart);
  const groups = Map.groupBy(joined, ({ account, ticker }) => `${account}\n${ticker}`);
  return [...groups.values()].flatMap((group) => chainsOf(group).map(sum));
}

/** Campaigns that follow one another: never none. */
type Chain = readonly [Campaign, ...Campaign[]];

function chainsOf(campaigns: readonly Campaign[]): readonly Chain[] {
  const chains: [Campaign, ...Campaign[]][] = [];
  for (const campaign of campaigns) {
    const last = chains.at(-1);
    if (last && follows(campaign, last)) last.push(campaign);
    else chains.push([campaign]);
  }
  return chains;
}

function follows({ startedOn }: Campaign, chain: Chain): boolean {
  const endedOn = endOf(chain);
  return (
    endedOn === null || sessionsBetween(endedOn, startedOn, MOST_SESSIONS_APART + 1) <= MOST_SESSIONS_APART
  );
}

function endOf(chain: Chain): IsoDate | null {
  if (chain.some(({ closedOn }) => closedOn === null)) return null;
  return chain.reduce((latest, { closedOn }) => (closedOn && closedOn > latest ? closedOn : latest), '');
}

function sum(chain: Chain): Series {
  const [{ account, ticker, startedOn }] = chain;
  const total = (of: (campaign: Campaign) => number) => chain.reduce((all, each) => all + of(each), 0);
  const known = (of: (campaign: Campaign) => number | null) =>
    chain.some((each) => of(each) === null) ? null : total((each) => of(each) ?? 0);
  return {
    ...{ account, ticker, startedOn },
    campaignIds: chain.map(({ id }) => id),
    closedOn: endOf(chain),
    days: Math.max(...chain.map((each) => daysBetween(startedOn, each.startedOn) + each.days)),
    rollCount: total(({ rollCount }) => rollCount),
    cashE4: total(({ cashE4 }) => cashE4),
    realisedE4: known(({ realisedE4 }) => realisedE4),
    realisedTaxE4: known(({ realisedTaxE4 }) => realisedTaxE4),
    premiumE4: total(({ premiumE4 }) => premiumE4),
    dividendsE4: total(({ dividendsE4 }) => dividendsE4),
    feesE4: total(({ feesE4 }) => feesE4),
    capitalDaysE4: known(({ capital }) => capital?.daysE4 ?? null),
  };
}

import type { Narrowing } from '../engine/statistics/narrowing.ts';

type Value = string | number;

/** A condition, and what is put in for its question marks; without a value it is not asked. */
type Part = readonly [sql: string, value: Value | undefined];

export interface Narrowed {
  readonly where: string;
  readonly values: readonly Value[];
}

/** Which of a person's campaigns `c` are meant, whatever their dates. */
export function narrowed(userId: string, narrowing: Narrowing, ...more: readonly Part[]): Narrowed {
  const { account, currency, ids, strategy, ticker } = narrowing;
  const parts: readonly Part[] = [
    ['c.user_id = ?', userId],
    ['c.currency = ?', currency],
    ['c.account_id = ?', account],
    ['c.ticker = ?', ticker],
    ['c.strategy = ?', strategy],
    ['c.id IN (SELECT value FROM json_each(?))', ids && JSON.stringify(ids)],
    ...more,
  ];
  const asked = parts.filter(([, value]) => value !== undefined);
  return {
    where: asked.map(([sql]) => sql).join(' AND '),
    values: asked.flatMap(([, value]) => (value === undefined ? [] : [value])),
  };
}

/** Those that closed in the time asked for, and are known to the end. */
export function closedIn(userId: string, narrowing: Narrowing): Narrowed {
  const found = narrowed(userId, narrowing, ...timeOf('c.closed_on', narrowing));
  return { ...found, where: `${found.where} AND c.status = 'CLOSED' AND c.realised_e4 IS NOT NULL` };
}

/** Rows `t` of the time asked for, in campaigns open or closed. */
export function rowsIn(userId: string, narrowing: Narrowing): Narrowed {
  return narrowed(userId, narrowing, ...timeOf('t.traded_on', narrowing));
}

// The index of days is for a time with an end (a plus turns it off): half of all rows through it took twice as long as
// all of them without.
function timeOf(column: string, { from, to }: Narrowing): readonly Part[] {
  const day = from && to ? column : `+${column}`;
  return [
    [`${day} >= ?`, from],
    [`${day} <= ?`, to],
  ];
}

/** The column of the book, of a campaign or of its row. */
export function realisedIn({ book }: Narrowing): 'realised_e4' | 'realised_tax_e4' {
  return book === 'tax' ? 'realised_tax_e4' : 'realised_e4';
}

/**
 * From whichever side is less: the campaigns of a ticker or a tag to their rows, else the rows of the time to their
 * campaigns. The planner, which knows nothing of how many they are, took three times as long.
 */
export function rowsOfCampaigns({ ticker, ids }: Narrowing): string {
  const [first, second] =
    ticker || ids ? ['campaigns c', 'campaign_trades t'] : ['campaign_trades t', 'campaigns c'];
  return `${first} CROSS JOIN ${second} ON t.campaign_key = c.key`;
}

import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Currency } from '../../../model/money.ts';

const FIRST = `SELECT ticker, coalesce(body ->> 'why', body ->> 'message') AS words FROM campaign_questions
  WHERE user_id = ? AND kind = ? ORDER BY ticker LIMIT 1`;

interface First {
  readonly ticker: string;
  readonly words: string | null;
}

/** What the review inbox begins with: "KO: sold 61C 4 hours after 60C"; '' where nothing is asked. */
export function firstQuestion(db: Db, userId: string): string {
  const find = statement<[string, string], First>(db, FIRST);
  const first = find.get(userId, 'suggestion') ?? find.get(userId, 'problem');
  if (first === undefined || first.words === null) return '';
  return first.ticker === '' ? first.words : `${first.ticker}: ${first.words}`;
}

/** What days have brought, in one currency. */
export interface Brought {
  readonly currency: Currency;
  /** Sold to open, less what long legs cost. */
  readonly newE4: number;
  readonly rolledE4: number;
  /** Bought back for good, long legs sold, settled in cash. */
  readonly closedE4: number;
  readonly realisedE4: number;
  /** Campaigns that are left out of what is realised: what their shares had cost is unknown. */
  readonly unknownCount: number;
}

// By day first: the days of a month are few, the campaigns of a person many.
const BROUGHT = `SELECT c.currency, sum(t.rolled_e4) AS rolledE4,
    sum(iif(t.role IN ('OPENING', 'ADJUSTMENT'), t.premium_e4 - t.rolled_e4, 0)) AS newE4,
    sum(iif(t.role IN ('OPENING', 'ADJUSTMENT'), 0, t.premium_e4 - t.rolled_e4)) AS closedE4,
    sum(iif(c.realised_e4 IS NULL, 0, ifnull(t.realised_e4, 0))) AS realisedE4,
    count(DISTINCT iif(c.realised_e4 IS NULL, c.key, NULL)) AS unknownCount
  FROM campaign_trades t CROSS JOIN campaigns c ON c.key = t.campaign_key
  WHERE t.traded_on BETWEEN ? AND ? AND c.user_id = ? GROUP BY c.currency`;

/** In the currencies in which something happened. */
export function broughtIn(db: Db, userId: string, from: IsoDate, to: IsoDate): readonly Brought[] {
  return statement<[IsoDate, IsoDate, string], Brought>(db, BROUGHT).all(from, to, userId);
}

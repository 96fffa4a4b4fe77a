import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Expiry } from '../engine/calendar/expiries.ts';
import type { Narrowing } from '../engine/statistics/narrowing.ts';
import type { Campaign, OpenContracts } from '../engine/types.ts';
import { narrowed } from './narrowed.ts';

interface Open {
  readonly campaign: string;
  readonly ticker: string;
  readonly strategy: Campaign['strategy'];
  readonly account: string;
  readonly details: string;
}

/** The contracts that are open and end in this time. */
export function expiriesBetween(
  db: Db,
  userId: string,
  narrowing: Narrowing,
  from: IsoDate,
  to: IsoDate,
): readonly Expiry[] {
  const { where, values } = narrowed(userId, narrowing, ['c.expires_on <= ?', to]);
  const sql = `SELECT c.id AS campaign, c.ticker, c.strategy, c.account_id AS account, c.details
    FROM campaigns c WHERE ${where} AND c.status = 'OPEN' ORDER BY c.ticker, c.started_on, c.id`;
  return statement<(string | number)[], Open>(db, sql)
    .all(...values)
    .flatMap(({ details, ...of }) => {
      const { openLegs } = JSON.parse(details) as { readonly openLegs: readonly OpenContracts[] };
      return openLegs
        .filter(({ contract }) => contract.expiresOn >= from && contract.expiresOn <= to)
        .map(({ contract, quantityE8 }) => ({ ...of, contract, quantityE8 }));
    });
}

const UNKNOWN = `SELECT count(DISTINCT c.key) AS n FROM campaigns c JOIN campaign_trades t ON t.campaign_key = c.key
  WHERE c.user_id = ? AND c.currency = ? AND c.realised_e4 IS NULL AND t.traded_on BETWEEN ? AND ?`;

/** Campaigns with rows of this time whose result is unknown. */
export function unknownBetween(
  db: Db,
  userId: string,
  { currency }: Narrowing,
  from: IsoDate,
  to: IsoDate,
): number {
  const found = statement<[string, string, IsoDate, IsoDate], { readonly n: number }>(db, UNKNOWN);
  return found.get(userId, currency, from, to)?.n ?? 0;
}

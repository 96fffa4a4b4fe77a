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

/** Campaigns with rows of this time whose result is unknown: few, so they are looked at first. */
export function unknownBetween(
  db: Db,
  userId: string,
  narrowing: Narrowing,
  from: IsoDate,
  to: IsoDate,
): number {
  const { where, values } = narrowed(userId, narrowing);
  const sql = `SELECT count(*) AS n FROM campaigns c WHERE ${where} AND c.realised_e4 IS NULL AND EXISTS
    (SELECT 1 FROM campaign_trades t WHERE t.campaign_key = c.key AND t.traded_on BETWEEN ? AND ?)`;
  const found = statement<(string | number)[], { readonly n: number }>(db, sql);
  return found.get(...values, from, to)?.n ?? 0;
}

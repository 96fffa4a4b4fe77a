import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { type Columns, toTransaction } from './columns.ts';

const HAS_FILES = `SELECT 1 FROM raw_transactions WHERE account_id = ? AND source <> 'api' LIMIT 1`;

export function hasFiles(db: Db, accountId: string): boolean {
  return statement<[string]>(db, HAS_FILES).get(accountId) !== undefined;
}

const OF_FILES = `SELECT t.* FROM transactions t JOIN raw_transactions r ON r.id = t.raw_id
  WHERE t.account_id = ? AND r.source <> 'api' AND t.traded_on BETWEEN ? AND ?`;

// Those that a file has confirmed already are spoken for.
const OF_BROKER = `SELECT t.* FROM transactions t JOIN raw_transactions r ON r.id = t.raw_id
  WHERE t.account_id = ? AND r.source = 'api' AND t.traded_on BETWEEN ? AND ?
    AND NOT EXISTS (SELECT 1 FROM raw_transactions e
      WHERE e.account_id = t.account_id AND e.evidence_of = t.activity_id)`;

type Range = readonly [from: IsoDate, to: IsoDate];

/** What files alone have told of these days. */
export function toldByFiles(db: Db, accountId: string, [from, to]: Range): readonly Transaction[] {
  return statement<[string, string, string], Columns>(db, OF_FILES)
    .all(accountId, from, to)
    .map(toTransaction);
}

/** What the broker has told of these days, and no file yet. */
export function toldByBroker(db: Db, accountId: string, [from, to]: Range): readonly Transaction[] {
  return statement<[string, string, string], Columns>(db, OF_BROKER)
    .all(accountId, from, to)
    .map(toTransaction);
}

const CONFIRM = `UPDATE raw_transactions SET evidence_of = ? WHERE account_id = ? AND activity_id = ?`;

export function setEvidence(tx: Tx, accountId: string, activityId: string, evidenceOf: string): void {
  statement<[string, string, string]>(tx, CONFIRM).run(evidenceOf, accountId, activityId);
}

const CONFIRMED = 'SELECT 1 FROM raw_transactions WHERE account_id = ? AND evidence_of = ? LIMIT 1';

export function isConfirmed(db: Db, accountId: string, activityId: string): boolean {
  return statement<[string, string]>(db, CONFIRMED).get(accountId, activityId) !== undefined;
}

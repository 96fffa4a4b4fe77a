import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { type Columns, toTransaction } from './columns.ts';

/** A row with the number of its record, under which all of it can be read. */
export interface RecordedRow {
  readonly record: number;
  readonly row: Transaction;
}

// CROSS: from the few asked for to the rows; the planner would rather walk through all of the person's.
const RECORDED = `SELECT t.*, first.id AS record FROM json_each(?) asked
  CROSS JOIN transactions t ON t.account_id = ? AND t.activity_id = asked.value
  JOIN raw_transactions first
    ON first.account_id = t.account_id AND first.activity_id = t.activity_id AND first.version = 1
  WHERE t.user_id = ?`;

/** The rows of an account that the broker calls so. */
export function recordedRows(
  db: Db,
  userId: string,
  account: string,
  activityIds: readonly string[],
): readonly RecordedRow[] {
  type Found = Columns & { readonly record: number };
  const asked = JSON.stringify([...new Set(activityIds)]);
  const found = statement<[string, string, string], Found>(db, RECORDED).all(asked, account, userId);
  return found.map((row) => ({ record: row.record, row: toTransaction(row) }));
}

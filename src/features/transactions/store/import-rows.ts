import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { type Columns, toTransaction } from './columns.ts';

const KNOWN = `SELECT r.activity_id AS id, r.id AS rawId FROM json_each(?) ids CROSS JOIN raw_transactions r
  ON r.account_id = ? AND r.activity_id = ids.value AND r.version = 1`;

/** Which of these ids there are already, with the number of their first version: in one question, for files are long. */
export function knownAmong(db: Db, accountId: string, ids: readonly string[]): ReadonlyMap<string, number> {
  const found = statement<[string, string], { readonly id: string; readonly rawId: number }>(db, KNOWN);
  return new Map(found.all(JSON.stringify(ids), accountId).map(({ id, rawId }) => [id, rawId]));
}

/** That this file tells these rows, whoever told them first. */
export function noteRows(tx: Tx, importId: string, rawIds: readonly number[]): void {
  const sql = 'INSERT OR IGNORE INTO import_rows SELECT ?, value FROM json_each(?)';
  statement<[string, string]>(tx, sql).run(importId, JSON.stringify(rawIds));
}

// What the broker tells too, and what another file does, is not this file's alone. A row that the broker has made its
// own is told by its later versions.
const ONLY_HERE = `SELECT r.id FROM import_rows told JOIN raw_transactions r ON r.id = told.raw_id
  WHERE told.import_id = ? AND r.source <> 'api'
    AND NOT EXISTS (SELECT 1 FROM import_rows other WHERE other.raw_id = r.id AND other.import_id <> told.import_id)
    AND NOT EXISTS (SELECT 1 FROM raw_transactions later WHERE later.account_id = r.account_id
      AND later.activity_id = r.activity_id AND later.version > r.version)`;

/** What stands in the books because of this file, and for no other reason. */
export function transactionsOnlyIn(db: Db, importId: string): readonly Transaction[] {
  const sql = `SELECT t.* FROM transactions t WHERE t.raw_id IN (${ONLY_HERE})`;
  return statement<[string], Columns>(db, sql).all(importId).map(toTransaction);
}

const REMEMBER =
  'UPDATE raw_numbers SET last_used = max(last_used, coalesce((SELECT max(id) FROM raw_transactions), 0))';

/** With what was understood of them. */
export function deleteOnlyIn(tx: Tx, importId: string): number {
  statement(tx, REMEMBER).run();
  const sql = `DELETE FROM raw_transactions WHERE id IN (${ONLY_HERE})`;
  return statement<[string]>(tx, sql).run(importId).changes;
}

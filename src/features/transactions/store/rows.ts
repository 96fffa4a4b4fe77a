import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Source } from '../engine/listed.ts';

/** The newest version of an activity. */
export interface Current {
  readonly rawId: number;
  readonly activityId: string;
  readonly version: number;
  readonly source: Source;
  readonly state: 'SEEN' | 'VANISHED';
  readonly type: string;
  readonly happenedAt: number;
  readonly digest: string;
  readonly seenAt: number;
}

const CURRENT = `SELECT id AS rawId, activity_id AS activityId, version, source, state, type,
    happened_at AS happenedAt, digest, seen_at AS seenAt
  FROM raw_transactions`;

export function currentOf(db: Db, accountId: string, activityId: string): Current | null {
  const sql = `${CURRENT} WHERE account_id = ? AND activity_id = ? ORDER BY version DESC LIMIT 1`;
  return statement<[string, string], Current>(db, sql).get(accountId, activityId) ?? null;
}

const SHOWN = `${CURRENT} r WHERE account_id = ? AND happened_at BETWEEN ? AND ? AND state = 'SEEN' AND source = 'api'
  AND NOT EXISTS (SELECT 1 FROM raw_transactions later
    WHERE later.account_id = r.account_id AND later.activity_id = r.activity_id AND later.version > r.version)`;

/** What the broker itself has shown of this time, as far as we know it still does. */
export function shownBetween(db: Db, accountId: string, from: number, to: number): readonly Current[] {
  return statement<[string, number, number], Current>(db, SHOWN).all(accountId, from, to);
}

export interface NewVersion {
  readonly accountId: string;
  readonly activityId: string;
  readonly version: number;
  readonly source: Source;
  readonly state: 'SEEN' | 'VANISHED';
  readonly type: string;
  readonly happenedAt: number;
  readonly digest: string;
  readonly seenAt: number;
  readonly evidenceOf: string | null;
  /** null for the version that says it is gone. */
  readonly text: string | null;
}

const INSERT = `INSERT INTO raw_transactions
  (id, account_id, activity_id, version, source, state, type, happened_at, digest, seen_at, evidence_of)
  VALUES ((SELECT max(last_used, coalesce((SELECT max(id) FROM raw_transactions), 0)) + 1 FROM raw_numbers),
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** The number of the new row; null where this version is there already. */
export function insertVersion(tx: Tx, row: NewVersion): number | null {
  const { changes, lastInsertRowid } = statement(tx, INSERT).run(
    row.accountId,
    row.activityId,
    row.version,
    row.source,
    row.state,
    row.type,
    row.happenedAt,
    row.digest,
    row.seenAt,
    row.evidenceOf,
  );
  if (changes === 0) return null;
  const rawId = Number(lastInsertRowid);
  if (row.text !== null)
    statement<[number, string]>(tx, 'INSERT INTO raw_texts VALUES (?, ?)').run(rawId, row.text);
  return rawId;
}

/** A row as it was kept, without its text. */
export interface KeptRow {
  readonly rawId: number;
  readonly id: string;
  readonly happenedAt: number;
  readonly type: string;
}

const KEPT = `SELECT r.id AS rawId, activity_id AS id, happened_at AS happenedAt, type
  FROM raw_transactions r
  WHERE account_id = ? AND happened_at BETWEEN ? AND ? AND state = 'SEEN' AND source = 'api'
    AND NOT EXISTS (SELECT 1 FROM raw_transactions later
      WHERE later.account_id = r.account_id AND later.activity_id = r.activity_id AND later.version > r.version)
  ORDER BY r.id`;

/** The broker's rows of this time, each in its newest version. */
export function keptBetween(db: Db, accountId: string, from: number, to: number): readonly KeptRow[] {
  return statement<[string, number, number], KeptRow>(db, KEPT).all(accountId, from, to);
}

export function textOf(db: Db, rawId: number): string {
  const sql = 'SELECT text FROM raw_texts WHERE raw_id = ?';
  return statement<[number], { readonly text: string }>(db, sql).get(rawId)?.text ?? '';
}

const OLDEST = `SELECT min(happened_at) AS at FROM raw_transactions WHERE account_id = ? AND source = 'api'`;

/** When the first thing happened that the broker has shown of this account. */
export function oldestRow(db: Db, accountId: string): number | null {
  return statement<[string], { readonly at: number | null }>(db, OLDEST).get(accountId)?.at ?? null;
}

const UNNAMED = `SELECT DISTINCT description AS name FROM transactions
  WHERE account_id = ? AND kind IN ('DIVIDEND', 'WITHHOLDING') AND ticker IS NULL AND description <> ''`;

/** The companies whose dividends came without a ticker. */
export function unnamedCompanies(db: Db, accountId: string): readonly string[] {
  const found = statement<[string], { readonly name: string }>(db, UNNAMED).all(accountId);
  return found.map(({ name }) => name);
}

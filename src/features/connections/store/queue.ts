import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Stretch } from '../../brokers/index.ts';
import type { Reach } from '../engine/plan.ts';

const NEXT = `SELECT from_at AS "from", to_at AS "to", type FROM sync_stretches WHERE account_id = ?
  ORDER BY to_at DESC, from_at DESC, type LIMIT 1`;

/** The newest is asked for first: it is what a person looks for first. */
export function nextStretch(db: Db, accountId: string): Stretch | null {
  return statement<[string], Stretch>(db, NEXT).get(accountId) ?? null;
}

const COUNT = 'SELECT count(*) AS n FROM sync_stretches WHERE account_id = ?';

export function stretchesLeft(db: Db, accountId: string): number {
  return statement<[string], { readonly n: number }>(db, COUNT).get(accountId)?.n ?? 0;
}

export function addStretches(tx: Tx, accountId: string, stretches: readonly Stretch[]): void {
  const add = statement(tx, 'INSERT OR IGNORE INTO sync_stretches VALUES (?, ?, ?, ?)');
  for (const { from, to, type } of stretches) add.run(accountId, from, to, type);
}

const TAKE = 'DELETE FROM sync_stretches WHERE account_id = ? AND from_at = ? AND to_at = ? AND type = ?';

export function takeStretch(tx: Tx, accountId: string, { from, to, type }: Stretch): void {
  statement<[string, number, number, string]>(tx, TAKE).run(accountId, from, to, type);
}

export interface Mark {
  /** What was read without a gap; null: nothing yet. */
  readonly read: Reach | null;
  /** What will have been, once no stretch is left; null: nothing is asked for. */
  readonly asked: Reach | null;
}

interface MarkColumns {
  readonly readFrom: number | null;
  readonly readTo: number | null;
  readonly askedFrom: number | null;
  readonly askedTo: number | null;
}

const MARK = `SELECT read_from AS readFrom, read_to AS readTo, asked_from AS askedFrom, asked_to AS askedTo
  FROM sync_marks WHERE account_id = ?`;

export function markOf(db: Db, accountId: string): Mark {
  const row = statement<[string], MarkColumns>(db, MARK).get(accountId);
  return {
    read: reach(row?.readFrom ?? null, row?.readTo ?? null),
    asked: reach(row?.askedFrom ?? null, row?.askedTo ?? null),
  };
}

function reach(from: number | null, to: number | null): Reach | null {
  return from === null || to === null ? null : { from, to };
}

const ASK = `INSERT INTO sync_marks (account_id, asked_from, asked_to) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET asked_from = excluded.asked_from, asked_to = excluded.asked_to`;

export function setAsked(tx: Tx, accountId: string, { from, to }: Reach): void {
  statement<[string, number, number]>(tx, ASK).run(accountId, from, to);
}

const SETTLE = `UPDATE sync_marks SET read_from = asked_from, read_to = asked_to, asked_from = NULL, asked_to = NULL
  WHERE account_id = ? AND asked_to IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sync_stretches s WHERE s.account_id = sync_marks.account_id)`;

/** With the last stretch gone, what was asked for is read. */
export function settle(tx: Tx, accountId: string): void {
  statement<[string]>(tx, SETTLE).run(accountId);
}

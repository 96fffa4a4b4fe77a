import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import { rowsOf } from '../engine/review/whose-rows.ts';
import type { Decision } from '../engine/types.ts';

/** A decision without the name it gets when it is kept. */
export type Said = Decision extends infer Each ? (Each extends Decision ? Omit<Each, 'id'> : never) : never;

/** What a person said of a ticker, and when. */
export interface Kept {
  readonly decision: Decision;
  /** The rows it speaks of: an answer names none itself. */
  readonly rows: readonly string[];
  readonly ticker: string;
  readonly decidedAt: number;
  /** null while it stands. */
  readonly withdrawnAt: number | null;
}

interface Columns {
  readonly id: number;
  readonly ticker: string;
  readonly body: string;
  readonly decidedAt: number;
  readonly withdrawnAt: number | null;
}

const READ = `SELECT id, ticker, body, decided_at AS decidedAt, withdrawn_at AS withdrawnAt FROM decisions`;

function toKept({ id, ticker, body, decidedAt, withdrawnAt }: Columns): Kept {
  const { rows, ...said } = JSON.parse(body);
  const decision: Decision = { ...said, id: String(id) };
  return { decision, rows: rows ?? rowsOf(decision), ticker, decidedAt, withdrawnAt };
}

/** Those that stand, in the order they were said. */
export function decisionsOn(db: Db, userId: string, ticker: string): readonly Decision[] {
  const sql = `${READ} WHERE user_id = ? AND ticker = ? AND withdrawn_at IS NULL ORDER BY id`;
  const found = statement<[string, string], Columns>(db, sql).all(userId, ticker);
  return found.map((row) => toKept(row).decision);
}

/** All of them or a ticker's, what was taken back too, the newest first. */
export function decisionHistory(
  db: Db,
  userId: string,
  { ticker, before }: { readonly ticker?: string | undefined; readonly before?: number | undefined },
  limit: number,
): readonly Kept[] {
  const asked = `user_id = ?${ticker === undefined ? '' : ' AND ticker = ?'}${before === undefined ? '' : ' AND id < ?'}`;
  const values = [userId, ticker, before].filter((value) => value !== undefined);
  const sql = `${READ} WHERE ${asked} ORDER BY id DESC LIMIT ?`;
  return statement<(string | number)[], Columns>(db, sql)
    .all(...values, limit)
    .map(toKept);
}

/** The number of the newest of a person's decisions; 0 where there is none. */
export function latestDecision(db: Db, userId: string): number {
  const sql = 'SELECT max(id) AS id FROM decisions WHERE user_id = ?';
  return statement<[string], { readonly id: number | null }>(db, sql).get(userId)?.id ?? 0;
}

const ANSWER = `${READ} WHERE user_id = ? AND withdrawn_at IS NULL AND json_extract(body, '$.kind') = ?
  AND json_extract(body, '$.suggestion') = ? ORDER BY id DESC LIMIT 1`;

/** The same answer to the same suggestion, where it stands. */
export function findAnswer(db: Db, userId: string, kind: string, suggestion: string): Kept | null {
  const found = statement<[string, string, string], Columns>(db, ANSWER).get(userId, kind, suggestion);
  return found === undefined ? null : toKept(found);
}

export function findDecision(db: Db, userId: string, id: string): Kept | null {
  const found = statement<[string, string], Columns>(db, `${READ} WHERE user_id = ? AND id = ?`).get(
    userId,
    id,
  );
  return found === undefined ? null : toKept(found);
}

const KEEP =
  'INSERT INTO decisions (user_id, account_id, ticker, body, decided_at) VALUES (?, ?, ?, ?, ?) RETURNING id';

export interface Place {
  readonly userId: string;
  readonly accountId: string | null;
  readonly ticker: string;
  /** null: those it names itself. */
  readonly rows: readonly string[] | null;
}

export function keepDecision(
  tx: Tx,
  { userId, accountId, ticker, rows }: Place,
  said: Said,
  now: number,
): Decision {
  type Values = [string, string | null, string, string, number];
  const body = JSON.stringify(rows === null ? said : { ...said, rows });
  const kept = statement<Values, { readonly id: number }>(tx, KEEP).get(userId, accountId, ticker, body, now);
  if (kept === undefined) throw new Error('a decision was not kept');
  return { ...said, id: String(kept.id) } as Decision;
}

/** Taken back, or (null) said again as it was. */
export function setWithdrawn(tx: Tx, userId: string, id: string, at: number | null): void {
  const sql = 'UPDATE decisions SET withdrawn_at = ? WHERE user_id = ? AND id = ?';
  statement<[number | null, string, string]>(tx, sql).run(at, userId, id);
}

import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';

const BUMP = `INSERT INTO told_versions VALUES (?, 1) ON CONFLICT DO UPDATE SET version = version + 1`;

export function bumpTold(tx: Tx, userId: string): void {
  statement<[string]>(tx, BUMP).run(userId);
}

/** Which telling of a person's campaigns is kept. */
export function toldVersion(db: Db, userId: string): number {
  const sql = 'SELECT version FROM told_versions WHERE user_id = ?';
  return statement<[string], { readonly version: number }>(db, sql).get(userId)?.version ?? 0;
}

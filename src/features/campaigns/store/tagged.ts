import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import { currentId } from './aliases.ts';

export function tagsOf(db: Db, userId: string): readonly string[] {
  const sql = 'SELECT DISTINCT tag FROM campaign_tags WHERE user_id = ? ORDER BY tag';
  return statement<[string], { readonly tag: string }>(db, sql)
    .all(userId)
    .map(({ tag }) => tag);
}

/** The campaigns of a tag, by the names they have now. */
export function idsTagged(db: Db, userId: string, tag: string): readonly string[] {
  const sql = 'SELECT campaign_id AS id FROM campaign_tags WHERE user_id = ? AND tag = ?';
  const found = statement<[string, string], { readonly id: string }>(db, sql).all(userId, tag);
  return found.flatMap(({ id }) => currentId(db, userId, id) ?? []);
}

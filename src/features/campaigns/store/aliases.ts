import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';

const STEP = 'SELECT id FROM campaign_aliases WHERE user_id = ? AND old_id = ?';
const IS = 'SELECT 1 FROM campaigns WHERE user_id = ? AND id = ?';

// A campaign that changed its id twice is found over two steps; a ring of them would be a bug of ours, not a hang.
const MOST_STEPS = 50;

/** What a campaign is called now that was once called so; null where there is none any more. */
export function currentId(db: Db, userId: string, id: string): string | null {
  let now = id;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (statement<[string, string]>(db, IS).get(userId, now) !== undefined) return now;
    const next = statement<[string, string], { readonly id: string }>(db, STEP).get(userId, now);
    if (next === undefined) return null;
    now = next.id;
  }
  return null;
}

const FORMER = `WITH RECURSIVE former (id) AS (
    VALUES (?) UNION SELECT old_id FROM campaign_aliases a JOIN former f ON a.user_id = ? AND a.id = f.id)
  SELECT id FROM former`;

/** All it is and was called: notes and tags hang on the name they were written under. */
export function namesOf(db: Db, userId: string, id: string): readonly string[] {
  const found = statement<[string, string], { readonly id: string }>(db, FORMER).all(id, userId);
  return found.map((each) => each.id);
}

const SET = 'INSERT INTO campaign_aliases VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET id = excluded.id';

export function setAlias(tx: Tx, userId: string, oldId: string, id: string): void {
  statement<[string, string, string]>(tx, SET).run(userId, oldId, id);
}

// There are few old names, and many campaigns.
const DROP = `DELETE FROM campaign_aliases WHERE user_id = ? AND EXISTS (
  SELECT 1 FROM campaigns c WHERE c.user_id = campaign_aliases.user_id AND c.id = old_id AND c.ticker = ?)`;

/** Those that are there again under their own name. */
export function dropAliases(tx: Tx, userId: string, ticker: string): void {
  statement<[string, string]>(tx, DROP).run(userId, ticker);
}

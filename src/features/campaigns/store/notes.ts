import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokersChange, Note } from '../engine/chain/shown.ts';
import { namesOf } from './aliases.ts';

const among = 'campaign_id IN (SELECT value FROM json_each(?))';
const asked = (db: Db, userId: string, campaign: string) => JSON.stringify(namesOf(db, userId, campaign));

const NOTES = `SELECT id, text, written_at AS writtenAt FROM campaign_notes
  WHERE user_id = ? AND removed_at IS NULL AND ${among} ORDER BY written_at DESC, id DESC`;

/** The newest first, those written under a name the campaign had before among them. */
export function notesOn(db: Db, userId: string, campaign: string): readonly Note[] {
  return statement<[string, string], Note>(db, NOTES).all(userId, asked(db, userId, campaign));
}

const FIND = `SELECT id, text, written_at AS writtenAt, campaign_id AS campaign, removed_at AS removedAt
  FROM campaign_notes`;

export interface FoundNote extends Note {
  /** As it was called when the note was written. */
  readonly campaign: string;
  /** null while it stands. */
  readonly removedAt: number | null;
}

/** Removed ones too: they can be brought back. */
export function findNote(db: Db, userId: string, id: string): FoundNote | null {
  const sql = `${FIND} WHERE user_id = ? AND id = ?`;
  return statement<[string, string], FoundNote>(db, sql).get(userId, id) ?? null;
}

export function addNote(tx: Tx, userId: string, campaign: string, { id, text, writtenAt }: Note): void {
  const sql = 'INSERT INTO campaign_notes VALUES (?, ?, ?, ?, ?, NULL)';
  statement<[string, string, string, string, number]>(tx, sql).run(id, userId, campaign, text, writtenAt);
}

/** null brings it back. */
export function setRemoved(tx: Tx, userId: string, id: string, at: number | null): void {
  const sql = 'UPDATE campaign_notes SET removed_at = ? WHERE user_id = ? AND id = ?';
  statement<[number | null, string, string]>(tx, sql).run(at, userId, id);
}

const TAGS = `SELECT DISTINCT tag FROM campaign_tags WHERE user_id = ? AND ${among} ORDER BY tag`;

export function tagsOn(db: Db, userId: string, campaign: string): readonly string[] {
  type Row = { readonly tag: string };
  const found = statement<[string, string], Row>(db, TAGS).all(userId, asked(db, userId, campaign));
  return found.map(({ tag }) => tag);
}

export function addTag(tx: Tx, userId: string, campaign: string, tag: string): void {
  const sql = 'INSERT INTO campaign_tags VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
  statement<[string, string, string]>(tx, sql).run(userId, campaign, tag);
}

const DROP = `DELETE FROM campaign_tags WHERE user_id = ? AND tag = ? AND ${among}`;

export function dropTag(tx: Tx, userId: string, campaign: string, tag: string): void {
  statement<[string, string, string]>(tx, DROP).run(userId, tag, asked(tx, userId, campaign));
}

const CHANGES = `SELECT changed_at AS changedAt, message FROM campaign_changes
  WHERE user_id = ? AND ${among} ORDER BY changed_at DESC, id DESC LIMIT ?`;

/** What the broker changed afterwards, the newest first. */
export function changesOf(db: Db, userId: string, campaign: string, limit: number): readonly BrokersChange[] {
  const found = statement<[string, string, number], BrokersChange>(db, CHANGES);
  return found.all(userId, asked(db, userId, campaign), limit);
}

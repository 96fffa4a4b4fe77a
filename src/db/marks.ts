import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { IsoDate } from '../lib/dates.ts';
import type { Db, Tx } from './open.ts';
import { statement } from './statements.ts';
import { write } from './write.ts';

/** Something of a person's that has changed since a day and is not yet recomputed. */
export interface Mark {
  readonly userId: string;
  readonly key: string;
  readonly earliest: IsoDate;
}

interface Drained {
  readonly done: number;
  readonly failures: readonly { readonly mark: Mark; readonly error: unknown }[];
}

type Work = (tx: Tx, mark: Mark) => void;

const MARK = `INSERT INTO marks (user_id, kind, key, earliest) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET earliest = min(earliest, excluded.earliest)`;
const WAITING = `SELECT user_id AS userId, key, earliest FROM marks WHERE kind = ? ORDER BY marked_at, user_id, key`;
const TAKE = `DELETE FROM marks WHERE user_id = ? AND kind = ? AND key = ? RETURNING user_id AS userId, key, earliest`;
const WAITING_OF = 'SELECT user_id AS userId, key, earliest FROM marks WHERE kind = ? AND user_id = ?';
const BUMP = `INSERT INTO data_versions (user_id, version) VALUES (?, 1)
  ON CONFLICT DO UPDATE SET version = version + 1`;
const READ = 'SELECT version FROM data_versions WHERE user_id = ?';

/** Written in the transaction that changes the facts, so that a kill loses nothing. The earliest date wins. */
export function mark(tx: Tx, userId: string, kind: string, key: string, earliest: IsoDate): void {
  statement<[string, string, string, IsoDate]>(tx, MARK).run(userId, kind, key, earliest);
}

/** Everyone's, or one person's. */
export function waitingMarks(db: Db, kind: string, userId?: string): readonly Mark[] {
  if (userId === undefined) return statement<[string], Mark>(db, WAITING).all(kind);
  return statement<[string, string], Mark>(db, WAITING_OF).all(kind, userId);
}

/** Its work is done with another's: true where it was waiting. */
export function takeMark(tx: Tx, userId: string, kind: string, key: string): boolean {
  return statement<[string, string, string], Mark>(tx, TAKE).get(userId, kind, key) !== undefined;
}

const lines = new WeakMap<Database, Map<string, Promise<unknown>>>();

/**
 * Works off every mark of a kind that is there when it begins, each taken away in the transaction of its work: work
 * that fails keeps its mark, a mark made during the work waits for the next drain. Drains of one kind stand in line,
 * so a caller knows that what was marked before its call has been tried when its promise is kept.
 */
export function drain(db: Db, kind: string, work: Work): Promise<Drained> {
  const line = lines.get(db.$client) ?? new Map<string, Promise<unknown>>();
  lines.set(db.$client, line);
  const turn = (line.get(kind) ?? Promise.resolve()).then(() => drainAll(db, kind, work));
  line.set(
    kind,
    turn.catch(() => undefined),
  );
  return turn;
}

async function drainAll(db: Db, kind: string, work: Work): Promise<Drained> {
  const failures: { mark: Mark; error: unknown }[] = [];
  const waiting = waitingMarks(db, kind);
  for (const found of waiting) {
    try {
      write(db, (tx) => takeAndWork(tx, kind, found, work));
    } catch (error) {
      failures.push({ mark: found, error });
    }
    await nextTurn();
  }
  return { done: waiting.length - failures.length, failures };
}

// The mark is read again: since the list was made its date may have become earlier, or its owner may be gone.
function takeAndWork(tx: Tx, kind: string, found: Mark, work: Work): void {
  const taken = statement<[string, string, string], Mark>(tx, TAKE).get(found.userId, kind, found.key);
  if (taken) work(tx, taken);
}

/** In every transaction that changes what a person's pages show: their old pages are then no longer 304. */
export function bumpVersion(tx: Tx, userId: string): void {
  statement<[string]>(tx, BUMP).run(userId);
}

export function dataVersion(db: Db, userId: string): number {
  return statement<[string], { readonly version: number }>(db, READ).get(userId)?.version ?? 0;
}

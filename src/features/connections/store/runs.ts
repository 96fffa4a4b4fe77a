import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Told } from '../../transactions/index.ts';
import type { Reach } from '../engine/plan.ts';
import type { Doing, Run, RunError, RunState } from '../engine/status.ts';

interface Columns extends Omit<Run, 'window' | 'error'> {
  readonly windowFrom: number | null;
  readonly windowTo: number | null;
  readonly errorKind: string | null;
  readonly errorMessage: string | null;
}

const RUNS = `SELECT r.id, connection_id AS connectionId, c.broker, state, started_at AS startedAt, ended_at AS endedAt, doing,
    questions, answers, rows, new_rows AS newRows, changed_rows AS changedRows, vanished_rows AS vanishedRows,
    window_from AS windowFrom, window_to AS windowTo, error_kind AS errorKind, error_message AS errorMessage
  FROM sync_runs r JOIN connections c ON c.id = r.connection_id
  WHERE c.user_id = ? AND r.connection_id = ? ORDER BY started_at DESC, r.id DESC LIMIT ?`;

/** The history of a connection, newest first. */
export function runsOf(db: Db, userId: string, connectionId: string, limit: number): readonly Run[] {
  const found = statement<[string, string, number], Columns>(db, RUNS).all(userId, connectionId, limit);
  return found.map(toRun);
}

export function lastRun(db: Db, userId: string, connectionId: string): Run | null {
  return runsOf(db, userId, connectionId, 1)[0] ?? null;
}

function toRun({ windowFrom, windowTo, errorKind, errorMessage, ...run }: Columns): Run {
  return {
    ...run,
    window: windowFrom === null || windowTo === null ? null : { from: windowFrom, to: windowTo },
    error: errorKind === null ? null : { code: errorKind, message: errorMessage ?? '' },
  };
}

const LAST_DONE = `SELECT max(ended_at) AS at FROM sync_runs WHERE connection_id = ? AND state = 'done'`;

export function lastDoneAt(db: Db, connectionId: string): number | null {
  return statement<[string], { readonly at: number | null }>(db, LAST_DONE).get(connectionId)?.at ?? null;
}

/** A run that says it is under way, and who says so. */
export interface OpenRun {
  readonly id: string;
  readonly connectionId: string;
  readonly userId: string;
  readonly pid: number;
  readonly beatAt: number;
}

const OPEN = `SELECT r.id, connection_id AS connectionId, c.user_id AS userId, pid, beat_at AS beatAt
  FROM sync_runs r JOIN connections c ON c.id = r.connection_id WHERE r.state = 'running'`;

/** Everyone's: for whoever starts the program. */
export function openRuns(db: Db): readonly OpenRun[] {
  return statement<[], OpenRun>(db, OPEN).all();
}

export function openRunOf(db: Db, connectionId: string): OpenRun | null {
  return statement<[string], OpenRun>(db, `${OPEN} AND r.connection_id = ?`).get(connectionId) ?? null;
}

/** Whose run it is: one that another process took up, or that has ended, is not ours any more. */
export interface Ours {
  readonly id: string;
  readonly pid: number;
}

const BEGIN = `INSERT INTO sync_runs (id, connection_id, state, pid, beat_at, started_at, doing)
  VALUES (?, ?, 'running', ?, ?, ?, 'accounts')`;

export function insertRun(tx: Tx, { id, pid }: Ours, connectionId: string, now: number): void {
  statement(tx, BEGIN).run(id, connectionId, pid, now, now);
}

export function takeUp(tx: Tx, { id, pid }: Ours, now: number): void {
  statement(tx, 'UPDATE sync_runs SET pid = ?, beat_at = ? WHERE id = ?').run(pid, now, id);
}

const MINE = `WHERE id = ? AND pid = ? AND state = 'running'`;

/** Still alive, and still ours: false where it is not, and nothing may be written for it. */
export function beat(tx: Tx, { id, pid }: Ours, now: number): boolean {
  const sql = `UPDATE sync_runs SET beat_at = ? ${MINE}`;
  return statement<[number, string, number]>(tx, sql).run(now, id, pid).changes === 1;
}

const BEGIN_DOING = `UPDATE sync_runs SET doing = ?, questions = ?, answers = 0, window_from = NULL, window_to = NULL ${MINE}`;

export function setDoing(tx: Tx, { id, pid }: Ours, doing: Doing, questions: number): void {
  statement(tx, BEGIN_DOING).run(doing, questions, id, pid);
}

export function setWindow(tx: Tx, { id, pid }: Ours, { from, to }: Reach): void {
  statement(tx, `UPDATE sync_runs SET window_from = ?, window_to = ? ${MINE}`).run(from, to, id, pid);
}

const ANSWERED = `UPDATE sync_runs SET answers = answers + 1, questions = questions + ? ${MINE}`;

/** One more of its questions is answered; `more` came up by it. */
export function countAnswer(tx: Tx, { id, pid }: Ours, more = 0): void {
  statement(tx, ANSWERED).run(more, id, pid);
}

const COUNTED = `UPDATE sync_runs SET rows = rows + ?, new_rows = new_rows + ?, changed_rows = changed_rows + ?,
  vanished_rows = vanished_rows + ? ${MINE}`;

export function countRows(tx: Tx, { id, pid }: Ours, told: Told): void {
  statement(tx, COUNTED).run(told.rows, told.newRows, told.changedRows, told.vanishedRows, id, pid);
}

export interface Ending {
  readonly state: Exclude<RunState, 'running'>;
  readonly error?: RunError;
}

const END = `UPDATE sync_runs SET state = ?, ended_at = ?, error_kind = ?, error_message = ? WHERE id = ? AND state = 'running'`;

/** false where it had ended before. */
export function endRun(tx: Tx, id: string, { state, error }: Ending, now: number): boolean {
  return statement(tx, END).run(state, now, error?.code ?? null, error?.message ?? null, id).changes === 1;
}

import { bumpVersion } from '../../../db/marks.ts';
import type { Db, Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, type Refusal, refused } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { type BrokerDeps, brokerNames, findConnection, listConnections } from '../../brokers/index.ts';
import { isAlive } from '../engine/alive.ts';
import { type SyncStatus, statusOf } from '../engine/status.ts';
import {
  endRun,
  insertRun,
  lastDoneAt,
  lastRun,
  type OpenRun,
  openRunOf,
  openRuns,
  takeUp,
} from '../store/runs.ts';
import { carryOut, giveUp, SUSPENDED } from './carry-out.ts';
import type { WorkDeps } from './run.ts';

export interface SyncDeps extends WorkDeps {
  /** Who carries a run out; this very thread where nobody else does. */
  readonly hands?: Hands;
  /** Hears what is wrong with Rollbook itself; without one it is thrown where it happened. */
  readonly report?: (error: unknown) => void;
}

export type Hands = (run: OpenRun, signal: AbortSignal) => Promise<void>;

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** What this process carries out, by connection. */
const desks = new WeakMap<Db, Map<string, Running>>();

/** Begins to read a connection, and answers at once; where it is being read already, that is the answer. */
export function startSync(deps: SyncDeps, actor: Actor, connectionId: string): Outcome<SyncStatus> {
  const refusal = refusalOf(deps, actor.userId, connectionId);
  if (refusal !== null) return refusal;
  const claimed = write(deps.db, (tx) => {
    const open = claim(tx, deps, actor.userId, connectionId);
    if (open?.isNew && actor.via !== 'job')
      record(tx, deps, actor, { action: 'sync-begun', subject: brokerOf(tx, actor, connectionId) });
    return open;
  });
  if (claimed !== null) launch(deps, claimed.run);
  return done(statusOfConnection(deps, actor.userId, connectionId));
}

/** The same, and waits for its end. */
export async function syncAndWait(
  deps: SyncDeps,
  actor: Actor,
  connectionId: string,
): Promise<Outcome<SyncStatus>> {
  const started = startSync(deps, actor, connectionId);
  await deskOf(deps.db).get(connectionId)?.ended;
  return started.ok ? done(statusOfConnection(deps, actor.userId, connectionId)) : started;
}

/** Stops reading; what was read is kept, and the next run goes on from there. */
export function cancelSync(deps: SyncDeps, actor: Actor, connectionId: string): Outcome<SyncStatus> {
  if (findConnection(deps.db, actor.userId, connectionId) === null) return NOT_FOUND;
  const open = openRunOf(deps.db, connectionId);
  if (open !== null)
    write(deps.db, (tx) => {
      if (!endRun(tx, open.id, { state: 'cancelled' }, deps.clock())) return;
      bumpVersion(tx, actor.userId);
      record(tx, deps, actor, { action: 'sync-cancelled', subject: brokerOf(tx, actor, connectionId) });
    });
  deskOf(deps.db).get(connectionId)?.controller.abort();
  return done(statusOfConnection(deps, actor.userId, connectionId));
}

/** At start: what was under way when the program ended goes on. */
export function resumeSyncs(deps: SyncDeps): number {
  const orphans = openRuns(deps.db).filter((run) => !isCarried(deps, run));
  for (const orphan of orphans) {
    const mine = { ...orphan, pid: process.pid };
    write(deps.db, (tx) => takeUp(tx, mine, deps.clock()));
    launch(deps, mine);
  }
  return orphans.length;
}

/** Before the database is closed: the runs stand still where they are, and are taken up at the next start. */
export async function stopSyncs({ db }: Pick<SyncDeps, 'db'>): Promise<void> {
  const running = [...deskOf(db).values()];
  for (const { controller } of running) controller.abort(SUSPENDED);
  await Promise.all(running.map(({ ended }) => ended));
}

export function syncStatuses(deps: BrokerDeps, userId: string): readonly SyncStatus[] {
  return listConnections(deps, userId).map(({ id }) => statusOfConnection(deps, userId, id));
}

function statusOfConnection({ db, clock }: BrokerDeps, userId: string, connectionId: string): SyncStatus {
  return statusOf(connectionId, lastRun(db, userId, connectionId), lastDoneAt(db, connectionId), clock());
}

function refusalOf(deps: BrokerDeps, userId: string, connectionId: string): Refusal | null {
  const connection = listConnections(deps, userId).find(({ id }) => id === connectionId);
  if (connection === undefined) return NOT_FOUND;
  const name = brokerNames[connection.broker];
  if (connection.state === 'paused')
    return refused('disconnected', `${name} is disconnected. Connect it again to read it.`);
  return connection.state === 'connected'
    ? null
    : refused('needs-sign-in', `You are not signed in at ${name}. Sign in there first.`);
}

function brokerOf(tx: Tx, { userId }: Actor, connectionId: string): string {
  return findConnection(tx, userId, connectionId)?.broker ?? '';
}

/** A run of ours to carry out; null where somebody is at it. */
function claim(tx: Tx, deps: SyncDeps, userId: string, connectionId: string) {
  const open = openRunOf(tx, connectionId);
  if (open !== null && isCarried(deps, open)) return null;
  const now = deps.clock();
  const run = { id: open?.id ?? deps.newId(), connectionId, userId, pid: process.pid, beatAt: now };
  if (open === null) insertRun(tx, run, connectionId, now);
  else takeUp(tx, run, now);
  bumpVersion(tx, userId);
  return { run, isNew: open === null };
}

function isCarried({ db, clock }: SyncDeps, run: OpenRun): boolean {
  const isOurs = deskOf(db).has(run.connectionId);
  return isAlive(run, { now: clock(), pid: process.pid, isOurs, exists: processExists });
}

function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function launch(deps: SyncDeps, run: OpenRun): void {
  const { hands = (run, signal) => carryOut(deps, run, signal), report } = deps;
  const desk = deskOf(deps.db);
  const controller = new AbortController();
  // A run that was cancelled may still be on its way out when the next has taken its place.
  const leave = () => desk.get(run.connectionId) === running && desk.delete(run.connectionId);
  const dropped = (error: unknown) => {
    giveUp(deps, run);
    throw error;
  };
  const work = hands(run, controller.signal).catch(dropped).finally(leave);
  const running = { controller, ended: report === undefined ? work : work.catch(report) };
  desk.set(run.connectionId, running);
}

function deskOf(db: Db): Map<string, Running> {
  const desk = desks.get(db) ?? new Map<string, Running>();
  desks.set(db, desk);
  return desk;
}

import type { Actor } from '../../../model/actor.ts';
import { done, type Outcome } from '../../../model/outcome.ts';
import { connect, disconnect, removePractice } from '../../brokers/index.ts';
import type { SyncStatus } from '../engine/status.ts';
import { cancelSync, type SyncDeps, startSync } from './desk.ts';
import { standings } from './overview.ts';

/** The practice market, there and being read with one click. */
export function tryPractice(deps: SyncDeps, actor: Actor): Outcome<SyncStatus> {
  const connected = connect(deps, actor, 'practice');
  return connected.ok ? startSync(deps, actor, connected.value.id) : connected;
}

/** All of it; made anew from the same seed, it can be had back as it was. */
export function leavePractice(deps: SyncDeps, actor: Actor): Outcome<null> {
  stopReading(deps, actor, 'practice');
  const removed = removePractice(deps, actor);
  return removed.ok ? done(null, { method: 'POST', url: '/connections/practice' }) : removed;
}

export async function endConnection(deps: SyncDeps, actor: Actor, id: string): Promise<Outcome<unknown>> {
  cancelSync(deps, actor, id);
  return disconnect(deps, actor, id);
}

/** Every connection somebody is signed in for, or the one that is named. */
export function readAll(
  deps: SyncDeps,
  actor: Actor,
  wanted: string | undefined,
): Outcome<readonly SyncStatus[]> {
  const connected = standings(deps, actor.userId).flatMap(({ connection }) =>
    connection?.state === 'connected' ? [connection.id] : [],
  );
  const statuses: SyncStatus[] = [];
  for (const id of wanted === undefined ? connected : [wanted]) {
    const started = startSync(deps, actor, id);
    if (!started.ok) return started;
    statuses.push(started.value);
  }
  return done(statuses);
}

function stopReading(deps: SyncDeps, actor: Actor, broker: 'practice'): void {
  const found = standings(deps, actor.userId).find((one) => one.broker === broker);
  if (found?.connection) cancelSync(deps, actor, found.connection.id);
}

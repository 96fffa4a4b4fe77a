import { setImmediate as nextTurn } from 'node:timers/promises';
import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import {
  type BrokerDeps,
  type Connection,
  findConnection,
  openPass,
  type Pass,
} from '../../brokers/index.ts';
import type { Doing } from '../engine/status.ts';
import { beat, countAnswer, type Ours, setDoing } from '../store/runs.ts';

export interface WorkDeps extends BrokerDeps {
  /** Hears of every step once it is written down; whoever carries a run out in another thread looks at the file. */
  readonly onStep?: () => void;
  /** What hangs on a person's rows and is told anew once they are read; without it, whoever looks at it sees to that. */
  readonly afterReading?: (userId: string) => Promise<void>;
}

/** A run while it is carried out. */
export interface Work {
  readonly deps: WorkDeps;
  readonly connection: Connection;
  readonly run: Ours;
  readonly pass: Pass;
  readonly signal: AbortSignal;
}

/** The run was ended from elsewhere, or the connection went away: what was just read is not kept. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export function workOn(deps: WorkDeps, connection: Connection, run: Ours, signal: AbortSignal): Work {
  return { deps, connection, run, signal, pass: openPass(deps, connection, signal) };
}

/** One transaction of a run that is still ours; throws Stopped where it is not. Pages show how far it has come. */
export function writeFor<T>({ deps, connection, run, signal }: Work, work: (tx: Tx) => T): T {
  signal.throwIfAborted();
  const written = write(deps.db, (tx) => {
    if (!beat(tx, run, deps.clock())) throw new Stopped('the run was ended');
    const now = findConnection(tx, connection.userId, connection.id);
    if (now === null || now.pausedAt !== null) throw new Stopped('the connection was ended');
    bumpVersion(tx, connection.userId);
    return work(tx) as T extends PromiseLike<unknown> ? never : T;
  }) as T;
  deps.onStep?.();
  return written;
}

export function beginDoing(work: Work, doing: Doing, questions: number): void {
  writeFor(work, (tx) => setDoing(tx, work.run, doing, questions));
}

/** What one question brought, written together with the news that it is answered. */
export async function answered(work: Work, save: (tx: Tx) => void): Promise<void> {
  writeFor(work, (tx) => {
    save(tx);
    countAnswer(tx, work.run);
  });
  await othersTurn();
}

/** Between two questions everybody else is served, also where the answers come at once. */
export const othersTurn = (): Promise<void> => nextTurn();

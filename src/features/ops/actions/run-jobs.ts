import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import type { SyncDeps } from '../../connections/index.ts';
import { type Job, newestSlot } from '../schedule.ts';
import { endRun, forgetRuns, interruptRuns, lastRun, takeSlot } from '../store.ts';

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Looks once a minute what has become due since it last looked, however long that was: a clock that jumps, a machine
 * that slept and a process that was down are all the same to it. A slot is taken in the table before its job begins.
 */
export class JobRunner {
  readonly #deps: SyncDeps;
  readonly #jobs: readonly Job[];
  readonly #log: Log;
  readonly #lookedAt = new Map<string, number>();
  readonly #running = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(deps: SyncDeps, jobs: readonly Job[], log: Log) {
    this.#deps = deps;
    this.#jobs = jobs;
    this.#log = log;
    write(deps.db, (tx) => interruptRuns(tx));
  }

  /** Starts what is due; answers once all of it has ended. */
  async look(): Promise<void> {
    if (this.#stopped) return;
    await Promise.all(this.#jobs.map((job) => this.#lookAt(job).catch((error) => this.#notNow(job, error))));
  }

  /** Waits for what is running; nothing new begins. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running.values());
  }

  async #lookAt(job: Job): Promise<void> {
    if (this.#running.has(job.name)) return;
    const now = this.#deps.clock();
    const slot = newestSlot(job, this.#lookedAt.get(job.name) ?? this.#since(job, now), now);
    const taken = slot !== null && write(this.#deps.db, (tx) => takeSlot(tx, job.name, slot, now));
    // Only now, so that a slot that could not be taken is looked for again; back, too, when the clock went back.
    this.#lookedAt.set(job.name, now);
    if (!taken) return;
    const run = this.#run(job, slot).finally(() => this.#running.delete(job.name));
    this.#running.set(job.name, run);
    await run;
  }

  /** What never ran has missed nothing: a new installation waits for its first slot. */
  #since(job: Job, now: number): number {
    return lastRun(this.#deps.db, job.name) === null ? now : now - job.catchUpMs;
  }

  async #run(job: Job, slot: string): Promise<void> {
    try {
      const message = await job.run(this.#deps);
      this.#end(job, slot, 'done', message);
      this.#log.info({ job: job.name, slot }, message);
    } catch (error) {
      this.#log.error({ job: job.name, slot, err: error }, 'job failed');
      this.#end(job, slot, 'failed', error instanceof Error ? error.message : String(error));
    }
  }

  #notNow(job: Job, error: unknown): void {
    this.#log.error({ job: job.name, err: error }, 'job could not begin or be noted');
  }

  #end(job: Job, slot: string, outcome: 'done' | 'failed', message: string): void {
    const endedAt = this.#deps.clock();
    write(this.#deps.db, (tx) => endRun(tx, { job: job.name, slot, endedAt, outcome, message }));
  }
}

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

export function forgetOldRuns({ db, clock }: Deps): string {
  const forgotten = write(db, (tx) => forgetRuns(tx, clock() - KEPT_MS));
  return `${forgotten} notes older than ninety days removed`;
}

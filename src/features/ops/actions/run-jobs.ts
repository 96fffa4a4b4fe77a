import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import { type Job, newestSlot } from '../schedule.ts';
import { endRun, forgetRuns, interruptRuns, takeSlot } from '../store.ts';

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Looks once a minute what has become due since it last looked, however long that was: a clock that jumps, a machine
 * that slept and a process that was down are all the same to it. A slot is taken in the table before its job begins.
 */
export class JobRunner {
  readonly #deps: Deps;
  readonly #jobs: readonly Job[];
  readonly #log: Log;
  readonly #lookedAt = new Map<string, number>();
  readonly #running = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(deps: Deps, jobs: readonly Job[], log: Log) {
    this.#deps = deps;
    this.#jobs = jobs;
    this.#log = log;
    write(deps.db, (tx) => interruptRuns(tx));
  }

  /** Starts what is due; answers once all of it has ended. */
  async look(): Promise<void> {
    if (this.#stopped) return;
    await Promise.all(this.#jobs.map((job) => this.#lookAt(job)));
  }

  /** Waits for what is running; nothing new begins. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running.values());
  }

  async #lookAt(job: Job): Promise<void> {
    const now = this.#deps.clock();
    const slot = newestSlot(job, this.#lookedAt.get(job.name) ?? now - job.catchUpMs, now);
    this.#lookedAt.set(job.name, Math.max(now, this.#lookedAt.get(job.name) ?? 0));
    if (slot === null || this.#running.has(job.name)) return;
    if (!write(this.#deps.db, (tx) => takeSlot(tx, job.name, slot, now))) return;
    const run = this.#run(job, slot).finally(() => this.#running.delete(job.name));
    this.#running.set(job.name, run);
    await run;
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

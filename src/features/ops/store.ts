import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../db/open.ts';
import { jobRuns } from './tables.ts';

export type JobRun = Readonly<typeof jobRuns.$inferSelect>;

/** Takes the slot, once; one that a stop interrupted may be taken again. */
export function takeSlot(tx: Tx, job: string, slot: string, now: number): boolean {
  const run = { job, slot, startedAt: now, endedAt: null, outcome: 'running', message: '' } as const;
  const taken = tx
    .insert(jobRuns)
    .values(run)
    .onConflictDoUpdate({
      target: [jobRuns.job, jobRuns.slot],
      set: run,
      setWhere: eq(jobRuns.outcome, 'interrupted'),
    });
  return taken.run().changes > 0;
}

export function endRun(tx: Tx, run: Pick<JobRun, 'job' | 'slot' | 'endedAt' | 'outcome' | 'message'>): void {
  const { endedAt, outcome, message } = run;
  const which = and(eq(jobRuns.job, run.job), eq(jobRuns.slot, run.slot));
  tx.update(jobRuns).set({ endedAt, outcome, message }).where(which).run();
}

/** At start nothing runs: what says so was cut off. */
export function interruptRuns(tx: Tx): void {
  const cutOff = { outcome: 'interrupted', message: 'Rollbook stopped meanwhile; it runs again.' } as const;
  tx.update(jobRuns).set(cutOff).where(eq(jobRuns.outcome, 'running')).run();
}

export function lastRun(db: Db, job: string): JobRun | null {
  return (
    db.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(desc(jobRuns.startedAt)).limit(1).get() ??
    null
  );
}

export function lastSuccess(db: Db, job: string): JobRun | null {
  const good = and(eq(jobRuns.job, job), eq(jobRuns.outcome, 'done'));
  return db.select().from(jobRuns).where(good).orderBy(desc(jobRuns.startedAt)).limit(1).get() ?? null;
}

export function forgetRuns(tx: Tx, before: number): number {
  return tx.delete(jobRuns).where(lt(jobRuns.startedAt, before)).run().changes;
}

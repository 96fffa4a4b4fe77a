import { createTask } from 'node-cron';
import { dateIn, wallTimeIn } from '../../lib/time-zones.ts';
import type { SyncDeps } from '../connections/index.ts';

/** One row of the table of schedules. */
export interface Job {
  readonly name: string;
  readonly title: string;
  readonly cron: string;
  readonly timeZone: string;
  /** A slot missed while the process was down is made up for when it is no older than this. */
  readonly catchUpMs: number;
  readonly run: (deps: SyncDeps) => Promise<string> | string;
}

const MINUTE = 60_000;

/** The newest slot that was due after `since`, up to and including `now`; null when there was none. */
export function newestSlot(job: Job, since: number, now: number): string | null {
  const due = dueMatcher(job);
  for (let at = floorToMinute(now); at > since; at -= MINUTE) {
    if (due(new Date(at))) return `${dateIn(at, job.timeZone)} ${wallTimeIn(at, job.timeZone).slice(0, 5)}`;
  }
  return null;
}

export function nextRun(job: Job): number | null {
  return task(job).getNextRuns(1)[0]?.getTime() ?? null;
}

function dueMatcher(job: Job): (date: Date) => boolean {
  const matching = task(job);
  return (date) => matching.match(date);
}

const tasks = new Map<string, ReturnType<typeof createTask>>();

function task({ cron, timeZone }: Job) {
  const key = `${cron} ${timeZone}`;
  const known = tasks.get(key) ?? createTask(cron, () => {}, { timezone: timeZone });
  tasks.set(key, known);
  return known;
}

function floorToMinute(at: number): number {
  return at - (at % MINUTE);
}

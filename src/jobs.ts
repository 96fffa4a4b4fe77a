import { sweep } from './features/auth/index.ts';
import { backUpNightly, forgetOldRuns, type Job } from './features/ops/index.ts';

const HOUR = 60 * 60 * 1000;

/** The one table of schedules. */
export const jobs: readonly Job[] = [
  {
    name: 'nightly-backup',
    title: 'Nightly backup',
    cron: '10 3 * * *',
    timeZone: 'UTC',
    catchUpMs: 24 * HOUR,
    run: backUpNightly,
  },
  {
    name: 'hourly-sweep',
    title: 'Ended sessions and expired links',
    cron: '7 * * * *',
    timeZone: 'UTC',
    catchUpMs: HOUR,
    run: sweep,
  },
  {
    name: 'daily-sweep',
    title: 'Old notes of jobs',
    cron: '40 3 * * *',
    timeZone: 'UTC',
    catchUpMs: 24 * HOUR,
    run: forgetOldRuns,
  },
];

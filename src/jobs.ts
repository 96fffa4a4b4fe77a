import { sweep } from './features/auth/index.ts';
import { tellNewDay } from './features/campaigns/index.ts';
import { syncSession } from './features/connections/index.ts';
import { backUpNightly, forgetOldRuns, type Job } from './features/ops/index.ts';

const HOUR = 60 * 60 * 1000;

/** The one table of schedules. A broker that could not be read after the close is asked twice more in the evening. */
export const jobs: readonly Job[] = [
  {
    name: 'sync-after-new-york',
    title: 'Reading Schwab after the close in New York, and in the morning',
    cron: '20 8,16,18,20 * * *',
    timeZone: 'America/New_York',
    catchUpMs: 16 * HOUR,
    run: (deps) => syncSession(deps, 'NYSE'),
  },
  {
    name: 'sync-after-mumbai',
    title: 'Reading Zerodha after the close in Mumbai',
    cron: '0 16,18,20 * * *',
    timeZone: 'Asia/Kolkata',
    catchUpMs: 12 * HOUR,
    run: (deps) => syncSession(deps, 'NSE'),
  },
  {
    name: 'new-day',
    title: 'Campaigns on a new day in New York',
    cron: '5 0 * * *',
    timeZone: 'America/New_York',
    catchUpMs: 24 * HOUR,
    run: tellNewDay,
  },
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

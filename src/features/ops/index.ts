export { backUpNightly, backUpNow } from './actions/backup.ts';
export { inspect } from './actions/inspect.ts';
export { forgetOldRuns, JobRunner } from './actions/run-jobs.ts';
export type { Job } from './schedule.ts';

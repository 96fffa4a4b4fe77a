export { carryOut, SUSPENDED } from './actions/carry-out.ts';
export {
  cancelSync,
  type Hands,
  resumeSyncs,
  type SyncDeps,
  startSync,
  stopSyncs,
  syncAndWait,
  syncStatuses,
} from './actions/desk.ts';
export { standings } from './actions/overview.ts';
export type { SyncStatus } from './engine/status.ts';
export { syncSession } from './jobs.ts';
export { lastRun, type OpenRun, runsOf } from './store/runs.ts';
export { bannerOf, lightsOf } from './view/shell.ts';

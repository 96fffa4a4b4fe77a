/**
 * Rule: a light is red when something people rely on does not work now, yellow when it soon may not. Example: a backup
 * of the day before yesterday is yellow; a disk with less than 200 MB left is red, since the next backup may not fit.
 */
export interface JobHealth {
  readonly name: string;
  readonly title: string;
  readonly last: {
    readonly outcome: 'running' | 'done' | 'failed' | 'interrupted';
    readonly message: string;
    readonly startedAt: number;
  } | null;
  readonly lastSuccessAt: number | null;
  readonly nextAt: number | null;
}

export interface Health {
  readonly database: { readonly file: string; readonly bytes: number; readonly writable: boolean };
  readonly pendingMigrations: readonly string[];
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number };
  readonly backup: { readonly takenAt: number; readonly bytes: number; readonly count: number } | null;
  readonly jobs: readonly JobHealth[];
  readonly memoryBytes: number;
  readonly startedAt: number;
  readonly node: string;
}

export type Light = 'gain' | 'warning' | 'loss';

const LEAST_FREE_BYTES = 200 * 1024 * 1024;
const BACKUP_IS_OLD_MS = 36 * 60 * 60 * 1000;

export interface Lights {
  readonly database: Light;
  readonly disk: Light;
  readonly backup: Light;
  readonly jobs: Light;
  readonly worst: Light;
}

export function judge(health: Health, now: number): Lights {
  const lights = {
    database: databaseLight(health),
    disk: health.disk.freeBytes < LEAST_FREE_BYTES ? 'loss' : 'gain',
    backup: backupLight(health, now),
    jobs: health.jobs.some(({ last }) => last?.outcome === 'failed') ? 'loss' : 'gain',
  } as const;
  return { ...lights, worst: worstOf(Object.values(lights)) };
}

/** Whether requests can be served: what a load balancer or a person with a terminal asks. */
export function isReady(health: Health): boolean {
  return databaseLight(health) === 'gain' && health.disk.freeBytes > 0;
}

function databaseLight({ database, pendingMigrations }: Health): Light {
  if (!database.writable) return 'loss';
  return pendingMigrations.length > 0 ? 'warning' : 'gain';
}

function backupLight({ backup, startedAt }: Health, now: number): Light {
  const since = backup?.takenAt ?? startedAt;
  return now - since > BACKUP_IS_OLD_MS ? 'warning' : 'gain';
}

function worstOf(lights: readonly Light[]): Light {
  if (lights.includes('loss')) return 'loss';
  return lights.includes('warning') ? 'warning' : 'gain';
}

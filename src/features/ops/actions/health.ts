import { statfsSync, statSync } from 'node:fs';
import { backupFolderOf, listBackups } from '../../../db/backup-names.ts';
import type { Deps } from '../../../db/deps.ts';
import { pendingMigrations } from '../../../db/migrate.ts';
import { isWritable } from '../../../db/writable.ts';
import type { Health, JobHealth } from '../engine/health.ts';
import { type Job, nextRun } from '../schedule.ts';
import { lastRun, lastSuccess } from '../store.ts';

/** What there is to look after; the roof knows it. */
export interface Watched {
  readonly jobs: readonly Job[];
  /** The folder of migrations this program brings. */
  readonly migrations: string;
}

export function readHealth(deps: Deps, { jobs, migrations }: Watched): Health {
  return {
    database: {
      file: deps.config.databaseFile,
      bytes: sizeOf(deps.config.databaseFile) + sizeOf(`${deps.config.databaseFile}-wal`),
      writable: isWritable(deps.db),
    },
    pendingMigrations: pendingMigrations(deps.db, migrations),
    disk: diskOf(deps.config.dataDir),
    backup: newestBackup(backupFolderOf(deps.config.databaseFile)),
    jobs: jobs.map((job) => jobHealth(deps, job)),
    memoryBytes: process.memoryUsage.rss(),
    startedAt: deps.clock() - Math.round(process.uptime() * 1000),
    node: process.versions.node,
  };
}

function jobHealth({ db }: Deps, job: Job): JobHealth {
  return {
    name: job.name,
    title: job.title,
    last: lastRun(db, job.name),
    lastSuccessAt: lastSuccess(db, job.name)?.endedAt ?? null,
    nextAt: nextRun(job),
  };
}

function newestBackup(folder: string): Health['backup'] {
  const backups = listBackups(folder);
  const [newest] = backups;
  if (newest === undefined) return null;
  return { takenAt: newest.takenAt, bytes: newest.bytes, count: backups.length };
}

function diskOf(folder: string): Health['disk'] {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

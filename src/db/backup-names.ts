import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type BackupLabel = 'nightly' | 'before-migration' | 'manual';

export interface Backup {
  readonly name: string;
  readonly file: string;
  readonly takenAt: number;
  readonly label: BackupLabel;
  readonly bytes: number;
}

const NAME = /^rollbook-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)Z-(nightly|before-migration|manual)\.db$/;

/** Backups live beside the database, so that a message about a damaged file can name the newest one. */
export function backupFolderOf(file: string): string {
  return join(dirname(file), 'backups');
}

export function backupName(takenAt: number, label: BackupLabel): string {
  return `rollbook-${nameStamp(takenAt)}-${label}.db`;
}

/** 20260320-020000Z: sorts by time, and needs no quoting in a shell. */
export function nameStamp(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
    .replace('T', '-');
}

/** Newest first. */
export function listBackups(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => readBackup(folder, name))
    .toSorted((a, b) => b.takenAt - a.takenAt);
}

function readBackup(folder: string, name: string): readonly Backup[] {
  const match = NAME.exec(name);
  if (!match) return [];
  const [, year, month, day, hour, minute, second, label] = match;
  const takenAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const file = join(folder, name);
  return [{ name, file, takenAt, label: label as BackupLabel, bytes: statSync(file).size }];
}

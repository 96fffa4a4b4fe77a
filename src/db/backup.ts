import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Backup, type BackupLabel, backupName } from './backup-names.ts';
import { copyDatabase } from './copies.ts';
import { publish, sha256, writeToDisk } from './durable-files.ts';
import { DatabaseFault, toFileFault } from './fault.ts';
import type { Db } from './open.ts';

export interface BackUpOptions {
  readonly now: number;
  readonly label: BackupLabel;
}

const PARTIAL = /^\.rollbook-.*\.(\d+)\.partial/;

const underWay = new Set<string>();

/** A checked copy of the database as it is now, under a name that means it is whole. */
export async function backUp(db: Db, folder: string, { now, label }: BackUpOptions): Promise<Backup> {
  const name = backupName(now, label);
  const file = join(folder, name);
  try {
    await make(db.$client.name, file);
    return { name, file, takenAt: Math.floor(now / 1000) * 1000, label, bytes: statSync(file).size };
  } catch (error) {
    throw notMade(folder, error);
  }
}

async function make(source: string, file: string): Promise<void> {
  const partial = begin(file);
  try {
    refuseDamage(await copyDatabase(source, partial));
    await finish(partial, file);
  } finally {
    underWay.delete(partial);
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
  }
}

function begin(file: string): string {
  const [folder, name] = [dirname(file), basename(file)];
  const partial = join(folder, `.${name}.${process.pid}.partial`);
  if (existsSync(file) || underWay.has(partial)) throw new Error(`there already is one named ${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep(folder);
  closeSync(openSync(partial, 'wx', 0o600));
  underWay.add(partial);
  return partial;
}

// Left by a process that was killed; those of a living one are its own business.
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(PARTIAL.exec(name)?.[1] ?? 0);
    const path = join(folder, name.replace(/\.partial.*$/, '.partial'));
    if (pid > 0 && !underWay.has(path) && (pid === process.pid || !isAlive(pid)))
      rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function refuseDamage(finding: string | null): void {
  if (finding !== null) throw new Error(`the copy is damaged (${finding}), and so the database may be`);
}

// The checksum first: whatever has a backup's name then has one.
async function finish(partial: string, file: string): Promise<void> {
  await writeToDisk(`${file}.sha256`, `${await sha256(partial)}  ${basename(file)}\n`);
  await publish(partial, file);
}

function notMade(folder: string, error: unknown): DatabaseFault {
  const isFull = toFileFault(error)?.code === 'full';
  const reason = error instanceof Error ? error.message : String(error);
  const what = isFull ? `the disk that holds ${folder} is full` : reason;
  const message = `No backup was made: ${what}. The database and the earlier backups are as they were.`;
  return new DatabaseFault(isFull ? 'full' : 'backup', message, { cause: error });
}

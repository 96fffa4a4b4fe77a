import { existsSync } from 'node:fs';
import { chmod, copyFile, link, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { nameStamp } from './backup-names.ts';
import { verifyCopy } from './copies.ts';
import { publish, sha256 } from './durable-files.ts';
import { DatabaseFault, toDatabaseFault } from './fault.ts';

export interface Restored {
  /** Where the database that was there before is kept; null when there was none. */
  readonly replaced: string | null;
}

/** Puts a checked copy of a backup in the place of a database nobody has open, and keeps what was there. */
export async function restore(backup: string, target: string, now: number): Promise<Restored> {
  const copy = join(dirname(target), `.${basename(target)}.restoring`);
  const hold = holdAlone(target);
  try {
    await copyChecked(backup, copy);
    const replaced = existsSync(target) ? await keepAside(target, now) : null;
    // A log that is left here would be played into the restored file.
    await removeAll(`${target}-wal`, `${target}-shm`, `${target}-journal`);
    await publish(copy, target);
    return { replaced };
  } catch (error) {
    throw notRestored(error);
  } finally {
    hold?.close();
    await removeAll(copy, `${copy}-journal`);
  }
}

// What cannot be read cannot be held, nor be in use.
function holdAlone(target: string): Database.Database | null {
  if (!existsSync(target)) return null;
  try {
    return openAlone(target);
  } catch (error) {
    const code = toDatabaseFault(error, target)?.code;
    if (code === 'corrupt' || code === 'not-a-database') return null;
    throw code === 'locked' ? inUse(target) : notRestored(error);
  }
}

// A connection keeps a shared lock as long as its file is open, and so nobody leaves write-ahead logging beside another,
// idle or not. The kernel forgets the lock with its process, however that ends.
function openAlone(target: string): Database.Database {
  const client = new Database(target, { timeout: 0 });
  try {
    client.pragma('journal_mode = DELETE');
    client.exec('BEGIN EXCLUSIVE');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

async function copyChecked(backup: string, copy: string): Promise<void> {
  const expected = await checksumOf(backup);
  await copyFile(backup, copy);
  await chmod(copy, 0o600);
  if ((await sha256(copy)) !== expected)
    throw new Error(`${backup} has changed since it was made: its checksum differs`);
  const finding = await verifyCopy(copy);
  if (finding !== null) throw new Error(`${backup} is damaged (${finding})`);
}

async function checksumOf(backup: string): Promise<string> {
  if (!existsSync(backup)) throw new Error(`${backup} does not exist`);
  if (!existsSync(`${backup}.sha256`))
    throw new Error(`${backup} has no checksum beside it, ${basename(backup)}.sha256`);
  return (await readFile(`${backup}.sha256`, 'utf8')).slice(0, 64);
}

// Linked, not moved: at every moment there is a database under its name.
async function keepAside(target: string, now: number): Promise<string> {
  const aside = join(dirname(target), `rollbook-replaced-${nameStamp(now)}.db`);
  if (existsSync(aside)) throw new Error(`${aside} already exists`);
  await link(target, aside).catch(() => copyFile(target, aside));
  // Of a database too damaged to be held, what was written last is still in its log.
  if (existsSync(`${target}-wal`)) await copyFile(`${target}-wal`, `${aside}-wal`);
  return aside;
}

async function removeAll(...files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}

function inUse(target: string): DatabaseFault {
  return new DatabaseFault(
    'locked',
    `Nothing was restored: ${target} is in use. Stop Rollbook and try again.`,
  );
}

function notRestored(error: unknown): DatabaseFault {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Nothing was restored: ${reason}. The present database is as it was.`;
  return new DatabaseFault('restore', message, { cause: error });
}

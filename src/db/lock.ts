import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { DatabaseFault, toFileFault } from './fault.ts';

/**
 * One server at a time on a data folder: two would run every job twice. The kernel holds the lock of an open
 * transaction and lets it go with the process, however that ends.
 */
export function lockFolder(folder: string): { release(): void } {
  const file = path.join(folder, 'server.lock');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const client = new Database(file, { timeout: 0 });
    client.exec('BEGIN EXCLUSIVE');
    return { release: () => client.close() };
  } catch (error) {
    const fault = toFileFault(error, file);
    if (fault?.code !== 'locked') throw fault ?? error;
    throw new DatabaseFault(
      'locked',
      `Another Rollbook already runs on ${folder}. Stop that one first, or give this one a DATA_DIR of its own.`,
      { cause: error },
    );
  }
}

import type { Db } from './open.ts';

/** Whether a transaction could begin: a disk that turned read-only shows here. Somebody else's lock is no reason to wait. */
export function isWritable({ $client }: Db): boolean {
  $client.pragma('busy_timeout = 0');
  try {
    $client.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
  } finally {
    $client.pragma('busy_timeout = 5000');
  }
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { backUp } from '../../src/db/backup.ts';
import { listBackups } from '../../src/db/backup-names.ts';
import { closeDatabase, type Db, openDatabase } from '../../src/db/open.ts';
import { restore } from '../../src/db/restore.ts';
import { assertBalanced, openAccounts } from './accounts.ts';
import { database, folder } from './place.ts';

const child = join(import.meta.dirname, 'backup-child.ts');
// Milliseconds after the first backup, spread over the round that follows it.
const MOMENTS = [3, 40, 75, 110];

test('a backup killed at any moment leaves whole backups only, an unharmed database and nothing to clear away', async (t) => {
  await Promise.all(MOMENTS.map((moment) => survivesKill(t, moment)));
});

async function survivesKill(t: TestContext, moment: number): Promise<void> {
  const [file, place] = [join(folder(t), 'rollbook.db'), folder(t)];
  closeDatabase(openAccounts(openDatabase(file), 20_000));
  const running = spawn(process.execPath, [child, file, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(running.stdout, 'data');
  await wait(moment);
  running.kill('SIGKILL');
  await once(running, 'exit');
  await assertUnharmed(t, database(t, file), place);
}

async function assertUnharmed(t: TestContext, db: Db, place: string): Promise<void> {
  assertBalanced(db);
  const backups = listBackups(place);
  assert.ok(backups.length > 0);
  for (const backup of backups) {
    const target = join(folder(t), 'rollbook.db');
    await restore(backup.file, target, 0);
    assertBalanced(database(t, target));
  }
  await backUp(db, place, { now: 1e12, label: 'manual' });
  assert.deepEqual(
    readdirSync(place).filter((name) => name.startsWith('.')),
    [],
  );
}

import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { backUp } from '../../src/db/backup.ts';
import { closeDatabase, openDatabase } from '../../src/db/open.ts';
import { write } from '../../src/db/write.ts';
import { assertBalanced, move, openAccounts } from './accounts.ts';
import { database } from './place.ts';
import { smallDisk } from './small-disk.ts';

test('on a full disk a write is refused in a sentence, what was there is readable, and writing goes on when there is space', (t) => {
  const disk = smallDisk(t, 4096);
  if (disk === null) return;
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, 'x'.repeat(1_500_000));
  const db = openDatabase(join(disk, 'rollbook.db'));
  t.after(() => closeDatabase(db));
  openAccounts(db);

  const fill = (): void => {
    for (let i = 0; i < 1000; i++)
      write(db, (tx) => tx.$client.exec(`UPDATE accounts SET pad = hex(randomblob(2000))`));
  };
  assert.throws(fill, {
    name: 'DatabaseFault',
    code: 'full',
    message: /is full\. What was saved before is safe/,
  });
  assertBalanced(db);

  rmSync(ballast);
  move(db, 1);
  assertBalanced(db);
});

test('a backup that does not fit leaves nothing behind and says so', async (t) => {
  const disk = smallDisk(t, 256);
  if (disk === null) return;
  const db = openAccounts(database(t), 5000);
  const attempt = backUp(db, disk, { now: 0, label: 'manual' });
  await assert.rejects(attempt, {
    code: 'full',
    message: /No backup was made: the disk that holds .* is full/,
  });
  assert.deepEqual(readdirSync(disk), []);
  assertBalanced(db);
});

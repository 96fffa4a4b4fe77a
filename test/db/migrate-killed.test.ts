import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import test from 'node:test';
import { migrate, pendingMigrations } from '../../src/db/migrate.ts';
import type { Db } from '../../src/db/open.ts';
import { database, folder, migrationsOf } from './place.ts';

const child = join(import.meta.dirname, 'migrate-child.ts');
const POINTS = [0, 1, 2, 3, 4, 5];

// Every statement is followed by a place to die at; rows are moved so that half of the work would be seen.
const FILES = {
  '0001_trades.sql': `-- Trades, in dollars as text.
    CREATE TABLE trades (id INTEGER PRIMARY KEY, amount TEXT NOT NULL) STRICT;
    INSERT INTO trades SELECT value, '1.25' FROM generate_series;
    SELECT die_at(0);`,
  '0002_exact.sql': `-- Money becomes exact.
    SELECT die_at(1);
    CREATE TABLE exact (id INTEGER PRIMARY KEY, amount_e4 INTEGER NOT NULL) STRICT;
    SELECT die_at(2);
    INSERT INTO exact SELECT id, 12500 FROM trades;
    SELECT die_at(3);
    DROP TABLE trades;
    SELECT die_at(4);
    ALTER TABLE exact RENAME TO trades;
    SELECT die_at(5);`,
};

const SERIES = `(WITH RECURSIVE series (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM series LIMIT 5000)
  SELECT value FROM series)`;
const files = Object.fromEntries(
  Object.entries(FILES).map(([name, sql]) => [name, sql.replace('generate_series', SERIES)]),
);

test('a migration killed at any statement leaves the old schema or the new one, and the next start completes it', async (t) => {
  const migrations = migrationsOf(t, files);
  await Promise.all(
    POINTS.map(async (point) => {
      const file = join(folder(t), 'rollbook.db');
      const process_ = spawn(process.execPath, [child, file, migrations, String(point)], {
        stdio: 'inherit',
      });
      assert.deepEqual(
        await once(process_, 'exit'),
        [null, 'SIGKILL'],
        `the child of point ${point} was not killed`,
      );
      await completes(database(t, file), migrations, point === 0 ? 2 : 1);
    }),
  );
});

async function completes(db: Db, migrations: string, pending: number): Promise<void> {
  assert.equal(pendingMigrations(db, migrations).length, pending);
  assert.equal(shape(db), pending === 2 ? null : 'id,amount');
  db.$client.function('die_at', (_point: unknown) => null);
  await migrate(db, migrations, { now: 0, backup: () => undefined });
  assert.equal(shape(db), 'id,amount_e4');
  assert.equal(db.$client.prepare('SELECT sum(amount_e4) FROM trades').pluck().get(), 5000 * 12500);
  assert.equal(db.$client.pragma('integrity_check', { simple: true }), 'ok');
}

function shape(db: Db): unknown {
  return db.$client.prepare("SELECT group_concat(name) FROM pragma_table_info('trades')").pluck().get();
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bumpVersion, dataVersion, drain, type Mark, mark } from '../../src/db/marks.ts';
import type { Db, Tx } from '../../src/db/open.ts';
import { write } from '../../src/db/write.ts';
import { database } from './place.ts';

const MIGRATION = join(import.meta.dirname, '../../migrations/0004_marks.sql');

function people(t: TestContext): Db {
  const db = database(t);
  db.$client.exec(
    "CREATE TABLE users (id TEXT PRIMARY KEY) STRICT; INSERT INTO users VALUES ('ann'), ('bob')",
  );
  db.$client.exec(readFileSync(MIGRATION, 'utf8'));
  return db;
}

function marked(t: TestContext, ...keys: readonly string[]): Db {
  const db = people(t);
  write(db, (tx) => {
    for (const key of keys) mark(tx, 'ann', 'ticker', key, '2026-03-12');
  });
  return db;
}

/** The marks that wait, found by a drain that does nothing. */
async function waiting(db: Db, kind = 'ticker'): Promise<readonly string[]> {
  const seen: string[] = [];
  const look = (_tx: Tx, { userId, key, earliest }: Mark): void => {
    seen.push(`${userId} ${key} ${earliest}`);
    throw new Error('only looking');
  };
  await drain(db, kind, look);
  return seen.toSorted();
}

test('of several marks for one thing the earliest date wins', async (t) => {
  const db = people(t);
  for (const date of ['2026-03-12', '2025-12-31', '2026-01-01']) {
    write(db, (tx) => mark(tx, 'ann', 'ticker', 'F', date));
  }
  assert.deepEqual(await waiting(db), ['ann F 2025-12-31']);
});

test('marks of different people, kinds and keys do not meet', async (t) => {
  const db = marked(t, 'F', 'KO');
  write(db, (tx) => mark(tx, 'bob', 'ticker', 'F', '2026-03-13'));
  write(db, (tx) => mark(tx, 'ann', 'history', 'F', '2026-03-14'));
  assert.deepEqual(await waiting(db), ['ann F 2026-03-12', 'ann KO 2026-03-12', 'bob F 2026-03-13']);
  assert.deepEqual(await waiting(db, 'history'), ['ann F 2026-03-14']);
});

test('a mark is gone with the change it was written with', async (t) => {
  const db = people(t);
  const change = (tx: Tx): void => {
    mark(tx, 'ann', 'ticker', 'F', '2026-03-12');
    throw new Error('the row was refused');
  };
  assert.throws(() => write(db, change));
  assert.deepEqual(await waiting(db), []);
});

test('only dates are taken as dates, and only people as owners', (t) => {
  const db = people(t);
  assert.throws(() => write(db, (tx) => mark(tx, 'ann', 'ticker', 'F', '12 March')), /CHECK constraint/);
  assert.throws(() => write(db, (tx) => mark(tx, 'nobody', 'ticker', 'F', '2026-03-12')), /FOREIGN KEY/);
});

test('drained marks are gone, each worked on once', async (t) => {
  const db = marked(t, 'F', 'KO');
  const worked: string[] = [];
  const result = await drain(db, 'ticker', (_tx, { key }) => void worked.push(key));
  assert.deepEqual([worked, result], [['F', 'KO'], { done: 2, failures: [] }]);
  assert.deepEqual(await waiting(db), []);
});

test('work that fails is undone, keeps its mark, is reported, and does not hold up the others', async (t) => {
  const db = marked(t, 'BAD', 'F');
  const result = await drain(db, 'ticker', (tx, { key }) => {
    bumpVersion(tx, 'ann');
    if (key === 'BAD') throw new Error('more was closed than was open');
  });
  assert.equal(result.done, 1);
  assert.deepEqual(result.failures, [
    {
      mark: { userId: 'ann', key: 'BAD', earliest: '2026-03-12' },
      error: new Error('more was closed than was open'),
    },
  ]);
  assert.equal(dataVersion(db, 'ann'), 1);
  assert.deepEqual(await waiting(db), ['ann BAD 2026-03-12']);
});

test('a mark made by the work itself waits for the next drain', async (t) => {
  const db = marked(t, 'F');
  const result = await drain(db, 'ticker', (tx) => mark(tx, 'ann', 'ticker', 'F', '2026-05-01'));
  assert.equal(result.done, 1);
  assert.deepEqual(await waiting(db), ['ann F 2026-05-01']);
});

test('a date that became earlier while the drain was under way is the one worked from', async (t) => {
  const db = marked(t, 'F', 'KO');
  const worked: string[] = [];
  await drain(db, 'ticker', (tx, { key, earliest }) => {
    worked.push(`${key} ${earliest}`);
    if (key === 'F') mark(tx, 'ann', 'ticker', 'KO', '2020-02-02');
  });
  assert.deepEqual(worked, ['F 2026-03-12', 'KO 2020-02-02']);
});

test('between two marks others get their turn', async (t) => {
  const db = marked(t, 'A', 'B', 'C');
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  t.after(() => clearInterval(others));
  const seen: number[] = [];
  await drain(db, 'ticker', () => {
    seen.push(turns);
    const until = performance.now() + 3;
    while (performance.now() < until);
  });
  assert.deepEqual(seen, [...new Set(seen)]);
});

test('drains of one kind stand in line, and the second finds what was marked before it was called', async (t) => {
  const db = marked(t, 'A', 'B');
  const worked: string[] = [];
  const first = drain(db, 'ticker', (_tx, { key }) => void worked.push(`first ${key}`));
  await nextTurn();
  write(db, (tx) => mark(tx, 'ann', 'ticker', 'C', '2026-03-12'));
  const second = drain(db, 'ticker', (_tx, { key }) => void worked.push(`second ${key}`));
  assert.deepEqual([(await first).done, (await second).done], [2, 1]);
  assert.deepEqual(worked, ['first A', 'first B', 'second C']);
});

test('a drain that breaks down does not block the next one', async (t) => {
  const db = people(t);
  db.$client.exec('ALTER TABLE marks RENAME TO gone');
  await assert.rejects(
    drain(db, 'ticker', () => undefined),
    /no such table/,
  );
  db.$client.exec('ALTER TABLE gone RENAME TO marks');
  assert.deepEqual(await drain(db, 'ticker', () => undefined), { done: 0, failures: [] });
});

test('marks and versions leave with their person', async (t) => {
  const db = marked(t, 'F');
  write(db, (tx) => bumpVersion(tx, 'ann'));
  db.$client.exec("DELETE FROM users WHERE id = 'ann'");
  assert.deepEqual(await waiting(db), []);
  assert.equal(dataVersion(db, 'ann'), 0);
});

test('the version of a person rises with their changes only', (t) => {
  const db = people(t);
  assert.equal(dataVersion(db, 'ann'), 0);
  write(db, (tx) => bumpVersion(tx, 'ann'));
  write(db, (tx) => bumpVersion(tx, 'ann'));
  write(db, (tx) => bumpVersion(tx, 'bob'));
  assert.deepEqual([dataVersion(db, 'ann'), dataVersion(db, 'bob')], [2, 1]);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../../src/db/open.ts';
import { write } from '../../src/db/write.ts';
import { database } from './place.ts';

const names = (db: Db): unknown => db.$client.prepare('SELECT name FROM things ORDER BY name').pluck().all();
const add = (tx: Tx, name: string): unknown => tx.run(sql`INSERT INTO things VALUES (${name})`);

function things(db: Db): Db {
  db.$client.exec('CREATE TABLE things (name TEXT PRIMARY KEY) STRICT');
  return db;
}

test('the work is saved as a whole and its answer handed back', (t) => {
  const db = things(database(t));
  const answer = write(db, (tx) => {
    add(tx, 'put');
    add(tx, 'call');
    return 'both';
  });
  assert.equal(answer, 'both');
  assert.deepEqual(names(db), ['call', 'put']);
});

test('work that fails leaves nothing, and its own error comes through', (t) => {
  const db = things(database(t));
  const work = (tx: Tx): void => {
    add(tx, 'put');
    throw new RangeError('the strike is negative');
  };
  assert.throws(() => write(db, work), new RangeError('the strike is negative'));
  assert.deepEqual(names(db), []);
});

test('a broken constraint is not a fault of the database', (t) => {
  const db = things(database(t));
  write(db, (tx) => add(tx, 'put'));
  const again = (tx: Tx): unknown => tx.$client.prepare("INSERT INTO things VALUES ('put')").run();
  assert.throws(() => write(db, again), { name: 'SqliteError', code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
});

test('a builder of drizzle takes part in the transaction', (t) => {
  const db = things(database(t));
  write(db, (tx) => {
    add(tx, 'put');
    assert.deepEqual(tx.all(sql`SELECT name FROM things`), [{ name: 'put' }]);
    assert.equal(tx.$client.inTransaction, true);
  });
});

test('asynchronous work is refused by the compiler and at run time, and leaves nothing', (t) => {
  const db = things(database(t));
  // @ts-expect-error a transaction never waits
  const late = (): unknown => write(db, async (tx) => add(tx, 'put'));
  assert.throws(late, TypeError);
  assert.deepEqual(names(db), []);
});

test('a write inside a write is refused by the compiler and at run time, and the outer one is undone', (t) => {
  const db = things(database(t));
  const nested = (tx: Tx): unknown => {
    add(tx, 'outer');
    // @ts-expect-error what composes takes the tx
    return write(tx, (inner) => add(inner, 'inner'));
  };
  assert.throws(() => write(db, nested), /inside a write/);
  assert.deepEqual(names(db), []);
});

test('the transaction takes the lock at once, so that what it read is still true when it writes', (t) => {
  const db = things(database(t));
  const other = database(t, db.$client.name);
  other.$client.pragma('busy_timeout = 0');
  write(db, () => {
    assert.throws(() => write(other, (tx) => add(tx, 'put')), {
      code: 'locked',
      message: /in use by another program/,
    });
  });
  write(other, (tx) => add(tx, 'put'));
  assert.deepEqual(names(db), ['put']);
});

test('a durable write waits for the disk, and only that one', (t) => {
  const db = things(database(t));
  const waits = (): unknown => db.$client.pragma('synchronous', { simple: true });
  assert.equal(write(db, waits, { durable: true }), 2);
  assert.equal(write(db, waits), 1);
  assert.throws(() => write(db, () => assert.fail('on purpose'), { durable: true }));
  assert.equal(write(db, waits), 1);
});

test('an error of SQLite wrapped in another is recognised', (t) => {
  const db = things(database(t));
  const wrapped = new Error('Failed query', { cause: new Database.SqliteError('no room', 'SQLITE_FULL') });
  const work = (): never => {
    throw wrapped;
  };
  assert.throws(() => write(db, work), { name: 'DatabaseFault', code: 'full' });
});

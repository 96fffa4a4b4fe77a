import assert from 'node:assert/strict';
import type { Db } from '../../src/db/open.ts';
import { write } from '../../src/db/write.ts';

const ACCOUNTS = 200;

/** Accounts whose sum never changes, however much is moved between them: a copy made half-way would show it. */
export function openAccounts(db: Db, padding = 1000): Db {
  db.$client.exec(
    'CREATE TABLE accounts (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, pad TEXT NOT NULL) STRICT',
  );
  const insert = db.$client.prepare('INSERT INTO accounts (amount, pad) VALUES (100, ?)');
  write(db, () => {
    for (let i = 0; i < ACCOUNTS; i++) insert.run('x'.repeat(padding));
  });
  return db;
}

export function move(db: Db, step: number): void {
  const add = db.$client.prepare('UPDATE accounts SET amount = amount + ? WHERE id = ?');
  write(db, () => {
    add.run(-7, 1 + (step % ACCOUNTS));
    add.run(7, 1 + ((step * 31 + 17) % ACCOUNTS));
  });
}

export function assertBalanced(db: Db): void {
  assert.equal(db.$client.prepare('SELECT sum(amount) FROM accounts').pluck().get(), ACCOUNTS * 100);
  assert.equal(db.$client.pragma('integrity_check', { simple: true }), 'ok');
}

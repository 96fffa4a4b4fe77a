import type { Database, Transaction } from 'better-sqlite3';
import { toDatabaseFault } from './fault.ts';
import type { Db, Tx } from './open.ts';

export interface WriteOptions {
  /** On the disk before `write` returns, whatever happens to the power: tokens, orders, migrations. */
  readonly durable?: boolean;
}

type Work = (tx: Tx) => unknown;
type Runner = Transaction<(work: Work, tx: Tx) => unknown>;
type NotInside = { readonly [K in Exclude<keyof Tx, keyof Db>]?: never };

const runners = new WeakMap<Database, Runner>();

/**
 * One transaction: all of the work or nothing. The work is synchronous, and a write inside a write is refused: joined,
 * the inner one would promise a commit it does not make. What composes takes the `tx`.
 */
export function write<T>(
  db: Db & NotInside,
  work: (tx: Tx) => T extends PromiseLike<unknown> ? never : T,
  options: WriteOptions = {},
): T {
  const client = db.$client;
  if (client.inTransaction) throw new Error('A write inside a write: pass the tx on instead.');
  try {
    // Outside the transaction: inside one, SQLite ignores this pragma.
    if (options.durable) client.pragma('synchronous = FULL');
    return runnerOf(client).immediate(work, db as unknown as Tx) as T;
  } catch (error) {
    throw toDatabaseFault(error, client.name) ?? error;
  } finally {
    if (options.durable && client.open) client.pragma('synchronous = NORMAL');
  }
}

function runnerOf(client: Database): Runner {
  const runner = runners.get(client) ?? client.transaction((work: Work, tx: Tx) => work(tx));
  runners.set(client, runner);
  return runner;
}

/** A part of a transaction that may fail by itself: true where it was done, else what it wrote is undone and the rest stays. */
export function attempt(tx: Tx, work: () => void): boolean {
  try {
    tx.$client.transaction(work)();
    return true;
  } catch {
    return false;
  }
}

import { readConfig } from '../src/config.ts';
import { write } from '../src/db/write.ts';
import { openAccount } from '../src/features/brokers/index.ts';
import { findByEmail } from '../src/features/users/index.ts';
import { addDays } from '../src/lib/dates.ts';
import type { Transaction } from '../src/model/transaction.ts';
import { openHouse } from '../src/open-house.ts';
import { root } from '../test/support/server.ts';
import { history } from './history.ts';
import { keepRows } from './kept.ts';
import { owner } from './signed-in.ts';

/** The owner's file with 100,000 rows in seven years: one ticker of 20,000, and 400 of 200 each. */
export async function fillFile(settings: Readonly<Record<string, string>>): Promise<void> {
  const { deps, close } = await openHouse(readConfig({ NODE_ENV: 'test', ...settings }, root));
  const person = findByEmail(deps.db, owner.email);
  if (person === null) throw new Error('there is no owner');
  const actor = { userId: person.id, label: owner.email, via: 'cli', address: null } as const;
  const large = history(1, 20_000).map((row) => ofTicker(row, 'SPY'));
  write(deps.db, (tx) => {
    const account = openAccount(tx, deps, actor, { broker: 'schwab', number: '12345678' });
    keepRows(tx, person.id, account, inSevenYears(large));
    for (const rows of Map.groupBy(history(401, 200), tickerOf).values())
      if (tickerOf(rows[0]) !== 'T0') keepRows(tx, person.id, account, inSevenYears(rows));
  });
  await close();
}

const DAYS = 7 * 365;
const DIVIDEND_EVERY = 250;

function inSevenYears(rows: readonly Transaction[]): readonly Transaction[] {
  return rows.map((row, index) => {
    const tradedOn = addDays('2019-01-02', Math.floor((index * DAYS) / rows.length));
    const at = { tradedOn, executedAt: Date.parse(`${tradedOn}T15:00:00Z`) + (index % 3600) * 1000 };
    // In place of a put and of what bought it back: neither is left without the other.
    if (Math.floor(index / 2) % DIVIDEND_EVERY !== 0) return { ...row, ...at };
    const ticker = tickerOf(row);
    return { ...row, ...at, kind: 'DIVIDEND', instrument: { kind: 'SHARE', ticker }, effect: null };
  });
}

function ofTicker(row: Transaction, ticker: string): Transaction {
  if (row.instrument?.kind !== 'OPTION') return row;
  const symbol = ticker.padEnd(6) + row.instrument.symbol.slice(6);
  return { ...row, id: `S${row.id}`, instrument: { ...row.instrument, ticker, symbol } };
}

const tickerOf = (row: Transaction | undefined) => row?.instrument?.ticker ?? '';

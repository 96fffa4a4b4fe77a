import assert from 'node:assert/strict';
import test from 'node:test';
import { write } from '../../../src/db/write.ts';
import { accountsOf, connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { heldIn, replaceBook, replaceHoldings } from '../../../src/features/positions/index.ts';
import {
  candlesFrom,
  lastCandle,
  marketOf,
  saveCandles,
  saveQuotes,
} from '../../../src/features/prices/index.ts';
import { openTestHouse } from '../../support/house.ts';
import { openPerson } from '../../support/person.ts';
import { count, rows } from '../../support/rows.ts';

async function openPlace(t: Parameters<typeof openTestHouse>[0]) {
  const house = await openTestHouse(t);
  const ada = openPerson(house.deps, 'Ada');
  const made = connect(house.deps, ada, 'practice');
  assert.ok(made.ok);
  const outcome = await syncAndWait(house.deps, ada, made.value.id);
  assert.ok(outcome.ok && outcome.value.state === 'idle');
  return { house, ada, accounts: accountsOf(house.deps.db, ada.userId) };
}

test('after a sync there is a book of every account, with a price and a year of days for all that is held', async (t) => {
  const { house, accounts } = await openPlace(t);
  const { db } = house.deps;
  assert.equal(count(house, 'books'), accounts.length);
  const held = accounts.flatMap(({ id }) => heldIn(db, id).tickers);
  assert.ok(held.length > 20);
  const without = held.filter((ticker) => lastCandle(db, 'practice', ticker) === null);
  assert.deepEqual(without, [], 'no candles');
  const quoted = new Set(rows(house, 'SELECT symbol FROM quotes').map(({ symbol }) => symbol));
  const symbols = accounts.flatMap(({ id }) => heldIn(db, id).symbols);
  assert.deepEqual(
    symbols.filter((symbol) => !quoted.has(symbol)),
    [],
    'no price',
  );
});

test('a book takes the place of the one before, and no other account’s', async (t) => {
  const { house, accounts } = await openPlace(t);
  const [first, second] = accounts;
  assert.ok(first && second);
  const { db } = house.deps;
  const before = heldIn(db, second.id);
  const balance = { currency: 'USD', cashE4: 1, valueE4: null } as const;
  write(db, (tx) => replaceBook(tx, first.id, { positions: [], balances: [balance] }, 7));
  assert.deepEqual(heldIn(db, first.id), { symbols: [], tickers: [] });
  assert.deepEqual(heldIn(db, second.id), before);
  const indian = accounts.find(({ currency }) => currency === 'INR');
  write(db, (tx) => replaceHoldings(tx, indian?.id ?? '', []));
  assert.equal(count(house, 'holdings'), 0);
});

test('an answer that comes late puts no older price over a newer one, and a day is written again', async (t) => {
  const { deps } = await openTestHouse(t);
  const quote = { symbol: 'F', currency: 'USD', bidE6: null, askE6: null, closeE6: null } as const;
  const candle = { tradedOn: '2026-03-20', openE6: 1, highE6: 2, lowE6: 1, volume: 10.5 };
  write(deps.db, (tx) => {
    saveQuotes(tx, 'US', [{ ...quote, priceE6: 12, at: 20 }]);
    saveQuotes(tx, 'US', [{ ...quote, priceE6: 11, at: 10 }]);
    saveCandles(tx, 'US', 'F', [{ ...candle, closeE6: 1 }]);
    saveCandles(tx, 'US', 'F', [{ ...candle, closeE6: 2 }]);
  });
  const ask = (sql: string) => deps.db.$client.prepare<[], number>(sql).pluck().all();
  assert.deepEqual(ask('SELECT price_e6 FROM quotes'), [12]);
  assert.deepEqual(ask('SELECT close_e6 FROM candles'), [2]);
  assert.equal(lastCandle(deps.db, 'US', 'F'), '2026-03-20');
  assert.equal(lastCandle(deps.db, 'practice', 'F'), null, 'the practice market’s prices are its own');
});

test('candles are asked for from the last one known, or a good year back', () => {
  assert.equal(candlesFrom('2026-03-18', '2026-03-20'), '2026-03-18');
  assert.equal(candlesFrom(null, '2026-03-20'), '2025-02-13');
  assert.deepEqual(
    ['schwab', 'zerodha', 'practice'].map((kind) => marketOf(kind as 'schwab')),
    ['US', 'IN', 'practice'],
  );
});

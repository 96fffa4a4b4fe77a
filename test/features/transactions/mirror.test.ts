import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { write } from '../../../src/db/write.ts';
import { accountsOf, type Connection } from '../../../src/features/brokers/index.ts';
import { type SyncDeps, syncAndWait } from '../../../src/features/connections/index.ts';
import {
  everyTransaction,
  findRecord,
  type ImportedRow,
  type Place as ListPlace,
  listTransactions,
  mirrorImport,
  oddRecords,
  sortImport,
  type TransactionFilter,
  tickersOf,
} from '../../../src/features/transactions/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { openPerson } from '../../support/person.ts';
import { count, rows } from '../../support/rows.ts';
import { connected, ShownBroker, type Told } from '../../support/shown-broker.ts';

const DAY = 86_400_000;

interface Place {
  readonly house: TestHouse;
  readonly shown: ShownBroker;
  readonly deps: SyncDeps;
  readonly ada: Actor;
  readonly connection: Connection;
}

async function openPlace(t: TestContext, ...told: readonly Told[]): Promise<Place> {
  const house = await openTestHouse(t);
  const shown = new ShownBroker();
  shown.show(...told);
  // What is marked stays marked: nobody settles it.
  const deps = { ...shown.in(house.deps), afterReading: async () => undefined };
  const ada = openPerson(deps, 'Ada');
  return { house, shown, deps, ada, connection: connected(deps, ada) };
}

async function read(place: Place, ...told: readonly Told[]): Promise<void> {
  if (told.length > 0) place.shown.show(...told);
  const outcome = await syncAndWait(place.deps, place.ada, place.connection.id);
  assert.ok(outcome.ok && outcome.value.state === 'idle');
}

const list = ({ deps, ada }: Place, filter: Partial<TransactionFilter> = {}) =>
  listTransactions(deps.db, ada.userId, { order: 'newest', ...filter }, null, 100).rows;

const FIRST = { id: 1, at: '2026-03-17T15:00:00Z' } as const;
const SECOND = { id: 2, at: '2026-03-18T15:00:00Z', symbol: 'KO', quantity: -50, price: 60 } as const;

test('a corrected row is a new version of the same record, and what it comes to is corrected', async (t) => {
  const place = await openPlace(t, FIRST, SECOND);
  await read(place);
  const before = list(place).find(({ id }) => id === '1');
  place.house.clock.add(DAY);
  await read(place, { ...FIRST, price: 12.75 }, SECOND);
  const after = list(place).find(({ id }) => id === '1');
  assert.deepEqual([before?.priceE6, after?.priceE6], [12_500_000, 12_750_000]);
  assert.deepEqual([after?.rowId, after?.record, after?.isCorrected], [before?.rowId, before?.record, true]);
  const record = findRecord(place.deps.db, place.ada.userId, after?.record ?? 0);
  assert.deepEqual(
    record?.versions.map(({ version, state }) => `${version} ${state}`),
    ['2 SEEN', '1 SEEN'],
  );
  assert.deepEqual(
    record?.versions.map(({ text }) => JSON.parse(text ?? '').netAmount),
    [-1275, -1250],
  );
});

test('the same content in another order of its fields is no correction', async (t) => {
  const place = await openPlace(t, FIRST);
  await read(place);
  place.shown.rows = place.shown.rows.map((row) => {
    const fields = Object.entries(JSON.parse(row.text)).toReversed();
    return { ...row, text: JSON.stringify(Object.fromEntries(fields)) };
  });
  await read(place);
  assert.equal(count(place.house, 'raw_transactions'), 1);
});

test('a row the broker shows no more counts no more, is kept, and counts again when it is back', async (t) => {
  const place = await openPlace(t, FIRST, SECOND);
  await read(place);
  const [record] = list(place, { ticker: 'F' });
  await read(place, SECOND);
  assert.deepEqual(
    list(place).map(({ id }) => id),
    ['2'],
  );
  const gone = findRecord(place.deps.db, place.ada.userId, record?.record ?? 0);
  assert.deepEqual(
    gone?.versions.map(({ state, text }) => [state, text !== null]),
    [
      ['VANISHED', false],
      ['SEEN', true],
    ],
  );
  assert.deepEqual(gone?.transactions, []);
  assert.deepEqual(
    oddRecords(place.deps.db, place.ada.userId, 9).map(({ activityId }) => activityId),
    ['1'],
  );
  await read(place, SECOND);
  assert.equal(count(place.house, 'raw_transactions'), 3, 'gone once is gone');
  await read(place, FIRST, SECOND);
  assert.deepEqual(
    list(place).map(({ id }) => id),
    ['2', '1'],
  );
  assert.deepEqual(oddRecords(place.deps.db, place.ada.userId, 9), []);
});

test('what changed is marked by account and ticker from its earliest day, and pages are new', async (t) => {
  const place = await openPlace(t, FIRST, SECOND);
  await read(place);
  const marks = () => {
    const found = rows(place.house, "SELECT key, earliest FROM marks WHERE kind = 'ticker' ORDER BY 1");
    place.deps.db.$client.exec('DELETE FROM marks');
    return found.map(({ key, earliest }) => `${String(key).split('\n')[1]} ${earliest}`).toSorted();
  };
  assert.deepEqual(marks(), ['F 2026-03-17', 'KO 2026-03-18']);
  await read(place);
  assert.deepEqual(marks(), [], 'nothing changed');
  await read(place, { ...FIRST, at: '2026-03-19T15:00:00Z', symbol: 'GM' }, SECOND);
  assert.deepEqual(marks(), ['F 2026-03-17', 'GM 2026-03-19'], 'it was the one, and is the other');
  await read(place, SECOND);
  assert.deepEqual(marks(), ['GM 2026-03-19'], 'it is gone');
});

test('what a row comes to is understood beside its companions, also those that came before it', async (t) => {
  const at = '2026-03-10T21:15:00Z';
  const place = await openPlace(t, FIRST);
  await read(place);
  place.shown.rows.push(delivery(5, at, 'NEW', 10, 'NEWCO INC'));
  await read(place);
  assert.equal(kindOf(place, '5'), 'TRANSFER');
  place.shown.rows.push(delivery(6, at, '12345A109', -100, 'NEWCO INC XXXREVERSE SPLIT EFF: 03/10/26'));
  await read(place);
  assert.deepEqual([kindOf(place, '5'), kindOf(place, '6')], ['ADJUSTMENT', 'ADJUSTMENT']);
});

function delivery(id: number, at: string, symbol: string, amount: number, description: string) {
  const time = at.replace('Z', '+0000');
  const instrument = { assetType: 'EQUITY', symbol, instrumentId: id };
  const text = JSON.stringify({
    ...{ activityId: id, time, accountNumber: '12345678', type: 'TRADE', status: 'VALID', tradeDate: time },
    ...{ type: 'RECEIVE_AND_DELIVER', description, netAmount: 0 },
    transferItems: [{ instrument, amount, cost: 0, price: 0 }],
  });
  return { id: String(id), happenedAt: Date.parse(at), type: 'TRADE', text };
}

const kindOf = (place: Place, id: string) => list(place).find((row) => row.id === id)?.kind;

test('a row that cannot be read is kept, named, and comes to nothing', async (t) => {
  const place = await openPlace(t, FIRST);
  place.shown.rows.push({
    id: '7',
    happenedAt: Date.parse(FIRST.at),
    type: 'TRADE',
    text: '{"activityId":7,"accountNumber":"12345678","type":"TRADE","netAmount":"a lot"}',
  });
  await read(place);
  const [odd] = oddRecords(place.deps.db, place.ada.userId, 9);
  assert.deepEqual([odd?.activityId, odd?.state, odd?.problems[0]?.code], ['7', 'SEEN', 'BAD_ROW']);
  assert.equal(count(place.house, 'transactions'), 1);
});

function fileRow(id: string, changes: Partial<Transaction> = {}): ImportedRow {
  const transaction: Transaction = {
    id,
    part: 0,
    account: 'file',
    orderId: null,
    executedAt: Date.parse('2026-03-17T00:00:00Z'),
    tradedOn: '2026-03-17',
    hasTime: false,
    effectiveOn: null,
    kind: 'TRADE',
    instrument: { kind: 'SHARE', ticker: 'F' },
    quantityE8: 100_0000_0000,
    priceE6: 12_500_000,
    effect: null,
    feesE4: {},
    netE4: -12_500_000,
    currency: 'USD',
    description: 'FORD MTR CO DEL',
    ...changes,
  };
  const { executedAt: happenedAt } = transaction;
  return { id, happenedAt, type: 'Buy', text: `Buy,${id}`, transactions: [transaction], problems: [] };
}

function importRows(place: Place, imported: readonly ImportedRow[]) {
  const [account] = accountsOf(place.deps.db, place.ada.userId);
  assert.ok(account);
  const destination = { userId: place.ada.userId, account, source: 'schwab-csv' } as const;
  const { fresh, known } = sortImport(place.deps.db, account, imported);
  const counts = write(place.deps.db, (tx) => mirrorImport(tx, place.deps, destination, imported));
  const told = [counts.newRows, counts.knownRows];
  assert.deepEqual(told, [fresh.length, known.length], 'the preview keeps its word');
  assert.equal(counts.told.length, imported.length);
  return told;
}

test('a file over the broker’s rows brings only what the broker has not told, and twice nothing', async (t) => {
  const place = await openPlace(t, FIRST);
  await read(place);
  const other = fileRow('csv:b', { tradedOn: '2026-03-16', executedAt: Date.parse('2026-03-16T00:00:00Z') });
  const file = [fileRow('csv:a#1'), fileRow('csv:a#2'), other];
  assert.deepEqual(importRows(place, file), [2, 1], 'the second equal fill is another fill');
  assert.deepEqual(importRows(place, file), [0, 3]);
  assert.equal(list(place).length, 3);
});

test('the broker’s rows over a file’s: each is there once, and the file’s stands as its evidence', async (t) => {
  const place = await openPlace(t);
  await read(place);
  assert.deepEqual(importRows(place, [fileRow('csv:a#1'), fileRow('csv:a#2')]), [2, 0]);
  await read(place, FIRST);
  const shown = list(place);
  assert.deepEqual(shown.map(({ source }) => source).toSorted(), ['api', 'schwab-csv']);
  const mine = shown.find(({ source }) => source === 'api');
  const record = findRecord(place.deps.db, place.ada.userId, mine?.record ?? 0);
  const [evidence] = record?.evidence ?? [];
  const confirming = findRecord(place.deps.db, place.ada.userId, evidence ?? 0);
  assert.deepEqual([confirming?.evidenceOf, confirming?.transactions], [mine?.record, []]);
  await read(place, { ...FIRST, price: 12.75 });
  assert.equal(list(place).length, 2, 'a correction takes no second row of the file away');
  await read(place, FIRST, { ...FIRST, id: 4 });
  assert.deepEqual(
    list(place).map(({ source }) => source),
    ['api', 'api'],
  );
});

test('a filter narrows, the order turns, and pages follow without gap or repetition', async (t) => {
  const ids = Array.from({ length: 25 }, (_, index) => index + 1);
  const told = ids.map((id) => ({
    id,
    at: `2026-03-${String(1 + (id % 12)).padStart(2, '0')}T15:00:00Z`,
    symbol: id % 3 ? 'F' : 'KO',
  }));
  const place = await openPlace(t, ...told);
  await read(place);
  const { db } = place.deps;
  for (const order of ['newest', 'oldest'] as const) {
    const seen: number[] = [];
    let after: ListPlace | null = null;
    do {
      const page: ReturnType<typeof listTransactions> = listTransactions(
        db,
        place.ada.userId,
        { order },
        after,
        4,
      );
      seen.push(...page.rows.map(({ executedAt }) => executedAt));
      after = page.next;
    } while (after !== null);
    const sorted = seen.toSorted((a, b) => (order === 'newest' ? b - a : a - b));
    assert.deepEqual([seen.length, seen], [25, sorted]);
  }
  assert.deepEqual(list(place, { ticker: 'KO' }).length, 8);
  assert.equal(list(place, { from: '2026-03-02', to: '2026-03-03' }).length, 5);
  assert.equal(list(place, { kind: 'DIVIDEND' }).length, 0);
  assert.equal(list(place, { search: 'ko' }).length, 8);
  assert.equal(list(place, { search: '%' }).length, 0, 'a sign of the pattern is looked for as it is');
  assert.equal([...everyTransaction(db, place.ada.userId, { order: 'oldest' })].length, 25);
  assert.deepEqual(tickersOf(db, place.ada.userId), ['F', 'KO']);
});

test('a stranger sees nothing of it', async (t) => {
  const place = await openPlace(t, FIRST);
  await read(place);
  const [mine] = list(place);
  const eve = openPerson(place.deps, 'Eve');
  const { db } = place.deps;
  assert.equal(findRecord(db, eve.userId, mine?.record ?? 0), null);
  assert.deepEqual(list({ ...place, ada: eve }), []);
  assert.deepEqual(list({ ...place, ada: eve }, { account: mine?.account }), []);
  assert.deepEqual([oddRecords(db, eve.userId, 9), tickersOf(db, eve.userId)], [[], []]);
});

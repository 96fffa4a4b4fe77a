import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { accountsOf, connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { everyTransaction, importFile } from '../../../src/features/transactions/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import type { FileFormat } from '../../../src/model/file-format.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { exportedFile, tradeLayouts } from '../../support/exports.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { openPerson } from '../../support/person.ts';
import { count, deeds, rows } from '../../support/rows.ts';
import { websiteCsv } from '../../support/website-export.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: Actor;
  readonly give: (name: string, account: string, format?: FileFormat) => ReturnType<typeof importFile>;
}

async function openDesk(t: TestContext): Promise<Desk> {
  const house = await openTestHouse(t);
  const ada = openPerson(house.deps, 'Ada');
  const give: Desk['give'] = (name, account, format) =>
    importFile(house.deps, ada, { file: exportedFile(name), account, format: format ?? null });
  return { house, ada, give };
}

function countsOf(outcome: ReturnType<typeof importFile>): readonly number[] {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const { newRows, knownRows, unread } = outcome.value;
  return [newRows, knownRows, unread.length];
}

const told = ({ house, ada }: Desk) => [...everyTransaction(house.deps.db, ada.userId, { order: 'oldest' })];

for (const [name, , fresh, unread] of tradeLayouts) {
  test(`${name} is imported, its unread lines are kept, and twice it gives nothing new`, async (t) => {
    const desk = await openDesk(t);
    assert.deepEqual(countsOf(desk.give(name, '12345417')), [fresh, 0, unread]);
    const first = told(desk);
    assert.equal(first.length, fresh);
    assert.equal(count(desk.house, 'import_lines'), unread);
    assert.deepEqual(countsOf(desk.give(name, '12345417')), [0, fresh, unread]);
    assert.deepEqual(told(desk), first);
    assert.equal(count(desk.house, 'import_files'), 0, 'nothing waits behind');
  });
}

test('one layout of Schwab over the other gives nothing new', async (t) => {
  const desk = await openDesk(t);
  assert.deepEqual(countsOf(desk.give('schwab-plain.csv', '12345417')), [11, 0, 0]);
  assert.deepEqual(countsOf(desk.give('schwab.json', '12345417')), [0, 11, 0]);
  assert.deepEqual(countsOf(desk.give('schwab-title-and-total.csv', '12345417')), [0, 11, 0]);
});

test('overlapping tradebooks share their trades by number', async (t) => {
  const desk = await openDesk(t);
  assert.deepEqual(countsOf(desk.give('zerodha-tradebook.csv', 'AB1234')), [4, 0, 1]);
  assert.deepEqual(countsOf(desk.give('zerodha-tradebook-other-order.csv', 'AB1234')), [1, 1, 0]);
});

test('two equal fills of one file are two, whatever comes after', async (t) => {
  const desk = await openDesk(t);
  desk.give('schwab-plain.csv', '12345417');
  const puts = told(desk).filter(({ netE4 }) => netE4 === 343_400);
  assert.equal(puts.length, 2);
});

test('holdings are taken over whole: what the file does not name is held no more', async (t) => {
  const desk = await openDesk(t);
  assert.deepEqual(countsOf(desk.give('zerodha-holdings.csv', 'AB1234')), [3, 0, 1]);
  assert.deepEqual(countsOf(desk.give('zerodha-holdings.csv', 'AB1234')), [0, 3, 1]);
  desk.house.deps.db.$client.exec(
    `INSERT INTO holdings SELECT account_id, 'NSE:OLD', 'OLD', exchange, reported_e8, delivered_e8, 0, 0, 0, 0, NULL, 1, 1
     FROM holdings WHERE symbol = 'INFY'`,
  );
  assert.deepEqual(countsOf(desk.give('zerodha-holdings.csv', 'AB1234')), [1, 3, 1]);
  const held = rows(desk.house, 'SELECT symbol FROM holdings ORDER BY symbol').map(({ symbol }) => symbol);
  assert.deepEqual(held, ['INFY', 'SGBJUN31I-GB', 'TATAMOTORS']);
});

test('an account is opened once, under its number, and named as a connection would name it', async (t) => {
  const desk = await openDesk(t);
  desk.give('schwab-plain.csv', '12345417');
  desk.give('schwab.json', 'Schwab ...417');
  desk.give('zerodha-tradebook.csv', 'AB1234');
  desk.give('schwab-2020.csv', 'Old papers');
  const accounts = accountsOf(desk.house.deps.db, desk.ada.userId).map(({ broker, number, name, currency }) =>
    [broker, number, name, currency].join(' | '),
  );
  assert.deepEqual(accounts, [
    'schwab | 12345417 | Schwab ...417 | USD',
    'schwab | Old papers | Old papers | USD',
    'zerodha | AB1234 | Zerodha AB1234 | INR',
  ]);
  const done = deeds(desk.house);
  assert.deepEqual(done.filter((deed) => deed === 'account-opened').length, 3);
  assert.deepEqual(done.filter((deed) => deed === 'file-imported').length, 4);
});

test('each ticker a file touches is marked from its first day on, and nothing when it brings nothing', async (t) => {
  const desk = await openDesk(t);
  desk.give('schwab-plain.csv', '12345417');
  const marks = () =>
    rows(desk.house, "SELECT key, earliest FROM marks WHERE kind = 'ticker' ORDER BY key").map(
      ({ key, earliest }) => `${String(key).split('\n')[1]} ${earliest}`,
    );
  assert.deepEqual(marks(), ['F 2026-02-13', 'KO 2026-03-11']);
  desk.house.deps.db.$client.exec('DELETE FROM marks');
  desk.give('schwab.json', '12345417');
  assert.deepEqual(marks(), []);
});

test('a file of another kind than said is refused, and nothing is left of it', async (t) => {
  const desk = await openDesk(t);
  const refused = desk.give('schwab.json', '12345417', 'zerodha-tradebook');
  assert.ok(!refused.ok);
  assert.match(refused.message, /schwab\.json has no heading with the columns symbol, trade_date/);
  assert.equal(count(desk.house, 'imports') + count(desk.house, 'accounts'), 0);
});

/** The practice market's accounts at Schwab as if they were real ones, so that files may go into them. */
async function practised(desk: Desk): Promise<void> {
  const { deps } = desk.house;
  const connected = connect(deps, desk.ada, 'practice');
  assert.ok(connected.ok);
  assert.ok((await syncAndWait(deps, desk.ada, connected.value.id)).ok);
  deps.db.$client.exec("UPDATE accounts SET broker = 'schwab' WHERE currency = 'USD'");
}

const CORPORATE = new Set(['SPLIT', 'ADJUSTMENT', 'TRANSFER']);

/** It leaves out what moves nothing, and writes what companies do in words of its own. */
function isOnTheWebsite({ kind, netE4 }: Transaction): boolean {
  return !CORPORATE.has(kind) && !(kind === 'CASH' && netE4 === 0);
}

test('three years of the website’s file over three years of the API: nothing is there twice', async (t) => {
  const desk = await openDesk(t);
  await practised(desk);
  const before = told(desk);
  let [fresh, known] = [0, 0];
  for (const account of accountsOf(desk.house.deps.db, desk.ada.userId)) {
    const theirs = before.filter((row) => row.account === account.id && isOnTheWebsite(row));
    if (account.currency === 'INR') continue;
    const file = { name: 'export.csv', bytes: Buffer.from(websiteCsv(theirs)) };
    const outcome = importFile(desk.house.deps, desk.ada, { file, account: account.number, format: null });
    const [newRows = 0, knownRows = 0] = countsOf(outcome);
    assert.deepEqual(outcome.ok && outcome.value.unread, []);
    assert.equal(newRows + knownRows, theirs.length);
    [fresh, known] = [fresh + newRows, known + knownRows];
  }
  const extra = told(desk).filter(({ source }) => source !== 'api');
  assert.deepEqual(
    extra.map(({ tradedOn, kind, instrument, netE4 }) => [tradedOn, kind, instrument?.ticker, netE4]),
    [],
  );
  assert.equal(fresh, 0);
  assert.ok(known > 500, String(known));
  assert.deepEqual(told(desk), before);
});

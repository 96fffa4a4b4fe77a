import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { accountsOf, connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { everyTransaction } from '../../../src/features/transactions/index.ts';
import { noticeOf, textOf, undoOf } from '../../support/answers.ts';
import { exportedFile } from '../../support/exports.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { count, everyText, lastDeed, rows } from '../../support/rows.ts';
import { sendFile } from '../../support/upload.ts';
import { websiteCsv } from '../../support/website-export.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
  /** The page that says what came of it. */
  readonly give: (
    name: string,
    bytes?: Uint8Array | string,
  ) => Promise<{ readonly body: string; readonly address: string }>;
}

async function openDesk(t: TestContext): Promise<Desk> {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const give: Desk['give'] = async (name, bytes = exportedFile(name).bytes) => {
    const address = String((await sendFile(ada, name, bytes)).headers.location);
    const preview = await ada.visitor.get(address);
    const account = /name="account" value="([^"]+)"/.exec(preview.body)?.[1] ?? 'new';
    const number = name.startsWith('zerodha') ? 'AB1234' : '12345417';
    house.clock.add(60_000);
    const { body } = await ada.visitor.submit(`${address}/acceptance`, { account, number });
    return { body, address };
  };
  return { house, ada, give };
}

const told = ({ house, ada }: Desk) =>
  [...everyTransaction(house.deps.db, ada.id, { order: 'oldest' })].map(({ id, part }) => `${id} ${part}`);

const marks = ({ house }: Desk) =>
  rows(house, "SELECT key, earliest FROM marks WHERE kind = 'ticker' ORDER BY key").map(
    ({ key, earliest }) => `${String(key).split('\n')[1]} ${earliest}`,
  );

test('the toast’s Undo takes back what the file brought, and nothing is left of it but the account', async (t) => {
  const desk = await openDesk(t);
  const { body } = await desk.give('schwab-title-and-total.csv');
  assert.equal(told(desk).length, 11);
  desk.house.deps.db.$client.exec('DELETE FROM marks');
  const page = await desk.ada.visitor.submit(undoOf(body));
  assert.equal(noticeOf(page.body), 'Taken back: 11 rows.');
  for (const table of [
    'raw_transactions',
    'raw_texts',
    'transactions',
    'row_problems',
    'imports',
    'import_rows',
  ])
    assert.equal(count(desk.house, table), 0, table);
  assert.deepEqual(marks(desk), ['F 2026-02-13', 'KO 2026-03-11'], 'what hangs on them is worked out anew');
  assert.equal(count(desk.house, 'accounts'), 1);
  const deed = lastDeed(desk.house, 'import-taken-back');
  assert.match(String(deed['after']), /"rows":11/);
  assert.match((await desk.give('schwab-title-and-total.csv')).body, /Imported: 11 new/);
});

test('days later an import is taken back from the list of imports', async (t) => {
  const desk = await openDesk(t);
  await desk.give('schwab-not-understood.csv');
  const first = told(desk);
  const { address } = await desk.give('schwab-plain.csv');
  desk.house.clock.add(3 * 86_400_000);
  const list = await desk.ada.visitor.get('/transactions/import');
  assert.ok(list.body.includes(`action="${address}/acceptance?_method=DELETE"`));
  await desk.ada.visitor.delete(`${address}/acceptance`);
  assert.deepEqual(told(desk), first);
  assert.equal((await desk.ada.visitor.get(address)).statusCode, 404);
  assert.equal(count(desk.house, 'import_lines'), 3, 'the other file’s lines stay');
});

test('what two files tell goes with the second of them, whichever was first', async (t) => {
  for (const [first, second] of [
    ['schwab-plain.csv', 'schwab.json'],
    ['schwab.json', 'schwab-plain.csv'],
  ] as const) {
    const desk = await openDesk(t);
    const one = await desk.give(first);
    const before = told(desk);
    const two = await desk.give(second);
    const page = await desk.ada.visitor.submit(`${one.address}/acceptance?_method=DELETE`);
    assert.equal(noticeOf(page.body), 'Taken back: nothing had come by that file alone.');
    assert.deepEqual(told(desk), before);
    await desk.ada.visitor.delete(`${two.address}/acceptance`);
    assert.deepEqual(told(desk), []);
  }
});

test('rows that the broker tells too stay, as they were before the file came', async (t) => {
  const desk = await openDesk(t);
  const { deps } = desk.house;
  const actor = { userId: desk.ada.id, label: 'ada', via: 'page', address: null } as const;
  const connected = connect(deps, actor, 'practice');
  assert.ok(connected.ok && (await syncAndWait(deps, actor, connected.value.id)).ok);
  deps.db.$client.exec("UPDATE accounts SET broker = 'schwab' WHERE currency = 'USD'");
  const [account] = accountsOf(deps.db, desk.ada.id).filter(({ broker }) => broker === 'schwab');
  const theirs = [...everyTransaction(deps.db, desk.ada.id, { order: 'oldest', account: account?.id })].slice(
    -40,
  );
  const before = told(desk);
  const kept = () =>
    JSON.stringify([
      rows(desk.house, 'SELECT * FROM raw_transactions'),
      rows(desk.house, 'SELECT * FROM transactions'),
    ]);
  const mirror = kept();
  const extra = { ...theirs[0], netE4: 12_345, kind: 'CASH' as const, description: 'Only in the file' };
  const file = websiteCsv([...theirs, extra as (typeof theirs)[number]]);
  const address = String((await sendFile(desk.ada, 'schwab.csv', file)).headers.location);
  await desk.ada.visitor.post(`${address}/acceptance`, { account: account?.id ?? '' });
  assert.equal(told(desk).length, before.length + 1);
  await desk.ada.visitor.delete(`${address}/acceptance`);
  assert.equal(kept(), mirror);
});

test('a list of holdings gives way to the one before it, and only the last one does', async (t) => {
  const desk = await openDesk(t);
  const held = () => rows(desk.house, 'SELECT isin, reported_e8 FROM holdings ORDER BY isin');
  const one = await desk.give('zerodha-holdings.csv');
  const before = held();
  const heading = Buffer.from(exportedFile('zerodha-holdings.csv').bytes).toString().split('\n').slice(0, 2);
  const two = await desk.give('zerodha-holdings.csv', heading.join('\n'));
  assert.ok(held().length < before.length);
  const refused = await desk.ada.visitor.delete(`${one.address}/acceptance`);
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /has been told anew since/);
  await desk.ada.visitor.delete(`${two.address}/acceptance`);
  assert.deepEqual(held(), before);
  await desk.ada.visitor.delete(`${one.address}/acceptance`);
  assert.deepEqual(held(), []);
});

test('a stranger takes nothing back, nor does anybody what waits or is gone', async (t) => {
  const desk = await openDesk(t);
  const { address } = await desk.give('schwab-plain.csv');
  const before = everyText(desk.house).length;
  const eve = await signIn(desk.house, 'admin', 'eve');
  assert.equal((await eve.visitor.delete(`${address}/acceptance`)).statusCode, 404);
  assert.ok(everyText(desk.house).length >= before);
  assert.equal(told(desk).length, 11);
  const waits = String(
    (await sendFile(desk.ada, 'a.json', exportedFile('schwab.json').bytes)).headers.location,
  );
  assert.equal((await desk.ada.visitor.delete(`${waits}/acceptance`)).statusCode, 404);
  await desk.ada.visitor.delete(`${address}/acceptance`);
  assert.equal((await desk.ada.visitor.delete(`${address}/acceptance`)).statusCode, 404);
});

test('a program sends a file, looks at it, accepts it and takes it back', async (t) => {
  const desk = await openDesk(t);
  const { visitor } = desk.ada;
  const headers = { 'sec-fetch-site': 'same-origin', 'x-csrf-token': visitor.csrf };
  const json = { ...headers, 'content-type': 'application/json' };
  const sent = await sendFile(desk.ada, 'a.csv', exportedFile('schwab-title-and-total.csv').bytes, {
    to: '/api/transactions/import',
  });
  assert.equal(sent.statusCode, 200, sent.body);
  const { id, format, imported_at } = sent.json();
  assert.deepEqual([format, imported_at], ['schwab-csv', null]);
  const preview = (await visitor.get(`/api/transactions/imports/${id}`)).json();
  assert.deepEqual(
    [preview.new_rows, preview.known_rows, preview.named, preview.account],
    [11, 0, '...417', null],
  );
  const address = `/api/transactions/imports/${id}/acceptance`;
  const wrong = await visitor.send('POST', address, json, '{"account":"new"}');
  assert.equal(wrong.statusCode, 422);
  const yes = await visitor.send('POST', address, json, '{"account":"new","number":"12345417"}');
  assert.equal(yes.json().new_rows, 11);
  assert.deepEqual(yes.json().undo, { method: 'DELETE', url: address.replace('/api', '') });
  const { imports } = (await visitor.get('/api/transactions/imports')).json();
  assert.deepEqual(
    imports.map(({ file_name, new_rows }: Record<string, unknown>) => [file_name, new_rows]),
    [['a.csv', 11]],
  );
  assert.deepEqual((await visitor.send('DELETE', address, headers)).json(), { rows: 11 });
  assert.deepEqual(told(desk), []);
  const zip = await sendFile(desk.ada, 'a.csv', 'PK\x03\x04', { to: '/api/transactions/import' });
  assert.equal(zip.statusCode, 422);
  assert.match(zip.json().message, /a\.csv is an Excel workbook/);
});

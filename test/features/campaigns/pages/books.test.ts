import assert from 'node:assert/strict';
import test from 'node:test';
import { bumpVersion } from '../../../../src/db/marks.ts';
import { write } from '../../../../src/db/write.ts';
import { connect } from '../../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../../src/features/connections/index.ts';
import { headingOf, textOf } from '../../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../../support/house.ts';
import { type SignedIn, signIn } from '../../../support/people.ts';
import { count, rows } from '../../../support/rows.ts';

const DAY = 24 * 60 * 60_000;

async function openPractice(t: Parameters<typeof openTestHouse>[0]) {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  await read(house, ada);
  return { house, ada };
}

/** The practice market, as it is now. */
async function read({ deps }: TestHouse, { id }: SignedIn): Promise<void> {
  const actor = { userId: id, label: 'ada', via: 'page', address: null } as const;
  const made = connect(deps, actor, 'practice');
  assert.ok(made.ok);
  const read = await syncAndWait(deps, actor, made.value.id);
  assert.ok(read.ok && read.value.state === 'idle');
}

function change({ deps }: TestHouse, { id }: SignedIn, sql: string): void {
  write(deps.db, (tx) => {
    tx.$client.exec(sql);
    bumpVersion(tx, id);
  });
}

const lightOf = (body: string) => textOf(/<ul class="lights"[\s\S]*?<\/ul>/.exec(body)?.[0] ?? '');

interface Position {
  readonly ticker: string;
  readonly symbol: string | null;
  readonly difference: string;
  readonly state: string;
  readonly cause: string | null;
  readonly records: readonly number[];
}

interface Answer {
  readonly balanced: boolean;
  readonly accounts: readonly {
    readonly account: { readonly name: string };
    readonly cash: { readonly before: string; readonly difference: string; readonly state: string } | null;
    readonly positions: readonly Position[];
  }[];
}

async function booksOf({ visitor }: SignedIn): Promise<Answer> {
  return (await visitor.get('/api/campaigns/books')).json();
}

test('the practice market’s books balance, in cash to the cent, and the light says so on every page', async (t) => {
  const { ada } = await openPractice(t);
  const page = await ada.visitor.get('/campaigns/books');
  assert.equal(headingOf(page.body), 'Books');
  assert.match(lightOf(page.body), /Books balanced/);
  assert.match(textOf(page.body), /All \d+ positions agree/);
  assert.match(textOf(page.body), /Zerodha tells neither deposits nor charges/);
  const books = await booksOf(ada);
  assert.ok(books.balanced);
  const american = books.accounts.filter(({ cash }) => cash !== null);
  assert.deepEqual(
    american.map(({ cash }) => [cash?.before, cash?.difference, cash?.state]),
    [
      ['0.00', '0.00', 'agrees'],
      ['0.00', '0.00', 'agrees'],
    ],
  );
});

test('they go on balancing from day to day, also where history begins in the middle', async (t) => {
  const { house, ada } = await openPractice(t);
  assert.equal(count(house, 'carried_books'), 3);
  for (let day = 0; day < 5; day++) {
    house.clock.add(DAY);
    await read(house, ada);
    const { accounts } = await booksOf(ada);
    const differing = accounts.flatMap(({ positions }) =>
      positions.filter(({ state }) => state === 'differs'),
    );
    // Zerodha tells today's trades only; each day was read.
    assert.deepEqual(differing, [], `day ${day}`);
  }
  const indian = (await booksOf(ada)).accounts.find(({ cash }) => cash === null);
  assert.ok(indian?.positions.some(({ state }) => state === 'carried'));
});

test('what differs is named with its likely cause and opens to its rows', async (t) => {
  const { house, ada } = await openPractice(t);
  const [found] = rows(house, "SELECT symbol, ticker FROM positions WHERE symbol LIKE '%P0%' LIMIT 1");
  change(house, ada, `DELETE FROM positions WHERE symbol = '${found?.['symbol']}'`);
  const page = await ada.visitor.get('/campaigns/books');
  assert.match(lightOf(page.body), /Books 1 contract differs/);
  assert.match(textOf(page.body), /A trade that is not booked yet, or a row that never came/);
  const { balanced, accounts } = await booksOf(ada);
  assert.equal(balanced, false);
  const differing = accounts.flatMap(({ positions }) => positions.filter(({ state }) => state === 'differs'));
  assert.deepEqual(
    differing.map(({ symbol, cause }) => [symbol, cause]),
    [[found?.['symbol'], 'UNKNOWN']],
  );
  const [record] = differing[0]?.records ?? [];
  assert.ok(record && page.body.includes(`href="/transactions/${record}"`));
  assert.equal((await ada.visitor.get(`/transactions/${record}`)).statusCode, 200);
});

test('shares, contracts and cash are counted apart', async (t) => {
  const { house, ada } = await openPractice(t);
  change(house, ada, 'UPDATE balances SET cash_e4 = cash_e4 + 100');
  assert.match(lightOf((await ada.visitor.get('/settings')).body), /Books cash differs/);
  change(house, ada, "UPDATE positions SET quantity_e8 = quantity_e8 + 1 WHERE ticker = 'AMD'");
  assert.match(lightOf((await ada.visitor.get('/settings')).body), /Books \d positions differ/);
  const page = await ada.visitor.get('/campaigns/books');
  assert.match(textOf(page.body), /Interest, a charge or a deposit that no row tells/);
});

test('a share of before the first row is taken over at the first reading, and only then', async (t) => {
  const { house, ada } = await openPractice(t);
  change(house, ada, "UPDATE holdings SET delivered_e8 = delivered_e8 + 100000000 WHERE symbol = 'ITC'");
  const { accounts } = await booksOf(ada);
  const itc = accounts.flatMap(({ positions }) => positions).find(({ ticker }) => ticker === 'ITC');
  assert.deepEqual([itc?.difference, itc?.state, itc?.cause], ['1', 'differs', 'UNKNOWN']);
  assert.match(textOf((await ada.visitor.get('/campaigns/books')).body), /import the tradebook/);
});

test('while a broker is read the light stays as it was', async (t) => {
  const { house, ada } = await openPractice(t);
  assert.match(lightOf((await ada.visitor.get('/settings')).body), /Books balanced/);
  change(house, ada, "UPDATE sync_runs SET state = 'running', ended_at = NULL");
  change(house, ada, 'DELETE FROM positions');
  assert.match(lightOf((await ada.visitor.get('/settings')).body), /Books balanced/);
});

test('without a broker there is nothing to compare, and another’s books are not theirs', async (t) => {
  const { house } = await openPractice(t);
  const bob = await signIn(house, 'viewer', 'bob');
  const page = await bob.visitor.get('/campaigns/books');
  assert.match(textOf(page.body), /Nothing to compare yet/);
  assert.doesNotMatch(lightOf(page.body), /Books/);
  assert.deepEqual((await booksOf(bob)).accounts, []);
  assert.equal((await house.app.inject('/api/campaigns/books')).statusCode, 401);
});

test('a row that went with the import that brought it is counted no more, whatever came after it', async (t) => {
  const { house, ada } = await openPractice(t);
  assert.equal((await booksOf(ada)).balanced, true);
  change(
    house,
    ada,
    `DELETE FROM raw_transactions WHERE id = (SELECT min(raw_id) FROM transactions WHERE net_e4 <> 0)`,
  );
  assert.equal((await booksOf(ada)).balanced, false);
});

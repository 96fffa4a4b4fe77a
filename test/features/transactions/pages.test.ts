import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { everyTransaction } from '../../../src/features/transactions/index.ts';
import { headingOf, reasonBeside, textOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { rows } from '../../support/rows.ts';
import { ShownBroker, type Told } from '../../support/shown-broker.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
}

async function openDesk(t: TestContext, ...told: readonly Told[]): Promise<Desk> {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const shown = new ShownBroker();
  shown.show(...told);
  const deps = shown.in(house.deps);
  const actor = { userId: ada.id, label: 'ada', via: 'page', address: null } as const;
  const made = connect(deps, actor, 'practice');
  assert.ok(made.ok && (await syncAndWait(deps, actor, made.value.id)).ok);
  return { house, ada };
}

const FORD = { id: 1, at: '2026-03-17T15:00:00Z' } as const;
const COKE = { id: 2, at: '2026-03-18T15:00:00Z', symbol: 'KO', quantity: -50, price: 60 } as const;

const rowsOn = (body: string) =>
  [...body.matchAll(/<tr id="row-\d+">([\s\S]*?)<\/tr>/g)].map(([, row = '']) => textOf(row));

test('the list says what happened in the trader’s words, with sign and currency', async (t) => {
  const { ada } = await openDesk(t, FORD, COKE);
  const page = await ada.visitor.get('/transactions');
  assert.equal(headingOf(page.body), 'Transactions');
  const [coke = '', ford = ''] = rowsOn(page.body);
  assert.match(coke, /Wed 18 Mar.*11:00 New York.*KO.*Individual.*Sold.*−50.*60\.00.*\+\$3,000\.00/);
  assert.match(ford, /Tue 17 Mar.*F.*Bought.*\+100.*12\.50.*−\$1,250\.00/);
  assert.match(page.body, /<span class="pill accent">practice</);
});

const narrowed: readonly (readonly [query: string, tickers: readonly string[]])[] = [
  ['', ['KO', 'F']],
  ['?order=oldest', ['F', 'KO']],
  ['?ticker=ko', ['KO']],
  ['?kind=DIVIDEND', []],
  ['?kind=TRADE', ['KO', 'F']],
  ['?from=2026-03-18', ['KO']],
  ['?to=2026-03-17', ['F']],
  ['?q=KO', ['KO']],
  ['?account=nobodys', []],
];

for (const [query, tickers] of narrowed) {
  test(`narrowed by ${query || 'nothing'}, page and JSON show ${tickers.join(' and ') || 'nothing'}`, async (t) => {
    const { ada } = await openDesk(t, FORD, COKE);
    const page = await ada.visitor.get(`/transactions${query}`);
    assert.equal(page.statusCode, 200);
    assert.deepEqual(
      [...page.body.matchAll(/<th scope="row" class="what"><a[^>]*>([^<]*)</g)].map(([, what]) => what),
      tickers,
    );
    const list = (await ada.visitor.get(`/api/transactions${query}`)).json();
    assert.deepEqual(
      list.transactions.map(({ ticker }: { ticker: string }) => ticker),
      tickers,
    );
  });
}

const mistakes: readonly (readonly [query: string, field: string, sentence: RegExp])[] = [
  ['?from=yesterday', 'from', /This is not a date/],
  ['?kind=GIFT', 'kind', /This is no kind of transaction/],
  [`?q=${'x'.repeat(101)}`, '', /at most 100 characters/],
  ['?order=sideways', '', /There is no such order: the newest come first/],
  ['?after=there', '', /There is no such place in a list of this order: it begins anew/],
  ['?order=ticker&after=1773759600000.1', '', /There is no such place/],
  ['?order=sideways&after=F.1.1', '', /There is no such place/],
  ['?ticker=a&ticker=b', 'ticker', /./],
];

for (const [query, field, sentence] of mistakes) {
  test(`${query.slice(0, 40)} is told to be a mistake, and the page shows all the rest`, async (t) => {
    const { ada } = await openDesk(t, FORD);
    const answer = await ada.visitor.get(`/api/transactions${query}`);
    assert.equal(answer.statusCode, 422);
    const page = await ada.visitor.get(`/transactions${query}`);
    assert.equal(page.statusCode, 422);
    assert.match(field === '' ? textOf(page.body) : reasonBeside(page.body, field), sentence);
    assert.equal(rowsOn(page.body).length, 1);
  });
}

test('what a form leaves blank is left out of the address, and of no other', async (t) => {
  const { ada } = await openDesk(t, FORD);
  const to = async (url: string) => (await ada.visitor.get(url)).headers.location;
  assert.equal(await to('/transactions?q=&account=&kind=&ticker=&from=&to='), '/transactions');
  assert.equal(await to('/transactions?q=%20&ticker=BRK.B&kind='), '/transactions?ticker=BRK.B');
  assert.equal(await to('/transactions?ticker=F'), undefined);
  assert.equal((await ada.visitor.get('/api/transactions?ticker=&q=')).statusCode, 200);
});

test('a note of the broker that moves no money does not say that cash came in', async (t) => {
  const note = { type: 'DIVIDEND_OR_INTEREST', description: 'SCHWAB1 INT 01/31-02/27', netAmount: 0 };
  const { ada } = await openDesk(t, { ...FORD, ...note });
  const [row = ''] = rowsOn((await ada.visitor.get('/transactions')).body);
  assert.match(row, /SCHWAB1 INT.*Note, no money –$/);
});

test('pages follow each other by their place, and nothing is shown twice or left out', async (t) => {
  const told = Array.from({ length: 120 }, (_, index) => ({ ...FORD, id: index + 1 }));
  const { ada } = await openDesk(t, ...told);
  const seen: string[] = [];
  let href: string | undefined = '/transactions';
  while (href !== undefined) {
    const { body }: { body: string } = await ada.visitor.get(href);
    seen.push(...[...body.matchAll(/<tr id="(row-\d+)"/g)].map(([, id = '']) => id));
    href = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
  }
  assert.deepEqual([seen.length, new Set(seen).size], [120, 120]);
  const first = (await ada.visitor.get('/api/transactions')).json();
  const second = (await ada.visitor.get(`/api/transactions?after=${first.next}`)).json();
  assert.equal(first.transactions.length, 50);
  assert.ok(second.transactions.every(({ id }: { id: number }) => id < first.transactions.at(-1).id));
});

test('a part of the page is the rows alone; an unchanged page is a 304', async (t) => {
  const { ada } = await openDesk(t, FORD);
  const part = await ada.visitor.fragment('/transactions?ticker=F');
  assert.match(part.body, /^\s*<div class="ledger" id="rows">/);
  const page = await ada.visitor.get('/transactions');
  const again = await ada.visitor.get('/transactions', { 'if-none-match': String(page.headers.etag) });
  assert.equal(again.statusCode, 304);
  const other = await ada.visitor.get('/transactions?ticker=F', {
    'if-none-match': String(page.headers.etag),
  });
  assert.equal(other.statusCode, 200);
});

test('with nothing there yet, the page says what to do next', async (t) => {
  const house = await openTestHouse(t);
  const { visitor } = await signIn(house, 'user', 'ada');
  const page = await visitor.get('/transactions');
  assert.match(textOf(page.body), /No transactions yet.*Connect a broker/);
});

const HOSTILE = '<script>alert(1)</script>"\'{{ 7*7 }}\u202e';

test('a record shows the row as it was written, hostile words as text', async (t) => {
  const { ada } = await openDesk(t, {
    ...FORD,
    type: 'DIVIDEND_OR_INTEREST',
    description: HOSTILE,
    netAmount: 5,
  });
  const [{ record }] = (await ada.visitor.get('/api/transactions')).json().transactions;
  const page = await ada.visitor.get(`/transactions/${record}`);
  assert.equal(page.statusCode, 200);
  assert.ok(!page.body.includes('<script>alert'));
  assert.match(page.body, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.ok(!page.body.includes('49'), 'no template is worked out');
  assert.match(textOf(page.body), /"activityId": 1,/);
  const json = (await ada.visitor.get(`/api/transactions/${record}`)).json();
  assert.equal(JSON.parse(json.versions[0].text).description, HOSTILE);
});

test('a corrected row tells what changed, a vanished one that it counts for nothing', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const shown = new ShownBroker();
  const deps = shown.in(house.deps);
  const actor = { userId: ada.id, label: 'ada', via: 'page', address: null } as const;
  const made = connect(deps, actor, 'practice');
  assert.ok(made.ok);
  const read = async (...told: readonly Told[]) => {
    shown.show(...told);
    assert.ok((await syncAndWait(deps, actor, made.value.id)).ok);
    house.clock.add(86_400_000);
  };
  await read(FORD, { ...COKE, at: '2026-03-16T15:00:00Z' });
  const ids = rows(house, 'SELECT id, activity_id FROM raw_transactions ORDER BY id');
  await read({ ...FORD, price: 12.75 });
  const corrected = await ada.visitor.get(
    `/transactions/${ids.find((row) => row['activity_id'] === '1')?.['id']}`,
  );
  assert.match(textOf(corrected.body), /The broker corrected it.*netAmount -1250 -1275/);
  assert.match(textOf(corrected.body), /transferItems\[1\]\.price 12\.5 12\.75/);
  const gone = await ada.visitor.get(
    `/transactions/${ids.find((row) => row['activity_id'] === '2')?.['id']}`,
  );
  assert.match(textOf(gone.body), /The broker no longer shows this row\. It counts for nothing/);
  assert.match(textOf(gone.body), /^.*KO.*gone.*Sold.*What it came to.*Sold 50 at 60\.00.*\+\$3,000\.00/);
  const odd = await ada.visitor.get('/transactions/odd');
  assert.match(textOf(odd.body), /Trade.*no longer does/);
});

test('the records of a stranger are not there, and neither are numbers that are none', async (t) => {
  const { house, ada } = await openDesk(t, FORD);
  const [{ record }] = (await ada.visitor.get('/api/transactions')).json().transactions;
  const eve = await signIn(house, 'admin', 'eve');
  for (const address of [`/transactions/${record}`, `/api/transactions/${record}`])
    assert.equal((await eve.visitor.get(address)).statusCode, 404);
  assert.ok(!(await eve.visitor.get('/transactions')).body.includes('row-'));
  for (const id of ['0', '-1', '1e3', 'x', '99999999999999999999'])
    assert.equal((await ada.visitor.get(`/transactions/${id}`)).statusCode, 404, id);
});

test('the CSV keeps numbers as numbers and defuses what begins like a formula', async (t) => {
  const { ada } = await openDesk(t, FORD, {
    ...{ id: 3, at: '2026-03-19T15:00:00Z', type: 'DIVIDEND_OR_INTEREST', netAmount: -5.5 },
    description: '=HYPERLINK("http://evil.example","click, me")',
  });
  const sheet = await ada.visitor.get('/transactions/export.csv');
  assert.equal(sheet.headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(
    String(sheet.headers['content-disposition']),
    /^attachment; filename="transactions-2026-03-20\.csv"$/,
  );
  const lines = sheet.body.split('\r\n');
  assert.match(lines[0] ?? '', /^date,time_utc,account,broker,kind,ticker/);
  assert.match(lines[1] ?? '', /,-5\.5,USD,"'=HYPERLINK\(""http:\/\/evil\.example"",""click, me""\)",/);
  assert.match(lines[2] ?? '', /,TRADE,F,.*,100,12\.5,0,-1250,USD,/);
});

test('what is exported is what the list is narrowed to, in its order, whatever its length', async (t) => {
  const told = Array.from({ length: 1300 }, (_, index) => ({
    ...FORD,
    id: index + 1,
    symbol: index % 2 ? 'F' : 'KO',
  }));
  const { house, ada } = await openDesk(t, ...told);
  const list = (await ada.visitor.get('/transactions/export.json?ticker=F&order=oldest')).json();
  assert.equal(list.length, 650);
  assert.ok(list.every(({ ticker }: { ticker: string }) => ticker === 'F'));
  const ids = list.map(({ id }: { id: number }) => id);
  assert.deepEqual(
    ids,
    ids.toSorted((a: number, b: number) => a - b),
  );
  const all = [...everyTransaction(house.deps.db, ada.id, { order: 'newest' })];
  assert.equal((await ada.visitor.get('/transactions/export.csv')).body.split('\r\n').length, all.length + 2);
  assert.deepEqual((await ada.visitor.get('/transactions/export.json?ticker=NONE')).json(), []);
});

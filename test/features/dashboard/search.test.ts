import assert from 'node:assert/strict';
import test from 'node:test';
import { askedOf } from '../../../src/features/dashboard/engine/asked.ts';
import { tickersLike } from '../../../src/features/dashboard/engine/tickers-like.ts';
import { textOf } from '../../support/answers.ts';
import { signIn } from '../../support/people.ts';
import { rows } from '../../support/rows.ts';
import { openPractised, type Practised } from './desk.ts';

interface Answer {
  readonly q: string;
  readonly tickers: readonly { readonly ticker: string; readonly open: number; readonly closed: number }[];
  readonly campaigns: readonly { readonly ticker: string; readonly status: string }[];
  readonly transactions: readonly {
    readonly record: number;
    readonly ticker: string | null;
    readonly symbol: string | null;
  }[];
  readonly more: { readonly campaigns: boolean; readonly transactions: boolean };
}

async function found({ ada }: Practised, q: string): Promise<Answer> {
  return (await ada.visitor.get(`/api/search?q=${encodeURIComponent(q)}`)).json();
}

test('tickers are found by how they begin, their own name first, and by their company', () => {
  const tickers = ['KHC', 'KO', 'KOPN', 'PEP'];
  const companies = new Map([['KO', 'THE COCA-COLA CO']]);
  const like = (text: string) => tickersLike(text, tickers, companies, 5).map(({ ticker }) => ticker);
  assert.deepEqual(like('k'), ['KHC', 'KO', 'KOPN']);
  assert.deepEqual(like('ko'), ['KO', 'KOPN']);
  assert.deepEqual(like('coca'), ['KO']);
  assert.deepEqual(like('co'), []);
  assert.deepEqual(like(''), []);
});

test('a ticker before other words narrows them, and a strike behind it is as symbols spell it', () => {
  const asked = (text: string) => Object.values(askedOf(text, ['AMD', 'SPX']));
  assert.deepEqual(asked('amd wheel'), ['AMD', 'wheel', 'wheel']);
  assert.deepEqual(asked('AMD 170'), ['AMD', '170', '00170000']);
  for (const text of ['amd 170c', 'amd 170 call', 'AMD 170 calls', 'AMD 170 call, 27 Nov'])
    assert.equal(asked(text)[2], 'C00170000', text);
  assert.equal(asked('AMD 142.5 put')[2], 'P00142500');
  assert.deepEqual(asked('amd'), [null, 'amd', 'amd']);
  assert.deepEqual(asked('naked put'), [null, 'naked put', 'naked put']);
  assert.deepEqual(asked('170 call'), [null, '170 call', '170 call']);
});

test('a contract is found by the name it has on every page', async (t) => {
  const desk = await openPractised(t);
  const [put] = rows(
    desk.house,
    "SELECT ticker, symbol, strike_e6 AS strike FROM transactions WHERE option_type = 'PUT' ORDER BY id DESC LIMIT 1",
  );
  const name = `${put?.['ticker']} ${Number(put?.['strike']) / 1e6} put`;
  const { tickers, transactions } = await found(desk, name);
  assert.deepEqual(
    tickers.map(({ ticker }) => ticker),
    [put?.['ticker']],
  );
  assert.ok(transactions.some(({ symbol }) => symbol === put?.['symbol']));
});

test('a ticker brings itself, its campaigns, what is open first, and its rows', async (t) => {
  const desk = await openPractised(t);
  const { tickers, campaigns, transactions } = await found(desk, 'amd');
  const [counts] = rows(
    desk.house,
    "SELECT count(*) FILTER (WHERE status = 'OPEN') AS open, count(*) FILTER (WHERE status <> 'OPEN') AS closed FROM campaigns WHERE ticker = 'AMD'",
  );
  assert.deepEqual(tickers[0], { ticker: 'AMD', company: null, ...counts });
  assert.ok(campaigns.length > 0 && campaigns.every(({ ticker }) => ticker === 'AMD'));
  const states = campaigns.map(({ status }) => status);
  assert.deepEqual(states, states.toSorted().toReversed());
  assert.ok(transactions.length > 0 && transactions.every(({ ticker }) => ticker === 'AMD'));
});

test('campaigns are found by strategy, and the rest of them is one step away', async (t) => {
  const desk = await openPractised(t);
  const { campaigns, more } = await found(desk, 'naked put');
  assert.equal(campaigns.length, 20);
  assert.ok(more.campaigns);
  const page = await desk.ada.visitor.get('/search?q=naked%20put');
  assert.match(page.body, /href="\/campaigns\?q=naked\+put"/);
});

test('the page holds what was asked, and the part of it is only what was found', async (t) => {
  const desk = await openPractised(t);
  const page = await desk.ada.visitor.get('/search?q=AMD');
  assert.match(page.body, /<input type="search" name="q" value="AMD"/);
  assert.match(textOf(page.body), /1 tickers?, \d+ campaigns/);
  const part = await desk.ada.visitor.fragment('/search?q=AMD&glance=1');
  assert.doesNotMatch(part.body, /<html/);
  assert.equal(part.body.match(/<li>/g)?.length, 1 + 5 + 5);
  for (const [, href] of part.body.matchAll(/href="(\/transactions\/\d+)"/g))
    assert.equal((await desk.ada.visitor.get(href ?? '')).statusCode, 200);
});

test('signs that mean something to a database are signs like others', async (t) => {
  const desk = await openPractised(t);
  for (const q of ['%', "'", '"; DROP TABLE campaigns; --', '\\', '<script>']) {
    const { tickers, campaigns } = await found(desk, q);
    assert.deepEqual([tickers, campaigns], [[], []], q);
    const page = await desk.ada.visitor.get(`/search?q=${encodeURIComponent(q)}`);
    assert.equal(page.statusCode, 200);
    assert.doesNotMatch(page.body, /<script>(?!<)/);
  }
});

test('nothing asked is nothing found; too long is said', async (t) => {
  const desk = await openPractised(t);
  const nothing = await found(desk, ' ');
  assert.deepEqual([nothing.tickers, nothing.campaigns, nothing.transactions], [[], [], []]);
  const long = await desk.ada.visitor.get(`/api/search?q=${'x'.repeat(101)}`);
  assert.equal(long.statusCode, 422);
});

test('somebody else’s are never found', async (t) => {
  const desk = await openPractised(t);
  const bob = await signIn(desk.house, 'viewer', 'bob');
  const answer: Answer = (await bob.visitor.get('/api/search?q=AMD')).json();
  assert.deepEqual([answer.tickers, answer.campaigns, answer.transactions], [[], [], []]);
});

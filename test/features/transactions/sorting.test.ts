import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { write } from '../../../src/db/write.ts';
import { openAccount } from '../../../src/features/brokers/index.ts';
import { type Order, orders, placeIn } from '../../../src/features/transactions/engine/order.ts';
import { listTransactions, tickersOf } from '../../../src/features/transactions/index.ts';
import { insertTransaction } from '../../../src/features/transactions/store/compiled.ts';
import { insertVersion } from '../../../src/features/transactions/store/rows.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { textOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
}

const TICKERS = ['F', 'KO', 'BRK.B', 'BRK', null, 'AAPL'];
const KINDS = ['TRADE', 'DIVIDEND', 'CASH', 'EXPIRATION'] as const;

/** 240 rows, many of them equal in whatever they are sorted by. */
async function openDesk(t: TestContext): Promise<Desk> {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const actor = { userId: ada.id, label: 'ada', via: 'page', address: null } as const;
  write(house.deps.db, (tx) => {
    for (const broker of ['schwab', 'zerodha'] as const) {
      const { id: accountId, currency } = openAccount(tx, house.deps, actor, { broker, number: '12345417' });
      for (let index = 0; index < 120; index++) {
        const row = rowOf(index, currency);
        const version = {
          activityId: row.id,
          version: 1,
          source: 'api',
          state: 'SEEN',
          type: 'TRADE',
        } as const;
        const kept = { ...version, accountId, happenedAt: row.executedAt, digest: row.id, seenAt: 0 };
        const rawId = insertVersion(tx, { ...kept, evidenceOf: null, text: '{}' });
        assert.ok(rawId);
        insertTransaction(tx, { userId: ada.id, accountId, activityId: row.id, rawId }, row);
      }
    }
  });
  return { house, ada };
}

function rowOf(index: number, currency: Transaction['currency']): Transaction {
  const executedAt = Date.parse('2026-03-02T15:00:00Z') + (index % 9) * 86_400_000;
  const ticker = TICKERS[index % TICKERS.length] ?? null;
  return {
    ...{
      id: String(index),
      part: 0,
      account: 'A',
      orderId: null,
      executedAt,
      hasTime: true,
      effectiveOn: null,
    },
    tradedOn: new Date(executedAt).toISOString().slice(0, 10),
    kind: KINDS[index % KINDS.length] ?? 'TRADE',
    instrument: ticker === null ? null : { kind: 'SHARE', ticker },
    ...{ quantityE8: 0, priceE6: null, effect: null, feesE4: {}, currency, description: '' },
    netE4: ((index * 7) % 11) * 10_000 - 50_000,
  };
}

type Row = ReturnType<typeof listTransactions>['rows'][number];

const keys: Readonly<Record<Order, (row: Row) => readonly (string | number)[]>> = {
  newest: (row) => [row.executedAt],
  oldest: (row) => [row.executedAt],
  largest: (row) => [row.currency, row.netE4],
  smallest: (row) => [row.currency, row.netE4],
  ticker: (row) => [row.instrument?.ticker ?? '', row.executedAt],
  'ticker-down': (row) => [row.instrument?.ticker ?? '', row.executedAt],
  kind: (row) => [row.kind, row.executedAt],
  'kind-down': (row) => [row.kind, row.executedAt],
};

const BACKWARDS: readonly Order[] = ['newest', 'largest', 'ticker-down', 'kind-down'];

for (const order of orders) {
  test(`in the order ${order} every row comes once, whatever the length of a page`, async (t) => {
    const { house, ada } = await openDesk(t);
    const pageOf = (after: Parameters<typeof listTransactions>[3], size: number) =>
      listTransactions(house.deps.db, ada.id, { order }, after, size);
    const whole = pageOf(null, 1000).rows;
    for (const size of [1, 7, 50]) {
      const seen: Row[] = [];
      for (let page = pageOf(null, size); ; page = pageOf(page.next, size)) {
        seen.push(...page.rows);
        if (page.next === null) break;
      }
      assert.deepEqual(seen, whole);
    }
    const sign = BACKWARDS.includes(order) ? -1 : 1;
    const sorted = whole.toSorted(
      (a, b) => sign * compare([...keys[order](a), a.rowId], [...keys[order](b), b.rowId]),
    );
    assert.deepEqual(whole, sorted);
    assert.equal(new Set(whole.map(({ rowId }) => rowId)).size, 240);
  });
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  const [one = '', other = ''] = [a[at], b[at]];
  return at < 0 ? 0 : one < other ? -1 : 1;
}

test('the head of the table sorts, says by what, and turns round; the place stays in its order', async (t) => {
  const { ada } = await openDesk(t);
  const headOf = (body: string) => [...body.matchAll(/<th scope="col"[\s\S]*?<\/th>/g)].map(([cell]) => cell);
  const first = await ada.visitor.get('/transactions?ticker=f');
  assert.match(headOf(first.body)[0] ?? '', /aria-sort="descending"[\s\S]*order=oldest/);
  const amount = /href="([^"]+)"/.exec(headOf(first.body).at(-1) ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
  assert.equal(amount, '/transactions?ticker=F&order=largest');
  const sorted = await ada.visitor.get(amount);
  assert.match(headOf(sorted.body).at(-1) ?? '', /aria-sort="descending"[\s\S]*order=smallest/);
  assert.match(textOf(sorted.body), /Most received first/);
  const all = await ada.visitor.get('/transactions?order=ticker');
  const next = /href="([^"]+)" rel="next"/.exec(all.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  assert.match(next, /order=ticker&after=[A-Z.]*\.\d+\.\d+$/);
  const second = await ada.visitor.get(next);
  assert.equal(second.statusCode, 200);
  assert.match(second.body, /href="\/transactions\?order=ticker" rel="first">First page</);
});

test('an export and the JSON come in the order of the list', async (t) => {
  const { ada } = await openDesk(t);
  const tickers = (rows: readonly { readonly ticker: string | null }[]) =>
    rows.map(({ ticker }) => ticker ?? '');
  const sheet = tickers((await ada.visitor.get('/transactions/export.json?order=ticker-down')).json());
  assert.deepEqual(sheet, sheet.toSorted().toReversed());
  const page = (await ada.visitor.get('/api/transactions?order=ticker-down')).json();
  assert.deepEqual(tickers(page.transactions), sheet.slice(0, 50));
});

test('the tickers are each there once, in their order, and a stranger’s are not', async (t) => {
  const { house, ada } = await openDesk(t);
  assert.deepEqual(tickersOf(house.deps.db, ada.id), ['AAPL', 'BRK', 'BRK.B', 'F', 'KO']);
  assert.deepEqual(tickersOf(house.deps.db, 'nobody'), []);
});

test('a place is read only in an order it can be of', () => {
  assert.deepEqual(placeIn('newest', '5.6'), [5, 6]);
  assert.deepEqual(placeIn('ticker', 'BRK.B.5.6'), ['BRK.B', 5, 6]);
  assert.deepEqual(placeIn('ticker', '.5.6'), ['', 5, 6]);
  assert.deepEqual(placeIn('smallest', 'USD.-5.6'), ['USD', -5, 6]);
  for (const [order, text] of [
    ['newest', 'F.5.6'],
    ['kind', '5.6'],
    ['ticker', 'F.5.'],
    ['oldest', '5,6'],
  ] as const)
    assert.equal(placeIn(order, text), null, text);
});

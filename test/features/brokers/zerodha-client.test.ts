import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { zerodhaBroker } from '../../../src/features/brokers/zerodha/client.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { type Asked, passOf, type Reply, scripted, zipped } from './scripted.ts';
import { good, holding, kiteAnswer, PLACES, position, quote, refusal, trade } from './zerodha-script.ts';

const CLOSE = Date.parse('2026-03-20T15:30:00+05:30');
const account = { number: 'AB1234', handle: 'AB1234', name: 'Zerodha AB1234', currency: 'INR' } as const;

async function open(t: TestContext, answer: (asked: Asked) => Reply = kiteAnswer, pass = passOf()) {
  const server = await scripted(t, answer);
  const means = { ask: plainOutgoing(undefined, 16_000_000), clock: () => CLOSE, baseUrl: server.url };
  return { server, pass, broker: zerodhaBroker({ ...means, ...PLACES }) };
}

/** At this address something of the test's own; elsewhere what a quiet Kite says. */
const instead =
  (path: string, data: unknown) =>
  (asked: Asked): Reply =>
    asked.path === path ? good(data) : kiteAnswer(asked);

test('who signs in is the account, and each question says version, key and access', async (t) => {
  const { broker, pass, server } = await open(t);
  assert.deepEqual(await broker.accounts(pass), [account]);
  const headers = server.asked[0]?.headers;
  assert.deepEqual([headers?.['x-kite-version'], headers?.['authorization']], ['3', 'token app-key:first']);
});

test('an access that another sign-in has replaced is asked for once more', async (t) => {
  const pass = passOf(['second']);
  const over = refusal(403, 'TokenException', 'Incorrect `api_key` or `access_token`.');
  const { broker, server } = await open(
    t,
    (asked) => (asked.headers['authorization'] === 'token app-key:second' ? kiteAnswer(asked) : over),
    pass,
  );
  assert.equal((await broker.holdings(pass, account)).length, 1);
  const asked = server.asked.filter(({ path }) => path === '/portfolio/holdings');
  assert.deepEqual([asked.length, pass.renewals], [2, 1]);
});

test('a wrong question is not taken for a lost sign-in', async (t) => {
  const { broker, pass } = await open(t, () =>
    refusal(403, 'PermissionException', 'Insufficient permission'),
  );
  await assert.rejects(broker.candles(pass, 'INFY', '2026-03-01', '2026-03-02'), {
    kind: 'refused',
    message: /subscription/,
  });
  assert.equal(pass.renewals, 0);
});

test('a holding tells delivered, on the way, pledged, sold today and borrowed apart', async (t) => {
  const { broker, pass } = await open(
    t,
    instead('/portfolio/holdings', [
      holding('INFY', {
        quantity: 12,
        realised_quantity: 10,
        t1_quantity: 2,
        collateral_quantity: 5,
        used_quantity: 1,
        mtf: { quantity: 7 },
      }),
    ]),
  );
  const [held] = await broker.holdings(pass, account);
  assert.deepEqual(held, {
    isin: 'INEINFY00015',
    symbol: 'INFY',
    exchange: 'NSE',
    reportedE8: 12e8,
    deliveredE8: 10e8,
    onTheWayE8: 2e8,
    pledgedE8: 5e8,
    soldTodayE8: 1e8,
    borrowedE8: 7e8,
    averagePriceE6: 801_781_250,
    lastPriceE6: 762_450_000,
    closePriceE6: 766_400_000,
  });
});

test('what was paid is unknown where Zerodha says so, or says nothing', async (t) => {
  const odd = [holding('A', { average_price: 0 }), holding('B', { discrepancy: true })];
  const { broker, pass } = await open(t, instead('/portfolio/holdings', odd));
  assert.deepEqual(
    (await broker.holdings(pass, account)).map(({ averagePriceE6 }) => averagePriceE6),
    [null, null],
  );
});

test('a share reported on both exchanges is one holding, at the average of both', async (t) => {
  const isin = 'INE062A01020';
  const both = [
    holding('SBIN', { isin, realised_quantity: 10, average_price: 100 }),
    holding('SBIN', { isin, exchange: 'BSE', realised_quantity: 30, average_price: 120 }),
  ];
  const { broker, pass } = await open(t, instead('/portfolio/holdings', both));
  const holdings = await broker.holdings(pass, account);
  assert.deepEqual(
    holdings.map(({ deliveredE8, averagePriceE6 }) => [deliveredE8, averagePriceE6]),
    [[40e8, 115_000_000]],
  );
});

test('positions: shares of today; a sale out of the holdings and foreign contracts are left out and named', async (t) => {
  const net = [
    position('SBIN'),
    position('SBIN', { exchange: 'BSE', quantity: 5, average_price: 1414.95 }),
    position('M&M', { product: 'MIS', quantity: -2 }),
    position('INFY', { quantity: -3 }),
    position('NIFTY26MARFUT', { exchange: 'NFO', product: 'NRML' }),
    position('ITC', { quantity: 0 }),
  ];
  const { broker, pass } = await open(t, instead('/portfolio/positions', { net, day: [] }));
  const book = await broker.book(pass, account);
  assert.deepEqual(
    book.positions.map(({ instrument, quantityE8, averagePriceE6, marketValueE4 }) => [
      instrument.kind === 'SHARE' && instrument.ticker,
      quantityE8,
      averagePriceE6,
      marketValueE4,
    ]),
    [
      ['SBIN', 10e8, 1_413_950_000, 141_305_000],
      ['M&M', -2e8, 1_412_950_000, -28_261_000],
    ],
  );
  assert.deepEqual(
    book.leftOut.map(({ symbol }) => symbol),
    ['INFY', 'NIFTY26MARFUT'],
  );
  assert.deepEqual(book.balances, [{ currency: 'INR', cashE4: 2_454_316_000, valueE4: null }]);
});

test('history is today, from midnight in India, whatever was asked for', async (t) => {
  const { broker } = await open(t);
  assert.deepEqual(broker.stretches(0, CLOSE), [
    { from: Date.parse('2026-03-20T00:00:00+05:30'), to: CLOSE, type: 'TRADE' },
  ]);
});

test('a trade is a transaction at its bare price, in Indian time', async (t) => {
  const { broker, pass } = await open(
    t,
    instead('/trades', [
      trade('10000001'),
      trade('10000002', { transaction_type: 'SELL', quantity: 2, average_price: 420.655 }),
      trade('10000003', { exchange: 'NFO', tradingsymbol: 'NIFTY26MARFUT' }),
      trade('10000004', { quantity: '5' }),
    ]),
  );
  const [stretch] = broker.stretches(0, CLOSE);
  assert.ok(stretch);
  const { rows } = await broker.transactions(pass, account, stretch);
  const { transactions, problems } = broker.parse(account, rows);
  assert.deepEqual(
    transactions.map(({ id, quantityE8, priceE6, netE4, tradedOn, executedAt }) => [
      id,
      quantityE8,
      priceE6,
      netE4,
      tradedOn,
      new Date(executedAt).toISOString(),
    ]),
    [
      ['2026-03-20-NSE-10000001', 5e8, 1_412_950_000, -70_647_500, '2026-03-20', '2026-03-20T03:46:39.000Z'],
      ['2026-03-20-NSE-10000002', -2e8, 420_655_000, 8_413_100, '2026-03-20', '2026-03-20T03:46:39.000Z'],
    ],
  );
  assert.deepEqual(
    problems.map(({ code, transactionIds }) => [code, ...transactionIds]),
    [
      ['BAD_ROW', '2026-03-20-NFO-10000003'],
      ['BAD_ROW', '2026-03-20-NSE-10000004'],
    ],
  );
});

test('quotes: five hundred a question, each symbol for itself, odd ones encoded', async (t) => {
  const { broker, pass, server } = await open(t, ({ query }) =>
    good(Object.fromEntries(query.getAll('i').map((key) => [key, quote(100)]))),
  );
  const symbols = [
    'INFY',
    'BSE:M&M',
    'SGBJUN31I-GB',
    ...Array.from({ length: 998 }, (_, index) => `S${index}`),
  ];
  const quotes = await broker.quotes(pass, symbols);
  assert.deepEqual(
    quotes.map(({ symbol }) => symbol),
    symbols,
  );
  assert.equal(server.asked.length, 3);
  assert.match(
    server.asked[0]?.address ?? '',
    /^\/quote\?i=NSE%3AINFY&i=BSE%3AM%26M&i=NSE%3ASGBJUN31I-GB&i=NSE%3AS0&/,
  );
  assert.equal(server.asked[0]?.query.getAll('i').length, 500);
});

test('a quote has its own time, in India; a side nobody is on is unknown', async (t) => {
  const { broker, pass } = await open(t, () =>
    good({ 'NSE:INFY': quote(1412.95, { depth: { buy: [{ price: 0 }], sell: [{ price: 1412.95 }] } }) }),
  );
  assert.deepEqual(await broker.quotes(pass, ['INFY', 'NOPE']), [
    {
      symbol: 'INFY',
      currency: 'INR',
      priceE6: 1_412_950_000,
      bidE6: null,
      askE6: 1_412_950_000,
      closeE6: 1_389_650_000,
      at: Date.parse('2026-03-20T15:29:58+05:30'),
    },
  ]);
});

test('a long history of prices is asked for in parts of 2,000 days', async (t) => {
  const { broker, pass, server } = await open(t);
  const candles = await broker.candles(pass, 'INFY', '2015-01-01', '2026-03-20');
  assert.equal(candles.length, 3);
  assert.deepEqual(
    server.asked.slice(1).map(({ query }) => [query.get('from'), query.get('to')]),
    [
      ['2015-01-01', '2020-06-22'],
      ['2020-06-23', '2025-12-13'],
      ['2025-12-14', '2026-03-20'],
    ],
  );
});

test('a company is found among a hundred thousand', async (t) => {
  const header =
    'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
  const lines = Array.from(
    { length: 100_000 },
    (_, index) => `${index},${index},SYM${index},"COMPANY NUMBER ${index}, LTD",0.0,,0.0,0.05,1,EQ,NSE,NSE`,
  );
  const list = zipped([header, ...lines].join('\n'));
  const { broker, pass } = await open(t, () => list);
  assert.deepEqual(await broker.listings(pass, 'company 99999'), [
    { symbol: 'SYM99999', name: 'COMPANY NUMBER 99999, LTD', exchange: 'NSE' },
  ]);
});

test('a list without its columns is none', async (t) => {
  const { broker, pass } = await open(t, () => zipped('a,b,c\n1,2,3'));
  await assert.rejects(broker.listings(pass, 'infosys'), { kind: 'unreadable' });
});

test('another user signs in while an account is read: nothing of theirs is kept with it', async (t) => {
  let user: string = account.number;
  const { broker, pass, server } = await open(t, (asked) =>
    asked.path === '/user/profile' ? good({ user_id: user }) : kiteAnswer(asked),
  );
  const [stretch] = broker.stretches(0, CLOSE);
  assert.ok(stretch);
  user = 'XY9999';
  const fault = { kind: 'refused', message: /^While this account was being read, another user/ };
  await assert.rejects(broker.transactions(pass, account, stretch), fault);
  await assert.rejects(broker.book(pass, account), fault);
  await assert.rejects(broker.holdings(pass, account), fault);
  const last = server.asked.map(({ path }) => path).at(-1);
  assert.equal(last, '/user/profile', 'asked before, they might come in between');
});

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { BrokerFault } from '../../../src/features/brokers/faults.ts';
import { schwabBroker } from '../../../src/features/brokers/schwab/client.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { element } from './schwab-rows.ts';
import { HASH, NUMBER, quoteOf, schwabAnswer } from './schwab-script.ts';
import { type Asked, json, passOf, type Reply, scripted, type TestPass } from './scripted.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-21T12:00:00Z');
const account = { number: NUMBER, handle: HASH, name: 'Wheel', currency: 'USD' } as const;
const unauthorized = json({ errors: [{ id: 'x', status: 401, title: 'Unauthorized' }] }, 401);
const lacking = json({ errors: [{ status: 401, detail: 'Client not authorized' }] }, 401);

async function open(
  t: TestContext,
  answer: (asked: Asked) => Reply = schwabAnswer,
  pass: TestPass = passOf(),
) {
  const server = await scripted(t, answer);
  const broker = schwabBroker({ ask: plainOutgoing(), clock: () => NOW, baseUrl: server.url });
  return { server, broker, pass };
}

test('an account goes by the name its owner gave it', async (t) => {
  const { broker, pass, server } = await open(t);
  assert.deepEqual(await broker.accounts(pass), [account]);
  assert.equal(server.asked[0]?.headers['authorization'], 'Bearer first');
});

test('an app that may not read the names calls an account by its last digits', async (t) => {
  const { broker, pass } = await open(t, (asked) =>
    asked.path.endsWith('userPreference') ? json({ message: 'no' }, 403) : schwabAnswer(asked),
  );
  assert.deepEqual(
    (await broker.accounts(pass)).map(({ name }) => name),
    ['Schwab ...678'],
  );
});

test('an access refused before its time is renewed once, and the question asked again', async (t) => {
  const pass = passOf(['second']);
  const { broker, server } = await open(
    t,
    (asked) => (asked.headers['authorization'] === 'Bearer second' ? schwabAnswer(asked) : lacking),
    pass,
  );
  assert.equal((await broker.book(pass, account)).positions.length, 1);
  assert.deepEqual([server.asked.length, pass.renewals], [2, 1]);
});

test('a fresh access that is refused too is no reason to go on', async (t) => {
  const pass = passOf(['second', 'third']);
  const { broker, server } = await open(t, () => unauthorized, pass);
  await assert.rejects(broker.book(pass, account), { kind: 'needs-sign-in' });
  assert.deepEqual([server.asked.length, pass.renewals], [2, 1]);
});

test('a fresh access without the product says what the app lacks', async (t) => {
  const pass = passOf(['second']);
  const { broker } = await open(t, () => lacking, pass);
  await assert.rejects(broker.quotes(pass, ['F']), { kind: 'refused', message: /Market Data/ });
});

test('a sign-in that is over is said by the pass, and nothing more is asked', async (t) => {
  const { broker, pass, server } = await open(t, () => unauthorized);
  await assert.rejects(broker.book(pass, account), { kind: 'needs-sign-in' });
  assert.equal(server.asked.length, 1);
});

test('too many questions are told with the time Schwab named', async (t) => {
  const reply = { status: 429, headers: { 'retry-after': '42' }, body: '' };
  const { broker, pass } = await open(t, () => reply);
  await assert.rejects(broker.book(pass, account), { kind: 'busy', retryAfterMs: 42_000 });
});

test('transactions are asked for by the hash, in UTC to the millisecond, with their types', async (t) => {
  const { broker, pass, server } = await open(t);
  const stretch = { from: Date.parse('2026-03-01T00:00:00Z'), to: NOW, type: 'WIRE_IN,WIRE_OUT' };
  await broker.transactions(pass, account, stretch);
  const [asked] = server.asked;
  assert.equal(asked?.path, `/trader/v1/accounts/${HASH}/transactions`);
  assert.deepEqual(Object.fromEntries(asked?.query ?? []), {
    startDate: '2026-03-01T00:00:00.000Z',
    endDate: '2026-03-21T12:00:00.000Z',
    types: 'WIRE_IN,WIRE_OUT',
  });
});

test('years are asked for in windows of at most 364 days that reach into each other, newest first', async (t) => {
  const { broker } = await open(t);
  const from = NOW - 1000 * DAY;
  const trades = broker.stretches(from, NOW).filter(({ type }) => type === 'TRADE');
  assert.equal(trades.length, 3);
  assert.deepEqual([trades[0]?.to, trades.at(-1)?.from], [NOW, from]);
  for (const [index, { from: start, to }] of trades.entries()) {
    assert.ok(to - start <= 364 * DAY);
    if (index > 0) assert.equal(to - (trades[index - 1]?.from ?? 0), DAY);
  }
  const types = new Set(broker.stretches(from, NOW).flatMap(({ type }) => type.split(',')));
  assert.equal(types.size, 15);
});

test('an answer of 3,000 rows was cut off: its halves are asked for instead', async (t) => {
  const full = json(Array.from({ length: 3000 }, (_, index) => element(index + 1, {})));
  const { broker, pass } = await open(t, () => full);
  const stretch = { from: NOW - 10 * DAY, to: NOW, type: 'TRADE' };
  assert.deepEqual(await broker.transactions(pass, account, stretch), {
    rows: [],
    instead: [
      { from: NOW - 5 * DAY, to: NOW, type: 'TRADE' },
      { from: NOW - 10 * DAY, to: NOW - 5 * DAY, type: 'TRADE' },
    ],
  });
});

test('within a day its types are asked for one by one, and then its halves, down to a second', async (t) => {
  const full = json(Array.from({ length: 3000 }, (_, index) => element(index + 1, {})));
  const { broker, pass } = await open(t, () => full);
  const types = await broker.transactions(pass, account, {
    from: NOW - DAY,
    to: NOW,
    type: 'JOURNAL,WIRE_IN',
  });
  assert.deepEqual(
    types.instead.map(({ type }) => type),
    ['JOURNAL', 'WIRE_IN'],
  );
  const halves = await broker.transactions(pass, account, { from: NOW - 2000, to: NOW, type: 'TRADE' });
  assert.equal(halves.instead.length, 2);
  await assert.rejects(broker.transactions(pass, account, { from: NOW - 1000, to: NOW, type: 'TRADE' }), {
    kind: 'unreadable',
    message: /3,000 rows within one second/,
  });
});

test('a year that holds 10,000 rows comes whole, whatever lies on the edges', async (t) => {
  const rows = Array.from({ length: 10_000 }, (_, index) => {
    // Bunched: most of them fall on one afternoon.
    const at = index < 7000 ? NOW - 100 * DAY + index * 100 : NOW - index * 3_000_000;
    return { at, row: element(index + 1, { time: new Date(at).toISOString().replace(/\.\d+Z/, '+0000') }) };
  });
  const { broker, pass } = await open(t, ({ query }) => {
    const [from, to] = [query.get('startDate'), query.get('endDate')].map((text) => Date.parse(text ?? ''));
    const found = rows.filter(({ at }) => at >= (from ?? 0) && at <= (to ?? 0)).map(({ row }) => row);
    return json(found.slice(0, 3000));
  });
  const ids = new Set<string>();
  const left = [{ from: NOW - 364 * DAY, to: NOW, type: 'TRADE' }];
  for (let stretch = left.shift(); stretch !== undefined; stretch = left.shift()) {
    const page = await broker.transactions(pass, account, stretch);
    left.unshift(...page.instead);
    for (const { id } of page.rows) ids.add(id);
  }
  assert.equal(ids.size, rows.filter(({ at }) => at >= NOW - 364 * DAY).length);
});

test('a row of another time than the one asked for is kept', async (t) => {
  const early = element(17, { type: 'JOURNAL', time: '2025-01-02T03:04:05+0000' });
  const { broker, pass } = await open(t, () => json([early]));
  const { rows } = await broker.transactions(pass, account, { from: NOW - DAY, to: NOW, type: 'JOURNAL' });
  assert.deepEqual(
    rows.map(({ id, happenedAt }) => [id, happenedAt]),
    [['17', Date.parse('2025-01-02T03:04:05Z')]],
  );
});

test("positions of another account are nobody's", async (t) => {
  const { broker, pass } = await open(t);
  const other = { ...account, number: '87654321' };
  await assert.rejects(broker.book(pass, other), (error) => {
    assert.ok(error instanceof BrokerFault && error.kind === 'unreadable');
    assert.doesNotMatch(error.message, /\d{4}/);
    return true;
  });
});

test('quotes are asked for a hundred at a time, spelled as the market spells them', async (t) => {
  const { broker, pass, server } = await open(t, ({ query }) =>
    json(
      Object.fromEntries(
        (query.get('symbols') ?? '').split(',').map((symbol) => [symbol, quoteOf(symbol, 1)]),
      ),
    ),
  );
  const symbols = [
    'SPX',
    'BRK.B',
    'F     260417P00012000',
    ...Array.from({ length: 198 }, (_, index) => `S${index}`),
  ];
  const quotes = await broker.quotes(pass, symbols);
  assert.deepEqual(
    quotes.map(({ symbol }) => symbol),
    symbols,
  );
  assert.equal(server.asked.length, 3);
  assert.match(
    server.asked[0]?.address ?? '',
    /symbols=%24SPX%2CBRK%2FB%2CF%20%20%20%20%20260417P00012000%2CS0/,
  );
});

test('prices are asked for by day', async (t) => {
  const { broker, pass, server } = await open(t);
  const candles = await broker.candles(pass, 'F', '2026-03-17', '2026-03-19');
  assert.deepEqual(
    candles.map(({ tradedOn }) => tradedOn),
    ['2026-03-17', '2026-03-18', '2026-03-19'],
  );
  assert.deepEqual(candles[0], {
    tradedOn: '2026-03-17',
    openE6: 12_100_000,
    highE6: 12_500_000,
    lowE6: 12_000_000,
    closeE6: 12_340_000,
    volume: 51_234_567,
  });
  assert.equal(server.asked[0]?.query.get('frequencyType'), 'daily');
});

test('a company is found by its name, and a symbol by itself', async (t) => {
  const { broker, pass, server } = await open(t, ({ query }) =>
    query.get('projection') === 'symbol-search'
      ? json({
          instruments: [{ symbol: 'BRK/B', description: 'Berkshire', exchange: 'NYSE', assetType: 'EQUITY' }],
        })
      : json({ errors: [{ status: '404', title: 'Not Found' }] }, 404),
  );
  assert.deepEqual(await broker.listings(pass, 'BRK.B'), [
    { symbol: 'BRK.B', name: 'Berkshire', exchange: 'NYSE' },
  ]);
  assert.deepEqual(
    server.asked.map(({ query }) => [query.get('symbol'), query.get('projection')]),
    [
      ['BRK.B', 'desc-search'],
      ['BRK/B', 'symbol-search'],
    ],
  );
});

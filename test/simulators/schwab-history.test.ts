import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { accountNumbers } from '../../src/features/brokers/practice/schwab/accounts.ts';
import { makeWorld } from '../../src/features/brokers/practice/world.ts';
import { ANCHOR, DAY, TUESDAY } from '../support/practice.ts';
import { bodyOf, SchwabDesk, type Tokens } from './schwab-desk.ts';

interface Row {
  readonly activityId: number;
  readonly time: string;
  readonly type: string;
  readonly description?: string;
  readonly transferItems: readonly { readonly instrument: { readonly symbol: string } }[];
}

const [main] = accountNumbers();
const HASH = main?.hashValue ?? '';
let desk: SchwabDesk;
let tokens: Tokens;

before(async () => {
  desk = await SchwabDesk.open(null);
  tokens = await desk.signIn();
});
after(() => desk.simulator.stop());

type Asked = Readonly<Record<string, string>>;
const instant = (at: number) => new Date(at).toISOString();
const YEAR = { startDate: instant(TUESDAY - 364 * DAY), endDate: instant(TUESDAY), types: 'TRADE' };

function ask(asked: Asked, hash = HASH, by = desk, who = tokens): Promise<Response> {
  return by.get(`/trader/v1/accounts/${hash}/transactions?${new URLSearchParams(asked)}`, who);
}

const rows = (asked: Asked) => bodyOf<readonly Row[]>(ask({ ...YEAR, ...asked }));

test('every answer carries another correlation id', async () => {
  const ids = [await ask(YEAR), await ask({})].map(({ headers }) => headers.get('schwab-client-correlid'));
  assert.equal(new Set(ids).size, 2);
  for (const id of ids) assert.match(id ?? '', /^[0-9a-f-]{36}$/);
});

test('a question without its dates or types is refused, and says what is missing', async () => {
  const answer = await ask({});
  assert.equal(answer.status, 400);
  const { message, errors } = await bodyOf<{ message: string; errors: string[] }>(answer);
  assert.equal(message, 'Bad Request');
  assert.deepEqual(
    errors.map((error) => error.split(' ')[0]),
    ['startDate', 'endDate', 'types'],
  );
});

const REFUSED: readonly (readonly [story: string, asked: Asked])[] = [
  ['a bare date', { startDate: '2026-03-01' }],
  ['a type nobody knows', { types: 'TRADE,GIFT' }],
  ['more than a year', { startDate: instant(TUESDAY - 366 * DAY) }],
  ['an end before its start', { endDate: instant(TUESDAY - 365 * DAY) }],
];
for (const [story, asked] of REFUSED) {
  test(`refused: ${story}`, async () => assert.equal((await ask({ ...YEAR, ...asked })).status, 400));
}

test('in addresses an account goes by its hash, never by its number', async () => {
  assert.equal((await ask(YEAR, main?.accountNumber)).status, 400);
  assert.equal((await ask(YEAR, 'A'.repeat(64))).status, 404);
});

test('of the types asked for, newest first, with dates that have no colon in their offset', async () => {
  const trades = await rows({});
  const both = await rows({ types: 'TRADE,DIVIDEND_OR_INTEREST' });
  assert.deepEqual([...new Set(trades.map(({ type }) => type))], ['TRADE']);
  assert.ok(both.length > trades.length && trades.length > 50);
  for (const { time } of trades) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
  assert.deepEqual(
    trades.map(({ time }) => time),
    trades
      .map(({ time }) => time)
      .toSorted()
      .reverse(),
  );
});

test('by the symbol of what was moved', async () => {
  const symbol = (await rows({}))[0]?.transferItems.at(-1)?.instrument.symbol ?? '';
  const found = await rows({ symbol });
  assert.ok(found.length > 0);
  for (const { transferItems } of found)
    assert.ok(transferItems.some(({ instrument }) => instrument.symbol === symbol));
});

test('a single row is a list of one', async () => {
  const [first] = await rows({});
  assert.ok(first);
  const address = `/trader/v1/accounts/${HASH}/transactions`;
  assert.deepEqual(await bodyOf(desk.get(`${address}/${first.activityId}`, tokens)), [first]);
  assert.equal((await desk.get(`${address}/1`, tokens)).status, 404);
  assert.equal((await desk.get(`${address}/one`, tokens)).status, 400);
});

test('a row is found by when it was posted, and may show another time', async () => {
  const journals = await rows({ types: 'JOURNAL' });
  const adjusted = journals.find(({ description }) => description === 'ADJ NET CREDIT INTEREST');
  assert.ok(adjusted);
  const around = Date.parse(adjusted.time);
  const day = { startDate: instant(around - DAY), endDate: instant(around + DAY), types: 'JOURNAL' };
  assert.ok((await rows(day)).every(({ activityId }) => activityId !== adjusted.activityId));
});

test('a row may be gone a week later', async (t) => {
  const later = await SchwabDesk.open(t);
  const who = await later.signIn();
  const ids = async (tokensNow: Tokens) =>
    (await bodyOf<readonly Row[]>(ask(YEAR, HASH, later, tokensNow))).map(({ activityId }) => activityId);
  const now = await ids(who);
  later.simulator.clock.add(21 * DAY);
  const then = new Set(await ids(await later.signIn()));
  assert.equal(now.filter((id) => !then.has(id)).length, 1);
});

test('an answer holds three thousand rows and no word of the rest', async (t) => {
  const world = makeWorld({ seed: 1, anchor: ANCHOR, size: { tickers: 80, weeks: 50, rowsEach: 60 } });
  const large = await SchwabDesk.open(t, { world });
  const who = await large.signIn();
  const all = await bodyOf<readonly Row[]>(ask(YEAR, HASH, large, who));
  assert.equal(all.length, 3000);
  const half = { ...YEAR, startDate: instant(TUESDAY - 182 * DAY) };
  assert.ok((await bodyOf<readonly Row[]>(ask(half, HASH, large, who))).length < 3000);
});

test('positions are there when they are asked for, and what else is asked for is passed over', async () => {
  const list = async (fields: string) => {
    const answer = await desk.get(`/trader/v1/accounts${fields}`, tokens);
    return (await bodyOf<{ securitiesAccount: object }[]>(answer)).map(
      ({ securitiesAccount }) => 'positions' in securitiesAccount,
    );
  };
  assert.deepEqual(await list('?fields=positions'), [true, true]);
  assert.deepEqual(await list('?fields=orders'), [false, false]);
  assert.deepEqual(await list(''), [false, false]);
  const one = await bodyOf(desk.get(`/trader/v1/accounts/${HASH}?fields=positions`, tokens));
  assert.deepEqual(Object.keys(one), ['securitiesAccount', 'aggregatedBalance']);
});

test('a hundred and twenty questions a minute are answered, the next is too many', async (t) => {
  const paced = await SchwabDesk.open(t, { isPaced: true });
  const who = await paced.signIn();
  const statuses: number[] = [];
  for (let i = 0; i < 121; i++)
    statuses.push((await paced.get('/trader/v1/accounts/accountNumbers', who)).status);
  assert.deepEqual([statuses.indexOf(429), statuses.length], [120, 121]);
});

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { DAY, TUESDAY } from '../support/practice.ts';
import { bodyOf, SchwabDesk, type Tokens } from './schwab-desk.ts';

let desk: SchwabDesk;
let tokens: Tokens;
before(async () => {
  desk = await SchwabDesk.open(null);
  tokens = await desk.signIn();
});
after(() => desk.simulator.stop());
const get = (path: string) => desk.get(`/marketdata/v1${path}`, tokens);

test('quotes under the symbols asked for; those nobody knows are named and fail nothing', async () => {
  const found = await bodyOf(get('/quotes?symbols=F,$SPX,NOPE&fields=quote'));
  assert.deepEqual(Object.keys(found), ['F', '$SPX', 'errors']);
  assert.deepEqual(found['errors'], { invalidSymbols: ['NOPE'] });
  assert.ok('quote' in (found['F'] as object) && !('reference' in (found['F'] as object)));
  assert.equal((await get('/quotes?symbols=NOPE')).status, 404);
  const refused = await bodyOf<{ errors: { status: unknown; source: object }[] }>(get('/quotes'));
  assert.deepEqual(refused.errors[0]?.source, { parameter: ['symbols'] });
  assert.equal(refused.errors[0]?.status, '400');
});

test('one symbol in the address, its blanks encoded', async () => {
  const symbol = 'F     261218P00013000';
  assert.deepEqual(Object.keys(await bodyOf(get(`/${encodeURIComponent(symbol)}/quotes`))), [symbol]);
  assert.equal((await get('/NOPE/quotes')).status, 404);
});

test('daily candles of a stretch, and minutes of a day', async () => {
  const stretch = `startDate=${TUESDAY - 14 * DAY}&endDate=${TUESDAY}`;
  const days = await bodyOf<{ candles: unknown[] }>(
    get(`/pricehistory?symbol=F&periodType=month&frequencyType=daily&frequency=1&${stretch}`),
  );
  assert.ok(days.candles.length >= 9 && days.candles.length <= 11);
  const minutes = `startDate=${TUESDAY - DAY}&endDate=${TUESDAY}`;
  const bars = await bodyOf<{ candles: unknown[] }>(
    get(`/pricehistory?symbol=F&periodType=day&frequencyType=minute&frequency=30&${minutes}`),
  );
  assert.ok(bars.candles.length > 10);
  assert.equal((await get('/pricehistory?symbol=F&periodType=age')).status, 400);
});

test('instruments by symbol and by words of the name; nothing found is an empty object', async () => {
  const found = await bodyOf<{ instruments: { symbol: string; cusip: string }[] }>(
    get('/instruments?symbol=F&projection=symbol-search'),
  );
  assert.equal(found.instruments[0]?.symbol, 'F');
  const same = await bodyOf<typeof found>(get(`/instruments/${found.instruments[0]?.cusip}`));
  assert.deepEqual(same, found);
  assert.deepEqual(await bodyOf(get('/instruments?symbol=NOPE&projection=symbol-search')), {});
  assert.equal((await get('/instruments?symbol=F')).status, 400);
});

test('what Schwab does not have is a fault of the gateway', async () => {
  assert.equal((await get('/weather')).status, 404);
  assert.ok('fault' in (await bodyOf(get('/weather'))));
});

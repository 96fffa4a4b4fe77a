import assert from 'node:assert/strict';
import test from 'node:test';
import { margins, profile } from '../../../src/features/brokers/practice/kite/account.ts';
import { historical } from '../../../src/features/brokers/practice/kite/historical.ts';
import { holdings } from '../../../src/features/brokers/practice/kite/holdings.ts';
import { instrumentLines, instrumentsCsv } from '../../../src/features/brokers/practice/kite/instruments.ts';
import { orders, positions, trades } from '../../../src/features/brokers/practice/kite/orders.ts';
import { ltp, ohlc, quote } from '../../../src/features/brokers/practice/kite/prices.ts';
import { tick } from '../../../src/features/brokers/practice/kite/ticks.ts';
import { INDIAN } from '../../../src/features/brokers/practice/market/indian.ts';
import { practiceWorld } from '../../support/practice.ts';

const world = practiceWorld(1);
const at = (text: string) => Date.parse(`${text}+05:30`);
const THURSDAY = at('2026-11-19T14:30:00');

function held(symbol: string, when: number, isOnTheWayCounted = false) {
  const all = holdings(world, when, { isOnTheWayCounted });
  return all.find(({ tradingsymbol }) => tradingsymbol === symbol) ?? assert.fail(`${symbol} is not held`);
}

test('more than twenty shares in more than eight sectors', () => {
  const symbols = holdings(world, THURSDAY).map(({ tradingsymbol }) => tradingsymbol);
  const sectors = new Set(
    INDIAN.filter(({ symbol }) => symbols.includes(symbol)).map(({ sector }) => sector),
  );
  assert.ok(symbols.length >= 22 && sectors.size >= 9, `${symbols.length} in ${sectors.size}`);
});

test('a holding has every key, in its order', () => {
  const keys =
    'tradingsymbol exchange instrument_token isin product price quantity used_quantity t1_quantity realised_quantity authorised_quantity authorised_date authorisation opening_quantity short_quantity collateral_quantity collateral_type discrepancy average_price last_price close_price pnl day_change day_change_percentage mtf';
  assert.equal(Object.keys(held('INFY', THURSDAY)).join(' '), keys);
  assert.deepEqual(
    [held('INFY', THURSDAY).instrument_token, held('INFY', THURSDAY).isin],
    [408065, 'INE009A01021'],
  );
});

test('bought today it is a position; tomorrow on its way; then delivered', () => {
  const evening = (date: string) => held('NIFTYBEES', at(`${date}T18:00:00`));
  const [friday, saturday, monday, tuesday] = ['2026-11-13', '2026-11-14', '2026-11-16', '2026-11-17'].map(
    evening,
  );
  // Four are bought every session.
  assert.deepEqual(
    [friday, saturday, monday, tuesday].map((each) => each?.t1_quantity),
    [4, 4, 4, 4],
  );
  assert.equal((monday?.realised_quantity ?? 0) - (friday?.realised_quantity ?? 0), 4);
  const [today] = positions(world, at('2026-11-17T18:00:00')).net;
  assert.deepEqual([today?.tradingsymbol, today?.quantity, today?.product], ['NIFTYBEES', 4, 'CNC']);
  assert.deepEqual(positions(world, at('2026-11-15T12:00:00')).net, [], 'a Sunday');
});

test('a holiday keeps shares on their way for longer', () => {
  // Guru Nanak's birthday, 24 November 2026, is a Tuesday.
  assert.equal(held('NIFTYBEES', at('2026-11-24T12:00:00')).t1_quantity, 4);
  assert.equal(orders(world, at('2026-11-24T12:00:00')).length, 0);
});

test('sold today is used, and stands as a negative part of the position', () => {
  assert.equal(held('NIFTYBEES', THURSDAY).used_quantity, 6);
  assert.equal(positions(world, THURSDAY).net[0]?.quantity, -2);
  assert.equal(held('NIFTYBEES', at('2026-11-20T09:00:00')).used_quantity, 0);
});

test('both readings of the quantity can be had; pledged shares are among the delivered', () => {
  const [without, counted] = [held('NIFTYBEES', THURSDAY), held('NIFTYBEES', THURSDAY, true)];
  assert.equal(counted.quantity - without.quantity, without.t1_quantity);
  const { realised_quantity, collateral_quantity, collateral_type } = held('RELIANCE', THURSDAY);
  assert.deepEqual([realised_quantity, collateral_quantity, collateral_type], [60, 25, 'WC']);
});

test('shares from elsewhere have no price, and say so', () => {
  const { average_price, discrepancy } = held('ITC', THURSDAY);
  assert.deepEqual([average_price, discrepancy], [0, true]);
});

test('profit is the difference of price and average for every share owned', () => {
  for (const { pnl, last_price, average_price, realised_quantity, t1_quantity } of holdings(world, THURSDAY))
    assert.equal(pnl, (last_price - average_price) * (realised_quantity + t1_quantity));
});

test('orders and trades are of today only, in the clock of India', () => {
  const all = orders(world, THURSDAY);
  assert.deepEqual(
    all.map(({ status, transaction_type }) => `${status} ${transaction_type}`),
    ['COMPLETE BUY', 'COMPLETE SELL', 'OPEN BUY'],
  );
  assert.equal(all[0]?.order_timestamp, '2026-11-19 10:21:00');
  assert.equal(orders(world, at('2026-11-19T16:00:00')).at(-1)?.status, 'CANCELLED');
  assert.deepEqual(
    trades(world, THURSDAY).map(({ order_id }) => order_id),
    all.slice(0, 2).map(({ order_id }) => order_id),
  );
  assert.deepEqual(orders(world, at('2026-11-19T09:00:00')), []);
});

test('quotes come under the keys asked for, on both exchanges; the unlisted are missing', () => {
  const keys = [
    'NSE:INFY',
    'BSE:INFY',
    'NSE:M&M',
    'NSE:SGBJUN31I-GB',
    'NSE:NIFTY 50',
    'NSE:NOPE',
    'BSE:NIFTY 50',
  ];
  for (const answer of [quote, ohlc, ltp])
    assert.deepEqual(Object.keys(answer(world, keys, THURSDAY)), keys.slice(0, 5));
  assert.equal(ltp(world, ['NSE:NIFTY 50'], THURSDAY)['NSE:NIFTY 50']?.instrument_token, 256265);
  const full = quote(world, ['NSE:INFY'], THURSDAY)['NSE:INFY'];
  assert.deepEqual([full?.depth.buy.length, full?.depth.sell.length], [5, 5]);
  assert.ok((full?.depth.buy[0]?.price ?? 0) < (full?.depth.sell[0]?.price ?? 0));
  assert.equal(full?.timestamp, '2026-11-19 14:30:00');
});

test('the list of instruments has its head, each exchange its own, and as many lines as one likes', () => {
  const [head, first] = instrumentsCsv('NSE').split('\n');
  assert.match(
    head ?? '',
    /^instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size/,
  );
  assert.equal(first, '738561,2885,RELIANCE,RELIANCE INDUSTRIES,0.0,,0.0,0.05,1,EQ,NSE,NSE');
  assert.ok(!instrumentsCsv('BSE').includes('NSE,NSE'));
  let lines = 0;
  for (const _ of instrumentLines('NSE', 100_000)) lines++;
  assert.ok(lines > 100_000);
});

test('candles by the day and by the minute, from the same prices', () => {
  const days = historical(world, 408065, 'day', at('2026-11-02T00:00:00'), at('2026-11-13T23:59:00')) ?? [];
  // Diwali, 10 November, is a holiday.
  assert.equal(days.length, 9);
  assert.equal(days[0]?.[0], '2026-11-02T00:00:00+0530');
  const minutes =
    historical(world, 408065, 'minute', at('2026-11-13T09:15:00'), at('2026-11-13T15:30:00')) ?? [];
  assert.equal(minutes.length, 375);
  assert.equal(minutes[0]?.[0], '2026-11-13T09:15:00+0530');
  assert.equal(minutes[0]?.[1], days.at(-1)?.[1], 'both begin at the opening price');
  assert.equal(minutes.at(-1)?.[4], days.at(-1)?.[4], 'and end at the closing price');
  assert.equal(historical(world, 1, 'day', 0, 1), null);
  assert.equal(historical(world, 408065, 'week', 0, 1), null);
});

test('ticks in three modes; an index has no depth, a stranger no tick', () => {
  assert.deepEqual(Object.keys(tick(world, 408065, 'ltp', THURSDAY) ?? {}), [
    'instrument_token',
    'mode',
    'tradable',
    'last_price',
  ]);
  const full = tick(world, 408065, 'full', THURSDAY);
  assert.ok(full && 'depth' in full && full.exchange_timestamp === THURSDAY / 1000);
  const index = tick(world, 256265, 'full', THURSDAY);
  assert.ok(index && !('depth' in index) && 'ohlc' in index);
  assert.equal(tick(world, 99, 'full', THURSDAY), null);
});

test('a ticker ticks: within a minute of trading most prices move, and none by much', () => {
  const moves = INDIAN.map(({ symbol }) => {
    const [before, after] = [0, 60_000].map((later) =>
      world.market.priceAt(symbol, THURSDAY - DAY_HALF + later),
    );
    return Math.abs((after ?? 0) / (before ?? 1) - 1);
  });
  assert.ok(moves.filter((move) => move > 0).length > moves.length / 2);
  assert.ok(Math.max(...moves) < 0.01);
});
const DAY_HALF = 2 * 3_600_000;

test('the purse: what was there this morning, and what is left of it', () => {
  const { equity } = margins(world, THURSDAY);
  assert.ok(equity.net > 100_000 && equity.available.opening_balance !== equity.available.live_balance);
  assert.equal(profile().user_id, 'PR4711');
});

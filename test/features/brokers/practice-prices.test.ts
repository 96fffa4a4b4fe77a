import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dayBar, minuteBars } from '../../../src/features/brokers/practice/market/candles.ts';
import {
  contractFor,
  expiryIn,
  leapsExpiry,
  optionPriceAt,
  strikeByDelta,
} from '../../../src/features/brokers/practice/market/contracts.ts';
import { payoutsBetween } from '../../../src/features/brokers/practice/market/dividends.ts';
import { closesAt, opensAt } from '../../../src/lib/market-hours.ts';
import { ANCHOR, DAY, practiceWorld, TUESDAY } from '../../support/practice.ts';

const { market } = practiceWorld(1);
const days = market.days('NYSE');
const last = days.onOrBefore(ANCHOR);

test('prices come near those of the table when the anchor comes, and keep a year before the first trade', () => {
  for (const symbol of market.symbols) {
    const { price, volatility } = market.security(symbol);
    const found = market.priceAt(symbol, TUESDAY) / 100;
    assert.ok(Math.abs(Math.log(found / price)) < 1.5 * volatility, `${symbol} ${found}, about ${price}`);
  }
  assert.ok(days.dateOf(0) < '2022-08-01');
});

test('a session moves as much as its volatility says', () => {
  for (const symbol of ['F', 'KO', 'PLTR', 'SPX']) {
    const of = market.security(symbol);
    const moves = Array.from({ length: 800 }, (_, i) => {
      const [a, b] = [i, i + 1].map((back) => market.adjustedIn(of, { session: last - back, part: 1 }));
      return Math.log((a ?? 1) / (b ?? 1));
    });
    const yearly = Math.sqrt((moves.reduce((sum, move) => sum + move ** 2, 0) / moves.length) * 252);
    assert.ok(yearly / of.volatility > 0.85 && yearly / of.volatility < 1.25, `${symbol} ${yearly}`);
  }
});

test('shares move with the market, some more than others', () => {
  const moves = (symbol: string) =>
    Array.from({ length: 600 }, (_, i) => {
      const of = market.security(symbol);
      const [a, b] = [i, i + 1].map((back) => market.adjustedIn(of, { session: last - back, part: 1 }));
      return Math.log((a ?? 1) / (b ?? 1));
    });
  const together = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, move, i) => sum + move * (b[i] ?? 0), 0) / Math.sqrt(sumOf(a) * sumOf(b));
  const index = moves('SPX');
  assert.ok(together(moves('AAPL'), index) > 0.6);
  assert.ok(together(moves('SLV'), index) < 0.45);
});

function sumOf(moves: readonly number[]): number {
  return moves.reduce((sum, move) => sum + move ** 2, 0);
}

test('nothing moves while the exchange is closed, and nothing jumps while it is open', () => {
  const [friday, monday] = ['2026-11-13', '2026-11-16'];
  const close = market.closeOn('F', friday);
  for (const at of [closesAt(friday, 'NYSE'), closesAt(friday, 'NYSE') + DAY, opensAt(monday, 'NYSE') - 1])
    assert.equal(market.priceAt('F', at), close);
  for (let at = opensAt(monday, 'NYSE'); at < closesAt(monday, 'NYSE'); at += 30_000) {
    const [before, after] = [market.priceAt('PLTR', at), market.priceAt('PLTR', at + 30_000)];
    assert.ok(Math.abs(after / before - 1) < 0.005);
  }
});

test('the candles of a session are made of the same prices as its ticks', () => {
  const of = market.security('AMD');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), (back) => {
      const session = last - back;
      const date = days.dateOf(session);
      const whole = dayBar(market, of, session);
      const parts = minuteBars(market, of, 30, opensAt(date, 'NYSE'), closesAt(date, 'NYSE'));
      assert.equal(parts[0]?.open, whole.open);
      assert.equal(parts.at(-1)?.close, whole.close);
      assert.ok(
        whole.low <= Math.min(whole.open, whole.close) && whole.high >= Math.max(whole.open, whole.close),
      );
      assert.ok(whole.volume > 0);
    }),
    { numRuns: 50 },
  );
});

test('before a split the share was traded at its old price, and charts show the new one', () => {
  const of = market.security('NVDA');
  const split = market.splitSession(of);
  const [before, after] = [split - 1, split].map((session) => market.priceIn(of, { session, part: 1 }));
  assert.ok((before ?? 0) / (after ?? 1) > 8 && (before ?? 0) / (after ?? 1) < 12);
  const [old, young] = [split - 1, split].map((session) => market.adjustedIn(of, { session, part: 1 }));
  assert.ok(Math.abs(Math.log((old ?? 1) / (young ?? 1))) < 0.2);
});

test('options expire on the last session of their week', () => {
  assert.equal(expiryIn('2026-11-16', 30), '2026-12-18');
  assert.equal(expiryIn('2026-03-02', 30), '2026-04-02', 'Good Friday is the 3rd');
  assert.equal(expiryIn('2026-11-20', 0), '2026-11-27', 'a Friday looks at the next one');
  assert.equal(leapsExpiry('2026-11-16', 2), '2028-01-21');
});

test('an option costs more the longer it runs and the nearer it is, bid below ask, never less than a cent', () => {
  const of = market.security('KO');
  const spot = Math.round(market.priceAt('KO', TUESDAY) / 100);
  const middle = (strike: number, expiresOn: string) =>
    optionPriceAt(market, contractFor(of, 'PUT', strike, expiresOn), TUESDAY);
  assert.ok(middle(spot, '2026-12-18').mid < middle(spot, '2027-01-15').mid);
  assert.ok(middle(spot - 4, '2026-12-18').mid < middle(spot, '2026-12-18').mid);
  const far = middle(20, '2026-11-20');
  assert.deepEqual([far.bid, far.ask, far.mid], [0, 1, 1]);
});

test('a strike of delta 0.3 is on the grid, out of the money and worth selling', () => {
  for (const symbol of ['F', 'KO', 'AMD', 'AAPL']) {
    const of = market.security(symbol);
    const expiresOn = expiryIn(ANCHOR, 32);
    const strike = strikeByDelta(market, of, { type: 'PUT', expiresOn, at: TUESDAY, delta: 0.3 });
    const { mid, terms } = optionPriceAt(market, contractFor(of, 'PUT', strike, expiresOn), TUESDAY);
    assert.ok(strike < terms.spot && (strike * 2) % 1 === 0);
    assert.ok(mid / 100 / strike > 0.004 && mid / 100 / strike < 0.06, `${symbol} ${strike} at ${mid}`);
  }
});

test('dividends are paid each quarter, weeks after their ex-date, on sessions', () => {
  const payouts = payoutsBetween(market.security('KO'), '2025-12-31', '2026-12-31');
  assert.deepEqual(
    payouts.map(({ exDate }) => exDate.slice(0, 7)),
    ['2026-03', '2026-06', '2026-09', '2026-12'],
  );
  assert.ok(payouts.every(({ exDate, paidOn }) => paidOn > exDate));
  assert.deepEqual(payoutsBetween(market.security('PLTR'), '2020-01-01', '2026-12-31'), []);
});

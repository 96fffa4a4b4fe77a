import assert from 'node:assert/strict';
import test from 'node:test';
import { barsByMonth, barsOf } from '../../../../src/features/campaigns/engine/statistics/bars.ts';
import { figuresOf } from '../../../../src/features/campaigns/engine/statistics/figures.ts';
import {
  lastDay,
  monthAfter,
  monthsBetween,
} from '../../../../src/features/campaigns/engine/statistics/months.ts';
import { addUp, addUpBy, type Tally } from '../../../../src/features/campaigns/engine/statistics/tally.ts';

/** 'KO WHEEL 2026-03 100 20d' is one campaign that made 100 in 20 days, with 50 a day tied up. */
function tallies(text: string): readonly Tally[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [ticker = '', strategy = '', month = '', made = '', took = ''] = line.trim().split(/\s+/);
      const madeE4 = Number(made) * 1e4;
      const days = Number.parseInt(took, 10);
      const [isWin, isLoss] = [madeE4 > 0 ? 1 : 0, madeE4 < 0 ? 1 : 0];
      return {
        ...{ ticker, strategy, month, count: 1, wins: isWin, losses: isLoss, days },
        ...{ gainsE4: Math.max(0, madeE4), lossesE4: Math.min(0, madeE4) },
        ...{ winDays: days * isWin, lossDays: days * isLoss },
        ...{
          onCapitalE4: madeE4,
          capitalDaysE4: days * 50 * 1e4,
          soldE4: days === 0 ? 0 : 600_000,
          onSoldE4: madeE4,
        },
      };
    });
}

const THREE = tallies(`
  KO WHEEL     2026-01 100 20d
  F  NAKED_PUT 2026-01  50 10d
  KO NAKED_PUT 2026-03 -60 30d
`);

test('two of three won: rate, factor, expectancy, days, capture and return follow from the sums', () => {
  const found = figuresOf(addUp(THREE));
  assert.deepEqual(
    { ...found },
    {
      ...{ count: 3, wins: 2, losses: 1, even: 0 },
      ...{
        realisedE4: 900_000,
        gainsE4: 1_500_000,
        lossesE4: -600_000,
        soldE4: 1_800_000,
        onSoldE4: 900_000,
      },
      capitalDaysE4: 30_000_000,
      winRateE6: 666_667,
      profitFactorE6: 2_500_000,
      expectancyE4: 300_000,
      averageWinE4: 750_000,
      averageLossE4: -600_000,
      daysE1: 200,
      winDaysE1: 150,
      lossDaysE1: 300,
      captureE6: 500_000,
      // 90 on 3,000 dollar-days is 3 % a day.
      capitalReturnE6: 10_950_000,
    },
  );
});

test('what there is nothing to divide by for is nothing, never zero', () => {
  const won = figuresOf(addUp(tallies('KO WHEEL 2026-01 100 0d')));
  assert.deepEqual(
    [won.profitFactorE6, won.averageLossE4, won.lossDaysE1, won.captureE6, won.capitalReturnE6],
    [null, null, null, null, null],
  );
  const none = figuresOf(addUp([]));
  assert.deepEqual([none.winRateE6, none.expectancyE4, none.daysE1], [null, null, null]);
  assert.deepEqual([none.count, none.realisedE4], [0, 0]);
});

test('a campaign that came to nothing is neither won nor lost', () => {
  const { wins, losses, even, winRateE6 } = figuresOf(addUp(tallies('KO WHEEL 2026-01 0 5d')));
  assert.deepEqual([wins, losses, even, winRateE6], [0, 0, 1, 0]);
});

test('a month without a closing has a bar of nothing', () => {
  const bars = barsByMonth(addUpBy(THREE, 'month')).map(
    ({ key, count, realisedE4 }) => `${key} ${count} ${realisedE4 / 1e4}`,
  );
  assert.deepEqual(bars, ['2026-01 2 150', '2026-02 0 0', '2026-03 1 -60']);
});

test('bars of tickers and strategies stand by what they made', () => {
  const told = (key: 'ticker' | 'strategy') =>
    barsOf(addUpBy(THREE, key)).map((bar) => `${bar.key} ${bar.realisedE4 / 1e4}`);
  assert.deepEqual(told('ticker'), ['F 50', 'KO 40']);
  assert.deepEqual(told('strategy'), ['WHEEL 100', 'NAKED_PUT -10']);
});

test('months go over the end of a year, and a wild date does not make a thousand of them', () => {
  assert.deepEqual([monthAfter('2026-12'), monthAfter('2026-01', -1)], ['2027-01', '2025-12']);
  assert.deepEqual(monthsBetween(['2026-02', '2025-12']), ['2025-12', '2026-01', '2026-02']);
  assert.deepEqual(monthsBetween(['1970-01', '9999-12']), ['1970-01', '9999-12']);
  assert.deepEqual(monthsBetween([]), []);
  assert.deepEqual(
    [lastDay('2024-02'), lastDay('2026-02'), lastDay('2026-12')],
    ['2024-02-29', '2026-02-28', '2026-12-31'],
  );
});

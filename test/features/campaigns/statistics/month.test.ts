import assert from 'node:assert/strict';
import test from 'node:test';
import type { Expiry } from '../../../../src/features/campaigns/engine/calendar/expiries.ts';
import { tellMonth } from '../../../../src/features/campaigns/engine/calendar/month.ts';

const made = (on: string, dollars: number) => ({ on, realisedE4: dollars * 1e4, count: 1 });

function ending(on: string): Expiry {
  const contract = {
    kind: 'OPTION' as const,
    symbol: `KO ${on}`,
    ticker: 'KO',
    expiresOn: on,
    type: 'PUT' as const,
    strikeE6: 60_000_000,
    multiplier: 100,
    deliverableE8: 100e8,
  };
  return {
    campaign: 'a',
    ticker: 'KO',
    strategy: 'NAKED_PUT',
    account: 'MAIN',
    contract,
    quantityE8: -1e8,
  };
}

test('each week and the month are the sum of their days', () => {
  const told = tellMonth('2026-03', '2026-03-20', [made('2026-03-20', 149), made('2026-03-23', -60)], []);
  assert.deepEqual(
    told.weeks.map(({ realisedE4, count }) => [realisedE4 / 1e4, count]),
    [
      [0, 0],
      [0, 0],
      [149, 1],
      [-60, 1],
      [0, 0],
    ],
  );
  assert.equal(told.realisedE4, 890_000);
  assert.deepEqual(
    [told.gainDays, told.lossDays, told.best?.on, told.worst?.on],
    [1, 1, '2026-03-20', '2026-03-23'],
  );
});

test('a week begins on Monday, and days of other months are there without their news', () => {
  const told = tellMonth('2026-05', '2026-05-01', [made('2026-04-30', 10), made('2026-05-01', 5)], []);
  const [first] = told.weeks;
  assert.deepEqual(
    first?.days.map(({ on, isInMonth }) => `${on} ${isInMonth}`),
    ['2026-04-27 false', '2026-04-28 false', '2026-04-29 false', '2026-04-30 false', '2026-05-01 true'],
  );
  assert.equal(told.realisedE4, 50_000);
});

test('a weekend is there only where something is dated on it', () => {
  assert.ok(tellMonth('2026-03', '2026-03-20', [], []).weeks.every(({ days }) => days.length === 5));
  const told = tellMonth('2026-03', '2026-03-20', [made('2026-03-21', 12)], []);
  assert.ok(told.hasWeekends && told.weeks.every(({ days }) => days.length === 7));
  // A month that begins on a Saturday has no week of that weekend, nor does it lose a day.
  const august = tellMonth('2026-08', '2026-08-03', [], []);
  assert.equal(august.weeks[0]?.days[0]?.on, '2026-08-03');
});

test('holidays, short days and the day of monthly contracts are marked', () => {
  const days = (month: string) => tellMonth(month, '2026-01-01', [], []).weeks.flatMap((week) => week.days);
  const on = (date: string) => days(date.slice(0, 7)).find((day) => day.on === date) ?? assert.fail(date);
  assert.ok(on('2026-11-26').isHoliday && on('2026-11-27').isShort && on('2026-11-20').isMonthly);
  // Good Friday of 2025 was a third Friday.
  assert.ok(on('2025-04-18').isHoliday && on('2025-04-17').isMonthly && !on('2025-04-18').isMonthly);
  // In 2026 the third of July is the holiday itself, kept for a Saturday.
  assert.ok(on('2026-07-03').isHoliday && !on('2026-07-03').isShort);
});

test('what expires stands on its day, with the days until then', () => {
  const told = tellMonth('2026-03', '2026-03-18', [], [ending('2026-03-20'), ending('2026-04-17')]);
  const day = told.weeks.flatMap((week) => week.days).find(({ on }) => on === '2026-03-20');
  assert.deepEqual([day?.daysAway, day?.expiries.length, told.expiries.length], [2, 1, 1]);
});

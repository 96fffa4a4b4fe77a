import assert from 'node:assert/strict';
import test from 'node:test';
import { addDays } from '../../src/lib/dates.ts';
import { closesAt, opensAt } from '../../src/lib/market-hours.ts';
import { dateIn, wallTimeIn } from '../../src/lib/time-zones.ts';

test('sessions begin and end by the clock of their exchange, on every day of six years', () => {
  for (let date = '2023-01-01'; date < '2029-01-01'; date = addDays(date, 1)) {
    const [newYork, mumbai] = [opensAt(date, 'NYSE'), opensAt(date, 'NSE')];
    assert.equal(
      `${dateIn(newYork, 'America/New_York')} ${wallTimeIn(newYork, 'America/New_York')}`,
      `${date} 09:30:00`,
    );
    assert.equal(
      `${dateIn(mumbai, 'Asia/Kolkata')} ${wallTimeIn(mumbai, 'Asia/Kolkata')}`,
      `${date} 09:15:00`,
    );
  }
});

test('New York stops early around the Fourth of July, Thanksgiving and Christmas', () => {
  const endings = ['2026-11-25', '2026-11-27', '2026-12-24', '2025-07-03', '2026-07-02'].map((date) =>
    wallTimeIn(closesAt(date, 'NYSE'), 'America/New_York').slice(0, 5),
  );
  assert.deepEqual(endings, ['16:00', '13:00', '13:00', '13:00', '16:00']);
  assert.equal(wallTimeIn(closesAt('2026-11-20', 'NSE'), 'Asia/Kolkata').slice(0, 5), '15:30');
});

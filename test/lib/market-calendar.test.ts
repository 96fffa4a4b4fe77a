import assert from 'node:assert/strict';
import test from 'node:test';
import { addDays, weekday } from '../../src/lib/dates.ts';
import { isSession, nextSession, previousSession, sessionsBetween } from '../../src/lib/market-calendar.ts';

/** Weekdays on which New York did or does not trade, as the exchange has published them. */
const CLOSED: Readonly<Record<string, string>> = {
  2021: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24',
  2022: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26',
  2023: '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25',
  2024: '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25',
  2025: '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
  2026: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25',
  2027: '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24',
};

for (const [year, days] of Object.entries(CLOSED)) {
  test(`${year}: closed on these weekdays and no others`, () => {
    const found: string[] = [];
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      if (weekday(date) < 6 && !isSession(date)) found.push(date.slice(5));
    }
    assert.equal(found.join(' '), days);
  });
}

test('sessions are counted after the first date up to and including the second', () => {
  assert.equal(sessionsBetween('2026-03-20', '2026-03-20'), 0);
  assert.equal(sessionsBetween('2026-03-20', '2026-03-22'), 0, 'a weekend');
  assert.equal(sessionsBetween('2026-03-20', '2026-03-23'), 1);
  assert.equal(sessionsBetween('2026-04-02', '2026-04-06'), 1, 'over Good Friday');
});

test('the session before Easter Monday is Maundy Thursday, and the other way round', () => {
  assert.equal(previousSession('2026-04-06'), '2026-04-02');
  assert.equal(nextSession('2026-04-02'), '2026-04-06');
});

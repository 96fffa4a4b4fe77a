import assert from 'node:assert/strict';
import test from 'node:test';
import { isPublishedInMumbai } from '../../src/lib/calendars/mumbai.ts';
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

/** Weekdays on which Mumbai did or does not trade, as the exchange has published them. */
const CLOSED_IN_MUMBAI: Readonly<Record<string, string>> = {
  2024: '01-22 01-26 03-08 03-25 03-29 04-11 04-17 05-01 05-20 06-17 07-17 08-15 10-02 11-01 11-15 11-20 12-25',
  2025: '02-26 03-14 03-31 04-10 04-14 04-18 05-01 08-15 08-27 10-02 10-21 10-22 11-05 12-25',
  2026: '01-15 01-26 03-03 03-26 03-31 04-03 04-14 05-01 05-28 06-26 09-14 10-02 10-20 11-10 11-24 12-25',
};

for (const [year, days] of Object.entries(CLOSED_IN_MUMBAI)) {
  test(`${year}: Mumbai is closed on these weekdays and no others`, () => {
    const found: string[] = [];
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      if (weekday(date) < 6 && !isSession(date, 'NSE')) found.push(date.slice(5));
    }
    assert.equal(found.join(' '), days);
    assert.ok(isPublishedInMumbai(Number(year)));
  });
}

test('of 2027 Mumbai has published nothing yet; of later years the days that keep to the calendar are known', () => {
  assert.ok(!isPublishedInMumbai(2027) && !isPublishedInMumbai(2031));
  assert.ok(!isSession('2027-03-26', 'NSE'), 'Good Friday');
  assert.ok(!isSession('2031-04-11', 'NSE'), 'Good Friday');
  assert.ok(!isSession('2031-08-15', 'NSE'), 'Independence Day');
  assert.ok(isSession('2031-08-14', 'NSE'));
});

test('Mumbai trades on some Saturdays, and on a Sunday of the budget', () => {
  assert.ok(isSession('2025-02-01', 'NSE') && isSession('2026-02-01', 'NSE'));
  assert.equal(nextSession('2026-01-30', 'NSE'), '2026-02-01');
  assert.equal(previousSession('2026-11-11', 'NSE'), '2026-11-09', 'over Diwali');
  assert.equal(sessionsBetween('2026-11-09', '2026-11-11', 9, 'NSE'), 1);
});

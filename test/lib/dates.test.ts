import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, compareDates, daysBetween, isIsoDate, weekday } from '../../src/lib/dates.ts';

const dates = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const days = fc.integer({ min: -300, max: 300 });

const claims: readonly (readonly [text: string, isDate: boolean])[] = [
  ['2026-03-20', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['1900-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-04-31', false],
  ['2026-3-2', false],
  ['20260320', false],
  ['2026-03-20T00:00', false],
  ['2026-03-20\n', false],
  ['', false],
];

for (const [text, isDate] of claims) {
  test(`${JSON.stringify(text)} is ${isDate ? 'a' : 'no'} date`, () => assert.equal(isIsoDate(text), isDate));
}

test('days are counted as they are added', () => {
  fc.assert(
    fc.property(dates, days, (date, count) => {
      assert.equal(daysBetween(date, addDays(date, count)), count);
      assert.equal(addDays(addDays(date, count), -count), date);
    }),
  );
});

test('a later day compares as later, and its weekday follows', () => {
  fc.assert(
    fc.property(dates, days, (date, count) => {
      const other = addDays(date, count);
      assert.equal(compareDates(other, date), Math.sign(count));
      assert.ok(Number.isInteger((weekday(other) - weekday(date) - count) / 7));
    }),
  );
});

test('months and years end where they end', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  assert.equal(daysBetween('2026-03-20', '2026-01-16'), -63);
});

test('options expire on Friday, 5; Monday is 1 and Sunday 7', () => {
  assert.deepEqual(['2026-03-20', '2026-03-23', '2026-03-22'].map(weekday), [5, 1, 7]);
});

test('what is no date is not counted with', () => {
  assert.throws(() => addDays('2026-02-30', 1), { name: 'RangeError', message: '2026-02-30 is not a date' });
});

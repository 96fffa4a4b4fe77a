import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dateIn, isTimeZone, wallTimeIn, zoneAbbreviation } from '../../src/lib/time-zones.ts';

const at = (text: string): number => Date.parse(text);
const local = (text: string, zone: string): string =>
  `${dateIn(at(text), zone)} ${wallTimeIn(at(text), zone)}`;

test('an instant has the date and the time of the exchange', () => {
  assert.equal(local('2026-03-20T20:00:00Z', 'America/New_York'), '2026-03-20 16:00:00');
  assert.equal(local('2026-03-20T20:00:00Z', 'Asia/Kolkata'), '2026-03-21 01:30:00');
  assert.equal(local('2026-01-01T00:30:15.999Z', 'America/New_York'), '2025-12-31 19:30:15');
});

test('clocks change in spring and autumn', () => {
  assert.equal(local('2026-03-08T06:59:59Z', 'America/New_York'), '2026-03-08 01:59:59');
  assert.equal(local('2026-03-08T07:00:00Z', 'America/New_York'), '2026-03-08 03:00:00');
  assert.equal(local('2026-11-01T05:30:00Z', 'America/New_York'), '2026-11-01 01:30:00');
  assert.equal(local('2026-11-01T06:30:00Z', 'America/New_York'), '2026-11-01 01:30:00');
});

test('midnight is 00, not 24', () => {
  assert.equal(local('2026-03-20T18:30:00Z', 'Asia/Kolkata'), '2026-03-21 00:00:00');
});

test('in UTC it is what ISO prints', () => {
  const instants = fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (date) => {
      const iso = date.toISOString();
      assert.equal(`${dateIn(date.getTime(), 'UTC')}T${wallTimeIn(date.getTime(), 'UTC')}`, iso.slice(0, 19));
    }),
  );
});

test('zones are called what people there call them', () => {
  const name = (text: string, zone: string): string => zoneAbbreviation(at(text), zone);
  assert.equal(name('2026-01-20T12:00:00Z', 'America/New_York'), 'EST');
  assert.equal(name('2026-07-20T12:00:00Z', 'America/New_York'), 'EDT');
  assert.equal(name('2026-01-20T12:00:00Z', 'Asia/Kolkata'), 'IST');
  assert.equal(name('2026-07-20T12:00:00Z', 'Europe/London'), 'BST');
  assert.equal(name('2026-01-20T12:00:00Z', 'UTC'), 'UTC');
  assert.equal(name('2026-01-20T12:00:00Z', 'America/Sao_Paulo'), 'GMT-3');
});

test('a zone that does not exist is known as such, before and after others were used', () => {
  const known = ['America/New_York', 'Asia/Kolkata', 'UTC', 'Mars/Olympus', '', 'America/New York'].map(
    isTimeZone,
  );
  assert.deepEqual(known, [true, true, true, false, false, false]);
});

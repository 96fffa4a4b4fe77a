import assert from 'node:assert/strict';
import test from 'node:test';
import { formatDate, formatDuration, formatInstant, formatRelative } from '../../src/lib/format-time.ts';

const NOW = Date.parse('2026-03-20T11:15:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const from = (distance: number): string => formatRelative(NOW + distance, NOW);

const printed: readonly (readonly [actual: string, expected: string])[] = [
  [formatDate('2026-03-20', '2026-07-01'), 'Fri 20 Mar'],
  [formatDate('2025-12-05', '2026-07-01'), 'Fri 5 Dec 2025'],
  [formatDate(null, '2026-07-01'), 'unknown'],
  [formatDate(null, '2026-07-01', '–'), '–'],
  [formatInstant(NOW, 'Asia/Kolkata', NOW), 'Fri 20 Mar, 16:45 IST'],
  [formatInstant(NOW, 'America/New_York', NOW + 300 * DAY), 'Fri 20 Mar 2026, 07:15 EDT'],
  [formatInstant(Date.parse('2026-01-01T00:30:00Z'), 'America/New_York', NOW), 'Wed 31 Dec 2025, 19:30 EST'],
  [formatInstant(null, 'UTC', NOW, 'never'), 'never'],
  [from(0), 'just now'],
  [from(-29 * SECOND), 'just now'],
  [from(29 * SECOND), 'in a moment'],
  [from(-MINUTE), '1 minute ago'],
  [from(-3 * MINUTE), '3 minutes ago'],
  [from(-59.6 * MINUTE), '1 hour ago'],
  [from(-23.6 * HOUR), '1 day ago'],
  [from(6 * DAY), 'in 6 days'],
  [from(29.6 * DAY), 'in 1 month'],
  [from(-364 * DAY), '1 year ago'],
  [from(-800 * DAY), '2 years ago'],
  [formatRelative(null, NOW, 'never'), 'never'],
  [formatDuration(0), '0 s'],
  [formatDuration(-5 * SECOND), '0 s'],
  [formatDuration(45 * SECOND), '45 s'],
  [formatDuration(59_700), '1 min'],
  [formatDuration(75 * SECOND), '1 min 15 s'],
  [formatDuration(2 * HOUR + 5 * MINUTE + 30 * SECOND), '2 h 5 min'],
  [formatDuration(3 * DAY + 10 * MINUTE), '3 d'],
  [formatDuration(3 * DAY + 4 * HOUR), '3 d 4 h'],
  [formatDuration(null), 'unknown'],
];

for (const [index, [actual, expected]] of printed.entries()) {
  test(`people read ${expected} (${index + 1})`, () => assert.equal(actual, expected));
}

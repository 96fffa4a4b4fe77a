import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const PUT = 'A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95\n';

test('case 26: expired worthless: closed at 0 on the expiration date, though posted on Saturday', () => {
  const desk = group(`${PUT}
    A | 2026-03-21 03:30  expired 1 KO 60P 20Mar
  `);
  desk.shows('A', {
    status: 'CLOSED',
    strategy: 'NAKED_PUT',
    closedOn: '2026-03-20',
    cash: '94.34',
    realised: '94.34',
    realisedTax: '94.34',
    rows: ['1 OPENING -1 94.34', '2 CLOSING 1 0.00'],
  });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 26: before Good Friday the week ends on Thursday', () => {
  group(`
    A | 2026-03-23 10:00  STO 1 KO 60P 2Apr @0.95
    A | 2026-04-04 03:30  expired 1 KO 60P 2Apr
  `).shows('A', { status: 'CLOSED', closedOn: '2026-04-02' });
});

test('case 26: a long option that expires is a loss of what it cost', () => {
  group(`
    A | 2026-03-02 10:00  BTO 2 KO 65C 20Mar @0.40
    A | 2026-03-21 03:30  expired -2 KO 65C 20Mar
  `).shows('A', {
    status: 'CLOSED',
    strategy: 'LONG_CALL',
    closedOn: '2026-03-20',
    cash: '-81.32',
    realised: '-81.32',
    realisedTax: '-81.32',
    rows: ['1 OPENING 2 -81.32', '2 CLOSING -2 0.00'],
  });
});

const UNRECORDED = {
  status: 'OPEN',
  closedOn: null,
  cash: '94.34',
  realised: '0.00',
  realisedTax: '0.00',
  openLegs: ['-1 KO 60P 20Mar26'],
} as const;

test('case 26: on the Monday after, a missing record is no problem yet', () => {
  const desk = group(PUT, { asOf: '2026-03-23' });
  desk.shows('A', UNRECORDED);
  assert.deepEqual(desk.problems, []);
});

test('cases 26 and 27: days later the record is missed; without a price nothing is called worthless or booked', () => {
  const desk = group(PUT, { asOf: '2026-03-25' });
  desk.shows('A', UNRECORDED);
  assert.deepEqual(desk.problems, ['EXPECTED_EVENT_MISSING']);
});

test('definition 8: missing records are judged at the date of the newest row, not at today’s', () => {
  const soon = group(`${PUT}
    - | 2026-03-23 10:00  interest 0.12
  `);
  const later = group(`${PUT}
    - | 2026-03-25 10:00  interest 0.12
  `);
  assert.deepEqual([soon.problems, later.problems], [[], ['EXPECTED_EVENT_MISSING']]);
});

test('case 61: expired on Friday, a new put on Monday: a new campaign, and nothing is suggested', () => {
  const desk = group(`${PUT}
    A | 2026-03-21 03:30  expired 1 KO 60P 20Mar
    B | 2026-03-23 10:00  STO 1 KO 59P 17Apr @1.60
  `);
  desk.shows('A', { status: 'CLOSED', cash: '94.34' });
  desk.shows('B', { status: 'OPEN', startedOn: '2026-03-23', cash: '159.34', rollCount: 0 });
  assert.deepEqual([desk.suggestions, desk.problems], [[], []]);
});

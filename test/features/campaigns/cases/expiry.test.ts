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

const AT_EXPIRY: readonly (readonly [sold: string, close: string, code: string, words: string])[] = [
  [
    'STO 2 KO 60P 20Mar @0.95',
    '58.20',
    'AWAITING_ASSIGNMENT',
    'KO closed at 58.20, 1.80 below the strike: the assignment of 2 of the KO 60 put of 2026-03-20 is awaited, and nothing is booked before.',
  ],
  [
    'BTO 1 KO 60C 20Mar @0.95',
    '60.005',
    'AWAITING_ASSIGNMENT',
    'KO closed at 60.005, 0.005 above the strike: the exercise of 1 of the KO 60 call of 2026-03-20 is awaited, and nothing is booked before.',
  ],
  [
    'STO 1 SPX 5000P 20Mar @9.50',
    '4990',
    'AWAITING_ASSIGNMENT',
    'SPX closed at 4990.00, 10.00 below the strike: the settlement of 1 of the SPX 5000 put of 2026-03-20 is awaited, and nothing is booked before.',
  ],
  [
    'STO 2 KO 60P 20Mar @0.95',
    '61',
    'EXPECTED_EVENT_MISSING',
    'KO closed at 61.00, 1.00 above the strike: 2 of the KO 60 put of 2026-03-20 should have expired worthless, which would realise 188.68, but no row says so.',
  ],
  [
    'BTO 2 KO 65C 20Mar @0.40',
    '65',
    'EXPECTED_EVENT_MISSING',
    'KO closed at 65.00, at the strike: 2 of the KO 65 call of 2026-03-20 should have expired worthless, which would realise -81.32, but no row says so.',
  ],
];

for (const [opened, close, code, words] of AT_EXPIRY) {
  test(`cases 26 and 27: ${opened}, closed at ${close}, and no record: ${code}, and nothing is booked`, () => {
    const ticker = /SPX|KO/.exec(opened)?.[0];
    const closes = { [`${ticker} 2026-03-20`]: close };
    const desk = group(`A | 2026-03-02 10:00  ${opened}`, { asOf: '2026-03-24', closes });
    assert.deepEqual(
      desk.replay.problems.filter((problem) => problem.code !== 'NAKED_CALL'),
      [{ code, message: words, transactionIds: ['1'] }],
    );
    desk.shows('A', { status: 'OPEN', realised: '0.00' });
    const soon = group(`A | 2026-03-02 10:00  ${opened}`, { asOf: '2026-03-23', closes });
    assert.deepEqual(soon.problems, []);
  });
}

test('case 26: what would be realised is what is left of a contract that was closed in part', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 3 KO 60P 20Mar @0.95
    A | 2026-03-03 10:00  BTC 1 KO 60P 20Mar @0.50
    `,
    { asOf: '2026-03-25', closes: { 'KO 2026-03-20': '61' } },
  );
  // 283.02 less a third of it
  assert.match(desk.replay.problems[0]?.message ?? '', /: 2 of .* would realise 188\.68,/);
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

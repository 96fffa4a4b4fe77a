import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const suggestedIn = (table: string) => group(table).suggestions;

const TWO_CLOSED = (first: string, second: string, opened: string) => `
  A | 2026-03-02 10:00  STO 2 KO 60P 17Apr @1.50  order 1
  B | 2026-03-03 10:00  STO 1 KO 55P 17Apr @0.50  order 2
  A | ${first}  BTC 2 KO 60P 17Apr @2.00  order 3
  B | ${second}  BTC 1 KO 55P 17Apr @0.70  order 4
  C | ${opened}  order 5
`;

test('definition 19: of two closings the one of the nearer session is asked about', () => {
  const opened = '2026-03-18 10:00  STO 1 KO 56P 15May @1.30';
  assert.deepEqual(suggestedIn(TWO_CLOSED('2026-03-17 10:00', '2026-03-16 10:00', opened)), [
    'ROLL A > C: 3 > 5 x1',
  ]);
  assert.deepEqual(suggestedIn(TWO_CLOSED('2026-03-16 10:00', '2026-03-17 10:00', opened)), [
    'ROLL B > C: 4 > 5 x1',
  ]);
});

test('definition 19: of one session, the closing of equal quantity, though its strike is farther away', () => {
  const opened = '2026-03-18 10:00  STO 2 KO 56P 15May @1.30';
  assert.deepEqual(suggestedIn(TWO_CLOSED('2026-03-17 10:00', '2026-03-17 11:00', opened)), [
    'ROLL A > C: 3 > 5 x2',
  ]);
});

test('definition 19: of one session and both of another quantity, the closing of the nearer strike', () => {
  const opened = (strike: number) => `2026-03-18 10:00  STO 3 KO ${strike}P 15May @1.30`;
  assert.deepEqual(suggestedIn(TWO_CLOSED('2026-03-17 10:00', '2026-03-17 11:00', opened(56))), [
    'ROLL B > C: 4 > 5 x1',
  ]);
  assert.deepEqual(suggestedIn(TWO_CLOSED('2026-03-17 10:00', '2026-03-17 11:00', opened(59))), [
    'ROLL A > C: 3 > 5 x2',
  ]);
});

test('definition 19: a closing is asked about once, and no contract more than it closed', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 60P 17Apr @1.50  order 1
    A | 2026-03-17 10:00  BTC 3 KO 60P 17Apr @2.00  order 2
    B | 2026-03-17 12:00  STO 2 KO 59P 15May @2.30  order 3
    C | 2026-03-17 14:00  STO 2 KO 58P 15May @2.10  order 4
  `);
  assert.deepEqual(desk.suggestions, ['ROLL A > B: 2 > 3 x2']);
});

test('definition 19: what is half of a roll already is not asked about', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.50  order 1
    A | 2026-03-17 10:00  BTC 1 KO 60P 17Apr @2.00  order 2
    A | 2026-03-17 10:05  STO 1 KO 59P 15May @2.30  order 3
    B | 2026-03-17 14:00  STO 1 KO 58P 15May @2.10  order 4
  `);
  assert.deepEqual([desk.at('A').rollCount, desk.suggestions], [1, []]);
});

const NOT_ASKED: readonly (readonly [story: string, closed: string, opened: string])[] = [
  ['a put and a call', 'BTC 1 KO 60P 17Apr @2.00', 'STO 1 KO 65C 15May @2.30'],
  ['a short put closed, a long one opened', 'BTC 1 KO 60P 17Apr @2.00', 'BTO 1 KO 58P 15May @2.30'],
];

for (const [story, closed, opened] of NOT_ASKED) {
  test(`definition 19: ${story} are no roll to ask about`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.50  order 1
      A | 2026-03-17 10:00  ${closed}  order 2
      B | 2026-03-17 14:00  ${opened}  order 3
    `);
    assert.deepEqual(desk.suggestions, []);
  });
}

test('definition 19: after an expiration nothing is asked', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-21 03:30  expired 1 KO 60P 20Mar
    B | 2026-03-23 10:00  STO 1 KO 60P 17Apr @1.50
  `);
  assert.deepEqual(desk.suggestions, []);
});

test('definition 19: the same contract again is asked about on that day only', () => {
  const again = (when: string) => `
    A | 2026-03-02 10:00  STO 3 KO 60P 17Apr @1.50  order 1
    A | 2026-03-17 10:00  BTC 2 KO 60P 17Apr @2.00  order 2
    B | ${when}  STO 3 KO 60P 17Apr @2.30  order 3
  `;
  assert.deepEqual(suggestedIn(again('2026-03-17 10:11')), ['RE_ENTRY A > B: 2 > 3 x2']);
  assert.deepEqual(suggestedIn(again('2026-03-18 09:35')), []);
});

const LEGS = (minute: string, second: string) => `
  A | 2026-03-02 10:00  STO 3 KO 55P 17Apr @0.90  order 1
  B | 2026-03-02 10:${minute}  ${second}  order 2
`;

test('definition 13: legs opened apart are asked about within the window, not a second later', () => {
  const call = 'STO 2 KO 65C 17Apr @0.80';
  assert.deepEqual(suggestedIn(LEGS('10', call)), ['LEG_IN A > B: 1 > 2 x2']);
  assert.deepEqual(suggestedIn(LEGS('11', call)), []);
});

test('definition 13: a hedge bought apart is asked about; another short put is not', () => {
  assert.deepEqual(suggestedIn(LEGS('05', 'BTO 3 KO 50P 17Apr @0.30')), ['LEG_IN A > B: 1 > 2 x3']);
  assert.deepEqual(suggestedIn(LEGS('05', 'STO 3 KO 50P 17Apr @0.30')), []);
});

test('definition 13: legs of one order are together already', () => {
  assert.deepEqual(
    suggestedIn(LEGS('00', 'STO 3 KO 65C 17Apr @0.80').replace('B |', 'A |').replace('order 2', 'order 1')),
    [],
  );
});

const HELD = (long: string, between = '') => `
    | 2026-03-02 10:00  ${long}  order 1
    ${between}
    | 2026-03-09 10:00  STO 2 KO 65C 17Apr @0.80   order 2
`;
const pmccs = (table: string) => suggestedIn(table).filter((text) => text.startsWith('PMCC')).length;

const LONGS: readonly (readonly [story: string, table: string, asked: number])[] = [
  ['of a lower strike and a later expiry', HELD('BTO 3 KO 50C 15Jan27 @12.00'), 1],
  ['of the same strike', HELD('BTO 3 KO 65C 15Jan27 @12.00'), 0],
  ['of the same expiry', HELD('BTO 3 KO 50C 17Apr @12.00'), 0],
  ['that is a put', HELD('BTO 3 KO 50P 15Jan27 @2.00'), 0],
  [
    'sold in part before',
    HELD('BTO 3 KO 50C 15Jan27 @12.00', '| 2026-03-05 10:00 STC 2 KO 50C 15Jan27 @13.00'),
    1,
  ],
  ['sold before', HELD('BTO 3 KO 50C 15Jan27 @12.00', '| 2026-03-05 10:00 STC 3 KO 50C 15Jan27 @13.00'), 0],
  ['sold after', `${HELD('BTO 3 KO 50C 15Jan27 @12.00')} | 2026-03-12 10:00 STC 3 KO 50C 15Jan27 @13.00`, 1],
];

for (const [story, table, asked] of LONGS) {
  test(`case 36: a call sold while a long one ${story} is held: ${asked === 1 ? 'asked about' : 'nothing to ask'}`, () => {
    assert.equal(pmccs(table), asked);
  });
}

test('case 36: a call bought only afterwards did not cover it', () => {
  assert.equal(
    pmccs(`
    | 2026-03-09 10:00  STO 2 KO 65C 17Apr @0.80     order 2
    | 2026-03-12 10:00  BTO 3 KO 50C 15Jan27 @12.00  order 1
  `),
    0,
  );
});

test('case 36: a call on shares that are held is covered by them, not by a long call', () => {
  assert.equal(
    pmccs(`
    | 2026-03-02 10:00  BTO 3 KO 50C 15Jan27 @12.00  order 1
    | 2026-03-03 10:00  bought 200 KO @60
    | 2026-03-09 10:00  STO 2 KO 65C 17Apr @0.80     order 2
  `),
    0,
  );
});

test('case 36: asked about is what both have', () => {
  const desk = group(HELD('BTO 3 KO 50C 15Jan27 @12.00'));
  assert.deepEqual(desk.suggestion('PMCC').pairs, [{ closing: '1', opening: '2', quantity: '2' }]);
});

test('case 11, definition 16: what a roll in two orders adds is asked about, by its number', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 17Apr @1.50  order 1
    A | 2026-03-17 10:00  BTC 2 KO 60P 17Apr @2.00  order 2
    A | 2026-03-17 10:05  STO 5 KO 59P 15May @2.30  order 3
  `;
  assert.deepEqual(suggestedIn(table), ['SPLIT A > A: 2 > 3 x3']);
  assert.deepEqual(suggestedIn(table.replace('order 3', 'order 2')), []);
});

test('an answer hangs on the question: asked again with more rows, it has the same name', () => {
  const table = TWO_CLOSED(
    '2026-03-17 10:00',
    '2026-03-16 10:00',
    '2026-03-18 10:00  STO 1 KO 56P 15May @1.30',
  );
  const { id } = group(table).suggestion('ROLL');
  const later = group(`${table}
    D | 2026-03-19 10:00  STO 1 PEP 150P 17Apr @1.30
    C | 2026-03-30 10:00  BTC 1 KO 56P 15May @1.00
  `);
  assert.equal(later.suggestion('ROLL').id, id);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const ROLLED = (minute: string, order: number) => `
  A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
  A | 2026-03-18 10:02  BTC 1 KO 60P 20Mar @1.35  order 2
  A | 2026-03-18 10:${minute}  STO 1 KO 59P 17Apr @1.60  order ${order}
`;
const toldOf = (table: string) =>
  group(table)
    .at('A')
    .rolls.map(({ reason, confidence }) => [reason, Number(confidence)]);

test('case 3: a roll in one order is certain, and says so', () => {
  assert.deepEqual(toldOf(ROLLED('02', 2)), [['same order', 1]]);
});

test('case 4: a roll in two orders says how far apart they were, and is a little less certain', () => {
  const [[reason, confidence] = []] = toldOf(ROLLED('09', 3));
  assert.match(String(reason), /^7 min(utes)? apart, same type, nearest strike$/);
  assert.equal(confidence, 0.9);
});

test('a roll linked by the trader is certain', () => {
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'link', closing: '2', opening: '3' }];
  const [roll] = group(ROLLED('40', 3), { decisions, column: 'A A A' }).at('A').rolls;
  assert.deepEqual([roll?.reason, Number(roll?.confidence)], ['linked by you', 1]);
});

test('definition 15: two orders that would fit as well make a roll less certain than one alone', () => {
  const desk = group(`
    A   | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A   | 2026-03-18 10:02  BTC 1 KO 60P 20Mar @1.35  order 2
    A   | 2026-03-18 10:04  STO 1 KO 59P 17Apr @1.60  order 3
    B   | 2026-03-18 10:06  STO 1 KO 59P 17Apr @1.62  order 4
  `);
  assert.deepEqual(desk.problems, ['AMBIGUOUS_PAIR']);
  const [roll] = desk.at('A').rolls;
  assert.ok(Number(roll?.confidence) < 0.9);
});

test('definition 17: a roll shared by two campaigns is a roll of each, with its own cash', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.00  order 1
    B   | 2026-03-03 10:00  STO 2 KO 60P 17Apr @1.10  order 2
    A+B | 2026-03-18 10:00  BTC 3 KO 60P 17Apr @2.00  order 3  fee 2.00
    A+B | 2026-03-18 10:00  STO 3 KO 60P 15May @3.00  order 3  fee 2.00
  `);
  // 600 + 2 in three: 200.67 and 401.33; 900 - 2: 299.33 and 598.67
  desk.shows('A', { rollCount: 1, rolls: ['2026-03-18 1 KO 60P 17Apr26 > KO 60P 15May26 98.66'] });
  desk.shows('B', { rollCount: 1, rolls: ['2026-03-18 2 KO 60P 17Apr26 > KO 60P 15May26 197.34'] });
});

test('definition 17: of a closing larger than the roll, the roll has its part of the cash', () => {
  // 601.98 closed, two thirds of it 401.32; 598.68 opened
  group(`
    A | 2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00  order 1
    A | 2026-03-18 10:00  BTC 3 KO 60P 17Apr @2.00  order 2
    A | 2026-03-18 10:00  STO 2 KO 60P 15May @3.00  order 2
  `).shows('A', { rollCount: 1, rolls: ['2026-03-18 2 KO 60P 17Apr26 > KO 60P 15May26 197.36'] });
});

test('definition 17: one event and one pair of contracts is one roll, though two orders opened it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.00
    A | 2026-03-18 10:00  BTC 2 KO 60P 20Mar @1.00
    A | 2026-03-18 10:02  STO 1 KO 59P 17Apr @1.10
    A | 2026-03-18 10:03  STO 1 KO 59P 17Apr @1.11
  `);
  // 109.34 + 110.34 - 201.32
  desk.shows('A', { rollCount: 1, rolls: ['2026-03-18 2 KO 60P 20Mar26 > KO 59P 17Apr26 18.36'] });
});

test('definition 17: of two contracts rolled, one moved away since, the roll is of the other', () => {
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'move', transactionId: '3', quantity: '1', to: 'new' },
  ];
  const desk = group(
    `
    A   | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50
    A   | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.50
    A+B | 2026-03-10 10:02  STO 2 KO 58P 17Apr @1.50
    `,
    { decisions },
  );
  // 149.34 - 50.66
  desk.shows('A', { rollCount: 1, rolls: ['2026-03-10 1 KO 60P 20Mar26 > KO 58P 17Apr26 98.68'] });
});

const TIED: readonly (readonly [story: string, closed: number, opened: number])[] = [
  ['one order', 9, 9],
  ['one order closed, another opened', 8, 10],
];

for (const [story, closed, opened] of TIED) {
  test(`definition 15: ${story}, and either closing fits as well: ambiguous`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.00
      B | 2026-03-02 11:00  STO 1 KO 58P 20Mar @1.00
      A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @1.00  order ${closed}
      B | 2026-03-18 10:00  BTC 1 KO 58P 20Mar @1.00  order ${closed}
      A | 2026-03-18 10:00  STO 1 KO 59P 17Apr @1.00  order ${opened}
    `);
    assert.deepEqual(desk.problems, ['AMBIGUOUS_PAIR']);
    assert.ok(Number(desk.at('A').rolls[0]?.confidence) < 0.9);
  });
}

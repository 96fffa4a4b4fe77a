import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

test('definition 16: two rolls of one campaign that each added some are two questions', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
    A | 2026-03-10 10:05  STO 2 KO 58P 17Apr @1.50
    A | 2026-04-10 10:00  BTC 2 KO 58P 17Apr @0.50
    A | 2026-04-10 10:05  STO 5 KO 57P 15May @1.50
  `);
  assert.deepEqual(desk.suggestions, ['SPLIT A > A: 2 > 3 x1', 'SPLIT A > A: 4 > 5 x3']);
});

const CLOSED_FOR_TWO = (opened: string) => `
  A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  B   | 2026-03-03 10:00  STO 1 KO 60P 20Mar @1.50
  A+B | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.50
  A   | 2026-03-10 10:05  STO 1 KO 59P 17Apr @1.50
  C   | 2026-03-10 14:00  STO 1 KO ${opened} @1.50
`;

test('definition 19: where one of two closed was rolled, the other’s campaign is asked about', () => {
  assert.deepEqual(group(CLOSED_FOR_TWO('58P 17Apr')).suggestions, ['ROLL B > C: 3 > 5 x1']);
  assert.deepEqual(group(CLOSED_FOR_TWO('60P 20Mar')).suggestions, ['RE_ENTRY B > C: 3 > 5 x1']);
});

const LEAPS = `
  A | 2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00
  B | 2026-03-09 10:00  STO 1 KO 65C 17Apr @0.80
`;

test('case 36: a long call that was rolled into is asked about as one that was bought', () => {
  const desk = group(`
    A | 2026-03-02 10:00  BTO 1 KO 48C 15Jan27 @12.00
    A | 2026-03-04 10:00  STC 1 KO 48C 15Jan27 @12.00  order 2
    A | 2026-03-04 10:00  BTO 1 KO 50C 15Jan27 @11.00  order 2
    B | 2026-03-09 10:00  STO 1 KO 65C 17Apr @0.80
  `);
  assert.deepEqual(desk.suggestions, ['PMCC A > B: 3 > 4 x1']);
});

test('case 36: a long call that was moved to the short one’s campaign is asked about no more', () => {
  const move: TestDecision = {
    id: 'd',
    kind: 'move',
    transactionId: '1',
    to: group(LEAPS).at('B').id,
  };
  const desk = group(LEAPS, { decisions: [move], column: 'A A' });
  assert.deepEqual(desk.suggestions, []);
});

test('definition 19: of two short puts what was accepted is rolled leg by leg, though a nearer closing of one has come', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50  id 10  order 1
    A | 2026-03-02 10:00  STO 3 KO 55P 20Mar @0.50  id 11  order 1
    A | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.80  id 20  order 2
    A | 2026-03-10 10:00  BTC 3 KO 55P 20Mar @0.20  id 21  order 2
    B | 2026-03-11 10:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
    B | 2026-03-11 10:00  STO 2 KO 53P 17Apr @0.50  id 31  order 3
  `;
  const before = group(table);
  assert.deepEqual(before.suggestions, ['ROLL A > B: 20 > 30 x1, 21 > 31 x2']);
  const nearer = `
    C | 2026-03-02 09:40  STO 1 KO 58.5P 20Mar @1.50  id 12
    C | 2026-03-11 09:40  BTC 1 KO 58.5P 20Mar @0.50  id 22
  `;
  const decisions: TestDecision[] = [{ id: 'd', kind: 'accept', suggestion: before.suggestion('ROLL').id }];
  const desk = group(table + nearer, { decisions, column: 'A A A A A A C C' });
  desk.shows('A', {
    // 149.34 - 80.66; 2 x (49.34 - 20.66)
    rolls: [
      '2026-03-11 1 KO 60P 20Mar26 > KO 58P 17Apr26 68.68',
      '2026-03-11 2 KO 55P 20Mar26 > KO 53P 17Apr26 57.36',
    ],
  });
  assert.deepEqual(desk.problems, []);
});

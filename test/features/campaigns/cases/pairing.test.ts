import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const whyOf = (desk: ReturnType<typeof group>, letter: string, row: string) =>
  desk.at(letter).allocations.find(({ transactionId }) => transactionId === row)?.why;

test('definition 15: a closing that its own order rolled is not rolled again within the window', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  order 2
    A | 2026-03-10 10:00  STO 1 KO 59P 17Apr @1.50  order 2
    B | 2026-03-10 10:05  STO 1 KO 58P 17Apr @1.50
  `);
  assert.deepEqual([desk.at('A').rollCount, desk.suggestions, desk.problems], [1, [], []]);
  assert.equal(whyOf(desk, 'A', '2'), 'rolled: 1 contract into KO 59 put of 2026-04-17');
});

test('definition 15: an opening that its own order rolled into is not rolled into again', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-02 10:00  STO 1 KO 61P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  order 3
    A | 2026-03-10 10:00  STO 1 KO 59P 17Apr @1.50  order 3
    B | 2026-03-10 10:05  BTC 1 KO 61P 20Mar @0.50
  `);
  desk.shows('B', { status: 'CLOSED', rollCount: 0 });
  assert.equal(whyOf(desk, 'B', '5'), 'closes the KO 61 put of 2026-03-20 opened first');
});

test('definition 15: of two openings in the window the nearer strike is rolled into, the other is no add', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
    B | 2026-03-10 10:04  STO 1 KO 55P 17Apr @0.50
    A | 2026-03-10 10:05  STO 1 KO 59P 17Apr @1.50
  `);
  assert.deepEqual([desk.at('A').rollCount, desk.suggestions, desk.problems], [1, [], []]);
  assert.equal(whyOf(desk, 'A', '2'), 'rolled: 1 contract into KO 59 put of 2026-04-17');
});

test('definition 15: what the own order leaves of a closing is rolled in the window, and is not ambiguous', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 3 KO 60P 20Mar @0.50  order 2
    A | 2026-03-10 10:00  STO 1 KO 59P 17Apr @1.50  order 2
    A | 2026-03-10 10:05  STO 3 KO 58P 17Apr @1.50
    B | 2026-03-10 10:06  STO 1 KO 50P 17Apr @0.20
  `);
  desk.shows('A', {
    rollCount: 1,
    // 149.34 - 50.66 each
    rolls: [
      '2026-03-10 1 KO 60P 20Mar26 > KO 59P 17Apr26 98.68',
      '2026-03-10 2 KO 60P 20Mar26 > KO 58P 17Apr26 197.36',
    ],
  });
  assert.deepEqual([desk.problems, desk.suggestions], [[], ['SPLIT A > A: 2 > 4 x1']]);
});

test('definition 15: what the own order leaves of an opening is rolled into from another in the window', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-02 10:00  STO 2 KO 61P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  order 3
  A+B | 2026-03-10 10:00  STO 3 KO 59P 17Apr @1.50  order 3
    B | 2026-03-10 10:05  BTC 2 KO 61P 20Mar @0.50
  `);
  desk.shows('A', { rollCount: 1, openLegs: ['-1 KO 59P 17Apr26'] });
  desk.shows('B', { rollCount: 1, openLegs: ['-2 KO 59P 17Apr26'] });
});

test('definition 15: all else equal, the seconds too, the lower id is rolled', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  id 1
    B | 2026-03-02 10:00  STO 1 KO 58P 20Mar @1.50  id 2
    A | 2026-03-10 09:55  BTC 1 KO 60P 20Mar @0.50  id 9
    B | 2026-03-10 10:00  STO 1 KO 59P 17Apr @1.50  id 6
    B | 2026-03-10 10:05  BTC 1 KO 58P 20Mar @0.50  id 4
  `);
  assert.deepEqual(
    [desk.at('A').rollCount, desk.at('B').rollCount, desk.problems],
    [0, 1, ['AMBIGUOUS_PAIR']],
  );
});

test('definition 15: of two openings all else equal the lower id is rolled into', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  id 1
    B | 2026-03-10 09:55  STO 1 KO 59P 17Apr @1.50  id 9
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  id 6
    A | 2026-03-10 10:05  STO 1 KO 59P 17Apr @1.50  id 4
  `);
  assert.deepEqual([desk.at('A').rollCount, desk.problems], [1, ['AMBIGUOUS_PAIR']]);
});

test('definition 15: a closing that its own order can take no more of is rolled into another order’s opening', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  order 5
    A | 2026-03-10 10:00  STO 2 KO 58P 17Apr @1.50  order 5
    B | 2026-03-10 10:05  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-10 10:08  BTC 1 KO 60P 20Mar @0.50  order 5
    B | 2026-03-10 10:09  STO 1 KO 50P 17Apr @0.20
  `);
  desk.shows('A', { rollCount: 1, openLegs: ['-2 KO 58P 17Apr26'] });
  desk.shows('B', { rollCount: 1, openLegs: ['-1 KO 50P 17Apr26'] });
});

test('cases 8 and 14: either of two closings may be the one rolled, the other the one opened again: ambiguous', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-10 10:01  BTC 1 KO 60P 20Mar @0.50
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
    A | 2026-03-10 09:59  STO 1 KO 59P 17Apr @1.50
    B | 2026-03-10 10:05  STO 1 KO 60P 20Mar @1.50
  `);
  assert.deepEqual(
    [desk.at('A').rollCount, desk.at('B').rollCount, desk.problems],
    [1, 0, ['AMBIGUOUS_PAIR']],
  );
});

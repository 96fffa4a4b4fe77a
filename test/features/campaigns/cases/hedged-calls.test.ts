import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const WHEEL = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @50
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;
// Definition 36: the id of a campaign is that of its first unit, and more rows do not change it.
const toTheWheel = (transactionId: string): readonly TestDecision[] => [
  { id: 'd', kind: 'move', transactionId, to: group(WHEEL).at('A').id },
];

test('definition 18: one long call hedges one of the two calls sold with it, and no long call of another order does', () => {
  const desk = group(
    `${WHEEL}
    A | 2026-03-23 10:00  BTO 1 KO 70C 17Apr @0.20  order 4
    A | 2026-03-23 10:00  STO 1 KO 60C 17Apr @0.80  order 4
    A | 2026-03-23 10:00  STO 1 KO 62C 17Apr @0.60  order 4
    A | 2026-03-24 10:00  BTO 1 KO 75C 17Apr @0.10  order 5
    B | 2026-03-25 10:00  STO 1 KO 65C 17Apr @0.40  order 6
    `,
    { decisions: toTheWheel('7') },
  );
  // of 100 shares the 62 call asks for all
  assert.deepEqual(desk.problems, ['NAKED_CALL']);
  desk.shows('B', { strategy: 'NAKED_CALL' });
});

test('definition 18: a long put sold with a call is no hedge, whatever long call comes later', () => {
  const desk = group(
    `${WHEEL}
    A | 2026-03-23 10:00  BTO 1 KO 45P 17Apr @0.20  order 4
    A | 2026-03-23 10:00  STO 1 KO 60C 17Apr @0.80  order 4
    A | 2026-03-24 10:00  BTO 1 KO 75C 17Apr @0.10  order 5
    B | 2026-03-25 10:00  STO 1 KO 65C 17Apr @0.40  order 6
    `,
    { decisions: toTheWheel('6') },
  );
  desk.shows('A', { phase: 'MIXED', shares: '100' });
  desk.shows('B', { strategy: 'NAKED_CALL' });
});

const CONDOR = (count: number) => `
  A | 2026-03-02 10:00  BTO ${count} KO 45P 17Apr @0.50  order 1
  A | 2026-03-02 10:00  STO ${count} KO 50P 17Apr @1.50  order 1
  A | 2026-03-02 10:00  BTO ${count} KO 60C 17Apr @0.20  order 1
  A | 2026-03-02 10:00  STO ${count} KO 56C 17Apr @0.60  order 1
  A | 2026-03-12 03:25  shares +${count}00 KO @50
  A | 2026-03-12 03:30  assigned ${count} KO 50P 17Apr
`;

test('definition 18: the shares of a condor’s put are free, for its call was sold with a long one, bought first', () => {
  const desk = group(`${CONDOR(1)}
    A | 2026-03-16 10:00  STO 1 KO 55C 17Apr @0.80
  `);
  assert.deepEqual(desk.problems, []);
});

test('definition 18: a hedged call bought back frees no more shares than are held', () => {
  const desk = group(`${CONDOR(2)}
    A   | 2026-03-13 10:00  BTC 1 KO 56C 17Apr @0.30
    A+B | 2026-03-16 10:00  STO 3 KO 55C 17Apr @0.80
  `);
  desk.shows('B', { openLegs: ['-1 KO 55C 17Apr26'], strategy: 'NAKED_CALL' });
});

test('case 47: hedged calls are hedged after a split as before', () => {
  const desk = group(`${CONDOR(1)}
    A   | 2026-03-13 07:40  split +100 KO
    A+B | 2026-03-16 10:00  STO 3 KO 27C 17Apr @0.80
  `);
  // 200 shares; 2 calls of 28 and 2 of 30
  desk.shows('A', { shares: '200' });
  desk.shows('B', { openLegs: ['-1 KO 27C 17Apr26'], strategy: 'NAKED_CALL' });
});

test('definition 18: what a collar’s order sells on shares that are held is their campaign’s', () => {
  const desk = group(`${WHEEL}
    A | 2026-03-23 10:00  BTO 1 KO 47P 17Apr @0.20  order 4
    A | 2026-03-23 10:00  STO 1 KO 60C 17Apr @0.80  order 4
  `);
  // 149.34 - 5000 - 20.66 + 79.34
  desk.shows('A', { cash: '-4791.98', strategy: 'WHEEL' });
});

test('case 63: a buy-write covers itself, and leaves the free shares of a wheel alone', () => {
  const desk = group(`${WHEEL}
    B | 2026-03-23 10:00  STO 1 KO 56C 17Apr @0.80  order 4
    B | 2026-03-23 10:00  bought 100 KO @54         order 4
    A | 2026-03-24 10:00  STO 1 KO 57C 17Apr @0.60
  `);
  desk.shows('B', { strategy: 'COVERED_CALL', shares: '100' });
  assert.deepEqual(desk.problems, []);
});

test('case 63: of two calls sold with 100 shares bought, the second is covered by the wheel, which the order joins', () => {
  const desk = group(`${WHEEL}
    A | 2026-03-23 10:00  bought 100 KO @54         order 4
    A | 2026-03-23 10:00  STO 1 KO 56C 17Apr @0.80  order 4
    A | 2026-03-23 10:00  STO 1 KO 58C 17Apr @0.50  order 4
  `);
  assert.deepEqual(desk.problems, []);
});

test('case 63: one call hedged, one with its shares, both of one row, end together', () => {
  const desk = group(`
    A | 2026-03-23 10:00  bought 100 KO @54         order 4
    A | 2026-03-23 10:00  BTO 1 KO 60C 17Apr @0.20  order 4
    A | 2026-03-23 10:00  STO 2 KO 56C 17Apr @0.80  order 4
    A | 2026-03-30 10:00  BTC 2 KO 56C 17Apr @0.30  order 5
  `);
  // -5400 - 20.66 + 158.68 - 61.32; over: 158.68 - 61.32
  desk.shows('A', { cash: '-5323.30', realised: '97.36', openLegs: ['1 KO 60C 17Apr26'] });
});

test('definition 18: a call covers the shares that were acquired first of those still there', () => {
  const desk = group(`
    A | 2026-02-02 10:00  STO 1 KO 50P 20Feb @1.50  order 1
    A | 2026-02-02 10:00  STO 1 KO 49P 20Mar @1.50  order 1
    B | 2026-02-03 10:00  STO 1 KO 48P 6Mar @1.50   order 2
    A | 2026-02-21 03:25  shares +100 KO @50
    A | 2026-02-21 03:30  assigned 1 KO 50P 20Feb
    A | 2026-02-23 10:00  sold 100 KO @51
    B | 2026-03-07 03:25  shares +100 KO @48
    B | 2026-03-07 03:30  assigned 1 KO 48P 6Mar
    A | 2026-03-21 03:25  shares +100 KO @49
    A | 2026-03-21 03:30  assigned 1 KO 49P 20Mar
    B | 2026-03-23 10:00  STO 1 KO 56C 17Apr @0.80
  `);
  assert.deepEqual(desk.problems, []);
});

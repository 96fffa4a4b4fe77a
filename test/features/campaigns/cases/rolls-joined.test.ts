import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

test('definition 17: two puts bought back in two orders and sold in a third are one event, told by contract', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.00  order 1
    A | 2026-03-02 10:00  STO 1 KO 61P 20Mar @1.20  order 1
    A | 2026-03-18 10:00  BTC 1 KO 61P 20Mar @1.60  order 2
    A | 2026-03-18 10:01  BTC 1 KO 60P 20Mar @1.40  order 3
    A | 2026-03-18 10:02  STO 2 KO 59P 17Apr @1.50  order 4
  `);
  desk.shows('A', { rollCount: 1 });
  // 298.68 / 2 = 149.34; less 140.66, less 160.66
  const told = desk.at('A').rolls.map(({ from, netCredit }) => [from, netCredit]);
  assert.deepEqual(told, [
    ['KO    260320P00060000', '8.68'],
    ['KO    260320P00061000', '-11.32'],
  ]);
});

test('definition 17: two rolls of one order are told by contract, in whatever order the broker has their rows', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.00  order 1
    A | 2026-03-02 10:00  STO 1 KO 61P 20Mar @1.20  order 1
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @1.40  order 2
    A | 2026-03-18 10:00  BTC 1 KO 61P 20Mar @1.60  order 2
    A | 2026-03-18 10:00  STO 2 KO 59P 17Apr @1.50  order 2
  `);
  const told = desk.at('A').rolls.map(({ from }) => from);
  assert.deepEqual(told, ['KO    260320P00060000', 'KO    260320P00061000']);
});

test('definition 15: a roll into two of three orders that fit alike is as uncertain as the less certain half', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 10:04  STO 1 KO 59P 17Apr @1.60  order 3
    A | 2026-03-18 10:05  STO 1 KO 59P 17Apr @1.62  order 4
    B | 2026-03-18 10:06  STO 1 KO 59P 17Apr @1.64  order 5
  `);
  desk.shows('A', { rollCount: 1 });
  assert.deepEqual(
    desk.at('A').rolls.map(({ quantity, confidence }) => [quantity, Number(confidence)]),
    [['2', 0.6]],
  );
});

test('definition 38: a row that closes and opens gives a roll only what it closed', () => {
  // sold 3 while 1 is held, the row naming no effect: 1 closed, 2 opened; 3 x 150 - 1.98 = 448.02, a third of it 149.34
  const desk = group(
    `
    A   | 2026-03-02 10:00  BTO 1 KO 60C 20Mar @2.00             order 1
    A+B | 2026-03-18 10:00  STC 3 KO 60C 20Mar @1.50  no effect  order 2
    A+B | 2026-03-18 10:04  BTO 1 KO 60C 17Apr @2.50             order 3
  `,
    { column: 'A A A' },
  );
  desk.shows('A', { rolls: ['2026-03-18 1 KO 60C 20Mar26 > KO 60C 17Apr26 -101.32'] });
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const ORDERS_OF_TWO: readonly (readonly [rule: string, first: string, second: string])[] = [
  ['the first expiration, though its row comes later', '58P 15May', '59P 17Apr'],
  ['the first expiration, though its row comes first', '59P 17Apr', '58P 15May'],
  ['of one expiration the lowest strike, though its row comes later', '59P 17Apr', '58P 17Apr'],
  ['of one expiration the lowest strike, though its row comes first', '58P 17Apr', '59P 17Apr'],
];

for (const [rule, first, second] of ORDERS_OF_TWO) {
  test(`case 12, definition 9: rolled in one order, the units opened first go on in ${rule}`, () => {
    const desk = group(`
      A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
      B   | 2026-03-03 10:00  STO 1 KO 60P 20Mar @1.50
      A+B | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.50  order 3
          | 2026-03-10 10:00  STO 1 KO ${first} @1.50   order 3
          | 2026-03-10 10:00  STO 1 KO ${second} @1.50  order 3
    `);
    const legOfFirst = desk.replay.campaigns[0]?.openLegs[0]?.symbol ?? '';
    assert.match(legOfFirst, rule.startsWith('of one') ? /260417P00058/ : /260417P00059/);
  });
}

test('definition 15: whoever may take fewer of what was closed chooses first; none is older than its opening', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A   | 2026-03-10 09:55  STO 1 KO 58P 17Apr @1.50
    B   | 2026-03-10 09:58  STO 1 KO 60P 20Mar @1.50
    A+B | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.50
    B   | 2026-03-10 10:02  STO 1 KO 57P 17Apr @1.50
  `);
  desk.shows('A', { rollCount: 1, openLegs: ['-1 KO 58P 17Apr26'] });
  desk.shows('B', { rollCount: 1, openLegs: ['-1 KO 57P 17Apr26'] });
});

test('definition 15: of two openings older than the second contract closed, one is rolled into', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
        | 2026-03-10 09:55  STO 1 KO 58P 17Apr @1.50
        | 2026-03-10 09:56  STO 1 KO 57P 17Apr @1.50
    B   | 2026-03-10 09:58  STO 1 KO 60P 20Mar @1.50
    A+B | 2026-03-10 10:00  BTC 2 KO 60P 20Mar @0.50
  `);
  desk.shows('A', { rollCount: 1 });
  desk.shows('B', { status: 'CLOSED', rollCount: 0 });
  assert.equal(desk.replay.campaigns.length, 3);
});

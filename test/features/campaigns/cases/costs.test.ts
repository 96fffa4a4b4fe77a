import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const cost = (transactionId: string, amount: string): TestDecision => ({
  id: `cost of ${transactionId}`,
  kind: 'cost',
  transactionId,
  cost: amount,
});
const CALLED = `
  A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
  A | 2026-03-21 03:25  shares -100 KO @65
  A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
`;

test('definition 23: a cost is entered for shares that came by transfer, not for shares that were bought', () => {
  const desk = group(`A | 2026-02-02 09:00  bought 100 KO @60\n${CALLED}`, {
    decisions: [cost('1', '1.00')],
  });
  // 79.34 + 6500 - 6000
  desk.shows('A', { realised: '579.34', realisedTax: '579.34' });
  assert.deepEqual(desk.problems, ['STALE_DECISION']);
});

test('definition 23: a cost that is no amount is no cost', () => {
  const desk = group(`A | 2026-02-02 09:00  transfer +100 KO\n${CALLED}`, {
    decisions: [cost('1', 'a lot')],
  });
  desk.shows('A', { realised: null, realisedTax: null });
  // Of one row, by their codes.
  assert.deepEqual(
    desk.replay.problems.map(({ code }) => code),
    ['STALE_DECISION', 'UNKNOWN_BASIS'],
  );
});

test('definition 23: shares that came with cash are not of unknown cost', () => {
  const desk = group(`A | 2026-02-02 09:00  transfer +100 KO @60\n${CALLED}`);
  desk.shows('A', { realised: '579.34' });
  assert.deepEqual(desk.problems, []);
});

test('case 57: shares of two lots of one campaign leave in one row with the cost of both', () => {
  const desk = group(`
      | 2026-03-02 10:00  STO 1 KO 50P 6Mar @1.50        account ONE order 7
      | 2026-03-02 10:00  STO 1 KO 60P 6Mar @8.00        account ONE order 7
      | 2026-03-07 03:25  shares +100 KO @50             account ONE
      | 2026-03-07 03:30  assigned 1 KO 50P 6Mar         account ONE
      | 2026-03-07 03:25  shares +100 KO @60             account ONE
      | 2026-03-07 03:30  assigned 1 KO 60P 6Mar         account ONE
      | 2026-03-10 09:00  bought 100 KO @53              account ONE
      | 2026-04-01 09:00  transfer -300 KO               account ONE
      | 2026-04-01 09:00  transfer +300 KO               account TWO
    B | 2026-04-02 10:00  STO 3 KO 62C 17Apr @0.80       account TWO
  `);
  // 5000 + 6000 + 5300, less 149.34 and 799.34 for the tax; 3 x 79.34 of premium: 16300, 15351.32, 16061.98
  desk.shows('B', { shares: '300', basis: '53.5399 51.1711' });
  assert.deepEqual(desk.problems, []);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const COVERED_BESIDE = `
  A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80
  B | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  B | 2026-03-21 03:25  shares +100 KO @50
  B | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
  B | 2026-03-23 10:00  STO 1 KO 66C 15May @0.80
  A | 2026-04-18 03:25  shares -100 KO @65
  A | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
`;

test('definition 10: an assigned call takes no shares that another campaign’s call covers: they are owed', () => {
  const desk = group(COVERED_BESIDE);
  // 79.34 + 6500
  desk.shows('A', {
    status: 'OPEN',
    phase: 'SHORT_SHARES',
    shares: '-100',
    cash: '6579.34',
    realised: '79.34',
    realisedTax: '0.00',
    basis: '65.7934 65.7934',
  });
  // 149.34 - 5000 + 79.34
  desk.shows('B', {
    status: 'OPEN',
    phase: 'COVERED',
    shares: '100',
    cash: '-4771.32',
    realised: '149.34',
    realisedTax: '0.00',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [['SHORT_SHARES'], []]);
});

test('definition 11: shares bought later cover them; those of the covered call leave by it', () => {
  const desk = group(`${COVERED_BESIDE}
    A | 2026-04-20 10:00  bought 100 KO @64
    B | 2026-05-16 03:25  shares -100 KO @66
    B | 2026-05-16 03:30  assigned 1 KO 66C 15May
  `);
  // 79.34 + 6500 - 6400; 149.34 + 79.34 + 1600
  desk.shows('A', { status: 'CLOSED', cash: '179.34', realised: '179.34', realisedTax: '179.34' });
  desk.shows('B', { status: 'CLOSED', cash: '1828.68', realised: '1828.68', realisedTax: '1828.68' });
});

test('definition 22: where an account holds 200 and owes 100, a split of the 100 it has is both campaigns’', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80
    B | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    B | 2026-03-21 03:25  shares +200 KO @50
    B | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    B | 2026-03-23 10:00  STO 2 KO 66C 15May @0.80
    A | 2026-04-18 03:25  shares -100 KO @65
    A | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
      | 2026-05-04 07:40  split +100 KO
  `);
  desk.shows('A', { shares: '-200', cash: '6579.34', basis: '32.8967 32.8967' });
  // 298.68 - 10000 + 158.68; (10000 - 298.68 - 158.68) / 400
  desk.shows('B', { shares: '400', cash: '-9542.64', realised: '298.68', basis: '23.8566 24.2533' });
});

for (const [dividend, whose] of [
  ['51.00', 'B'],
  ['-51.00', 'A'],
] as const) {
  test(`case 52: where one holds and another owes, a dividend of ${dividend} is ${whose}’s`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80
      B | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
      B | 2026-03-21 03:25  shares +200 KO @50  "COCA COLA CO"
      B | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
      B | 2026-03-23 10:00  STO 2 KO 66C 15May @0.80
      A | 2026-04-18 03:25  shares -100 KO @65
      A | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
      ${whose} | 2026-05-01 08:00  dividend ${dividend}  "COCA COLA CO"
    `);
    desk.shows(whose, { dividends: dividend });
  });
}

test('definition 10: an exercise takes covered shares before any are owed: the trader has chosen it', () => {
  const desk = group(`
    A | 2026-03-19 09:33  bought 100 KO @60         order 1
    A | 2026-03-19 09:33  STO 1 KO 65C 10Apr @0.41  order 1
    B | 2026-03-19 09:35  BTO 1 KO 60P 2Apr @0.36
    A | 2026-04-03 03:25  shares -100 KO @60
    B | 2026-04-03 03:30  exercised 1 KO 60P 2Apr
  `);
  desk.shows('A', { phase: 'SHORT_CALL', shares: '0', cash: '40.34', realised: '0.00' });
  desk.shows('B', { status: 'CLOSED', cash: '-36.66', realised: '-36.66' });
  assert.deepEqual(desk.problems, ['NAKED_CALL']);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const SPREADS = `
  A | 2026-03-02 10:00  STO 2 KO 60C 17Apr @1.50  order 1
  A | 2026-03-02 10:00  BTO 2 KO 65C 17Apr @0.50  order 1
`;

test('case 34: a call spread has its hedge: nothing is said', () => {
  assert.deepEqual(group(SPREADS).problems, []);
});

for (const [sold, shares] of [
  ['1', '100'],
  ['2', '200'],
] as const) {
  test(`case 34: ${sold} of the two long calls sold: ${shares} shares may be asked for`, () => {
    const desk = group(`${SPREADS}
      A | 2026-03-10 10:00  STC ${sold} KO 65C 17Apr @0.10
    `);
    assert.deepEqual(desk.problems, ['NAKED_CALL']);
    const [naked] = desk.replay.problems;
    assert.match(
      naked?.message ?? '',
      new RegExp(`KO 60 call .* may ask for ${shares} shares, and 0 shares`),
    );
    assert.deepEqual(naked?.transactionIds, ['1']);
  });
}

test('case 32: the call of a strangle is sold so on purpose', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
    A | 2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1
  `);
  assert.deepEqual(desk.problems, []);
});

const CONDOR = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
  A | 2026-03-02 10:00  BTO 1 KO 45P 20Mar @0.50  order 1
  A | 2026-03-02 10:00  STO 1 KO 60C 17Apr @1.50  order 1
  A | 2026-03-02 10:00  BTO 1 KO 65C 17Apr @0.50  order 1
  A | 2026-03-10 10:00  STC 1 KO 65C 17Apr @0.10
`;

test('cases 33 and 34: the call of a condor whose long call is gone was not, so it is said', () => {
  assert.deepEqual(group(CONDOR).problems, ['NAKED_CALL']);
});

test('definition 18: shares that come then are covered by it, and free for no other call', () => {
  const desk = group(`${CONDOR}
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:30  expired 1 KO 45P 20Mar
    B | 2026-03-23 10:00  STO 1 KO 55C 17Apr @1.00
  `);
  desk.shows('A', { phase: 'COVERED', shares: '100' });
  desk.shows('B', { strategy: 'NAKED_CALL', cash: '99.34' });
  assert.deepEqual(desk.problems, ['NAKED_CALL']);
});

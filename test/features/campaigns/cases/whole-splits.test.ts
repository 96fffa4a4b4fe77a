import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const NO_SPLIT = ['UNKNOWN_ADJUSTMENT'];
const HELD = '2026-03-02 10:00  bought 100 KO @50\n';

const SPLITS: readonly (readonly [story: string, text: string, problems: readonly string[]])[] = [
  ['100 added to 100', `${HELD}2026-03-09 07:40  split +100 KO`, []],
  ['50 added to 100', `${HELD}2026-03-09 07:40  split +50 KO`, NO_SPLIT],
  ['100 taken from 100', `${HELD}2026-03-09 07:40  split -100 KO`, NO_SPLIT],
  ['0 added to 100', `${HELD}2026-03-09 07:40  split +0 KO`, NO_SPLIT],
  ['100 added to none', '2026-03-09 07:40  split +100 KO', NO_SPLIT],
  [
    '100 added to 100 that came by transfer',
    '2026-03-02 10:00  transfer +100 KO\n2026-03-09 07:40  split +100 KO',
    ['UNKNOWN_BASIS'],
  ],
  [
    '100 added to 100, 50 of an adjustment that is not understood left aside',
    `${HELD}2026-03-05 07:40  adjusted +50 KO\n2026-03-09 07:40  split +100 KO`,
    NO_SPLIT,
  ],
  [
    '100 added to 100 that were bought after 150 of 100 were sold',
    `${HELD}2026-03-03 10:00  sold 150 KO @51
     2026-03-04 10:00  bought 100 KO @52
     2026-03-09 07:40  split +100 KO`,
    ['UNKNOWN_ORIGIN'],
  ],
  [
    '100 added to none, 50 of an assigned put sold and 50 more',
    `2026-03-02 10:00  STO 1 KO 50P 6Mar @1.50
     2026-03-07 03:25  shares +100 KO @50
     2026-03-07 03:30  assigned 1 KO 50P 6Mar
     2026-03-09 10:00  sold 100 KO @51
     2026-03-10 07:40  split +100 KO`,
    NO_SPLIT,
  ],
];

for (const [story, text, problems] of SPLITS)
  test(`definition 22: ${story}: ${problems === NO_SPLIT ? 'not understood' : 'two for one'}`, () => {
    assert.deepEqual(group(text).problems, problems);
  });

test('definition 22: 100 added where 100 are owed is no split', () => {
  const desk = group(`
    2026-03-02 10:00  STO 1 KO 50C 6Mar @1.50
    2026-03-07 03:25  shares -100 KO @50
    2026-03-07 03:30  assigned 1 KO 50C 6Mar
    2026-03-10 07:40  split +100 KO
  `);
  assert.ok(desk.problems.includes('UNKNOWN_ADJUSTMENT'));
});

test('case 47: a split contract is called what the rows after it call it', () => {
  // Three for one of 50 is 16.666...; told in thousandths below the half cent.
  const desk = group(`
    A | 2026-03-02 10:00  bought 100 KO @50            order 7
    A | 2026-03-02 10:00  STO 1 KO 50C 20Mar @0.80     order 7
    A | 2026-03-09 07:40  split +200 KO
    A | 2026-03-10 10:00  BTC 3 KO 16.665C 20Mar @0.10
  `);
  // 79.34 - 31.98
  desk.shows('A', { phase: 'SHARES', openLegs: [], realised: '47.36', shares: '300' });
  assert.deepEqual(desk.problems, []);
});

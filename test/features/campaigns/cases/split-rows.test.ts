import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const SOLD = 'A | 2026-03-02 10:00  STO 2 KO 50P 17Apr @1.50\n';
const HELD = '- | 2026-03-02 09:45  bought 100 KO @55\n';

test('case 47: two contracts split in one moment, each by its own rows, whichever are first', () => {
  const desk = group(`${SOLD}
    B | 2026-03-03 10:00  STO 2 KO 60P 17Apr @5.50
      | 2026-03-09 07:40  split +2 KO 60P 17Apr
    B | 2026-03-09 07:40  split -4 KO 30P 17Apr
    A | 2026-03-09 07:40  split +2 KO 50P 17Apr
    A | 2026-03-09 07:40  split -4 KO 25P 17Apr
  `);
  desk.shows('A', { openLegs: ['-4 KO 25P 17Apr26'] });
  desk.shows('B', { openLegs: ['-4 KO 30P 17Apr26'] });
  assert.deepEqual(desk.problems, []);
});

test('case 47: a row that brings long contracts says nothing of short ones', () => {
  const desk = group(`${SOLD}- | 2026-03-09 07:40  split +2 KO 25P 17Apr`);
  desk.shows('A', { openLegs: ['-2 KO 50P 17Apr26'] });
  assert.deepEqual(desk.problems, ['UNKNOWN_ADJUSTMENT']);
});

test('case 47: nobody is long and short of one contract: rows that would have it so are not understood', () => {
  const desk = group(`${SOLD}
    B | 2026-03-03 10:00  BTO 1 KO 25P 17Apr @0.10
    - | 2026-03-09 07:40  split +2 KO 50P 17Apr
    - | 2026-03-09 07:40  split -4 KO 25P 17Apr
  `);
  desk.shows('A', { openLegs: ['-2 KO 50P 17Apr26'] });
  desk.shows('B', { openLegs: ['1 KO 25P 17Apr26'] });
  assert.ok(desk.problems.includes('UNKNOWN_ADJUSTMENT'));
});

test('case 47: what became of older contracts is closed before what was sold after them', () => {
  const desk = group(`${SOLD}
    B | 2026-03-09 10:00  STO 1 KO 25P 17Apr @0.80
    A | 2026-03-09 16:40  split +2 KO 50P 17Apr
    A | 2026-03-09 16:40  split -4 KO 25P 17Apr
    A | 2026-03-10 10:00  BTC 4 KO 25P 17Apr @0.50
  `);
  // 298.68 - 202.64
  desk.shows('A', { status: 'CLOSED', realised: '96.04' });
  desk.shows('B', { status: 'OPEN', openLegs: ['-1 KO 25P 17Apr26'] });
});

const NEAR: readonly (readonly [story: string, row: string, legs: string, problems: readonly string[]])[] = [
  ['ten minutes later', '2026-03-09 07:50', '-4 KO 25P 17Apr26', []],
  ['three sessions later', '2026-03-12 07:40', '-4 KO 25P 17Apr26', []],
  ['four sessions later', '2026-03-13 07:40', '-4 KO 25P 17Apr26', ['UNKNOWN_ADJUSTMENT']],
  ['three sessions earlier', '2026-03-04 07:40', '-4 KO 25P 17Apr26', []],
];

for (const [story, at, legs, problems] of NEAR)
  test(`case 47: the shares are split; the row of the contracts comes ${story}`, () => {
    const desk = group(`${HELD}${SOLD}
        | 2026-03-09 07:40  split +100 KO
        | ${at}  split -2 KO 25P 17Apr
    `);
    desk.shows('A', { openLegs: [legs] });
    assert.deepEqual(desk.problems, problems);
  });

test('case 47: rows of one contract leave it to the split of the shares to speak of another', () => {
  const desk = group(`${HELD}${SOLD}
    B | 2026-03-03 10:00  STO 1 KO 60P 17Apr @5.50
      | 2026-03-09 07:40  split +100 KO
      | 2026-03-09 07:50  split -2 KO 25P 17Apr
  `);
  desk.shows('A', { openLegs: ['-4 KO 25P 17Apr26'] });
  desk.shows('B', { openLegs: ['-2 KO 30P 17Apr26'] });
  assert.deepEqual(desk.problems, []);
});

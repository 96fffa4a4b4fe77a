import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

/** Whether the last row is taken for half of an assignment; asked on a day when nothing else is missing. */
const isHalf = (text: string) => {
  const desk = group(text, { asOf: '2026-03-20' });
  const why = desk.replay.unassigned.at(-1)?.why ?? 'in a campaign';
  assert.match(why, /incomplete assignment|shares outside any campaign/);
  return why.startsWith('incomplete assignment');
};
const SOLD = '2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50\n';
const HELD = '2026-02-02 10:00  bought 100 KO @45\n';

const STORIES: readonly (readonly [story: string, text: string, isHalf: boolean])[] = [
  [
    'after both contracts were bought back',
    `${SOLD}2026-03-09 10:00  BTC 2 KO 50P 20Mar @0.50
     2026-03-16 03:25  shares +200 KO @50`,
    false,
  ],
  [
    'on the very day they are bought back',
    `${SOLD}2026-03-16 10:00  BTC 2 KO 50P 20Mar @0.50
     2026-03-16 11:00  shares +200 KO @50`,
    true,
  ],
  [
    'after one of two was bought back',
    `${SOLD}2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50
     2026-03-16 03:25  shares +100 KO @50`,
    true,
  ],
  [
    'after both expired',
    `${SOLD}2026-03-21 03:30  expired 2 KO 50P 20Mar
     2026-03-24 03:25  shares +200 KO @50`,
    false,
  ],
  [
    'after one of two expired',
    `${SOLD}2026-03-21 03:30  expired 1 KO 50P 20Mar
     2026-03-24 03:25  shares +100 KO @50`,
    true,
  ],
  [
    'after more expired than were known',
    `${SOLD}2026-03-21 03:30  expired 3 KO 50P 20Mar
     2026-03-24 03:25  shares +200 KO @50`,
    false,
  ],
  [
    'after a removal whose own shares are missing, and are others',
    `${SOLD}2026-03-17 03:30  assigned 2 KO 50P 20Mar
     2026-03-19 03:25  shares +200 KO @50`,
    true,
  ],
  ['that are less than a contract delivers', `${SOLD}2026-03-16 03:25  shares +50 KO @50`, false],
  ['without a price', `${SOLD}2026-03-16 03:25  shares +200 KO`, false],
  [
    'at half the strike after a split of two for one',
    `${HELD}${SOLD}2026-03-09 07:40  split +100 KO
     2026-03-16 03:25  shares +400 KO @25`,
    true,
  ],
  [
    'at half the strike on the day of the split',
    `${HELD}${SOLD}2026-03-16 01:40  split +100 KO
     2026-03-16 03:25  shares +400 KO @25`,
    true,
  ],
  [
    'at half the strike between two splits',
    `${HELD}${SOLD}2026-03-09 07:40  split +100 KO
     2026-03-23 07:40  split +200 KO
     2026-03-16 03:25  shares +400 KO @25`,
    true,
  ],
  [
    'at half the strike before a split',
    `${HELD}${SOLD}2026-03-18 07:40  split +100 KO
     2026-03-16 03:25  shares +400 KO @25`,
    false,
  ],
  ['at half the strike without any split', `${HELD}${SOLD}2026-03-16 03:25  shares +400 KO @25`, false],
  [
    'at no part of the strike after a split',
    `${HELD}${SOLD}2026-03-09 07:40  split +100 KO
     2026-03-16 03:25  shares +400 KO @26`,
    false,
  ],
  [
    'before the contract was sold that is assigned later',
    `2026-03-01 03:25  shares +200 KO @50 id 9
     2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50 id 1
     2026-03-21 03:30  assigned 2 KO 50P 20Mar id 2`,
    false,
  ],
];

for (const [story, text, expected] of STORIES)
  test(`case 21: shares at the strike, ${story}, are ${expected ? 'half of an assignment' : 'shares like others'}`, () => {
    assert.equal(isHalf(text), expected);
  });

test('case 21: shares that came by transfer are no half, though their price is the strike', () => {
  const desk = group(`${SOLD}2026-03-16 03:25  transfer +200 KO`, {
    asOf: '2026-03-20',
    retouch: (row) => (row.kind === 'TRANSFER' ? { ...row, priceE6: 50_000_000 } : row),
  });
  assert.deepEqual(desk.problems, ['UNKNOWN_BASIS']);
});

test('definition 20: a removal and a transfer at its strike are no two halves', () => {
  const desk = group(
    `${SOLD}
    2026-03-16 03:25  transfer +200 KO
    2026-03-16 03:30  assigned 2 KO 50P 20Mar`,
    {
      retouch: (row) => (row.kind === 'TRANSFER' ? { ...row, priceE6: 50_000_000 } : row),
    },
  );
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT', 'UNKNOWN_BASIS']);
});

test('case 21: a row of no shares is half of nothing', () => {
  assert.deepEqual(group(`${SOLD}2026-03-16 03:25  shares +0 KO @50`, { asOf: '2026-03-20' }).problems, []);
});

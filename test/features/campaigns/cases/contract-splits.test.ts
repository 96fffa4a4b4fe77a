import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const SOLD = 'A | 2026-03-02 10:00  STO 2 XMPL 50P 20Mar @1.50\n';

/** Two for one, as the broker may tell it: the row ids are the same in all. */
const TOLD: readonly (readonly [name: string, rows: string])[] = [
  [
    'the old contracts go, the new ones come',
    `A | 2026-03-09 07:40  split +2 XMPL 50P 20Mar id 21
     A | 2026-03-09 07:40  split -4 XMPL 25P 20Mar id 22`,
  ],
  [
    'in the other order, and not called a split',
    `A | 2026-03-09 07:40  adjusted -4 XMPL 25P 20Mar id 21
     A | 2026-03-09 07:40  transfer +2 XMPL 50P 20Mar id 22`,
  ],
  ['only what is added', 'A | 2026-03-09 07:40  split -2 XMPL 25P 20Mar id 21'],
  [
    'what is added, in two rows',
    `A | 2026-03-09 07:40  split -1 XMPL 25P 20Mar id 21
     A | 2026-03-09 07:40  split -1 XMPL 25P 20Mar id 22`,
  ],
];

for (const [name, rows] of TOLD) {
  test(`case 47: a put through a split, told thus: ${name}: still open, of half the strike`, () => {
    const desk = group(SOLD + rows);
    desk.shows('A', {
      status: 'OPEN',
      strategy: 'NAKED_PUT',
      phase: 'SHORT_PUT',
      cash: '298.68',
      realised: '0.00',
      realisedTax: '0.00',
      openLegs: ['-4 XMPL 25P 20Mar26'],
    });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });

  test(`case 47: assigned after the split (${name}): the wheel's basis is half of what it would have been`, () => {
    const desk = group(`${SOLD}${rows}
      A | 2026-03-21 03:25  shares +400 XMPL @25
      A | 2026-03-21 03:30  assigned 4 XMPL 25P 20Mar
    `);
    // 298.68 - 10000; 9701.32 / 400
    desk.shows('A', {
      strategy: 'WHEEL',
      phase: 'SHARES',
      cash: '-9701.32',
      realised: '298.68',
      realisedTax: '0.00',
      shares: '400',
      basis: '24.2533 24.2533',
      openLegs: [],
    });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });

  test(`case 47: bought back in part, rolled and expired after the split (${name})`, () => {
    const desk = group(`${SOLD}${rows}
      A | 2026-03-10 10:00  BTC 1 XMPL 25P 20Mar @0.40
      A | 2026-03-11 10:00  BTC 2 XMPL 25P 20Mar @0.60 order 7
      A | 2026-03-11 10:00  STO 2 XMPL 24P 17Apr @0.80 order 7
      A | 2026-03-21 03:30  expired 1 XMPL 25P 20Mar
    `);
    // 298.68 - 40.66 - 121.32 + 158.68; the new puts are open
    desk.shows('A', {
      status: 'OPEN',
      cash: '295.38',
      realised: '136.70',
      realisedTax: '136.70',
      rollCount: 1,
      rolls: ['2026-03-11 2 XMPL 25P 20Mar26 > XMPL 24P 17Apr26 37.36'],
      openLegs: ['-2 XMPL 24P 17Apr26'],
    });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });
}

test('case 47: the rows of a split are in the campaign, and why', () => {
  const desk = group(`${SOLD}
    A | 2026-03-09 07:40  split +2 XMPL 50P 20Mar id 21
    A | 2026-03-09 07:40  split -4 XMPL 25P 20Mar id 22
  `);
  desk.shows('A', {
    rows: ['1 OPENING -2 298.68', '21 CORPORATE_ACTION 2 0.00', '22 CORPORATE_ACTION -4 0.00'],
  });
  const whys = desk.at('A').allocations.map(({ why }) => why);
  assert.equal(
    whys.at(-1),
    'split 2 for 1: each XMPL 50 put of 2026-03-20 is 2 of the XMPL 25 put of 2026-03-20, the cost stays',
  );
});

const COVERED = `
  A | 2026-03-02 10:00  bought 100 XMPL @45
  A | 2026-03-03 10:00  STO 1 XMPL 60C 20Mar @0.80
`;
const OPTION_ROWS = `
  A | 2026-03-10 07:30  split +1 XMPL 60C 20Mar
  A | 2026-03-10 07:30  split -4 XMPL 15C 20Mar
`;
const SHARE_ROW = 'A | 2026-03-09 07:40  split +300 XMPL\n';
const CALLED_AWAY = `
  A | 2026-03-21 03:25  shares -400 XMPL @15
  A | 2026-03-21 03:30  assigned 4 XMPL 15C 20Mar
`;

const WAYS: readonly (readonly [name: string, rows: string])[] = [
  ['the split of the shares alone', COVERED + SHARE_ROW],
  ['rows of their own, a day later', COVERED + SHARE_ROW + OPTION_ROWS],
  ['rows of their own, a day before', COVERED + OPTION_ROWS + SHARE_ROW.replace('03-09', '03-11')],
];

for (const [name, rows] of WAYS) {
  test(`case 47: a covered call split four for one, told by ${name}: once, and still covered`, () => {
    const desk = group(rows);
    // 79.34 - 4500; 4420.66 / 400
    desk.shows('A', {
      strategy: 'COVERED_CALL',
      phase: 'COVERED',
      cash: '-4420.66',
      realised: '0.00',
      shares: '400',
      basis: '11.0517 11.2500',
      openLegs: ['-4 XMPL 15C 20Mar26'],
    });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });

  test(`case 47: called away after it, told by ${name}`, () => {
    const desk = group(rows + CALLED_AWAY);
    // 79.34 - 4500 + 6000
    desk.shows('A', { status: 'CLOSED', cash: '1579.34', realised: '1579.34', realisedTax: '1579.34' });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });

  test(`case 47: nothing more is covered after it than before, told by ${name}`, () => {
    const desk = group(`${rows}
      B | 2026-03-12 10:00  STO 1 XMPL 16C 17Apr @0.30
    `);
    assert.equal(desk.at('B').strategy, 'NAKED_CALL');
  });
}

test('case 47: three for one, closed one by one: 99.34 is 33.11, 33.12 and 33.11, whatever tells of it', () => {
  const closings = [
    'A | 2026-03-10 10:00  BTC 1 XMPL 16.67P 20Mar @0.10\n',
    'A | 2026-03-11 10:00  BTC 1 XMPL 16.67P 20Mar @0.10\n',
    'A | 2026-03-12 10:00  BTC 1 XMPL 16.67P 20Mar @0.10\n',
  ];
  const sold = 'A | 2026-03-02 10:00  STO 1 XMPL 50P 20Mar @1.00\n';
  const held = '- | 2026-01-05 10:00  bought 100 XMPL @45\n';
  const ways = [
    `${sold}A | 2026-03-09 07:40  split +1 XMPL 50P 20Mar\nA | 2026-03-09 07:40  split -3 XMPL 16.67P 20Mar\n`,
    `${sold}A | 2026-03-09 07:40  split -2 XMPL 16.67P 20Mar\n`,
    `${held}${sold}A+- | 2026-03-09 07:40  split +200 XMPL\n`,
  ];
  for (const way of ways) {
    const realised = closings.map((_, i) => group(way + closings.slice(0, i + 1).join('')).at('A').realised);
    // 10.66 each
    assert.deepEqual(realised, ['22.45', '44.91', '67.36']);
    group(way + closings.join('')).shows('A', { status: 'CLOSED', cash: '67.36', realisedTax: '67.36' });
  }
});

test('case 47: three for one of 1000: the strike is kept to the cent, as the broker keeps it', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 TSLA @700
    A | 2026-03-02 10:00  STO 2 TSLA 1000P 20Mar @8.00
    A+- | 2026-03-09 07:40  split +200 TSLA
  `);
  desk.shows('A', { openLegs: ['-6 TSLA 333.33P 20Mar26'], cash: '1598.68', realised: '0.00' });
});

test('case 47: units opened before the split go before those opened after it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 XMPL 50P 20Mar @1.50
    A | 2026-03-09 07:40  split +1 XMPL 50P 20Mar
    A | 2026-03-09 07:40  split -2 XMPL 25P 20Mar
    B | 2026-03-09 10:00  STO 2 XMPL 25P 20Mar @0.90
    A+B | 2026-03-12 10:00  BTC 3 XMPL 25P 20Mar @0.20
  `);
  // 149.34 - 41.32; 178.68 - 20.66 with one still open
  desk.shows('A', { status: 'CLOSED', cash: '108.02', realised: '108.02' });
  desk.shows('B', { cash: '158.02', realised: '68.68', openLegs: ['-1 XMPL 25P 20Mar26'] });
});

test('case 47: contracts of two campaigns, split by one row: each has its part of it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 XMPL 50P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 XMPL 50P 20Mar @1.20
    A+B | 2026-03-09 07:40  split +3 XMPL 50P 20Mar
    A+B | 2026-03-09 07:40  split -6 XMPL 25P 20Mar
  `);
  desk.shows('A', {
    openLegs: ['-4 XMPL 25P 20Mar26'],
    rows: ['1 OPENING -2 298.68', '3 CORPORATE_ACTION 2 0.00', '4 CORPORATE_ACTION -4 0.00'],
  });
  desk.shows('B', {
    openLegs: ['-2 XMPL 25P 20Mar26'],
    rows: ['2 OPENING -1 119.34', '3 CORPORATE_ACTION 1 0.00', '4 CORPORATE_ACTION -2 0.00'],
  });
});

test('case 47: the lower strike of one is the upper one of another: each is split once', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 XMPL 50P 20Mar @1.50 order 7
    A | 2026-03-02 10:00  BTO 1 XMPL 25P 20Mar @0.10 order 7
    A | 2026-03-09 07:40  split +1 XMPL 50P 20Mar
    A | 2026-03-09 07:40  split -2 XMPL 25P 20Mar
    A | 2026-03-09 07:40  split -1 XMPL 25P 20Mar
    A | 2026-03-09 07:40  split +2 XMPL 12.5P 20Mar
  `);
  desk.shows('A', {
    strategy: 'PUT_CREDIT_SPREAD',
    phase: 'SPREAD',
    openLegs: ['2 XMPL 12.5P 20Mar26', '-2 XMPL 25P 20Mar26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 47: split twice: four times as many, of a quarter of the strike', () => {
  const desk = group(`${SOLD}
    A | 2026-03-05 07:40  split -2 XMPL 25P 20Mar
    A | 2026-03-12 07:40  split -4 XMPL 12.5P 20Mar
    A | 2026-03-13 10:00  BTC 8 XMPL 12.5P 20Mar @0.10
  `);
  // 298.68 - 85.28
  desk.shows('A', { status: 'CLOSED', cash: '213.40', realised: '213.40' });
});

test('case 47: contracts that a split exchanges and nobody saw opened are in no campaign, and it is said', () => {
  const desk = group(`${SOLD}
    A+- | 2026-03-09 07:40  split +3 XMPL 50P 20Mar
    A+- | 2026-03-09 07:40  split -6 XMPL 25P 20Mar
  `);
  desk.shows('A', { openLegs: ['-4 XMPL 25P 20Mar26'] });
  assert.deepEqual([desk.problems, desk.unassigned], [['UNKNOWN_ADJUSTMENT'], ['2 1 0.00', '3 -2 0.00']]);
});

const NOT_UNDERSTOOD: readonly (readonly [name: string, rows: string])[] = [
  [
    'three for two',
    '- | 2026-03-09 07:40  split +2 XMPL 50P 20Mar\n- | 2026-03-09 07:40  split -3 XMPL 33.33P 20Mar',
  ],
  [
    'another expiration',
    '- | 2026-03-09 07:40  split +2 XMPL 50P 20Mar\n- | 2026-03-09 07:40  split -4 XMPL 25P 17Apr',
  ],
  ['a strike that does not fit', '- | 2026-03-09 07:40  split -2 XMPL 26P 20Mar'],
  [
    'only some of them',
    '- | 2026-03-09 07:40  split +1 XMPL 50P 20Mar\n- | 2026-03-09 07:40  split -2 XMPL 25P 20Mar',
  ],
  [
    'another moment',
    '- | 2026-03-09 07:40  split +2 XMPL 50P 20Mar\n- | 2026-03-09 07:45  split -4 XMPL 25P 20Mar',
  ],
];

for (const [name, rows] of NOT_UNDERSTOOD) {
  test(`case 48: rows of options that are no whole split go to review: ${name}`, () => {
    const desk = group(`${SOLD}${rows}`);
    desk.shows('A', { openLegs: ['-2 XMPL 50P 20Mar26'], rows: ['1 OPENING -2 298.68'] });
    assert.deepEqual([...new Set(desk.problems)], ['UNKNOWN_ADJUSTMENT']);
  });
}

test('case 48: an adjusted contract is not split with the shares', () => {
  const desk = group(
    `
    A | 2026-01-05 10:00  bought 100 XMPL @45 order 7
    A | 2026-01-05 10:00  STO 1 XMPL1 60C 20Mar @0.80 order 7
    A | 2026-03-09 07:40  split +100 XMPL
    `,
    {
      retouch: (row) =>
        row.instrument?.kind === 'OPTION'
          ? { ...row, instrument: { ...row.instrument, ticker: 'XMPL', deliverableE8: 15_000_000_000 } }
          : row,
    },
  );
  desk.shows('A', { shares: '200', openLegs: ['-1 XMPL1 60C 20Mar26'] });
});

test('case 21: shares at the strike that a split made, and no row of the contract: neither half is booked', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 XMPL @45
    A | 2026-03-02 10:00  STO 1 XMPL 50P 20Mar @1.50
    A+- | 2026-03-09 07:40  split +200 XMPL
    - | 2026-03-21 03:25  shares +300 XMPL @16.67
  `);
  desk.shows('A', { openLegs: ['-3 XMPL 16.67P 20Mar26'] });
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
  assert.match(desk.whyUnassigned('4'), /incomplete assignment/);
});

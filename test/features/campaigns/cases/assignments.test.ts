import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const PUT = 'A | 2026-03-02 10:31  STO 1 KO 50P 20Mar @1.50\n';
const ASSIGNED = `
  A | 2026-03-21 03:25  shares +100 KO @50
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;

test('case 17: a put sold is not yet a result', () => {
  group(PUT).shows('A', {
    strategy: 'NAKED_PUT',
    phase: 'SHORT_PUT',
    cash: '149.34',
    realised: '0.00',
    realisedTax: '0.00',
    basis: null,
  });
});

test('case 17: assigned, the campaign is a wheel and goes on with the shares', () => {
  const desk = group(PUT + ASSIGNED);
  // (5000 - 149.34) / 100; the tax book folds the premium into the shares, so nothing is realised there
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'SHARES',
    closedOn: null,
    cash: '-4850.66',
    premium: '149.34',
    realised: '149.34',
    realisedTax: '0.00',
    shares: '100',
    basis: '48.5066 48.5066',
    openLegs: [],
    rows: ['1 OPENING -1 149.34', '2 ASSIGNMENT 100 -5000.00', '3 ASSIGNMENT 1 0.00'],
  });
  assert.deepEqual([desk.problems, desk.suggestions, desk.unassigned], [[], [], []]);
});

test('case 17: the sign the broker gives a removal is of no account', () => {
  const minus = group(PUT + ASSIGNED.replace('assigned 1', 'assigned -1'));
  assert.deepEqual(minus.replay, group(PUT + ASSIGNED).replay);
});

test('case 18: rolled, then assigned: the chain’s credit is in the economic basis, the last put’s in the tax basis', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:02  BTC 1 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 10:02  STO 1 KO 59P 17Apr @1.60  order 2
    A | 2026-04-18 03:25  shares +100 KO @59
    A | 2026-04-18 03:30  assigned 1 KO 59P 17Apr
  `);
  // premium 94.34 - 135.66 + 159.34 = 118.02; (5900 - 118.02) / 100 and (5900 - 159.34) / 100
  desk.shows('A', {
    strategy: 'WHEEL',
    rollCount: 1,
    cash: '-5781.98',
    premium: '118.02',
    realised: '118.02',
    realisedTax: '-41.32',
    basis: '57.8198 57.4066',
  });
});

const ONE_OF_THREE = `
  A | 2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00
  A | 2026-04-09 03:25  shares +100 KO @60
  A | 2026-04-09 03:30  assigned 1 KO 60P 17Apr
`;

test('case 19: one of three puts assigned early: shares and puts in one campaign', () => {
  // 298.02 - 6000; (6000 - 298.02) / 100 uses all option cash, (6000 - 99.34) / 100 the assigned put's
  group(ONE_OF_THREE).shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'MIXED',
    cash: '-5701.98',
    realised: '99.34',
    realisedTax: '0.00',
    shares: '100',
    basis: '57.0198 59.0066',
    openLegs: ['-2 KO 60P 17Apr26'],
  });
});

test('case 19: the rest expires: their premium is realised in both books, the assigned one’s still in the shares', () => {
  group(`${ONE_OF_THREE}
    A | 2026-04-18 03:30  expired 2 KO 60P 17Apr
  `).shows('A', {
    phase: 'SHARES',
    realised: '298.02',
    realisedTax: '198.68',
    basis: '57.0198 59.0066',
    openLegs: [],
  });
});

test('case 20: two strikes assigned on one day each bring their own shares', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.00
    B | 2026-03-03 10:00  STO 1 KO 58P 20Mar @0.50
    A | 2026-03-21 03:25  shares +100 KO @60
    B | 2026-03-21 03:25  shares +100 KO @58
    B | 2026-03-21 03:30  assigned 1 KO 58P 20Mar
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
  `);
  desk.shows('A', { cash: '-5900.66', basis: '59.0066 59.0066' });
  desk.shows('B', { cash: '-5750.66', basis: '57.5066 57.5066' });
  assert.deepEqual(desk.problems, []);
});

test('case 20: two strikes of one campaign: one blended basis', () => {
  // premium 198.68 - 140.66 + 59.34 = 117.36; (11800 - 117.36) / 200 and (11800 - 99.34 - 59.34) / 200
  group(`
    A | 2026-03-02 10:00  STO 2 KO 60P 17Apr @1.00  order 1
    A | 2026-03-10 10:00  BTC 1 KO 60P 17Apr @1.40  order 2
    A | 2026-03-10 10:00  STO 1 KO 58P 17Apr @0.60  order 2
    A | 2026-04-18 03:25  shares +100 KO @60
    A | 2026-04-18 03:25  shares +100 KO @58
    A | 2026-04-18 03:30  assigned 1 KO 60P 17Apr
    A | 2026-04-18 03:30  assigned 1 KO 58P 17Apr
  `).shows('A', {
    strategy: 'WHEEL',
    rollCount: 1,
    cash: '-11682.64',
    realised: '117.36',
    realisedTax: '-41.32',
    shares: '200',
    basis: '58.4132 58.2066',
  });
});

test('definition 20: one share row may serve two removals', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +200 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:31  assigned 1 KO 50P 20Mar
  `);
  desk.shows('A', {
    strategy: 'WHEEL',
    shares: '200',
    cash: '-9701.32',
    basis: '48.5066 48.5066',
    openLegs: [],
  });
  assert.deepEqual(desk.problems, []);
});

const STILL_OPEN = {
  status: 'OPEN',
  strategy: 'NAKED_PUT',
  cash: '149.34',
  realised: '0.00',
  realisedTax: '0.00',
  shares: '0',
  basis: null,
  openLegs: ['-1 KO 50P 20Mar26'],
} as const;

test('case 21: the removal without its shares: neither half is booked', () => {
  const desk = group(`${PUT}
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
  `);
  desk.shows('A', STILL_OPEN);
  assert.deepEqual([desk.problems, desk.unassigned], [['INCOMPLETE_ASSIGNMENT'], ['2 1 0.00']]);
  assert.match(desk.whyUnassigned('2'), /incomplete assignment/);
});

test('case 21: the shares without the removal: neither half is booked', () => {
  const desk = group(`${PUT}
    - | 2026-03-21 03:25  shares +100 KO @50
  `);
  desk.shows('A', STILL_OPEN);
  assert.deepEqual([desk.problems, desk.unassigned], [['INCOMPLETE_ASSIGNMENT'], ['2 100 -5000.00']]);
  assert.match(desk.whyUnassigned('2'), /incomplete assignment/);
});

test('case 64: assigned in the night and sold in the morning: over on the day of the sale', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50
    A | 2026-04-09 03:25  shares +100 KO @50
    A | 2026-04-09 03:30  assigned 1 KO 50P 17Apr
    A | 2026-04-09 09:35  sold 100 KO @49 fee 0.10
  `);
  // 149.34 - 5000 + 4899.90
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-09',
    strategy: 'WHEEL',
    cash: '49.24',
    realised: '49.24',
    realisedTax: '49.24',
  });
  assert.deepEqual(desk.problems, []);
});

test('case 66: two of five puts assigned at expiry, three expire, all posted on Saturday 18 April', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 5 KO 50P 17Apr @1.50
    A | 2026-04-18 03:25  shares +200 KO @50
    A | 2026-04-18 03:30  assigned 2 KO 50P 17Apr
    A | 2026-04-18 03:30  expired 3 KO 50P 17Apr
  `);
  // 746.70 - 10000; tax 3 x 149.34; (10000 - 746.70) / 200 and (10000 - 298.68) / 200
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'SHARES',
    cash: '-9253.30',
    realised: '746.70',
    realisedTax: '448.02',
    premium: '746.70',
    fees: '3.30',
    shares: '200',
    basis: '46.2665 48.5066',
    openLegs: [],
    rows: ['1 OPENING -5 746.70', '2 ASSIGNMENT 200 -10000.00', '3 ASSIGNMENT 2 0.00', '4 CLOSING 3 0.00'],
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

const STRANGLE = `
  A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
  A | 2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1
  A | 2026-03-12 03:25  shares +100 KO @50
  A | 2026-03-12 03:30  assigned 1 KO 50P 17Apr
`;

test('case 70: a strangle’s put is assigned: its old call is now covered', () => {
  const desk = group(STRANGLE);
  // 149.34 + 89.34 - 5000; (5000 - 238.68) / 100 and (5000 - 149.34) / 100
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'STRANGLE',
    phase: 'COVERED',
    cash: '-4761.32',
    realised: '149.34',
    realisedTax: '0.00',
    shares: '100',
    basis: '47.6132 48.5066',
    openLegs: ['-1 KO 56C 17Apr26'],
  });
});

test('case 70: and the call called away: one campaign throughout', () => {
  const desk = group(`${STRANGLE}
    A | 2026-04-18 03:25  shares -100 KO @56 fee 0.11
    A | 2026-04-18 03:30  assigned 1 KO 56C 17Apr
  `);
  // 149.34 + 89.34 + 600 - 0.11
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-17',
    strategy: 'STRANGLE',
    cash: '838.57',
    realised: '838.57',
    realisedTax: '838.57',
  });
});

test('case 20: thirty puts assigned one by one, for one row of their shares: matched, and at once', () => {
  const puts = Array.from(
    { length: 30 },
    (_, i) => `A | 2026-03-21 03:${30 + (i % 20)}  assigned 1 KO 60P 20Mar`,
  );
  const rows = (shares: string) => `
    A | 2026-03-02 10:00  STO 30 KO 60P 20Mar @0.95
    ${shares}
    ${puts.join('\n')}
  `;
  const desk = group(rows('A | 2026-03-21 03:25  shares +3000 KO @60'));
  // 2850 - 19.80 - 180000
  desk.shows('A', { strategy: 'WHEEL', shares: '3000', cash: '-177169.80', openLegs: [] });
  assert.deepEqual(desk.problems, []);
});

test('case 21: thirty puts assigned, and shares that no number of them brings: nothing is booked, and at once', () => {
  const puts = Array.from({ length: 30 }, () => '- | 2026-03-21 03:30  assigned 1 KO 60P 20Mar');
  const desk = group(`
    A | 2026-03-02 10:00  STO 30 KO 60P 20Mar @0.95
    - | 2026-03-21 03:25  shares +2950 KO @60
    ${puts.join('\n')}
  `);
  desk.shows('A', { cash: '2830.20', shares: '0', openLegs: ['-30 KO 60P 20Mar26'] });
  assert.deepEqual([...new Set(desk.problems)], ['INCOMPLETE_ASSIGNMENT']);
});

test('case 21: a removal that waits for its shares is not missed as well', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95
    - | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    `,
    { asOf: '2026-04-01' },
  );
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
});

for (const [name, rows] of [
  ['a fraction', '- | 2026-03-10 09:00  shares +0.6 KO @60'],
  ['an odd lot', '- | 2026-03-10 09:00  shares +10 KO @60'],
  [
    'shares after it was bought back',
    'A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.50\n- | 2026-03-10 09:00  shares +100 KO @60',
  ],
] as const) {
  test(`definition 20: at the strike by no order, ${name} are no half of an assignment`, () => {
    const desk = group(`A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95\n${rows}`);
    assert.deepEqual(desk.problems, []);
    assert.match(desk.replay.unassigned[0]?.why ?? '', /shares outside any campaign/);
  });
}

import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const TWO_PUTS = 'A | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50\n';
// 298.68 - 10000; (10000 - 298.68) / 200
const ASSIGNED = {
  strategy: 'WHEEL',
  cash: '-9701.32',
  realised: '298.68',
  realisedTax: '0.00',
  shares: '200',
  basis: '48.5066 48.5066',
  openLegs: [],
} as const;

test('definition 20: one removal may bring its shares in several rows', () => {
  const desk = group(`${TWO_PUTS}
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:26  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  desk.shows('A', ASSIGNED);
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 20: halves of several sizes find each other, whatever lies nearer', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
    A | 2026-03-21 03:29  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    A | 2026-03-21 03:40  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:41  shares +200 KO @50
  `);
  // 448.02 - 15000; / 300
  desk.shows('A', { cash: '-14551.98', shares: '300', basis: '48.5066 48.5066', openLegs: [] });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 20: shares that only part of the removals brought are no half of all of them', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
    - | 2026-03-21 03:29  shares +300 KO @50
    - | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  desk.shows('A', { status: 'OPEN', strategy: 'NAKED_PUT', shares: '0', openLegs: ['-3 KO 50P 20Mar26'] });
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT', 'INCOMPLETE_ASSIGNMENT']);
});

for (const [price, cash] of [
  ['50.0049', '-9702.30'],
  ['49.9951', '-9700.34'],
] as const) {
  test(`definition 20: ${price} is a strike of 50 to less than half a cent`, () => {
    // 298.68 - 200 x the price
    const desk = group(`${TWO_PUTS}
      A | 2026-03-21 03:25  shares +200 KO @${price}
      A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    `);
    desk.shows('A', { cash, shares: '200' });
    assert.deepEqual(desk.problems, []);
  });
}

for (const price of ['50.005', '49.995', '51']) {
  test(`definition 20: ${price} is no strike of 50: the removal has no shares, and they are plain shares`, () => {
    const desk = group(`${TWO_PUTS}
      - | 2026-03-21 03:25  shares +200 KO @${price}
      - | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    `);
    assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
    assert.match(desk.whyUnassigned('2'), /shares outside any campaign/);
  });
}

test('definition 20: the halves may be a session apart, and both are dated by the removal', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 17Apr @1.50
    A | 2026-04-09 03:30  assigned 2 KO 50P 17Apr
    A | 2026-04-10 03:25  shares +200 KO @50
    A | 2026-04-10 10:00  sold 200 KO @50
  `);
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-04-10', cash: '298.68', realised: '298.68' });
  assert.deepEqual(desk.problems, []);
});

test('definition 20: halves two sessions apart are two halves without their other', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 17Apr @1.50
    - | 2026-04-09 03:30  assigned 2 KO 50P 17Apr
    - | 2026-04-13 07:00  shares +200 KO @50
  `);
  desk.shows('A', { status: 'OPEN', shares: '0', openLegs: ['-2 KO 50P 17Apr26'] });
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT', 'INCOMPLETE_ASSIGNMENT']);
});

test('definition 20: an assigned put brings shares: those that leave at its strike are not its half', () => {
  const desk = group(`${TWO_PUTS}
    - | 2026-03-21 03:25  shares -200 KO @50
    - | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT', 'INCOMPLETE_ASSIGNMENT']);
});

test('definition 20: shares bought by an order at the strike are not the half of an assignment', () => {
  const desk = group(`${TWO_PUTS}
    - | 2026-03-20 15:59  bought 200 KO @50  order 9
    - | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
  assert.match(desk.whyUnassigned('2'), /shares outside any campaign/);
});

test('definition 20: of two removals at one strike the nearest in time has the shares', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 KO 50P 27Mar @1.80
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    B | 2026-03-21 07:25  shares +100 KO @50
    B | 2026-03-21 07:30  assigned 1 KO 50P 27Mar
  `);
  desk.shows('A', { status: 'OPEN', shares: '0', openLegs: ['-1 KO 50P 20Mar26'] });
  // 179.34 - 5000
  desk.shows('B', { strategy: 'WHEEL', shares: '100', cash: '-4820.66' });
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
});

const SHARES_AT: readonly (readonly [story: string, on: string, isHalf: boolean])[] = [
  ['on the day the contract was sold', '2026-03-02 03:25', true],
  ['before the contract was sold', '2026-03-01 03:25', false],
  ['four days after its expiration', '2026-03-24 03:25', true],
  ['five days after its expiration', '2026-03-25 03:25', false],
];

for (const [story, on, isHalf] of SHARES_AT) {
  test(`case 21: shares at the strike ${story} are ${isHalf ? 'a half without its other' : 'plain shares'}`, () => {
    const desk = group(
      `${TWO_PUTS}
      - | ${on}  shares +200 KO @50
      `,
      { asOf: '2026-03-20' },
    );
    assert.deepEqual(desk.problems, isHalf ? ['INCOMPLETE_ASSIGNMENT'] : []);
    assert.match(desk.whyUnassigned('2'), isHalf ? /incomplete assignment/ : /shares outside any campaign/);
  });
}

test('case 21: the half that comes late is booked on the day of its event, in either order', () => {
  const desk = group(`${TWO_PUTS}
    A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar   id 3
    A | 2026-03-21 03:25  shares +200 KO @50        id 9
  `);
  desk.shows('A', ASSIGNED);
});

test('definition 20: several removals and several rows of shares that add up only all together', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 5 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +200 KO @50
    A | 2026-03-21 03:26  shares +300 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:31  assigned 4 KO 50P 20Mar
  `);
  // 746.70 - 25000
  desk.shows('A', {
    strategy: 'WHEEL',
    phase: 'SHARES',
    shares: '500',
    cash: '-24253.30',
    realised: '746.70',
    realisedTax: '0.00',
    basis: '48.5066 48.5066',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 20: where they do not add up, none of them is booked', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 8 KO 50P 20Mar @1.50
    - | 2026-03-21 03:25  shares +200 KO @50
    - | 2026-03-21 03:26  shares +300 KO @50
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    - | 2026-03-21 03:31  assigned 7 KO 50P 20Mar
  `);
  desk.shows('A', { status: 'OPEN', phase: 'SHORT_PUT', shares: '0', cash: '1194.72' });
  assert.deepEqual(desk.problems, Array(4).fill('INCOMPLETE_ASSIGNMENT'));
});

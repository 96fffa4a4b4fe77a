import assert from 'node:assert/strict';
import test from 'node:test';
import { breakEvensOf } from '../../../../src/features/campaigns/engine/result/break-even.ts';
import { type OpenPosition, payoffAt } from '../../../../src/features/campaigns/engine/result/payoff.ts';
import { rows } from '../../../support/ledger.ts';
import { campaignsOf, returns } from '../../../support/returns.ts';

const WHEEL = `
  2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  2026-03-21 03:25  shares +100 KO @50
  2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;

/** Definition 34: the underlying's prices at which a campaign comes to nothing. */
const TABLE: readonly (readonly [story: string, rows: string, ...breakEven: readonly string[]])[] = [
  ['a short put: 50 - 149.34 / 100', '2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50', '48.5066'],
  ['three of them: 50 - 448.02 / 300', '2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50', '48.5066'],
  [
    'a rolled put: 52 - (149.34 - 50.66 + 159.34) / 100',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-18 10:00  BTC 1 KO 50P 20Mar @0.50  order 2
     2026-03-18 10:00  STO 1 KO 52P 17Apr @1.60  order 2`,
    '49.4198',
  ],
  [
    'two of three puts bought back: 50 - (448.02 - 101.32) / 100',
    `2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
     2026-03-09 10:00  BTC 2 KO 50P 20Mar @0.50`,
    '46.5330',
  ],
  [
    'a put of 50 split into two of 25: 25 - 149.34 / 200',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50
     2026-03-09 07:40  split +1 KO 50P 17Apr
     2026-03-09 07:40  split -2 KO 25P 17Apr`,
    '24.2533',
  ],
  [
    'shares moved from another account: (3000 - 79.34) / 100, though no cash went with them',
    `2026-03-02 10:00  bought 100 KO @30
     2026-03-04 09:00  transfer -100 KO
     2026-03-04 09:00  transfer +100 KO           account B
     2026-03-09 10:00  STO 1 KO 32C 17Apr @0.80   account B`,
    '29.2066',
  ],
  [
    'a strangle: 50 - 2.3868 and 56 + 2.3868',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
     2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1`,
    '47.6132',
    '58.3868',
  ],
  [
    'a put spread: 60 - 138.68 / 100, and nothing below the long put',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1`,
    '58.6132',
  ],
  [
    'an iron condor: 50 - 1.3736 and 60 + 1.3736',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20  order 1
     2026-03-02 10:00  BTO 1 KO 45P 17Apr @0.50  order 1
     2026-03-02 10:00  STO 1 KO 60C 17Apr @1.10  order 1
     2026-03-02 10:00  BTO 1 KO 65C 17Apr @0.40  order 1`,
    '48.6264',
    '61.3736',
  ],
  ['a long call: 50 + 12.0066', '2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00', '62.0066'],
  [
    'a ratio of calls: 52 + 1.2068 / 1 on the way up, 58 + 4.7932 / 1 on the way on',
    `2026-03-02 10:00  BTO 1 KO 52C 17Apr @2.20  order 1
     2026-03-02 10:00  STO 2 KO 58C 17Apr @0.50  order 1`,
    // paid 220.66, received 98.68: 121.98; at 58: 600 - 121.98 = 478.02
    '53.2198',
    '62.7802',
  ],
  ['shares: 4850.66 / 100', WHEEL, '48.5066'],
  [
    'shares and a covered call: 4771.32 / 100',
    `${WHEEL} 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80`,
    '47.7132',
  ],
  [
    'a wheel after a part was called away: 3589.70 / 200',
    `2026-03-02 10:00  STO 3 KO 20P 20Mar @0.55
     2026-03-21 03:25  shares +300 KO @20
     2026-03-21 03:30  assigned 3 KO 20P 20Mar
     2026-03-23 10:00  STO 1 KO 22C 17Apr @0.48
     2026-04-18 03:25  shares -100 KO @22 fee 0.06
     2026-04-18 03:30  assigned 1 KO 22C 17Apr`,
    '17.9485',
  ],
  [
    'shares and a put: (10000 - 298.68) / 200, as the put is in the money there',
    `2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
     2026-03-12 03:25  shares +100 KO @50
     2026-03-12 03:30  assigned 1 KO 50P 20Mar`,
    '48.5066',
  ],
  [
    'shares owed: (5200 - 0.10 + 79.34) / 100',
    `2026-03-02 10:00  STO 1 KO 52C 20Mar @0.80
     2026-03-21 03:25  shares -100 KO @52 fee 0.10
     2026-03-21 03:30  assigned 1 KO 52C 20Mar`,
    '52.7924',
  ],
  [
    'a call 45 on shares at 48.5066: called away it is a loss, wherever the price goes',
    `${WHEEL} 2026-03-23 10:00  STO 1 KO 45C 17Apr @1.00`,
  ],
  [
    'contracts of two expiries, both as if they ended: a calendar of 60 comes to -61.32 at every price',
    `2026-03-02 10:00  STO 1 KO 60C 17Apr @1.00  order 1
     2026-03-02 10:00  BTO 1 KO 60C 15May @1.60  order 1`,
  ],
  ['nothing open', `${WHEEL} 2026-03-23 10:00  sold 100 KO @51`],
  ['an index put: 5000 - 998.83 / 100', '2026-03-02 10:00  STO 1 SPXW 5000P 20Mar @10 fee 1.17', '4990.0117'],
];

for (const [story, table, ...breakEven] of TABLE)
  test(`definition 34: ${story}`, () => returns(table, { breakEven }));

function positionOf(text: string, cashE4: number, sharesE8 = 0): OpenPosition {
  const openLegs = rows(text).flatMap(({ instrument, quantityE8 }) =>
    instrument?.kind === 'OPTION' ? [{ contract: instrument, quantityE8 }] : [],
  );
  return { cashE4, openLegs, sharesE8 };
}

const PUT = '2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50';
const CALL = '2026-03-02 10:00  STO 1 KO 52C 20Mar @1.50';

test('definition 34: the payoff of a short put: its premium above the strike, 1 less for each 0.01 below', () => {
  const put = positionOf(PUT, 1_493_400);
  const payoffs = [0, 45_000_000, 49_990_000, 50_000_000, 60_000_000].map((price) => payoffAt(put, price));
  assert.deepEqual(payoffs, [-48_506_600, -3_506_600, 1_483_400, 1_493_400, 1_493_400]);
});

test('definition 34: the payoff of shares and a covered call: nothing more above its strike', () => {
  const covered = positionOf(CALL, -47_713_200, 10_000_000_000);
  const payoffs = [0, 50_000_000, 52_000_000, 70_000_000].map((price) => payoffAt(covered, price));
  assert.deepEqual(payoffs, [-47_713_200, 2_286_800, 4_286_800, 4_286_800]);
});

test('definition 34: where the payoff is nothing from a strike on, that strike is told; at a price of 0 that', () => {
  assert.deepEqual(breakEvensOf(positionOf(PUT, 0)), [500_000]);
  assert.deepEqual(breakEvensOf(positionOf(PUT, 50_000_000)), [0]);
  assert.deepEqual(breakEvensOf(positionOf(`${PUT}\n2026-03-02 10:00  BTO 1 KO 55P 20Mar @1`, 0)), [550_000]);
});

test('definition 34: an adjusted contract of 150 shares for the strike of 100: 5000 / 150 less 150 / 150', () => {
  const [leg] = positionOf(PUT, 0).openLegs;
  assert.ok(leg);
  const contract = { ...leg.contract, deliverableE8: 15_000_000_000 };
  const position = { cashE4: 1_500_000, openLegs: [{ ...leg, contract }], sharesE8: 0 };
  assert.deepEqual(breakEvensOf(position), [323_333]);
  assert.equal(payoffAt(position, 30_000_000), -3_500_000);
});

test('definition 34: a third of a dollar a share is rounded to four digits', () => {
  assert.deepEqual(breakEvensOf({ cashE4: -1_000_000, openLegs: [], sharesE8: 300_000_000 }), [333_333]);
  assert.deepEqual(breakEvensOf({ cashE4: -2_000_000, openLegs: [], sharesE8: 300_000_000 }), [666_667]);
});

test('definition 34: cash alone comes to nothing nowhere', () => {
  assert.deepEqual(breakEvensOf({ cashE4: 0, openLegs: [], sharesE8: 0 }), []);
});

test('definition 34: it equals the economic basis until a share is sold', () => {
  const [wheel] = campaignsOf(WHEEL);
  assert.deepEqual(wheel?.breakEvensE4, [wheel?.basis?.economicE4]);
});

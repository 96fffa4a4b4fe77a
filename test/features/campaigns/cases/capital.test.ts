import test from 'node:test';
import { type Asked, returns } from '../../../support/returns.ts';

/** Definition 32: what a campaign ties up at most when a day ends, and what it ties up times the days. */
const TABLE: readonly (readonly [
  story: string,
  rows: string,
  peak: string,
  moneyDays: string,
  asked?: Asked,
])[] = [
  [
    'a short put: its strike; 18 days of it until it expires',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
     2026-03-21 03:30  expired 1 KO 50P 20Mar`,
    '5000.00',
    '90000.00',
  ],
  [
    'a short put rolled up: 16 days of 5000, 2 of 5200; not both on the day of the roll',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-18 10:00  BTC 1 KO 50P 20Mar @0.50  order 2
     2026-03-18 10:00  STO 1 KO 52P 17Apr @1.60  order 2`,
    '5200.00',
    '90400.00',
    { asOf: '2026-03-20' },
  ],
  [
    'a roll opened before it is closed, in two orders of one day: the same',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
     2026-03-18 10:00  STO 1 KO 52P 17Apr @1.60
     2026-03-18 10:07  BTC 1 KO 50P 20Mar @0.50`,
    '5200.00',
    '90400.00',
    { asOf: '2026-03-20' },
  ],
  [
    'closed in parts: 7 days of three, 3 of two',
    `2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
     2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50
     2026-03-12 10:00  BTC 2 KO 50P 20Mar @0.40`,
    '15000.00',
    '135000.00',
  ],
  [
    'on the day it is opened: one day of it',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50`,
    '5000.00',
    '5000.00',
  ],
  [
    'a put spread 60/55: the width, for two contracts',
    `2026-03-02 10:00  STO 2 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 2 KO 55P 17Apr @1.00  order 1`,
    '1000.00',
    '10000.00',
    { asOf: '2026-03-12' },
  ],
  [
    'three short puts, two of them hedged: two widths and a strike',
    `2026-03-02 10:00  STO 3 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 2 KO 55P 17Apr @1.00  order 1`,
    '7000.00',
    '7000.00',
  ],
  [
    'the hedge of a put spread sold: 500 for 14 days, then the strike',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
     2026-03-16 10:00  STC 1 KO 55P 17Apr @0.60  order 2`,
    '6000.00',
    '13000.00',
    { asOf: '2026-03-17' },
  ],
  [
    'a long put that expires earlier hedges nothing: the strike, and what the long one cost',
    `2026-03-02 10:00  STO 1 KO 60P 15May @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1`,
    '6100.66',
    '6100.66',
  ],
  [
    'a long put that expires later hedges',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 15May @1.00  order 1`,
    '500.00',
    '500.00',
  ],
  [
    'of two short puts the later one has the long put that lasts as long: two widths',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  STO 1 KO 60P 15May @2.90  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
     2026-03-02 10:00  BTO 1 KO 55P 15May @1.40  order 1`,
    '1000.00',
    '1000.00',
  ],
  [
    'the later one first, though another’s strike is nearer: 400 and 500',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  STO 1 KO 60P 15May @2.90  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
     2026-03-02 10:00  BTO 1 KO 56P 15May @1.60  order 1`,
    '900.00',
    '900.00',
  ],
  [
    'of two long puts the nearer strike hedges: 200, and what the other cost',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 58P 17Apr @1.60  order 1
     2026-03-02 10:00  BTO 1 KO 50P 17Apr @0.30  order 1`,
    '230.66',
    '230.66',
  ],
  [
    'of two long puts of one strike the earlier hedges: 500, and what the later cost',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
     2026-03-02 10:00  BTO 1 KO 55P 15May @1.40  order 1`,
    '640.66',
    '640.66',
  ],
  [
    'a put debit spread: what the long put cost, as nothing more can be lost',
    `2026-03-02 10:00  BTO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  STO 1 KO 55P 17Apr @1.00  order 1`,
    '240.66',
    '240.66',
  ],
  [
    'a long put that cost more than the width it leaves counts at its cost',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20    order 1
     2026-03-02 10:00  BTO 1 KO 45P 15Jan27 @8.00  order 1`,
    '800.66',
    '800.66',
  ],
  [
    'an iron condor: one width, not two',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20  order 1
     2026-03-02 10:00  BTO 1 KO 45P 17Apr @0.50  order 1
     2026-03-02 10:00  STO 1 KO 60C 17Apr @1.10  order 1
     2026-03-02 10:00  BTO 1 KO 65C 17Apr @0.40  order 1`,
    '500.00',
    '500.00',
  ],
  [
    'an iron condor, wider above: the wider width',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20  order 1
     2026-03-02 10:00  BTO 1 KO 48P 17Apr @0.80  order 1
     2026-03-02 10:00  STO 1 KO 60C 17Apr @1.10  order 1
     2026-03-02 10:00  BTO 1 KO 63C 17Apr @0.60  order 1`,
    '300.00',
    '300.00',
  ],
  [
    'an iron condor, wider below: the wider width',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20  order 1
     2026-03-02 10:00  BTO 1 KO 46P 17Apr @0.50  order 1
     2026-03-02 10:00  STO 1 KO 60C 17Apr @1.10  order 1
     2026-03-02 10:00  BTO 1 KO 63C 17Apr @0.60  order 1`,
    '400.00',
    '400.00',
  ],
  [
    'a strangle: the larger side',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
     2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1`,
    '5600.00',
    '5600.00',
  ],
  [
    'a naked call: its strike; assigned, the shares owed at their price',
    `2026-03-02 10:00  STO 1 KO 52C 20Mar @0.80
     2026-03-21 03:25  shares -100 KO @52 fee 0.10
     2026-03-21 03:30  assigned 1 KO 52C 20Mar
     2026-03-30 10:00  bought 100 KO @53`,
    '5200.00',
    '145600.00',
  ],
  [
    'a call sold on own shares: their cost with fees, from the day they were bought',
    `2026-01-05 10:00  bought 100 KO @30 fee 0.10
     2026-03-02 10:00  STO 1 KO 37C 20Mar @0.80`,
    '3000.10',
    '216007.20',
    { asOf: '2026-03-18' },
  ],
  [
    'two calls on shares of one purchase: its cost',
    `2026-03-02 10:00  bought 200 KO @60
     2026-03-09 10:00  STO 1 KO 62C 17Apr @0.80  order 2
     2026-03-09 10:00  STO 1 KO 65C 17Apr @0.40  order 2`,
    '12000.00',
    '84000.00',
  ],
  [
    'own shares of two purchases, split before calls were sold on them: 3000 and half of 4000; then half of the first goes',
    `2026-03-02 10:00  bought 100 KO @30
     2026-03-02 11:00  bought 100 KO @40
     2026-03-04 07:40  split +200 KO
     2026-03-09 10:00  STO 3 KO 22C 17Apr @0.80  order 4
     2026-03-12 10:00  BTC 1 KO 22C 17Apr @0.40  order 5
     2026-03-12 10:00  sold 100 KO @21           order 5`,
    '5000.00',
    '53500.00',
    { asOf: '2026-03-13' },
  ],
  [
    'a covered call split with its shares is covered still',
    `2026-03-02 10:00  bought 100 KO @60         order 1
     2026-03-02 10:00  STO 1 KO 62C 17Apr @0.80  order 1
     2026-03-09 07:40  split +100 KO
     2026-03-09 07:41  split +1 KO 62C 17Apr
     2026-03-09 07:41  split -2 KO 31C 17Apr`,
    '6000.00',
    '48000.00',
    { asOf: '2026-03-10' },
  ],
  [
    'a long call bought beside a covered one: its cost, the call stays covered',
    `2026-03-02 10:00  bought 100 KO @60          order 1
     2026-03-02 10:00  STO 1 KO 62C 17Apr @0.80   order 1
     2026-03-02 10:00  BTO 1 KO 66C 17Apr @0.30   order 1`,
    '6030.66',
    '6030.66',
  ],
  [
    'a collar: the shares and the long put',
    `2026-03-02 10:00  bought 100 KO @60         order 1
     2026-03-02 10:00  BTO 1 KO 57P 17Apr @0.70  order 1
     2026-03-02 10:00  STO 1 KO 63C 17Apr @0.70  order 1`,
    '6070.66',
    '6070.66',
  ],
  ['a long call: its cost', `2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00`, '1200.66', '1200.66'],
  [
    'a long call sold in parts: two thirds of its cost are left',
    `2026-03-02 10:00  BTO 3 KO 50C 15Jan27 @12.00
     2026-03-12 10:00  STC 1 KO 50C 15Jan27 @13.00`,
    '3601.98',
    '60033.00',
    { asOf: '2026-03-22' },
  ],
  [
    'a long call with a dearer short one before it: the long call',
    `2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00  order 1
     2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80     order 1`,
    '1200.66',
    '1200.66',
  ],
  [
    'a put assigned: never the put and its shares, both end and begin on the event’s day',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
     2026-03-21 03:25  shares +100 KO @50
     2026-03-21 03:30  assigned 1 KO 50P 20Mar
     2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80`,
    '5000.00',
    '110000.00',
    { asOf: '2026-03-24' },
  ],
  [
    'one of two puts assigned early: shares and a put',
    `2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
     2026-03-12 03:25  shares +100 KO @50
     2026-03-12 03:30  assigned 1 KO 50P 20Mar`,
    '10000.00',
    '110000.00',
    { asOf: '2026-03-13' },
  ],
  [
    'half of a wheel’s shares sold: half of their cost',
    `2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
     2026-03-21 03:25  shares +200 KO @50
     2026-03-21 03:30  assigned 2 KO 50P 20Mar
     2026-03-30 10:00  sold 100 KO @51`,
    '10000.00',
    '285000.00',
    { asOf: '2026-03-31' },
  ],
  [
    'a put sold on beside shares: both',
    `2026-03-02 10:00  bought 100 KO @60         order 1
     2026-03-02 10:00  STO 1 KO 62C 17Apr @0.80  order 1
     2026-03-02 10:00  STO 1 KO 55P 17Apr @0.50  order 1`,
    '11500.00',
    '11500.00',
  ],
  [
    'a split leaves the cost; half of twice as many shares sold leaves half of it',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
     2026-03-21 03:25  shares +100 KO @50
     2026-03-21 03:30  assigned 1 KO 50P 20Mar
     2026-04-06 07:40  split +100 KO
     2026-04-08 10:00  sold 100 KO @26`,
    '5000.00',
    '190000.00',
    { asOf: '2026-04-10' },
  ],
  [
    'a short put of 50 split into two of 25: 5000 for 14 days, then half of it',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50
     2026-03-09 07:40  split +1 KO 50P 17Apr
     2026-03-09 07:40  split -2 KO 25P 17Apr
     2026-03-16 10:00  BTC 1 KO 25P 17Apr @0.50`,
    '5000.00',
    '72500.00',
    { asOf: '2026-03-17' },
  ],
  [
    'a long call split two for one: its cost; half of it for half of what there is then',
    `2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00
     2026-03-09 07:40  split -1 KO 50C 15Jan27
     2026-03-09 07:40  split +2 KO 25C 15Jan27
     2026-03-12 10:00  STC 1 KO 25C 15Jan27 @6.50`,
    '1200.66',
    '12606.93',
    { asOf: '2026-03-13' },
  ],
  [
    'shares moved from another account: what they cost there',
    `2026-03-02 10:00  bought 100 KO @30
     2026-03-04 09:00  transfer -100 KO
     2026-03-04 09:00  transfer +100 KO           account B
     2026-03-09 10:00  STO 1 KO 32C 17Apr @0.80   account B`,
    '3000.00',
    '15000.00',
  ],
  [
    'a day trade: one day at its strike',
    `2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
     2026-03-02 15:00  BTC 2 KO 50P 20Mar @1.10`,
    '10000.00',
    '10000.00',
  ],
  [
    'a spread of one day: its width, whichever row comes first',
    `2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
     2026-03-02 15:00  STC 1 KO 55P 17Apr @0.80  order 2
     2026-03-02 15:00  BTC 1 KO 60P 17Apr @2.00  order 2`,
    '500.00',
    '500.00',
  ],
  [
    'a day trade rolled in one order: the larger of the two, not both',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-02 12:00  BTC 1 KO 50P 20Mar @1.10  order 2
     2026-03-02 12:00  STO 1 KO 51P 20Mar @1.60  order 2
     2026-03-02 15:00  BTC 1 KO 51P 20Mar @1.20  order 3`,
    '5100.00',
    '5100.00',
  ],
  [
    'both legs of a spread of one day settled in shares: its width, not the shares between the two',
    `2026-04-17 10:00  STO 1 KO 80P 17Apr @2.40  order 1
     2026-04-17 10:00  BTO 1 KO 75P 17Apr @1.00  order 1
     2026-04-18 03:25  shares +100 KO @80
     2026-04-18 03:26  shares -100 KO @75 fee 0.16
     2026-04-18 03:30  assigned 1 KO 80P 17Apr
     2026-04-18 03:31  exercised 1 KO 75P 17Apr`,
    '500.00',
    '500.00',
  ],
  [
    'a dividend after the end ties up nothing',
    `2026-03-02 10:00  bought 100 KO @60         order 1  "COCA COLA CO"
     2026-03-02 10:00  STO 1 KO 62C 17Apr @0.80  order 1
     2026-03-12 10:00  BTC 1 KO 62C 17Apr @0.40  order 2
     2026-03-12 10:00  sold 100 KO @61           order 2
     2026-04-01        dividend 51.00            "COCA COLA CO"`,
    '6000.00',
    '60000.00',
  ],
  [
    'an index put: strike times multiplier, though no shares are delivered',
    `2026-03-02 10:00  STO 1 SPXW 5000P 20Mar @10 fee 1.17`,
    '500000.00',
    '500000.00',
  ],
  [
    'an index call: the same, as no shares can cover it',
    `2026-03-02 10:00  STO 1 SPXW 5200C 20Mar @10 fee 1.17`,
    '520000.00',
    '520000.00',
  ],
  [
    'of two short puts the dearer one has the long put: 200 and 5000',
    `2026-03-02 10:00  STO 1 KO 50P 17Apr @0.40  order 1
     2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
     2026-03-02 10:00  BTO 1 KO 58P 17Apr @1.00  order 1`,
    '5200.00',
    '5200.00',
  ],
  [
    'of two short calls the shares of an assigned put cover the dearer one: 18 days of 11400, one of 5000 + 5600',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1
     2026-03-02 10:00  STO 1 KO 58C 17Apr @0.60  order 1
     2026-03-21 03:25  shares +100 KO @50
     2026-03-21 03:30  assigned 1 KO 50P 20Mar`,
    '11400.00',
    '215800.00',
    { asOf: '2026-03-21' },
  ],
  [
    'asked of a day before the last rows: three days of 5000',
    `2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
     2026-03-09 10:00  STO 1 KO 48P 20Mar @0.80  order 1
     2026-03-10 10:00  BTC 1 KO 48P 20Mar @0.70  order 1`,
    '9800.00',
    '15000.00',
    { asOf: '2026-03-05' },
  ],
];

for (const [story, table, peak, moneyDays, asked] of TABLE)
  test(`definition 32: ${story}`, () => returns(table, { peak, moneyDays }, asked));

const TRANSFERRED = `
  2026-03-02 09:00  transfer +100 KO
  2026-03-09 10:00  STO 1 KO 62C 17Apr @0.80
`;

test('definition 32: shares of unknown cost: no capital, no return, no break-even', () => {
  const boughtBack = `${TRANSFERRED} 2026-03-12 10:00  BTC 1 KO 62C 17Apr @2.00`;
  returns(boughtBack, { peak: null, moneyDays: null, return: null, breakEven: [] });
});

test('definition 32: with their cost entered, that is tied up', () => {
  const decisions = [{ id: 'd', kind: 'cost', transactionId: '1', cost: '6100.00' }] as const;
  // (6100 - 79.34) / 100
  returns(TRANSFERRED, { peak: '6100.00', moneyDays: '42700.00', breakEven: ['60.2066'] }, { decisions });
});

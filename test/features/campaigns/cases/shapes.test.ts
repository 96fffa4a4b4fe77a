import test from 'node:test';
import { group } from '../../../support/replay.ts';

/** What the first order opened, as definition 31 names it; and what is open then. */
const FIRST_ORDERS: readonly (readonly [strategy: string, phase: string, legs: readonly string[]])[] = [
  ['STRADDLE', 'LONG', ['BTO 1 KO 60P 17Apr @1.40', 'BTO 1 KO 60C 17Apr @1.50']],
  ['STRADDLE', 'MIXED', ['STO 1 KO 60P 17Apr @1.40', 'STO 1 KO 60C 17Apr @1.50']],
  ['STRANGLE', 'LONG', ['BTO 1 KO 55P 17Apr @0.40', 'BTO 1 KO 65C 17Apr @0.50']],
  ['CUSTOM', 'SPREAD', ['STO 1 KO 55P 17Apr @0.90', 'BTO 1 KO 65C 17Apr @0.50']],
  ['CUSTOM', 'SHORT_PUT', ['STO 1 KO 55P 17Apr @0.90', 'STO 1 KO 57P 17Apr @1.20']],
  ['CUSTOM', 'LONG', ['BTO 1 KO 55P 17Apr @0.90', 'BTO 1 KO 57P 17Apr @1.20']],
  ['CALENDAR', 'SPREAD', ['STO 1 KO 60P 17Apr @1.00', 'BTO 1 KO 60P 15May @1.60']],
  ['DIAGONAL', 'SPREAD', ['STO 1 KO 60P 17Apr @1.00', 'BTO 1 KO 55P 15Jan27 @2.60']],
  ['DIAGONAL', 'SPREAD', ['STO 1 KO 60C 17Apr @1.00', 'BTO 1 KO 65C 15Jan27 @2.60']],
  ['DIAGONAL', 'SPREAD', ['STO 1 KO 60C 17Apr @1.00', 'BTO 1 KO 55C 15May @5.60']],
  ['CUSTOM', 'MIXED', ['bought 100 KO @60', 'BTO 1 KO 57P 17Apr @0.70']],
  ['CUSTOM', 'MIXED', ['bought 100 KO @60', 'STO 1 KO 57P 17Apr @0.70']],
  ['CUSTOM', 'MIXED', ['bought 100 KO @60', 'BTO 1 KO 63C 17Apr @0.70']],
  ['CUSTOM', 'MIXED', ['bought 100 KO @60', 'STO 1 KO 57P 17Apr @0.70', 'STO 1 KO 63C 17Apr @0.70']],
  ['COLLAR', 'MIXED', ['bought 100 KO @60', 'BTO 1 KO 57P 17Apr @0.70', 'STO 1 KO 63C 17Apr @0.70']],
  ['COVERED_CALL', 'COVERED', ['bought 100 KO @60', 'STO 1 KO 63C 17Apr @0.70']],
];

for (const [strategy, phase, legs] of FIRST_ORDERS) {
  test(`definition 31: ${legs.join(', ')} in one order is ${strategy}, ${phase}`, () => {
    const desk = group(legs.map((leg) => `A | 2026-03-02 10:00  ${leg}  order 1`).join('\n'));
    desk.shows('A', { strategy, phase, status: 'OPEN' });
  });
}

// 180 days after 27 February is 26 August.
for (const [expiry, strategy] of [
  ['26Aug', 'PMCC'],
  ['25Aug', 'DIAGONAL'],
] as const) {
  test(`definition 31: a long call until ${expiry}, of a lower strike than the short one, is ${strategy}`, () => {
    group(`
      A | 2026-02-27 10:00  BTO 1 KO 50C ${expiry} @12.00  order 1
      A | 2026-02-27 10:00  STO 1 KO 65C 17Apr @0.80       order 1
    `).shows('A', { strategy });
  });
}

const condor = (longPut: number, shortPut: number, shortCall: number, longCall: number) => `
  A | 2026-03-02 10:00  BTO 1 KO ${longPut}P 17Apr @0.50    order 1
  A | 2026-03-02 10:00  STO 1 KO ${shortPut}P 17Apr @1.00   order 1
  A | 2026-03-02 10:00  STO 1 KO ${shortCall}C 17Apr @1.00  order 1
  A | 2026-03-02 10:00  BTO 1 KO ${longCall}C 17Apr @0.50   order 1
`;

const FOUR_STRIKES: readonly (readonly [story: string, strikes: Parameters<typeof condor>, name: string])[] =
  [
    ['short inside, long outside', [50, 55, 65, 70], 'IRON_CONDOR'],
    ['both shorts at one strike', [50, 60, 60, 70], 'IRON_CONDOR'],
    ['the puts the wrong way round', [55, 50, 65, 70], 'CUSTOM'],
    ['the calls the wrong way round', [50, 55, 70, 65], 'CUSTOM'],
    ['the short call below the short put', [50, 65, 55, 70], 'CUSTOM'],
  ];

for (const [story, strikes, strategy] of FOUR_STRIKES) {
  test(`definition 31: two puts and two calls, ${story}: ${strategy}`, () => {
    group(condor(...strikes)).shows('A', { strategy, phase: 'SPREAD' });
  });
}

test('definition 31: four legs that lack one of the four are no iron condor', () => {
  const four = condor(50, 55, 65, 70);
  for (const [bought, sold] of [
    ['BTO 1 KO 70C', 'STO 1 KO 70C'],
    ['BTO 1 KO 50P', 'STO 1 KO 50P'],
    ['STO 1 KO 55P', 'BTO 1 KO 55P'],
    ['STO 1 KO 65C', 'BTO 1 KO 65C'],
  ] as const)
    group(four.replace(bought, sold)).shows('A', { strategy: 'CUSTOM' });
});

test('definition 31: three legs are CUSTOM, even where four of them would be an iron condor', () => {
  group(condor(50, 55, 65, 70).split('\n').slice(0, -2).join('\n')).shows('A', { strategy: 'CUSTOM' });
});

test('definition 31: a name stays when the legs it came from are gone; the phase does not', () => {
  group(`
    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @0.90  order 1
    A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80  order 1
    A | 2026-03-09 10:00  BTC 1 KO 55P 17Apr @0.30  order 2
  `).shows('A', { strategy: 'STRANGLE', phase: 'SHORT_CALL' });
});

test('definition 31: an exercised long put is no wheel, nor is a put that is bought back', () => {
  group(`
    A | 2026-03-02 10:00  BTO 1 KO 50P 20Mar @1.00
    A | 2026-03-21 03:25  shares -100 KO @50
    A | 2026-03-21 03:30  exercised 1 KO 50P 20Mar
  `).shows('A', { strategy: 'LONG_PUT' });
  group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.00
    A | 2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50
  `).shows('A', { strategy: 'NAKED_PUT' });
});

test('definition 31: an iron condor is of one expiration; of two it is CUSTOM', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
    A | 2026-03-02 10:00  BTO 1 KO 45P 17Apr @0.50  order 1
    A | 2026-03-02 10:00  STO 1 KO 60C 20Mar @1.50  order 1
    A | 2026-03-02 10:00  BTO 1 KO 65C 17Apr @0.50  order 1
  `);
  desk.shows('A', { strategy: 'CUSTOM', phase: 'SPREAD' });
});

test('definition 31: a long call that ends before the short one is no PMCC, however long it lasts', () => {
  const desk = group(`
    A | 2026-03-02 10:00  BTO 1 KO 50C 18Dec26 @5.50  order 1
    A | 2026-03-02 10:00  STO 1 KO 60C 15Jan27 @1.50  order 1
  `);
  desk.shows('A', { strategy: 'DIAGONAL' });
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const THREE_ASSIGNED = `
  A | 2026-03-02 10:00  STO 3 KO 50P 20Mar @1.00 fee 2.00
  A | 2026-03-21 03:25  shares +100 KO @50
  A | 2026-03-21 03:26  shares +200 KO @50
  A | 2026-03-21 03:30  assigned 3 KO 50P 20Mar
`;

test('definition 24: the premium of three puts goes into two rows of shares by their number, to the cent', () => {
  // 298.00 - 15000; (15000 - 298) / 300 in both books
  group(THREE_ASSIGNED).shows('A', {
    cash: '-14702.00',
    realised: '298.00',
    realisedTax: '0.00',
    basis: '49.0067 49.0067',
  });
});

test('definition 24: the first row’s shares sold take 99.33 of it along; 198.67 stays in the others', () => {
  // economic: 298 + 5100 - 5000; tax: 5100 - (5000 - 99.33)
  // basis: (10000 - 298) / 200 and (10000 - 198.67) / 200 = 49.00665
  group(`${THREE_ASSIGNED}
    A | 2026-03-23 10:00  sold 100 KO @51
  `).shows('A', {
    cash: '-9602.00',
    realised: '398.00',
    realisedTax: '199.33',
    shares: '200',
    basis: '48.5100 49.0067',
  });
});

test('definition 12: a lot sold in three is used up by the cent, half away from zero', () => {
  // 298.00 in three: 99.33, 99.34, 99.33
  const sold = (count: number) =>
    `${THREE_ASSIGNED.replace(/.*\+100.*\n/, '').replace('+200', '+300')}
    ${['24', '25', '26']
      .slice(0, count)
      .map((day) => `A | 2026-03-${day} 10:00  sold 100 KO @50\n`)
      .join('')}`;
  group(sold(1)).shows('A', { realised: '298.00', realisedTax: '99.33' });
  group(sold(2)).shows('A', { realised: '298.00', realisedTax: '198.67' });
  group(sold(3)).shows('A', { status: 'CLOSED', cash: '298.00', realised: '298.00', realisedTax: '298.00' });
});

test('definition 26: a naked call takes shares outside: its premium is realised that day, its own campaign over', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
    - | 2026-03-03 10:00  bought 100 KO @59
    - | 2026-03-21 03:25  shares -100 KO @65
    A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
  `);
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-20',
    cash: '79.34',
    realised: '79.34',
    realisedTax: '79.34',
    shares: '0',
  });
  assert.deepEqual([desk.unassigned, desk.problems], [['2 100 -5900.00', '3 -100 6500.00'], []]);
});

const SPLIT_WHEEL = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @50  "COCA COLA CO"
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
  A | 2026-03-24 10:00  sold 50 KO @52
  A | 2026-04-06 07:40  split +50 KO        "COCA COLA CO FORWARD SPLIT"
`;

test('case 47: half sold before a split and a quarter after it: the cost goes by what a share was then', () => {
  // economic: 149.34 + 2600 - 2500; tax: 2600 - 2425.33
  group(SPLIT_WHEEL).shows('A', {
    shares: '100',
    realised: '249.34',
    realisedTax: '174.67',
    basis: '23.5066 24.2533',
  });
  // economic: 249.34 + 1300 - 1250; tax: 174.67 + 1300 - (3638.00 - 2425.33), as 3637.995 is three quarters
  group(`${SPLIT_WHEEL}
    A | 2026-04-08 10:00  sold 50 KO @26
  `).shows('A', { cash: '-950.66', shares: '50', realised: '299.34', realisedTax: '262.00' });
});

test('case 47: a share reinvested after the split is not split with the others', () => {
  const reinvested = `${SPLIT_WHEEL}
    A | 2026-05-01 08:00  dividend 26.00    "COCA COLA CO"
    A | 2026-05-01 08:00  shares +1 KO @26  "COCA COLA CO"
    A | 2026-05-04 10:00  sold 100 KO @26
  `;
  // 149.34 + 100 + 100 + 26; tax without the premium's half that went before: in the end all of it
  group(reinvested).shows('A', {
    status: 'OPEN',
    cash: '349.34',
    realised: '375.34',
    realisedTax: '375.34',
    shares: '1',
    basis: '-149.3400 26.0000',
  });
  group(`${reinvested}
    A | 2026-05-05 10:00  sold 1 KO @30
  `).shows('A', { status: 'CLOSED', cash: '379.34', realised: '379.34', realisedTax: '379.34' });
});

test('definition 23: a put whose fee ate its premium brought nothing, which is not the same as unknown', () => {
  group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @0.01 fee 1.00
    A | 2026-03-21 03:30  expired 1 KO 50P 20Mar
  `).shows('A', { status: 'CLOSED', cash: '0.00', realised: '0.00', realisedTax: '0.00' });
});

test('definition 25: an open contract is no result, in either book, whoever holds shares', () => {
  // (5000 - 149.34 - 79.34) / 100 counts the open call; the tax book waits for its end
  group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
  `).shows('A', { cash: '-4771.32', realised: '149.34', realisedTax: '0.00', basis: '47.7132 48.5066' });
});

test('definition 28: shares owed have the proceeds with all premium as their basis', () => {
  // 79.34 + 65 x 100 - 0.10, by 100; half of them bought back, all premium still on the other half
  const owed = `
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
    A | 2026-03-21 03:25  shares -100 KO @65 fee 0.10
    A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
  `;
  group(owed).shows('A', {
    shares: '-100',
    realised: '79.34',
    realisedTax: '0.00',
    basis: '65.7924 65.7924',
  });
  // economic: 79.34 + 3249.95 - 3200; tax: 3289.62 - 3200; left 3249.95 + 79.34 and 3289.62, by 50
  group(`${owed}
    A | 2026-03-23 10:00  bought 50 KO @64
  `).shows('A', { shares: '-50', realised: '129.29', realisedTax: '89.62', basis: '66.5858 65.7924' });
});

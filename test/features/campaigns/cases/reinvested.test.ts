import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const wheel = (letter: string, sold: string, strike: number) => `
  ${letter} | ${sold} 10:00  STO 1 KO ${strike}P 20Mar @1.50
  ${letter} | 2026-03-21 03:25  shares +100 KO @${strike}  "COCA COLA CO"
  ${letter} | 2026-03-21 03:30  assigned 1 KO ${strike}P 20Mar
`;
const ONE = wheel('A', '2026-03-02', 50);
// B's shares come on 25 March: a dividend that goes by 24 March is A's alone.
const TWO = `${ONE}
  B | 2026-03-23 10:00  bought 100 KO @52         order 4
  B | 2026-03-23 10:00  STO 1 KO 60C 17Apr @0.80  order 4
    2026-04-01 08:00  dividend 31.00  "COCA COLA CO"
    2026-04-01 08:00  dividend 50.00  "COCA COLA CO"
    2026-04-01 08:00  withheld -5.00  "COCA COLA CO"
`;
const early: readonly TestDecision[] = [
  { id: 'd', kind: 'ex-date', transactionId: '6', exDate: '2026-03-23' },
];

test('case 52: of two dividends of a day each is reinvested for who had it, one of them after its tax', () => {
  const desk = group(
    `${TWO}
      2026-04-01 08:10  shares +0.62 KO @50
      2026-04-01 08:10  shares +0.9 KO @50
    `,
    { decisions: early },
  );
  // 31 is A's alone; 50 less 5 is half and half
  desk.shows('A', { shares: '101.07', dividends: '53.50' });
  desk.shows('B', { shares: '100.45', dividends: '22.50' });
  const bought = desk.at('A').allocations.filter(({ transactionId }) => ['9', '10'].includes(transactionId));
  assert.deepEqual(
    bought.map(({ role, why }) => [role, why]),
    Array(2).fill(['OPENING', 'the dividend of this day, reinvested']),
  );
});

test('case 76: of two dividends of a day with different holders the tax is taken off the last', () => {
  const desk = group(TWO, {
    decisions: [{ id: 'd', kind: 'ex-date', transactionId: '7', exDate: '2026-03-23' }],
  });
  // 31 half and half; 50 less 5 is A's
  desk.shows('A', { dividends: '60.50' });
  desk.shows('B', { dividends: '15.50' });
});

for (const [story, shares] of [
  ['after the tax', '1.52'],
  ['before it', '1.62'],
] as const) {
  test(`case 52: two dividends of a day reinvested in one purchase, ${story}`, () => {
    const desk = group(`${ONE}
      A | 2026-04-01 08:09  dividend 31.00  "COCA COLA CO"
      A | 2026-04-01 08:09  dividend 50.00  "COCA COLA CO"
      A | 2026-04-01 08:09  withheld -5.00  "COCA COLA CO"
      A | 2026-04-01 08:10  shares +${shares} KO @50
    `);
    desk.shows('A', { shares: `10${shares}`, dividends: '76.00' });
  });
}

test('case 52: what else is traded that day does not hide a dividend that is reinvested after its tax', () => {
  group(`${ONE}
    A | 2026-04-01 08:09  dividend 31.00  "COCA COLA CO"
    A | 2026-04-01 08:09  withheld -1.00  "COCA COLA CO"
    A | 2026-04-01 09:35  STO 1 KO 55C 17Apr @0.80
    A | 2026-04-01 10:00  shares +0.6 KO @50
  `).shows('A', { shares: '100.6', dividends: '30.00' });
});

test('case 52: shares without an order that are not bought for a dividend’s amount are outside', () => {
  const desk = group(`${ONE}
    A | 2026-04-01 08:09  dividend 31.00  "COCA COLA CO"
    - | 2026-04-01 08:10  shares +1 KO @50
  `);
  desk.shows('A', { shares: '100' });
});

test('case 50: a dividend that is taken back is taken from who holds', () => {
  group(`${ONE}
    A | 2026-04-01 08:09  dividend -51.00  "COCA COLA CO"
  `).shows('A', { dividends: '-51.00' });
});

test('case 50: a dividend of nobody says for when, and of which row', () => {
  const { problems } = group(`${ONE}
    A | 2026-03-23 10:00  sold 100 KO @51
    - | 2026-08-03 08:00  dividend 51.00  "COCA COLA CO"
  `).replay;
  assert.deepEqual(problems[0]?.transactionIds, ['5']);
  assert.match(problems[0]?.message ?? '', /51\.00 on 2026-08-03 .* nobody held in the 90 days before\.$/);
});

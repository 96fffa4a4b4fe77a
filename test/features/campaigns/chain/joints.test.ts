import assert from 'node:assert/strict';
import test from 'node:test';
import { linkView } from '../../../../src/features/campaigns/view/chain.ts';
import { rows } from '../../../support/ledger.ts';
import { chainsOf, told } from './told.ts';

type Told = ReturnType<typeof told>;

/** 'word: title, P&L' of each link but the first, as the page says it. */
function joints({ campaign, chain }: Told): readonly string[] {
  const means = {
    ...({ today: '2026-12-31', currency: 'USD', ticker: campaign.ticker, campaign: campaign.id } as const),
    ...({ book: 'economic', recordOf: new Map<string, number>() } as const),
  };
  return chain.links.slice(1).map((link) => {
    const { joint, title } = linkView(link, false, means);
    if (typeof joint === 'boolean') return title;
    const pair = typeof joint.pair === 'boolean' ? '' : ` ${joint.pair.text}`;
    return `${joint.word}: ${title.replaceAll('\u00A0', ' ')}${pair}`;
  });
}

const STORIES: readonly (readonly [name: string, ledger: string, expected: readonly string[]])[] = [
  [
    'a put that expires',
    `
    2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    2026-03-21 03:30  expired 1 KO 50P 20Mar`,
    ['expired: 1 × 50 put expired +$149.34'],
  ],
  [
    'bought back in two parts',
    `
    2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    2026-03-05 10:00  BTC 1 KO 50P 20Mar @0.50
    2026-03-06 10:00  BTC 1 KO 50P 20Mar @0.40`,
    ['closed in part: Bought back 1 × 50 put +$98.68', 'closed: Bought back 1 × 50 put +$108.68'],
  ],
  [
    'a call that is bought back, while its shares stay',
    `
    2026-03-02 10:00  bought 100 KO @50 order 3
    2026-03-02 10:00  STO 1 KO 52C 20Mar @1.00 order 3
    2026-03-05 10:00  BTC 1 KO 52C 20Mar @0.10`,
    ['closed: Bought back 1 × 52 call +$88.68'],
  ],
  [
    'a wheel to its end',
    `
    2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    2026-03-21 03:25  shares +100 KO @50
    2026-03-21 03:30  assigned 1 KO 50P 20Mar
    2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
    2026-04-18 03:25  shares -100 KO @52 fee 0.10
    2026-04-18 03:30  assigned 1 KO 52C 17Apr`,
    [
      'assigned: 1 × 50 put assigned, 100 shares came at 50.00 +$149.34',
      'covered: Sold 1 × 52 call',
      'called away: 1 × 52 call assigned, 100 shares went at 52.00 +$279.24',
    ],
  ],
  [
    'bought back and sold again within minutes',
    `
    2026-03-02 10:00  STO 1 KO 50P 20Mar @1.20
    2026-03-03 10:00  BTC 1 KO 50P 20Mar @0.80
    2026-03-03 10:06  STO 1 KO 50P 20Mar @1.00`,
    ['closed: Bought back 1 × 50 put +$38.68', 'opened again: Sold 1 × 50 put'],
  ],
  [
    'rolled with one more',
    `
    2026-03-02 10:00  STO 2 KO 50P 20Mar @1.20
    2026-03-18 10:00  BTC 2 KO 50P 20Mar @2.00 order 7
    2026-03-18 10:00  STO 3 KO 48P 17Apr @1.60 order 7`,
    ['rolled: Bought back 2 × 50 put, sold 3 × 48 put −$162.64'],
  ],
  [
    'a long call that is exercised',
    `
    2026-03-02 10:00  BTO 1 KO 50C 20Mar @1.50
    2026-03-21 03:25  shares +100 KO @50
    2026-03-21 03:30  exercised 1 KO 50C 20Mar`,
    ['exercised: 1 × 50 call exercised, 100 shares came at 50.00 −$150.66'],
  ],
  [
    'an index that settles in cash',
    `
    2026-03-02 10:00  STO 1 SPX 4000P 20Mar @15.00
    2026-03-20 17:00  settled 1 SPX 4000P 20Mar cash -500`,
    ['settled: 1 × 4000 put settled in cash +$999.34'],
  ],
  [
    'a split two for one',
    `
    2026-03-02 10:00  bought 100 KO @60 order 3
    2026-03-02 10:00  STO 1 KO 62C 17Apr @1.00 order 3
    2026-03-17        split +100 KO
    2026-03-17        split 1 KO 62C 17Apr
    2026-03-17        split -2 KO 31C 17Apr`,
    ['changed: Split: 100 shares more, 1 × 62 call replaced, by 2 × 31 call'],
  ],
];

for (const [name, ledger, expected] of STORIES)
  test(`the joints of ${name}`, () => {
    assert.deepEqual(joints(told(ledger)), expected);
  });

test('a row of two campaigns says how much of it is here', () => {
  const chains = chainsOf(
    rows(`
    2026-03-02 10:00  STO 1 KO 50P 20Mar @1.20
    2026-03-03 10:00  STO 2 KO 50P 20Mar @1.10
    2026-03-10 10:00  BTC 3 KO 50P 20Mar @0.50`),
  );
  const parts = chains.map((each) => {
    const means = {
      ...({ today: '2026-12-31', currency: 'USD', ticker: 'KO', campaign: each.campaign.id } as const),
      ...({ book: 'tax', recordOf: new Map([['3/0', 17]]) } as const),
    };
    return each.chain.links.slice(1).flatMap((link) => linkView(link, false, means).rows);
  });
  assert.deepEqual(
    parts.flat().map(({ part, href, quantity }) => [part, href, quantity]),
    [
      ['1 of the row’s 3', '/transactions/17', '1'],
      ['2 of the row’s 3', '/transactions/17', '2'],
    ],
  );
});

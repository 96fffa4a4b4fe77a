import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { write } from '../../../../src/db/write.ts';
import { saveQuotes } from '../../../../src/features/prices/index.ts';
import { textOf } from '../../../support/answers.ts';
import { openTestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { keep } from '../statistics/kept.ts';

/** The page of the only campaign of a story, on 12 May 2026 with KO at 60.00. */
async function pageOf(t: TestContext, story: string): Promise<string> {
  const house = await openTestHouse(t);
  house.clock.now = Date.parse('2026-05-12T18:00:00Z');
  const ada = await signIn(house, 'user', 'Ada');
  await keep(house, ada.id, rows(story));
  const price = { symbol: 'KO', priceE6: 60_000_000, currency: 'USD', at: house.clock.now } as const;
  write(house.deps.db, (tx) => saveQuotes(tx, 'US', [{ ...price, bidE6: null, askE6: null, closeE6: null }]));
  const { id } = house.deps.db.$client.prepare('SELECT id FROM campaigns').get() as { id: string };
  return textOf((await ada.visitor.get(`/campaigns/${id}`)).body);
}

const STORIES: readonly (readonly [name: string, story: string, expected: readonly string[]])[] = [
  [
    'shares of unknown cost: what they and their calls came to is unknown too',
    `
    2026-03-02 10:00  transfer +100 KO
    2026-03-03 10:00  STO 1 KO 50C 20Mar @0.50
    2026-03-21 03:25  shares -100 KO @50
    2026-03-21 03:30  assigned 1 KO 50C 20Mar`,
    [
      'P&L unknown what some shares cost is unknown',
      'From premium $49.34 what of it was kept is unknown',
      'From shares unknown sold for $5,000.00',
    ],
  ],
  [
    'shares of unknown cost that are held: it is their cost that is missing, not their price',
    `
    2026-03-02 10:00  transfer +100 KO
    2026-03-03 10:00  STO 1 KO 62C 15May @0.50`,
    ['If sold now unknown what some shares cost is unknown'],
  ],
  [
    'two puts of three assigned: above the strike the shares bring more',
    `
    2026-04-01 10:00  STO 3 KO 62P 15May @1.00
    2026-05-08 03:25  shares +200 KO @62
    2026-05-08 03:30  assigned 2 KO 62P 15May`,
    ['If it ends at 62 $298.02 P&L then', 'KO at 62 on 15 May its premium is kept; below it 100 shares come'],
  ],
  [
    'a long call: below its strike it is all the same',
    '2026-05-01 10:00  BTO 1 KO 62C 15May @1.00',
    ['If it ends at 62 or below −$100.66'],
  ],
  [
    'a long put: above its strike it is all the same',
    '2026-05-01 10:00  BTO 1 KO 58P 15May @1.00',
    ['If it ends at 58 or above −$100.66'],
  ],
  [
    'a strangle between its break-evens is not below one of them',
    `
    2026-05-01 10:00  STO 1 KO 55P 15May @1.00 order 1
    2026-05-01 10:00  STO 1 KO 62C 15May @1.00 order 1`,
    ['KO now $60.00 between the break-evens, $3.99 from the nearer, 6.6 %'],
  ],
  [
    'a strangle that is left behind by the price',
    `
    2026-05-01 10:00  STO 1 KO 52P 15May @1.00 order 1
    2026-05-01 10:00  STO 1 KO 55C 15May @1.00 order 1`,
    ['KO now $60.00 $3.01 above break-even, 5.0 %'],
  ],
  [
    'one of two called away: what was made with it is in the break-even, and nothing expires',
    `
    2026-03-02 10:00  STO 2 KO 60P 20Mar @1.00
    2026-03-21 03:25  shares +200 KO @60
    2026-03-21 03:30  assigned 2 KO 60P 20Mar
    2026-03-23 10:00  STO 1 KO 61C 17Apr @0.90
    2026-04-18 03:25  shares -100 KO @61
    2026-04-18 03:30  assigned 1 KO 61C 17Apr`,
    ['Break-even $56.12 with what the shares sold made; basis a share $57.12, tax basis $59.01'],
  ],
  [
    'one call on two hundred shares: the rest is counted at the strike',
    `
    2026-03-02 10:00  bought 200 KO @60 order 3
    2026-03-02 10:00  STO 1 KO 62C 15May @1.00 order 3`,
    ['Called at 62 on 15 May 100 shares go at the strike, 100 shares stay and are counted at it'],
  ],
  [
    'a long call that was exercised: its price is in the cost of the shares',
    `
    2026-03-02 10:00  BTO 1 KO 50C 20Mar @1.50
    2026-03-21 03:25  shares +100 KO @50
    2026-03-21 03:30  exercised 1 KO 50C 20Mar`,
    ['Realised, tax book $0.00 $150.66 paid for calls is in the cost of the shares'],
  ],
  [
    'a spread that is rolled buys its days once, not for each leg',
    `
    2026-04-01 10:00  STO 1 KO 58P 17Apr @1.00 order 1
    2026-04-01 10:00  BTO 1 KO 55P 17Apr @0.40 order 1
    2026-04-15 10:00  BTC 1 KO 58P 17Apr @1.50 order 2
    2026-04-15 10:00  STC 1 KO 55P 17Apr @0.50 order 2
    2026-04-15 10:00  STO 1 KO 57P 15May @1.90 order 2
    2026-04-15 10:00  BTO 1 KO 54P 15May @0.70 order 2`,
    ['1 roll, 28 days bought', 'If kept and assigned: 100 shares at 58.00'],
  ],
  [
    'a day trade begins and ends on one day',
    `
    2026-05-01 10:00  STO 1 KO 55P 15May @1.00
    2026-05-01 15:00  BTC 1 KO 55P 15May @0.50`,
    ['Time 0 days a day trade, 1 May'],
  ],
];

for (const [name, story, expected] of STORIES)
  test(name, async (t) => {
    const text = await pageOf(t, story);
    for (const words of expected)
      assert.ok(text.includes(words), `${words} is not in ${text.slice(0, 2500)}`);
  });

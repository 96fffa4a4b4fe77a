import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { groupIntoCampaigns } from '../../../../src/features/campaigns/index.ts';
import { rows } from '../../../support/ledger.ts';
import { histories } from '../../../support/trader.ts';

const RUNS = Number(process.env['HISTORIES'] ?? 150);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

const OPTIONS = { asOf: null, rollWindowMinutes: 10 };

function told(text: string) {
  const { campaigns } = groupIntoCampaigns(rows(text), [], OPTIONS);
  return campaigns.map(({ allocations }) =>
    allocations.map((each) => {
      const cents = (amountE4: number | null) =>
        amountE4 === null ? 'unknown' : (amountE4 / 1e4).toFixed(2);
      return `${each.on} ${cents(each.realisedE4)} ${cents(each.realisedTaxE4)} of ${cents(each.premiumE4)} rolled ${cents(each.rolledE4)}`;
    }),
  );
}

test('a row realises what ended with it, and a roll is told apart in what it brought and cost', () => {
  const found = told(`
    2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95      order 1
    2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35      order 2
    2026-03-18 10:02  STO 2 KO 59P 17Apr @1.80      order 2
    2026-04-18 03:25  shares +200 KO @59
    2026-04-18 03:30  assigned 2 KO 59P 17Apr
  `);
  assert.deepEqual(found, [
    [
      '2026-03-02 0.00 0.00 of 188.68 rolled 0.00',
      '2026-03-18 0.00 0.00 of 358.68 rolled 358.68',
      '2026-03-18 -82.64 -82.64 of -271.32 rolled -271.32',
      '2026-04-17 0.00 0.00 of 0.00 rolled 0.00',
      '2026-04-17 358.68 0.00 of 0.00 rolled 0.00',
    ],
  ]);
});

test('a premium that went with the shares of another campaign is realised with its own contract', () => {
  const found = told(`
    A | 2026-02-02 10:00  STO 1 KO 52C 20Mar @0.80
    B | 2026-02-03 10:00  STO 1 KO 50P 20Feb @1.50
    B | 2026-02-21 03:25  shares +100 KO @50
    B | 2026-02-21 03:25  assigned 1 KO 50P 20Feb
    B | 2026-03-21 03:25  shares -100 KO @52
    A | 2026-03-21 03:25  assigned 1 KO 52C 20Mar
  `);
  assert.deepEqual(found[0], [
    '2026-02-02 0.00 0.00 of 79.34 rolled 0.00',
    '2026-03-20 79.34 79.34 of 0.00 rolled 0.00',
  ]);
  assert.equal(found[1]?.at(-1), '2026-03-20 200.00 349.34 of 0.00 rolled 0.00');
});

test('of a row that closes more than is rolled only that part is rolled', () => {
  const [found = []] = told(`
    2026-03-02 10:00  STO 3 KO 60P 20Mar @1.20      order 1
    2026-03-10 10:00  BTC 3 KO 60P 20Mar @2.00      order 2
    2026-03-10 10:00  STO 2 KO 58P 17Apr @2.60      order 2
  `);
  assert.deepEqual(found.slice(1), [
    '2026-03-10 0.00 0.00 of 518.68 rolled 518.68',
    '2026-03-10 -243.96 -243.96 of -601.98 rolled -401.32',
  ]);
});

test('what shares of unknown cost brought is unknown, row by row', () => {
  const [found = []] = told(`
    2026-01-05        transfer +100 KO
    2026-01-12 10:00  STO 1 KO 60C 20Feb @1.00
    2026-02-21 03:25  shares -100 KO @60
    2026-02-21 03:25  assigned 1 KO 60C 20Feb
  `);
  assert.ok(found.length > 0 && found.every((each) => each.includes(' unknown unknown ')));
});

test('always: what the rows realise and bring is what the campaign has', () => {
  const claim = ({ rows: history }: { readonly rows: Parameters<typeof groupIntoCampaigns>[0] }) => {
    for (const campaign of groupIntoCampaigns(history, [], OPTIONS).campaigns) {
      const { allocations, rolls } = campaign;
      const sum = (of: (each: (typeof allocations)[number]) => number | null) =>
        allocations.reduce((total, each) => total + (of(each) ?? 0), 0);
      const known = campaign.realisedE4 !== null;
      assert.equal(
        sum(({ realisedE4 }) => realisedE4),
        campaign.realisedE4 ?? 0,
      );
      assert.equal(
        sum(({ realisedTaxE4 }) => realisedTaxE4),
        campaign.realisedTaxE4 ?? 0,
      );
      assert.equal(
        sum(({ premiumE4 }) => premiumE4),
        campaign.premiumE4,
      );
      assert.ok(allocations.every(({ realisedE4 }) => (realisedE4 !== null) === known));
      // Each roll is rounded to the cent by itself.
      const credits = rolls.reduce((total, { netCreditE4 }) => total + netCreditE4, 0);
      const apart = Math.abs(credits - sum(({ rolledE4 }) => rolledE4));
      assert.ok(apart <= 200 * rolls.length, `${apart} apart`);
    }
  };
  fc.assert(fc.property(histories(), claim), { seed: SEED, numRuns: RUNS });
});

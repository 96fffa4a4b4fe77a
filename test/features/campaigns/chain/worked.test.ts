import assert from 'node:assert/strict';
import test from 'node:test';
import { heldLots, realisedLines } from '../../../../src/features/campaigns/engine/chain/bridge.ts';
import { chainOf } from '../../../../src/features/campaigns/engine/chain/chain.ts';
import { costsSaid } from '../../../../src/features/campaigns/engine/chain/costs.ts';
import { outlookOf } from '../../../../src/features/campaigns/engine/chain/outlook.ts';
import { rollSteps } from '../../../../src/features/campaigns/engine/chain/rolls.ts';
import { type Decision, groupIntoCampaigns } from '../../../../src/features/campaigns/index.ts';
import { E4, formatFixed } from '../../../../src/lib/decimal.ts';
import { rows } from '../../../support/ledger.ts';
import { told } from './told.ts';

const WHEEL = `
  A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95      order 1
  A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35      order 2
  A | 2026-03-18 10:05  STO 2 KO 59P 17Apr @1.80      order 3
  A | 2026-04-18 03:25  shares +200 KO @59            "COCA COLA CO"
  A | 2026-04-18 03:30  assigned 2 KO 59P 17Apr
  A | 2026-04-20 11:00  STO 2 KO 61C 15May @0.70      order 4
  A | 2026-05-07        dividend 102.00               "COCA COLA CO"
`;

const money = (amountE4: number | null) => (amountE4 === null ? 'unknown' : formatFixed(amountE4, E4, 2));

test('a wheel is five links: sold, rolled in two orders, assigned with its shares, covered, paid', () => {
  const { chain } = told(WHEEL);
  assert.deepEqual(
    chain.links.map(({ kind, on, cashE4, after }) => [kind, on, money(cashE4), money(after.creditE4)]),
    [
      ['trade', '2026-03-02', '188.68', '188.68'],
      ['roll', '2026-03-18', '87.36', '276.04'],
      ['assignment', '2026-04-17', '-11800.00', '276.04'],
      ['trade', '2026-04-20', '138.68', '414.72'],
      ['income', '2026-05-07', '102.00', '516.72'],
    ],
  );
});

test('break-even at each link: 59.0566, 57.6198, 57.6198 in shares, 56.9264, 56.4164', () => {
  const { chain } = told(WHEEL);
  assert.deepEqual(
    chain.links.map(({ after }) => after.breakEvensE4),
    [[590566], [576198], [576198], [569264], [564164]],
  );
});

test('line by line: the books differ by the premium of the assigned put, which is in the cost of 200 shares', () => {
  const { chain, campaign } = told(WHEEL);
  const lines = realisedLines(chain);
  assert.deepEqual(
    lines.map(({ kind, realisedE4, realisedTaxE4 }) => [kind, money(realisedE4), money(realisedTaxE4)]),
    [
      ['roll', '-82.64', '-82.64'],
      ['assignment', '358.68', '0.00'],
      ['income', '102.00', '102.00'],
    ],
  );
  assert.deepEqual(
    heldLots(chain).map(({ sharesE8, economicE4, taxE4, foldedE4 }) => [
      sharesE8 / 1e8,
      money(economicE4),
      money(taxE4),
      money(foldedE4),
    ]),
    [[200, '-11800.00', '-11441.32', '358.68']],
  );
  assert.equal(money(campaign.realisedTaxE4), '19.36');
});

test('the roll ledger: 87.36 for 28 days and a strike lower by 1, and what assignment would have meant', () => {
  const { chain } = told(WHEEL);
  const [step, ...more] = rollSteps(chain, (on) => (on === '2026-03-20' ? 58_200_000 : null));
  assert.equal(more.length, 0);
  assert.equal(step?.daysBought, 28);
  assert.equal(step?.strikeMovedE6, -1_000_000);
  assert.equal(money(step?.roll.netCreditE4 ?? null), '87.36');
  assert.deepEqual(step?.breakEvensE4, [576198]);
  // 188.68 - 200 x (60 - 58.20)
  assert.equal(money(step?.unrolled.atCloseE4 ?? null), '-171.32');
  assert.equal(money(step?.unrolled.atStrikeE4 ?? null), '188.68');
});

test('at 60.41 with the call at 0.72 it is worth 654.72, and 916.72 when called at 61', () => {
  const { chain, campaign } = told(WHEEL);
  const prices: Readonly<Record<string, number>> = { KO: 60_410_000, 'KO    260515C00061000': 720_000 };
  const outlook = outlookOf(chain.now, campaign.ticker, (symbol) => prices[symbol] ?? null);
  assert.equal(money(outlook?.totalE4 ?? null), '654.72');
  assert.deepEqual(
    outlook?.scenarios.map(({ totalE4 }) => money(totalE4)),
    ['916.72'],
  );
  assert.equal(money(outlook?.mostE4 ?? null), '916.72');
  assert.equal(outlookOf(chain.now, campaign.ticker, () => null)?.totalE4, null);
});

test('shares that came by transfer are unknown until their cost is said, and reckoned with then', () => {
  const ledger = rows(`
    2026-03-02 10:00  transfer 100 KO
    2026-03-03 10:00  STO 1 KO 62C 20Mar @1.00
    2026-03-21 03:25  shares -100 KO @62 fee 0.10
    2026-03-21 03:30  assigned 1 KO 62C 20Mar
  `);
  const said = [{ id: '1', kind: 'cost', transactionId: '1', cost: '5000' }] as const;
  const chainOfPart = (count: number, decisions: readonly Decision[]) => {
    const part = ledger.slice(0, count);
    const { campaigns } = groupIntoCampaigns(part, decisions, { asOf: null, rollWindowMinutes: 10 });
    const campaign = campaigns[0] ?? assert.fail();
    return chainOf(campaign, part, costsSaid(decisions, campaign.account));
  };
  assert.equal(chainOfPart(2, []).now.cashE4, null);
  assert.deepEqual(chainOfPart(2, said).now.breakEvensE4, [490066]);
  const whole = chainOfPart(4, said);
  assert.deepEqual(
    realisedLines(whole).map(({ realisedE4, realisedTaxE4 }) => [money(realisedE4), money(realisedTaxE4)]),
    [
      ['99.34', '0.00'],
      ['1199.90', '1299.24'],
    ],
  );
});

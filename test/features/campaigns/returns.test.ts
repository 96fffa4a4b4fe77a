import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { breakEvensOf } from '../../../src/features/campaigns/engine/result/break-even.ts';
import { payoffAt } from '../../../src/features/campaigns/engine/result/payoff.ts';
import { seriesOf } from '../../../src/features/campaigns/engine/result/series.ts';
import type { Campaign } from '../../../src/features/campaigns/engine/types.ts';
import { groupIntoCampaigns } from '../../../src/features/campaigns/index.ts';
import type { IsoDate } from '../../../src/lib/dates.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { histories } from '../../support/trader.ts';
import { tiedUpByDay } from './day-by-day.ts';

/** HISTORIES=10000 HISTORY_SEED=7 npm test returns */
const RUNS = Number(process.env['HISTORIES'] ?? 100);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

interface Told {
  readonly campaigns: readonly Campaign[];
  readonly rowOf: ReadonlyMap<string, Transaction>;
  readonly asOf: IsoDate;
}

function always(name: string, claim: (told: Told) => void): void {
  test(name, () => {
    const property = fc.property(histories(), ({ rows }) => {
      const { campaigns } = groupIntoCampaigns(rows, [], { asOf: null, rollWindowMinutes: 10 });
      const asOf = rows.reduce((latest, { tradedOn }) => (tradedOn > latest ? tradedOn : latest), '');
      claim({ campaigns, rowOf: new Map(rows.map((row) => [row.id, row])), asOf });
    });
    fc.assert(property, { seed: SEED, numRuns: RUNS });
  });
}

always('capital is what is tied up day by day: its peak, and its sum', ({ campaigns, rowOf, asOf }) => {
  for (const campaign of campaigns) {
    const { capital, closedOn, status, days, allocations } = campaign;
    const nights = tiedUpByDay(campaign, rowOf, closedOn ?? asOf);
    assert.ok(capital && nights.every((night) => night >= 0));
    if (status === 'CLOSED') assert.equal(nights.at(-1), 0, 'closed, and something is tied up');
    const peakE4 = Math.max(...nights) * 10_000;
    const sumE4 = nights.slice(0, -1).reduce((sum, night) => sum + night, 0) * 10_000;
    if (peakE4 === 0) assert.ok(capital.peakE4 > 0 && capital.daysE4 === capital.peakE4);
    // To the cent, for every lot of every day.
    const slackE4 = 100 * allocations.length;
    if (peakE4 > 0) assert.ok(Math.abs(capital.peakE4 - peakE4) <= slackE4, 'the peak');
    if (peakE4 > 0 && days > 0) assert.ok(Math.abs(capital.daysE4 - sumE4) <= slackE4 * days, 'the sum');
  }
});

always(
  'a break-even is a price at which the campaign comes to nothing, and there is no other',
  ({ campaigns }) => {
    for (const { cashE4, openLegs, sharesE8, breakEvensE4, status } of campaigns) {
      const position = { cashE4, openLegs, sharesE8 };
      assert.deepEqual(breakEvensE4, breakEvensOf(position));
      if (status === 'CLOSED') assert.deepEqual(breakEvensE4, []);
      const units = openLegs.reduce(
        (sum, leg) => sum + Math.abs(leg.quantityE8) / 1e6,
        Math.abs(sharesE8) / 1e8,
      );
      for (const priceE4 of breakEvensE4)
        assert.ok(
          Math.abs(payoffAt(position, priceE4 * 100)) <= units / 2 + 1,
          `${priceE4} is no break-even`,
        );
      for (let priceE6 = 0; priceE6 < 200_000_000; priceE6 += 1_000_000) {
        const [here, next] = [payoffAt(position, priceE6), payoffAt(position, priceE6 + 1_000_000)];
        const isBetween = (priceE4: number) =>
          priceE6 <= priceE4 * 100 && priceE4 * 100 <= priceE6 + 1_000_000;
        if (here * next < 0)
          assert.ok(breakEvensE4.some(isBetween), `one beyond ${priceE6 / 1e6} is missing`);
      }
    }
  },
);

always('a return is told of what is closed, and has the sign of what was made', ({ campaigns }) => {
  for (const { status, realisedE4, returnE6, annualisedE6, days, isWin, captureE6 } of campaigns) {
    assert.ok(realisedE4 !== null && returnE6 !== null);
    assert.ok(returnE6 * realisedE4 >= 0 && (captureE6 ?? 0) * realisedE4 >= 0);
    assert.equal(annualisedE6 === null, days < 7);
    assert.equal(isWin, status === 'OPEN' ? null : realisedE4 > 0);
  }
});

always('each campaign is in one series, and their sums are the campaigns’', ({ campaigns }) => {
  const series = seriesOf(campaigns, new Set(campaigns.map(({ ticker }) => ticker)));
  const ids = series.flatMap(({ campaignIds }) => campaignIds);
  assert.deepEqual(ids.toSorted(), campaigns.map(({ id }) => id).toSorted());
  for (const { campaignIds, cashE4, closedOn, startedOn, days } of series) {
    const own = campaigns.filter(({ id }) => campaignIds.includes(id));
    assert.equal(
      cashE4,
      own.reduce((sum, each) => sum + each.cashE4, 0),
    );
    assert.equal(
      closedOn === null,
      own.some(({ status }) => status === 'OPEN'),
    );
    assert.ok(own.every((each) => each.startedOn >= startedOn && each.days <= days));
  }
});

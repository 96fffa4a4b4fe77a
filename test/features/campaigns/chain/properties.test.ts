import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { heldLots, realisedLines } from '../../../../src/features/campaigns/engine/chain/bridge.ts';
import { histories } from '../../../support/trader.ts';
import { chainsOf, type ToldCampaign } from './told.ts';

/** HISTORIES=10000 HISTORY_SEED=7 npm test chain/properties */
const RUNS = Number(process.env['HISTORIES'] ?? 150);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

function always(name: string, claim: (told: ToldCampaign) => void): void {
  test(name, () => {
    const ofHistory = fc.property(histories(), ({ rows }) => {
      for (const told of chainsOf(rows)) claim(told);
    });
    fc.assert(ofHistory, { seed: SEED, numRuns: RUNS });
  });
}

always('what the links realise adds up to what the campaign has realised, in both books', (told) => {
  const { links } = told.chain;
  const pairs = links.flatMap((link) => link.pairs);
  const paidE4 = links.reduce((sum, link) => sum + link.paidE4, 0);
  const sum = (of: (pair: (typeof pairs)[number]) => number | null) =>
    pairs.some((pair) => of(pair) === null)
      ? null
      : pairs.reduce((all, pair) => all + (of(pair) ?? 0), paidE4);
  assert.equal(
    sum((pair) => pair.realisedE4),
    told.campaign.realisedE4,
  );
  assert.equal(
    sum((pair) => pair.realisedTaxE4),
    told.campaign.realisedTaxE4,
  );
});

always('what the links brought is the cash of the campaign, and every row is in one of them', (told) => {
  const { links, missing } = told.chain;
  assert.equal(missing, 0);
  assert.equal(
    links.reduce((sum, { cashE4 }) => sum + cashE4, 0),
    told.campaign.cashE4,
  );
  const entries = links.flatMap(({ legs }) => legs).flatMap((leg) => leg.entries);
  assert.equal(entries.length, told.campaign.allocations.length);
  assert.equal(new Set(entries).size, entries.length);
});

always('after the last link it stands as the campaign does', ({ campaign, chain: { now } }) => {
  assert.deepEqual(
    {
      openLegs: now.openLegs,
      sharesE8: now.sharesE8,
      basis: now.basis,
      breakEvensE4: now.breakEvensE4,
      creditE4: now.creditE4,
    },
    {
      openLegs: campaign.openLegs,
      sharesE8: campaign.sharesE8,
      basis: campaign.basis,
      breakEvensE4: campaign.breakEvensE4,
      creditE4: campaign.premiumE4 + campaign.dividendsE4,
    },
  );
});

always(
  'line by line both books are told, and they differ by the premium in the lots that are held',
  (told) => {
    const lines = realisedLines(told.chain);
    const { realisedE4, realisedTaxE4 } = told.campaign;
    const sum = (of: (line: (typeof lines)[number]) => number | null) =>
      lines.some((line) => of(line) === null) ? null : lines.reduce((all, line) => all + (of(line) ?? 0), 0);
    assert.equal(
      sum((line) => line.realisedE4),
      realisedE4,
    );
    assert.equal(
      sum((line) => line.realisedTaxE4),
      realisedTaxE4,
    );
    if (realisedE4 === null || realisedTaxE4 === null) return;
    const folded = heldLots(told.chain).reduce((all, lot) => all + lot.foldedE4, 0);
    assert.equal(folded, realisedE4 - realisedTaxE4);
  },
);

always('every roll is told once', ({ campaign, chain: { links } }) => {
  const told = links.flatMap(({ rolls }) => rolls);
  assert.equal(told.length, campaign.rolls.length);
  assert.deepEqual(new Set(told), new Set(campaign.rolls));
});

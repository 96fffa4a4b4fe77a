import assert from 'node:assert/strict';
import test from 'node:test';
import { type Series, seriesOf } from '../../../../src/features/campaigns/engine/result/series.ts';
import { E4, formatFixed } from '../../../../src/lib/decimal.ts';
import { type Asked, campaignsOf } from '../../../support/returns.ts';

const KO = new Set(['KO']);

/** '2026-03-02 to 2026-04-10: 2 campaigns, 238.68' */
function told(table: string, joined: ReadonlySet<string> = KO, asked: Asked = {}): readonly string[] {
  return seriesOf(campaignsOf(table, asked), joined).map(
    ({ startedOn, closedOn, campaignIds, cashE4 }) =>
      `${startedOn} to ${closedOn ?? 'now'}: ${campaignIds.length}, ${formatFixed(cashE4, E4, 2)}`,
  );
}

function theSeries(table: string, asked: Asked = {}): Series {
  const [found, ...more] = seriesOf(campaignsOf(table, asked), KO);
  assert.equal(more.length, 0);
  return found ?? assert.fail('there is no series');
}

const EXPIRED = `
  2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  2026-03-21 03:30  expired 1 KO 50P 20Mar
`;
const put = (day: string) => `
  ${day} 10:00  STO 1 KO 49P 10Apr @0.90
  2026-04-11 03:30  expired 1 KO 49P 10Apr
`;

test('case 61: expired on Friday, a new put on Monday: two campaigns, a series of 149.34 + 89.34', () => {
  const table = EXPIRED + put('2026-03-23');
  const campaigns = campaignsOf(table);
  assert.deepEqual(theSeries(table), {
    account: 'MAIN',
    ticker: 'KO',
    campaignIds: campaigns.map(({ id }) => id),
    startedOn: '2026-03-02',
    closedOn: '2026-04-10',
    days: 39,
    rollCount: 0,
    cashE4: 2_386_800,
    realisedE4: 2_386_800,
    realisedTaxE4: 2_386_800,
    premiumE4: 2_386_800,
    dividendsE4: 0,
    feesE4: 13_200,
    // 18 days of 5000, 18 of 4900
    capitalDaysE4: 1_782_000_000,
  });
  assert.deepEqual(campaigns, campaignsOf(table));
});

test('case 61: three sessions later they follow one another, four sessions later they do not', () => {
  assert.deepEqual(told(EXPIRED + put('2026-03-25')), ['2026-03-02 to 2026-04-10: 2, 238.68']);
  assert.deepEqual(told(EXPIRED + put('2026-03-26')), [
    '2026-03-02 to 2026-03-20: 1, 149.34',
    '2026-03-26 to 2026-04-10: 1, 89.34',
  ]);
});

test('case 61: whatever order the campaigns are given in', () => {
  const campaigns = campaignsOf(EXPIRED + put('2026-03-23'));
  assert.deepEqual(seriesOf(campaigns.toReversed(), KO), seriesOf(campaigns, KO));
});

test('case 61: a holiday is no session: from Thursday 2 April over Good Friday to Wednesday', () => {
  const table = `
    2026-03-30 10:00  STO 1 KO 50P 17Apr @1.50
    2026-04-02 10:00  BTC 1 KO 50P 17Apr @1.00
    2026-04-08 10:00  STO 1 KO 49P 17Apr @0.90
  `;
  assert.deepEqual(told(table), ['2026-03-30 to now: 2, 138.02']);
});

test('case 61: campaigns that overlap are one series, and its end is that of the longest', () => {
  const long = `
    2026-03-03 10:00  STO 1 KO 45P 17Apr @0.70
    2026-04-18 03:30  expired 1 KO 45P 17Apr
    2026-04-20 10:00  STO 1 KO 45P 15May @0.80
  `;
  const series = theSeries(EXPIRED + long, { asOf: '2026-04-24' });
  // 149.34 + 69.34 + 79.34
  assert.equal(series.cashE4, 2_980_200);
  assert.deepEqual([series.campaignIds.length, series.closedOn, series.days], [3, null, 53]);
  assert.equal(series.realisedE4, 2_186_800);
});

test('case 61: whatever begins while one is open belongs with it', () => {
  const table = `
    2026-01-05 10:00  STO 1 KO 40P 18Dec @1.50
    2026-06-01 10:00  STO 1 KO 50P 19Jun @0.90
    2026-06-02 10:00  BTC 1 KO 50P 19Jun @0.50
  `;
  // 149.34 + 89.34 - 50.66
  assert.deepEqual(told(table), ['2026-01-05 to now: 2, 188.02']);
});

test('case 61: only the tickers it is wished for, and never over two accounts', () => {
  const table = `${EXPIRED}
    2026-03-23 10:00  STO 1 KO 49P 10Apr @0.90  account B
    2026-03-23 10:00  STO 1 F 12P 10Apr @0.30
  `;
  assert.deepEqual(told(table), ['2026-03-02 to 2026-03-20: 1, 149.34', '2026-03-23 to now: 1, 89.34']);
  assert.deepEqual(told(table, new Set()), []);
});

test('case 61: a campaign that does not know what it realised makes the series not know', () => {
  const table = `
    2026-03-02 09:00  transfer +100 KO
    2026-03-09 10:00  STO 1 KO 62C 17Apr @0.80  order 1
    2026-03-20 10:00  BTC 1 KO 62C 17Apr @0.20  order 2
    2026-03-20 10:00  sold 100 KO @61           order 2
    2026-03-23 10:00  STO 1 KO 49P 10Apr @0.90
  `;
  const { realisedE4, realisedTaxE4, capitalDaysE4, cashE4 } = theSeries(table);
  assert.deepEqual([realisedE4, realisedTaxE4, capitalDaysE4], [null, null, null]);
  // 79.34 - 20.66 + 6100 + 89.34
  assert.equal(cashE4, 62_480_200);
});

test('case 61: rolls, dividends and fees are added up', () => {
  const table = `
    2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
    2026-03-18 10:00  BTC 1 KO 50P 20Mar @0.50  order 2
    2026-03-18 10:00  STO 1 KO 52P 17Apr @1.60  order 2
    2026-04-18 03:25  shares +100 KO @52                   "COCA COLA CO"
    2026-04-18 03:30  assigned 1 KO 52P 17Apr
    2026-05-07        dividend 51.00                       "COCA COLA CO"
    2026-05-08 10:00  sold 100 KO @53
    2026-05-11 10:00  STO 1 KO 50P 15May @0.50
  `;
  const { rollCount, dividendsE4, feesE4 } = theSeries(table);
  assert.deepEqual([rollCount, dividendsE4, feesE4], [1, 510_000, 26_400]);
});

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { lookAtCalendar } from '../../../../src/features/campaigns/actions/calendar.ts';
import { lookAtRows, lookAtStatistics } from '../../../../src/features/campaigns/actions/statistics.ts';
import { premiumE4, premiumInAll } from '../../../../src/features/campaigns/engine/statistics/bars.ts';
import { monthOf, monthsBetween } from '../../../../src/features/campaigns/engine/statistics/months.ts';
import { findCampaign } from '../../../../src/features/campaigns/store/campaigns.ts';
import type { Stored } from '../../../../src/features/campaigns/store/columns.ts';
import { openTestHouse, type TestHouse } from '../../../support/house.ts';
import { signIn } from '../../../support/people.ts';
import { rows as rowsIn } from '../../../support/rows.ts';
import { histories } from '../../../support/trader.ts';
import { keep } from './kept.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 12);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

type Book = 'economic' | 'tax';

const realisedIn = (book: Book, of: Pick<Stored, 'realisedE4' | 'realisedTaxE4'>) =>
  (book === 'tax' ? of.realisedTaxE4 : of.realisedE4) ?? 0;

const total = <T>(all: readonly T[], of: (each: T) => number) => all.reduce((sum, each) => sum + of(each), 0);

/** People, each with a history of their own, and their campaigns. */
async function traders(t: TestContext) {
  const house = await openTestHouse(t);
  const drawn = fc.sample(histories({ mostSteps: 60 }), { seed: SEED, numRuns: HISTORIES });
  const found = [];
  for (const [i, { rows }] of drawn.entries()) {
    const { id } = await signIn(house, 'user', `trader${i}`);
    await keep(house, id, rows);
    found.push({ userId: id, campaigns: campaignsOf(house, id) });
  }
  return { house, found };
}

function campaignsOf(house: TestHouse, userId: string): readonly Stored[] {
  const ids = rowsIn(house, 'SELECT id FROM campaigns WHERE user_id = ?', userId);
  return ids.map(
    ({ id }) => findCampaign(house.deps.db, userId, String(id)) ?? assert.fail(`no campaign ${id}`),
  );
}

test('the bars, their headline and the campaigns come to the same, whatever they are narrowed to', async (t) => {
  const { house, found } = await traders(t);
  const { db } = house.deps;
  let counted = 0;
  for (const { userId, campaigns } of found) {
    const [some] = campaigns.filter(({ status }) => status === 'CLOSED');
    const narrowings = [
      {},
      { book: 'tax' as const },
      { ticker: some?.ticker ?? 'KO' },
      { strategy: some?.strategy ?? 'WHEEL' },
      { account: some?.account ?? 'MAIN' },
      { from: some?.startedOn ?? '2026-01-01', to: some?.closedOn ?? '2026-12-31' },
    ];
    for (const query of narrowings) {
      const { statistics, standing } = lookAtStatistics(db, userId, { ...NONE, ...query }, null);
      const book: Book = query.book ?? 'economic';
      const fits = ({ ticker, strategy, account }: Stored) =>
        (query.ticker ?? ticker) === ticker &&
        (query.strategy ?? strategy) === strategy &&
        (query.account ?? account) === account;
      const inTime = (on: string) => on >= (query.from ?? '') && on <= (query.to ?? '9999');
      const closed = campaigns.filter(
        (each) => fits(each) && each.closedOn !== null && inTime(each.closedOn),
      );
      const known = closed.filter(({ realisedE4 }) => realisedE4 !== null);
      counted += known.length;
      const headline = total(known, (each) => realisedIn(book, each));
      assert.equal(statistics.total.realisedE4, headline);
      assert.equal(statistics.total.count, known.length);
      for (const bars of [statistics.byMonth, statistics.byTicker, statistics.byStrategy]) {
        assert.equal(
          total(bars, ({ realisedE4 }) => realisedE4),
          headline,
        );
        assert.equal(
          total(bars, ({ count }) => count),
          known.length,
        );
      }
      assert.equal(standing.unknownCount, closed.length - known.length);
      assert.equal(statistics.total.wins, known.filter((each) => realisedIn(book, each) > 0).length);
      const premium = total(campaigns.filter(fits), ({ allocations }) =>
        total(
          allocations.filter(({ on }) => inTime(on)),
          (each) => each.premiumE4,
        ),
      );
      assert.equal(premiumE4(premiumInAll(statistics.premium)), premium);
      assert.equal(total(statistics.premium, premiumE4), premium);
    }
  }
  assert.ok(counted > 50, `${counted} campaigns are few`);
});

test('the days of all months come to what campaigns have realised, in both books', async (t) => {
  const { house, found } = await traders(t);
  const { db } = house.deps;
  for (const { userId, campaigns } of found)
    for (const book of ['economic', 'tax'] as const) {
      const days = campaigns.flatMap(({ allocations }) => allocations.map(({ on }) => monthOf(on)));
      const months = monthsBetween(days).map(
        (month) => lookAtCalendar(db, userId, { ...NONE, book, month }, '2026-06-01').told,
      );
      const known = campaigns.filter(({ realisedE4 }) => realisedE4 !== null);
      assert.equal(
        total(months, ({ realisedE4 }) => realisedE4),
        total(known, (each) => realisedIn(book, each)),
      );
      for (const { weeks, realisedE4 } of months)
        assert.equal(
          total(weeks, (week) => week.realisedE4),
          realisedE4,
        );
    }
});

test('the rows that a sum opens to come to the sum, page after page', async (t) => {
  const { house, found } = await traders(t);
  const { db } = house.deps;
  for (const { userId } of found) {
    const { premium } = lookAtStatistics(db, userId, NONE, null).statistics;
    const parts = premiumInAll(premium);
    const sums = [
      ['new', parts.newE4],
      ['rolled', parts.rolledE4],
      ['closed', parts.closedE4],
    ] as const;
    for (const [part, sumE4] of sums) {
      let amountE4 = 0;
      let count = 0;
      let page = lookAtRows(db, userId, NONE, part, null, 7);
      const asked = page;
      for (;;) {
        amountE4 += total(page.rows, (row) => row.amountE4);
        count += page.rows.length;
        if (page.next === null) break;
        page = lookAtRows(db, userId, NONE, part, page.next, 7);
      }
      assert.deepEqual([amountE4, count], [sumE4, asked.count]);
      assert.equal(asked.amountE4, sumE4);
    }
  }
});

const NONE = {
  account: undefined,
  ticker: undefined,
  strategy: undefined,
  tag: undefined,
  book: undefined,
  currency: undefined,
  from: undefined,
  to: undefined,
};

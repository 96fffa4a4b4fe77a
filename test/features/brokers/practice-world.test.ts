import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { keyOf } from '../../../src/features/brokers/practice/ledger/postings.ts';
import { ACCOUNTS, account } from '../../../src/features/brokers/practice/schwab/accounts.ts';
import { transactionsOf } from '../../../src/features/brokers/practice/schwab/transactions.ts';
import { anchorOf, MAIN, makeWorld } from '../../../src/features/brokers/practice/world.ts';
import { ANCHOR, DAY, parsedAt, practiceWorld, rowsAt, Seen, TUESDAY } from '../../support/practice.ts';

test('a seed and a Monday make one world, in whatever order it is asked', () => {
  const [first, second] = [practiceWorld(7), practiceWorld(7)];
  rowsAt(second, TUESDAY + 90 * DAY);
  rowsAt(second, TUESDAY - 900 * DAY);
  assert.deepEqual(rowsAt(first, TUESDAY), rowsAt(second, TUESDAY));
  assert.notDeepEqual(rowsAt(practiceWorld(8), TUESDAY), rowsAt(first, TUESDAY));
});

test('what was there stays there: a later look adds rows, and changes only what is meant to change', () => {
  const world = practiceWorld(3);
  const later = new Map(
    rowsAt(world, TUESDAY + 200 * DAY).map((row) => [row.activityId, JSON.stringify(row)]),
  );
  const changed = rowsAt(world, TUESDAY).filter((row) => later.get(row.activityId) !== JSON.stringify(row));
  assert.equal(changed.length, 2, 'the corrected row, and the one that vanishes');
  assert.ok(later.size > rowsAt(world, TUESDAY).length + 50);
});

test('the anchor is the Monday of the week', () => {
  for (const at of ['2026-11-16T00:00:00Z', '2026-11-20T13:00:00Z', '2026-11-22T23:59:59Z'])
    assert.equal(anchorOf(Date.parse(at)), ANCHOR);
});

for (const [seed, anchor] of [
  [1, ANCHOR],
  [2, '2026-01-05'],
  [3, '2027-06-28'],
  [4, '2028-02-28'],
  [20_260_105, '2026-12-28'],
] as const)
  test(`seed ${seed} from ${anchor}: three years, forty campaigns, and no problem that is not meant`, () => {
    const world = makeWorld({ seed, anchor });
    const at = Date.parse(`${anchor}T15:00:00Z`) + 2 * DAY;
    const { grouping, parsed } = new Seen(world, at);
    assert.ok(grouping.campaigns.length >= 40, `${grouping.campaigns.length} campaigns`);
    const years = (at - Math.min(...parsed.transactions.map(({ executedAt }) => executedAt))) / DAY / 365;
    assert.ok(years > 3, `${years} years`);
    const codes = [...parsed.problems, ...grouping.problems].map(({ code }) => code);
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !MEANT.includes(code)),
      [],
    );
    assert.ok(codes.length <= MEANT.length + 3, codes.join(' '));
    const strategies = new Set(grouping.campaigns.map(({ strategy }) => strategy));
    assert.ok(strategies.size >= 17, [...strategies].join(' '));
    assert.ok(grouping.campaigns.filter(({ status }) => status === 'OPEN').length >= 8);
    assert.ok(grouping.suggestions.length >= 4 && grouping.suggestions.length < 25);
  });

const MEANT = [
  'ROW_NOT_VALID',
  'UNKNOWN_BASIS',
  'UNMATCHED_DIVIDEND',
  'EXPECTED_EVENT_MISSING',
  'INCOMPLETE_ASSIGNMENT',
  'NAKED_CALL',
];

test('at any time, what is held is what the printed rows have moved, and what the printed account says', () => {
  const world = practiceWorld(5);
  const start = Date.parse(ANCHOR) - 1100 * DAY;
  const moment = fc.integer({ min: 0, max: 1300 * 24 * 60 }).map((minutes) => start + minutes * 60_000);
  fc.assert(
    fc.property(moment, fc.constantFrom(...ACCOUNTS), (at, number) => {
      const sums = sumsOf(transactionsOf(world, number, at).map((row) => row.print()));
      const { securitiesAccount } = account(world, number, at);
      const printed = new Map(
        (securitiesAccount.positions ?? []).map(({ instrument, longQuantity, shortQuantity }) => [
          instrument.symbol,
          longQuantity - shortQuantity,
        ]),
      );
      assert.deepEqual(printed, sums.held);
      assert.equal(securitiesAccount.currentBalances.cashBalance, sums.cash);
      assert.equal(Math.round(world.ledger.cashAt(number, at) / 100) / 100, sums.cash);
    }),
    { numRuns: 60 },
  );
});

type Printed = ReturnType<ReturnType<typeof transactionsOf>[number]['print']>;

function sumsOf(rows: readonly Printed[]) {
  const held = new Map<string, number>();
  let cents = 0;
  for (const row of rows.toReversed()) {
    if (row.status !== 'VALID') continue;
    cents += Math.round(row.netAmount * 100);
    for (const { instrument, amount } of row.transferItems) {
      if (!('symbol' in instrument) || instrument.symbol === 'CURRENCY_USD') continue;
      const left = Math.round(((held.get(String(instrument.symbol)) ?? 0) + amount) * 1e4) / 1e4;
      if (left === 0) held.delete(String(instrument.symbol));
      else held.set(String(instrument.symbol), left);
    }
  }
  return { held, cash: cents / 100 };
}

test('nobody closes what they do not have, and nothing outlives its expiration', () => {
  const held = new Map<string, number>();
  for (const row of practiceWorld(6).ledger.rowsAt(TUESDAY + 60 * DAY)) {
    if (row.status !== 'VALID') continue;
    for (const { instrument, quantityE8, effect } of row.moves) {
      const key = `${row.account} ${keyOf(instrument)} ${row.story}`;
      const before = held.get(key) ?? 0;
      assert.ok(effect !== 'CLOSING' || before * quantityE8 < 0, key);
      assert.ok(
        instrument.kind === 'SHARE' || row.bookedAt < Date.parse(instrument.expiresOn) + 12 * DAY,
        key,
      );
      held.set(key, before + quantityE8);
    }
  }
});

test('the whole history of a seed is made within a second', () => {
  const before = process.cpuUsage();
  const world = practiceWorld(11);
  for (const number of ACCOUNTS) account(world, number, TUESDAY);
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1000 < 1000, `${(user + system) / 1000} ms`);
});

test('a large history is told on request', () => {
  const world = makeWorld({ seed: 1, anchor: ANCHOR, size: { tickers: 20, weeks: 52, rowsEach: 200 } });
  const rows = transactionsOf(world, MAIN, TUESDAY);
  assert.ok(rows.length > 3_500 && rows.length <= 4_000, `${rows.length} rows`);
  assert.equal(parsedAt(world, TUESDAY).problems.length, 0);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseSchwabApi } from '../../../src/features/brokers/index.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { cash, contractOf, element, fee, found, option, share, told } from './schwab-rows.ts';

const bought = (changes: object) =>
  element(17, { netAmount: -100, transferItems: [share('F', 10, -100)], ...changes });
const item = (changes: object) => bought({ transferItems: [share('F', 10, -100, changes)] });
const ofContract = (changes: object) =>
  bought({
    transferItems: [
      option('F 2026-04-17 P 12', 1, -100, { instrument: contractOf('F 2026-04-17 P 12', changes) }),
    ],
  });

const unreadable: readonly (readonly [story: string, row: unknown])[] = [
  ['an amount that is text', bought({ netAmount: '-100' })],
  ['an amount that is no number', bought({ netAmount: Number.NaN })],
  ['an amount without end', bought({ netAmount: Number.POSITIVE_INFINITY })],
  ['an amount beyond any account', bought({ netAmount: -1e15 })],
  [
    'costs that together are beyond any account',
    bought({ transferItems: Array(3).fill(share('F', 1, 8e11)) }),
  ],
  ['no amount', bought({ netAmount: undefined })],
  ['no time', bought({ time: undefined })],
  ['a time that is a number', bought({ time: 1_774_000_000_000 })],
  ['a date in 1970', bought({ time: '1970-01-01T00:00:00+0000', tradeDate: undefined })],
  ['a date in 2999', bought({ tradeDate: '2999-01-01T00:00:00+0000' })],
  ['a date that is none', bought({ time: '2026-02-30T10:00:00+0000' })],
  ['an hour that is none', bought({ time: '2026-02-20T24:00:00+0000' })],
  ['no account', bought({ accountNumber: undefined })],
  ['no type', bought({ type: null })],
  ['no status', bought({ status: undefined })],
  ['a trade of nothing', item({ amount: 0 })],
  ['a trade of next to nothing', item({ amount: 1e-12 })],
  ['a trade of a million millions', item({ amount: 1e12 })],
  ['a quantity that is text', item({ amount: '10' })],
  ['no quantity', item({ amount: undefined })],
  ['no cost', item({ cost: undefined })],
  ['a price below zero', item({ price: -1 })],
  ['a share without a symbol', item({ instrument: { assetType: 'EQUITY' } })],
  ['no instrument', item({ instrument: undefined })],
  ['a trade without an item', bought({ transferItems: [] })],
  ['a trade of cash alone', bought({ transferItems: [cash(-100)] })],
  ['a delivery of nothing', bought({ type: 'RECEIVE_AND_DELIVER', netAmount: 0, transferItems: [] })],
  ['an option nobody can name', ofContract({ symbol: null, strikePrice: undefined })],
  ['an option on no side', ofContract({ symbol: '', putCall: 'UNKNOWN' })],
  ['an option with a strike of 0', ofContract({ symbol: 'F     260417P00000000' })],
  ['an option with a finer strike than a symbol holds', ofContract({ symbol: null, strikePrice: 12.00001 })],
  ['an option with half a multiplier', ofContract({ optionPremiumMultiplier: 0.5 })],
  ['half an option', bought({ transferItems: [option('F 2026-04-17 P 12', 0.5, -100)] })],
];

for (const [story, row] of unreadable) {
  test(`${story}: the row is named, and not booked`, () => {
    const parsed = parseSchwabApi([row]);
    assert.deepEqual([told(parsed), found(parsed)], [[], ['BAD_ROW 17']]);
    assert.match(parsed.problems[0]?.message ?? '', /^Transaction 17 [^{}[\]]+\.$/);
  });
}

test('a row without an id is named by its place', () => {
  for (const row of [
    null,
    7,
    'text',
    [],
    {},
    bought({ activityId: undefined }),
    bought({ activityId: 2 ** 53 }),
  ]) {
    const { transactions, problems } = parseSchwabApi([bought({}), row]);
    assert.equal(transactions.length, 1);
    assert.match(
      problems.map(({ message }) => message).join(),
      /^Row 2 cannot be read: its .+ is missing or wrong\.$/,
    );
  }
});

test('what does not count at Schwab does not count here', () => {
  for (const status of ['INVALID', 'PENDING', 'UNKNOWN', ''])
    assert.deepEqual(found(parseSchwabApi([bought({ status })])), ['ROW_NOT_VALID 17']);
});

test('a row whose items contradict its net amount is kept, and said', () => {
  const parsed = parseSchwabApi([
    bought({ netAmount: -100.01 }),
    { ...bought({ netAmount: -100.005 }), activityId: 18 },
  ]);
  assert.deepEqual(told(parsed), [
    '2026-03-20 TRADE F 10 at 10 for -100.01',
    '2026-03-20 TRADE F 10 at 10 for -100.005',
  ]);
  assert.deepEqual(
    parsed.problems.map(({ message }) => message),
    ['Transaction 17: its items come to -100.00, its net amount is -100.01.'],
  );
});

test('what is no share or option is cash, and said where it moves something', () => {
  const bond = { assetType: 'FIXED_INCOME', symbol: '912828XX1' };
  const parsed = parseSchwabApi([
    item({ instrument: bond }),
    { ...item({ instrument: bond, amount: 0 }), activityId: 18 },
    { ...item({ instrument: { assetType: 'CASH_EQUIVALENT' } }), activityId: 19, type: 'CASH_RECEIPT' },
  ]);
  assert.deepEqual(told(parsed), Array(3).fill('2026-03-20 CASH for -100'));
  assert.deepEqual(found(parsed), ['BAD_ROW 17']);
});

test('a type we have never met is an adjustment with a security and cash without one, and said both times', () => {
  const parsed = parseSchwabApi([
    bought({ type: 'TRADE_CORRECTION' }),
    element(18, { type: 'BONUS', netAmount: 5, transferItems: [cash(5)] }),
  ]);
  assert.deepEqual(told(parsed), ['2026-03-20 ADJUSTMENT F 10 at 10 for -100', '2026-03-20 CASH for 5']);
  assert.deepEqual(found(parsed), ['BAD_ROW 17', 'BAD_ROW 18']);
});

test('a dividend that also moves shares is only counted as cash, and said', () => {
  const parsed = parseSchwabApi([bought({ type: 'DIVIDEND_OR_INTEREST', description: 'FORD MTR CO' })]);
  assert.deepEqual([told(parsed), found(parsed)], [['2026-03-20 DIVIDEND F for -100'], ['BAD_ROW 17']]);
});

test('the same row twice is one; a corrected one is what was given last; another account is another row', () => {
  const corrected = bought({ netAmount: -101, transferItems: [share('F', 10, -101)] });
  assert.deepEqual(told(parseSchwabApi([bought({}), bought({})])), ['2026-03-20 TRADE F 10 at 10 for -100']);
  assert.deepEqual(told(parseSchwabApi([bought({}), corrected])), ['2026-03-20 TRADE F 10 at 10.1 for -101']);
  assert.deepEqual(found(parseSchwabApi([bought({}), bought({ status: 'INVALID' })])), ['ROW_NOT_VALID 17']);
  assert.equal(parseSchwabApi([bought({}), bought({ accountNumber: '87654321' })]).transactions.length, 2);
});

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((number) => number / 100);
const paid = fc.integer({ min: 0, max: 5000 }).map((number) => number / 100);
const counts = fc.integer({ min: -500, max: 500 }).filter((number) => number !== 0);
const strikes = fc.integer({ min: 1, max: 40 });
const securities = fc.oneof(
  fc.tuple(counts, cents).map(([count, cost]) => share('F', count, cost)),
  fc
    .tuple(counts, cents, strikes)
    .map(([count, cost, strike]) => option(`F 2026-04-17 P ${strike}`, count, cost)),
);
const fees = fc.tuple(fc.constantFrom('COMMISSION', 'SEC_FEE', '__proto__', 'constructor'), paid);
const trades = fc
  .tuple(fc.array(fees, { maxLength: 5 }), fc.array(securities, { minLength: 1, maxLength: 4 }))
  .map(([costs, moves]) => {
    const transferItems = [...costs.map(([type, sum]) => fee(type, sum)), ...moves];
    return { netAmount: transferItems.reduce((sum, { cost }) => sum + cost, 0), transferItems };
  });

test('parts, fees and net amounts add up to the row, to the last digit', () => {
  fc.assert(
    fc.property(trades, ({ netAmount, transferItems }) => {
      const { transactions, problems } = parseSchwabApi([element(1, { netAmount, transferItems })]);
      const fees = transactions.flatMap(({ feesE4 }) => Object.values(feesE4));
      const sent = transferItems
        .filter((one) => 'feeType' in one)
        .reduce((sum, { amount }) => sum + amount, 0);
      assert.deepEqual(problems, []);
      assert.equal(sumOf(transactions.map(({ netE4 }) => netE4)), Math.round(netAmount * 10_000));
      assert.equal(sumOf(fees), Math.round(sent * 10_000));
      const moved = transferItems
        .filter((one) => !('feeType' in one))
        .map(({ cost }) => Math.round(cost * 10_000));
      assert.deepEqual(
        transactions.map((row) => row.netE4 + sumOf(Object.values(row.feesE4))),
        moved,
      );
    }),
  );
});

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, null, Number.NaN, -0, 1e308, '', '__proto__'),
);
const broken = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    trades,
    fc.array(fc.tuple(fc.string(), odd)),
    fc.constantFrom('TRADE', 'JOURNAL', 'RECEIVE_AND_DELIVER', 'X'),
  )
  .map(([id, trade, changes, type]) => element(id, { ...trade, type, ...Object.fromEntries(changes) }));
const mangled = fc
  .tuple(
    broken,
    fc.constantFrom(
      'activityId',
      'time',
      'status',
      'type',
      'netAmount',
      'transferItems',
      'description',
      'tradeDate',
      'orderId',
    ),
    odd,
  )
  .map(([row, field, value]) => ({ ...row, [field]: value }));

test('whatever comes, nothing is thrown and every row is accounted for', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, mangled, broken), { maxLength: 8 }), (rows) => {
      const { transactions, problems } = parseSchwabApi(rows);
      const named = new Set([
        ...transactions.map(({ id }) => id),
        ...problems.flatMap(({ transactionIds }) => transactionIds),
      ]);
      rows.forEach((row, index) => {
        const id = idOf(row);
        const isPlaced = problems.some(({ message }) => message.startsWith(`Row ${index + 1} `));
        assert.ok(isPlaced || (id !== null && named.has(id)), JSON.stringify(row));
      });
    }),
    { numRuns: 300 },
  );
});

test('what is no list is one row that cannot be read', () => {
  fc.assert(
    fc.property(odd, (value) => {
      if (!Array.isArray(value)) assert.equal(parseSchwabApi(value).problems.length, 1);
    }),
  );
});

test('the order of the rows does not matter', () => {
  const rows = fc.uniqueArray(broken, { selector: ({ activityId }) => activityId, maxLength: 9 });
  const shuffled = rows.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([given, other]) => {
      const [a, b] = [parseSchwabApi(given), parseSchwabApi(other)];
      assert.deepEqual(a.transactions.toSorted(byId), b.transactions.toSorted(byId));
      assert.deepEqual(found(a).toSorted(), found(b).toSorted());
    }),
  );
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function byId(a: Transaction, b: Transaction): number {
  return Number(a.id) - Number(b.id) || a.part - b.part;
}

function idOf(row: unknown): string | null {
  return typeof row === 'object' && row !== null && 'activityId' in row ? String(row.activityId) : null;
}

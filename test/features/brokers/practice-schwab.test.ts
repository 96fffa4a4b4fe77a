import assert from 'node:assert/strict';
import test from 'node:test';
import {
  account,
  accountByHash,
  accountNumbers,
  accounts,
  userPreference,
} from '../../../src/features/brokers/practice/schwab/accounts.ts';
import {
  instrumentByCusip,
  instruments,
  priceHistory,
} from '../../../src/features/brokers/practice/schwab/market-data.ts';
import { quotes } from '../../../src/features/brokers/practice/schwab/quotes.ts';
import { MAIN, makeWorld, OTHER } from '../../../src/features/brokers/practice/world.ts';
import { DAY, practiceWorld, rowsAt, Seen, TUESDAY } from '../../support/practice.ts';

const world = practiceWorld(1);
const seen = new Seen(world, TUESDAY);
const rows = rowsAt(world, TUESDAY);

/** The printed rows of a story, oldest first. */
function printed(story: string) {
  const ids = new Set(seen.rows(story).map(({ id }) => id));
  return rows.filter(({ activityId }) => ids.has(activityId)).toReversed();
}

test('an option trade: fees first, zero ones too, then the contract; every key in its place', () => {
  const [row] = printed('a roll in one order');
  assert.deepEqual(Object.keys(row ?? {}), [
    'activityId',
    'time',
    'accountNumber',
    'type',
    'status',
    'subAccount',
    'tradeDate',
    'positionId',
    'orderId',
    'netAmount',
    'transferItems',
  ]);
  assert.match(row?.time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
  const items = row?.transferItems ?? [];
  assert.deepEqual(
    items.map(({ feeType }) => feeType),
    ['COMMISSION', 'SEC_FEE', 'OPT_REG_FEE', 'TAF_FEE', undefined],
  );
  const [commission] = items;
  assert.deepEqual([commission?.amount, commission?.cost, commission?.price], [1.3, -1.3, undefined]);
  const option = items.at(-1);
  assert.deepEqual(Object.keys(option ?? {}), ['instrument', 'amount', 'cost', 'price', 'positionEffect']);
  assert.deepEqual([option?.amount, option?.positionEffect], [-2, 'OPENING']);
  assert.equal(option?.cost, Math.round((option?.price ?? 0) * 200 * 100) / 100);
  assert.deepEqual(Object.keys(option?.instrument ?? {}), [
    'assetType',
    'status',
    'symbol',
    'instrumentId',
    'closingPrice',
    'expirationDate',
    'optionDeliverables',
    'optionPremiumMultiplier',
    'putCall',
    'strikePrice',
    'type',
    'underlyingSymbol',
  ]);
});

test('ids have the sizes that Schwab gives them, and grow with the time of booking', () => {
  for (const row of rows) {
    assert.equal(String(row.activityId).length, 12);
    if (row.orderId !== undefined) assert.equal(String(row.orderId).length, 13);
    if (row.positionId !== undefined) assert.equal(String(row.positionId).length, 10);
  }
  const ids = [...world.ledger.rowsAt(TUESDAY)].map(({ id }) => id);
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => a - b),
  );
});

test('the net amount is the sum of all costs, or of the amounts of plain cash', () => {
  for (const { netAmount, transferItems } of rows) {
    const costs = transferItems.reduce((sum, { cost }) => sum + cost, 0);
    const amounts = transferItems.reduce((sum, { amount, cost }) => sum + (cost || amount), 0);
    assert.ok([costs, amounts].some((sum) => Math.abs(sum - netAmount) < 0.005));
  }
});

test('no key is null or empty: what is not known is not there', () => {
  const walk = (value: unknown): void => {
    assert.notEqual(value, null);
    assert.notEqual(value, undefined);
    if (typeof value === 'object') for (const part of Object.values(value as object)) walk(part);
  };
  walk(rows);
  walk(accounts(world, TUESDAY));
});

test('a roll in one order is a row for each leg, of one order and one second', () => {
  const [, closing, opening] = printed('a roll in one order');
  assert.equal(closing?.orderId, opening?.orderId);
  assert.equal(closing?.time, opening?.time);
  assert.notEqual(closing?.activityId, opening?.activityId);
});

test('partial fills share their order', () => {
  const [first, second] = printed('a full wheel');
  assert.equal(first?.orderId, second?.orderId);
  assert.notEqual(first?.time, second?.time);
});

test('a spread may come in one row with two contracts', () => {
  const [row] = printed('a spread written in one row');
  const options = row?.transferItems.filter(({ feeType }) => feeType === undefined);
  assert.equal(options?.length, 2);
});

test('an assignment has no order: shares at the strike under the name of the company, and the contract for nothing', () => {
  const [shares, removal] = printed('assigned, and sold at once').slice(1);
  assert.equal(shares?.type, 'TRADE');
  assert.equal(shares?.orderId, undefined);
  assert.equal(shares?.description, 'TAIWAN SEMICONDUCTOR MFG CO LTD');
  assert.deepEqual(Object.keys(shares ?? {}).slice(0, 3), ['activityId', 'time', 'description']);
  const [share] = shares?.transferItems ?? [];
  assert.deepEqual([share?.amount, share?.positionEffect], [100, 'OPENING']);
  assert.equal(removal?.netAmount, 0);
  assert.match(
    removal?.description ?? '',
    /^Removed due to Assignment PUT TAIWAN .* \$[\d.]+ EXP \d\d\/\d\d\/\d\d$/,
  );
  const [option] = removal?.transferItems ?? [];
  assert.deepEqual([option?.amount, option?.cost, option?.price], [1, 0, 0]);
});

test('shares called away bear a fee of the regulator', () => {
  const gone = printed('a full wheel').find(
    ({ type, netAmount, orderId }) => type === 'TRADE' && netAmount > 0 && !orderId,
  );
  assert.deepEqual(
    gone?.transferItems.map(({ feeType }) => feeType),
    ['COMMISSION', 'SEC_FEE', undefined],
  );
});

test('a dividend is cash under a name, without a ticker; so is the tax on it', () => {
  const [dividend, tax] = printed('a wheel whose dividend is taxed abroad').filter(
    ({ positionId }) => !positionId,
  );
  assert.equal(dividend?.type, 'DIVIDEND_OR_INTEREST');
  assert.deepEqual(
    [tax?.type, tax?.time, tax?.description],
    ['JOURNAL', dividend?.time, dividend?.description],
  );
  const [item, ...others] = dividend?.transferItems ?? [];
  assert.deepEqual([item?.amount, item?.cost, item?.price, others.length], [dividend?.netAmount, 0, 0, 0]);
  assert.ok(!JSON.stringify(dividend).includes('TSM'));
});

test('funds are collective investments, in transactions and in positions', () => {
  const [row] = printed('dividends that buy shares, and a call on them');
  const item = row?.transferItems.at(-1)?.instrument as Record<string, unknown>;
  assert.deepEqual([item['assetType'], item['type']], ['COLLECTIVE_INVESTMENT', 'EXCHANGE_TRADED_FUND']);
  const { positions = [] } = account(world, MAIN, TUESDAY).securitiesAccount;
  const held = positions.find(({ instrument }) => instrument.symbol === 'SCHD');
  assert.deepEqual(Object.keys(held?.instrument ?? {}), [
    'assetType',
    'cusip',
    'symbol',
    'description',
    'type',
  ]);
});

test('positions: only the side that is held, a short value negative, no strike in an option', () => {
  const { positions = [] } = account(world, MAIN, TUESDAY).securitiesAccount;
  const short = positions.find(({ shortQuantity }) => shortQuantity > 0);
  const long = positions.find(({ longQuantity }) => longQuantity > 0);
  assert.ok(short && long);
  assert.ok('averageShortPrice' in short && !('averageLongPrice' in short) && short.marketValue < 0);
  assert.ok('averageLongPrice' in long && !('averageShortPrice' in long));
  assert.ok(short.settledShortQuantity <= 0);
  assert.ok(!('strikePrice' in short.instrument) && !('expirationDate' in short.instrument));
  const equity = positions.find(({ instrument }) => instrument.assetType === 'EQUITY');
  assert.deepEqual(Object.keys(equity?.instrument ?? {}), ['assetType', 'cusip', 'symbol', 'netChange']);
});

test('an account without positions has no such key, nor has one that was not asked for them', () => {
  const early = Date.parse('2023-08-20T15:00:00Z');
  assert.ok(!('positions' in account(world, MAIN, early).securitiesAccount));
  assert.ok(!('positions' in account(world, MAIN, TUESDAY, false).securitiesAccount));
  assert.equal(account(world, OTHER, TUESDAY).securitiesAccount.type, 'CASH');
});

test('an account is worth its cash and its positions', () => {
  for (const { securitiesAccount, aggregatedBalance } of accounts(world, TUESDAY)) {
    const value = (securitiesAccount.positions ?? []).reduce((sum, { marketValue }) => sum + marketValue, 0);
    const { cashBalance, liquidationValue } = securitiesAccount.currentBalances;
    assert.ok(Math.abs(cashBalance + value - liquidationValue) < 0.01);
    assert.equal(aggregatedBalance.liquidationValue, liquidationValue);
  }
});

test('shares that a put brought cost its strike by trade, and less its premium by tax', () => {
  const [put, , removal] = seen.rows('a full wheel').filter(({ moves }) => moves.length > 0);
  const at =
    Math.max(
      ...seen
        .rows('a full wheel')
        .slice(0, 4)
        .map(({ bookedAt }) => bookedAt),
    ) + 1000;
  const { positions = [] } = account(world, MAIN, at).securitiesAccount;
  const held = positions.find(({ instrument }) => instrument.symbol === 'KO');
  assert.ok(put && removal && held && 'averageLongPrice' in held);
  assert.ok(held.averagePrice < held.averageLongPrice);
});

test('a hash stands for an account; its number does not', () => {
  const [first] = accountNumbers();
  assert.match(first?.hashValue ?? '', /^[0-9A-F]{64}$/);
  assert.equal(accountByHash(first?.hashValue ?? ''), first?.accountNumber);
  assert.equal(accountByHash(MAIN), null);
  assert.equal(userPreference(TUESDAY).accounts[0]?.displayAcctId, '...907');
});

test('quotes of shares, funds, the index and options; the unknown are named and fail nothing', () => {
  const symbols = ['F', 'SCHD', '$SPX', 'F     261218P00013000', 'NOPE', 'INFY'];
  const found = quotes(world, symbols, TUESDAY) as Record<string, { quote: Record<string, number> }>;
  assert.deepEqual(Object.keys(found), [...symbols.slice(0, 4), 'errors']);
  assert.deepEqual(found['errors'], { invalidSymbols: ['NOPE', 'INFY'] });
  const { quote } = found['F'] ?? assert.fail();
  assert.ok((quote['bidPrice'] ?? 0) < (quote['askPrice'] ?? 0));
  assert.ok(
    (quote['lowPrice'] ?? 0) <= (quote['lastPrice'] ?? 0) &&
      (quote['lastPrice'] ?? 0) <= (quote['highPrice'] ?? 0),
  );
  const put = found['F     261218P00013000']?.quote;
  assert.ok((put?.['delta'] ?? 0) < 0 && (put?.['theta'] ?? 0) < 0);
});

test('instruments by symbol, by words of their name, by their registered number', () => {
  const named = instruments(world, 'COCA', 'desc-search');
  assert.deepEqual('instruments' in named && named.instruments?.map(({ symbol }) => symbol), ['KO']);
  assert.deepEqual(instruments(world, 'NOPE', 'symbol-search'), {});
  assert.equal(instrumentByCusip(world, '345370860')?.instruments[0]?.symbol, 'F');
  assert.deepEqual(instruments(world, '(', 'symbol-regex'), {});
});

test('a history of prices knows the sessions, and shows one share of today after a split', () => {
  const range = { from: TUESDAY - 1200 * DAY, to: TUESDAY, minutes: 0 };
  const { candles, previousClose } = priceHistory(world, 'NVDA', range);
  assert.ok(candles.length > 800 && candles.length < 850);
  assert.ok((previousClose ?? 0) < 120, 'before the split it traded ten times as high');
  const jumps = candles.slice(1).map(({ open }, i) => Math.abs(Math.log(open / (candles[i]?.close ?? 0))));
  assert.ok(Math.max(...jumps) < 0.2);
  assert.deepEqual(priceHistory(world, 'NOPE', range), { candles: [], symbol: 'NOPE', empty: true });
  const minutes = priceHistory(world, 'F', { from: TUESDAY - DAY / 24, to: TUESDAY, minutes: 5 });
  assert.equal(minutes.candles.length, 13);
});

test('a large history is printed like a small one', () => {
  const large = makeWorld({ seed: 1, anchor: '2026-11-16', size: { tickers: 3, weeks: 10, rowsEach: 30 } });
  const [row] = rowsAt(large, TUESDAY);
  assert.deepEqual(Object.keys(row ?? {}).slice(0, 2), ['activityId', 'time']);
});

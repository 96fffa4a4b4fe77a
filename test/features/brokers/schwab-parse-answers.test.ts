import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../../src/features/brokers/parse/faults.ts';
import { readAccounts, readNames } from '../../../src/features/brokers/schwab/parse/accounts.ts';
import { readAnswer } from '../../../src/features/brokers/schwab/parse/answer-text.ts';
import { readBook } from '../../../src/features/brokers/schwab/parse/book.ts';
import { readCandles } from '../../../src/features/brokers/schwab/parse/candles.ts';
import { splitElements } from '../../../src/features/brokers/schwab/parse/elements.ts';
import { readListings } from '../../../src/features/brokers/schwab/parse/listings.ts';
import { marketSymbol, readQuotes } from '../../../src/features/brokers/schwab/parse/quotes.ts';
import { parseRawRows, readRawRows } from '../../../src/features/brokers/schwab/parse/raw-rows.ts';
import { readTokens, refusalOf } from '../../../src/features/brokers/schwab/parse/tokens.ts';
import { element, share } from './schwab-rows.ts';
import { account, BALANCES, held, NUMBER, quoteOf } from './schwab-script.ts';

const ASKED = { from: 1_700_000_000_000, type: 'TRADE', account: '12345678' };

test('each element keeps the letters it came in', () => {
  const elements = ['{"a":"}],{","b":[1,{"c":"\\""}]}', '{ "n" : 1.50,\n "big":12345678901234567890 }'];
  assert.deepEqual(splitElements(` [ ${elements.join(' ,\n ')} ]\n`), elements);
  assert.deepEqual(splitElements('[]'), []);
  assert.deepEqual(splitElements('\uFEFF[ ]'), []);
});

for (const text of [
  '',
  '[',
  '[{"a":1}',
  '[{"a":1},',
  '[{"a":1},]',
  '[{"a":1}{"b":2}]',
  '[{"a":1}] trailing',
  '[1]',
  '[[]]',
  '[null]',
  '{}',
  '"[]"',
  'null',
  '[{"a":"',
  '{"errors":[]}',
  '<html>',
])
  test(`no list of rows: ${text || 'nothing'}`, () => {
    const read = splitElements(text);
    const rows = isFault(read) ? read : readRawRows(read, ASKED);
    assert.ok(isFault(rows), JSON.stringify(rows));
  });

test('any list of objects is split into what it was made of', () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 });
  fc.assert(
    fc.property(objects, fc.constantFrom(0, 1, 2), (list, indent) => {
      const read = splitElements(JSON.stringify(list, null, indent));
      assert.ok(!isFault(read));
      assert.deepEqual(
        read.map((text) => JSON.parse(text)),
        JSON.parse(JSON.stringify(list)),
      );
    }),
  );
});

test('whatever is cut off a list, nothing of it is taken for the whole', () => {
  const whole = JSON.stringify([element(1, {}), element(2, { description: 'a "}]" b' })]);
  for (let length = 0; length < whole.length; length++) {
    const read = splitElements(whole.slice(0, length));
    assert.ok(isFault(read) || isFault(readRawRows(read, ASKED)), whole.slice(0, length));
  }
});

test('an id keeps all its digits, however many', () => {
  const rows = [
    '{"activityId": 98765432109876543210,"time":"x"}',
    '{"activityId":"123456789012"}',
    '{"activityId":7}',
  ];
  const read = readRawRows(rows, ASKED);
  assert.ok(!isFault(read));
  assert.deepEqual(
    read.map(({ id }) => id),
    ['98765432109876543210', '123456789012', '7'],
  );
});

test('a row whose time or type cannot be read is kept under what was asked for', () => {
  const read = readRawRows(['{"activityId":7,"time":17,"type":null}'], ASKED);
  assert.ok(!isFault(read));
  assert.deepEqual(read, [
    { id: '7', happenedAt: ASKED.from, type: 'TRADE', text: '{"activityId":7,"time":17,"type":null}' },
  ]);
});

test('a row told twice is what it was told to be last', () => {
  const read = readRawRows(['{"activityId":7,"v":1}', '{"activityId":8}', '{"activityId":7,"v":2}'], ASKED);
  assert.ok(!isFault(read));
  assert.deepEqual(
    read.map(({ id, text }) => [id, text.length > 20]),
    [
      ['7', true],
      ['8', false],
    ],
  );
});

for (const text of [
  '{}',
  '{"activityId":0}',
  '{"activityId":-5}',
  '{"activityId":1.5}',
  '{"activityId":"x"}',
  '{"activityId":null}',
  '{"activityId":1e30}',
])
  test(`a row without an id spoils the page: ${text}`, () => {
    assert.deepEqual(readRawRows(['{"activityId":7}', text], ASKED), {
      fault: 'has a row without an id (row 2 of 2)',
    });
  });

test('rows are understood together, and a bad one is named by the id it is kept under', () => {
  const good = JSON.stringify(element(5, { netAmount: -10, transferItems: [share('F', 1, -10)] }));
  const parsed = parseRawRows([
    { id: '5', text: good },
    { id: '6', text: '{"activityId":98765432109876543210}' },
    { id: '7', text: 'broken' },
  ]);
  assert.deepEqual(
    parsed.transactions.map(({ id }) => id),
    ['5'],
  );
  assert.deepEqual(
    parsed.problems.map(({ code, transactionIds }) => [code, ...transactionIds]),
    [
      ['BAD_ROW', '6'],
      ['BAD_ROW', '7'],
    ],
  );
});

test('positions: long and short, shares and funds and options, each with its price', () => {
  const short = {
    longQuantity: 0,
    shortQuantity: 1,
    settledShortQuantity: -1,
    averagePrice: 2.1534,
    marketValue: -195,
    instrument: {
      assetType: 'OPTION',
      symbol: 'HOOD  260710C00110000',
      putCall: 'CALL',
      underlyingSymbol: 'HOOD',
    },
  };
  const read = readBook(
    account([
      held('EQUITY', 'F'),
      held('OPTION', '', short),
      held('COLLECTIVE_INVESTMENT', 'VTI', { longQuantity: 12.5, averagePrice: 281.4, marketValue: 3901.25 }),
      held('EQUITY', '90138F102', { averagePrice: 0, marketValue: 0 }),
    ]),
    NUMBER,
  );
  assert.ok(!isFault(read));
  assert.deepEqual(
    read.positions.map(({ instrument, quantityE8, averagePriceE6, marketValueE4 }) => [
      instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker,
      quantityE8,
      averagePriceE6,
      marketValueE4,
    ]),
    [
      ['F', 100e8, 12_345_000, 13_000_000],
      ['HOOD  260710C00110000', -1e8, 2_153_400, -1_950_000],
      ['VTI', 12.5e8, 281_400_000, 39_012_500],
      ['90138F102', 100e8, null, 0],
    ],
  );
  assert.deepEqual(read.balances, [{ currency: 'USD', cashE4: 84_521_700, valueE4: 247_984_200 }]);
});

test('a sweep fund is cash, a bond is left out, and both are named; what is closed is no position', () => {
  const sweep = held('CASH_EQUIVALENT', 'MMDA1', { longQuantity: 1500, marketValue: 1500.1 });
  const closed = held('EQUITY', 'GM', { longQuantity: 0, marketValue: 0 });
  const read = readBook(account([sweep, held('FIXED_INCOME', '912797XX1'), closed]), NUMBER);
  assert.ok(!isFault(read));
  assert.deepEqual(read.positions, []);
  assert.deepEqual(read.balances[0]?.cashE4, 84_521_700 + 15_001_000);
  assert.deepEqual(
    read.leftOut.map(({ symbol }) => symbol),
    ['MMDA1', '912797XX1'],
  );
});

test('an account without positions has none; one of cash says its cash otherwise', () => {
  const read = readBook(account(undefined, { currentBalances: { totalCash: 12.3 } }), NUMBER);
  assert.ok(!isFault(read));
  assert.deepEqual(
    [read.positions, read.balances],
    [[], [{ currency: 'USD', cashE4: 123_000, valueE4: null }]],
  );
});

const BROKEN_BOOKS: readonly unknown[] = [
  null,
  [],
  {},
  account([held('EQUITY', 'F', { longQuantity: '100' })]),
  account([held('EQUITY', 'F', { longQuantity: undefined })]),
  account([held('EQUITY', 'F', { longQuantity: 1e15 })]),
  account([held('EQUITY', '')]),
  account([held('OPTION', 'nonsense')]),
  account([null]),
  account([], { currentBalances: {} }),
  account([], { currentBalances: { ...BALANCES, cashBalance: 'much' } }),
  account([], { accountNumber: '1' }),
];

for (const [index, broken] of BROKEN_BOOKS.entries())
  test(`a book with something missing is none (${index})`, () =>
    assert.ok(isFault(readBook(broken, NUMBER))));

test('a quote has the name it was asked by; an option is worth its mark', () => {
  const option = 'F     260417P00012000';
  const answer = {
    $SPX: quoteOf('$SPX', 6000.123_456_7, { bidPrice: 0, askPrice: 0 }),
    [option]: quoteOf(option, 0.5, { mark: 0.35, bidPrice: 0, askPrice: 0.7, closePrice: 0 }),
    errors: { invalidSymbols: ['NOPE'] },
  };
  const read = readQuotes(answer, ['SPX', option, 'NOPE', 'constructor', '__proto__'], 5);
  assert.ok(!isFault(read));
  assert.deepEqual(
    read.quotes.map(({ symbol, priceE6, bidE6, askE6, closeE6, at }) => [
      symbol,
      priceE6,
      bidE6,
      askE6,
      closeE6,
      at,
    ]),
    [
      ['SPX', 6_000_123_457, null, null, 6_000_123_457, 1_773_950_000_123],
      [option, 350_000, 0, 700_000, null, 1_773_950_000_123],
    ],
  );
});

test('a fund has the price of last night, whichever way it is told', () => {
  const told = [{ nAV: 10.53 }, { nAV: 0, closePrice: 10.53 }];
  for (const quote of told) {
    const read = readQuotes({ SWPPX: { assetMainType: 'MUTUAL_FUND', quote } }, ['SWPPX'], 5);
    assert.ok(!isFault(read));
    assert.deepEqual([read.quotes[0]?.priceE6, read.quotes[0]?.at], [10_530_000, 5]);
  }
});

test('symbols are spelled as the market spells them', () => {
  const spelled = ['F', 'SPX', 'VIX', 'BRK.B', 'SPXW  260320P05000000', '$DJI'].map(marketSymbol);
  assert.deepEqual(spelled, ['F', '$SPX', '$VIX', 'BRK/B', 'SPXW  260320P05000000', '$DJI']);
});

test('a name is kept where one was given', () => {
  const preference = {
    accounts: [
      { accountNumber: '1234', nickName: ' Wheel ' },
      { accountNumber: '9', nickName: '' },
    ],
  };
  for (const answer of [preference, [preference]])
    assert.deepEqual([...readNames(answer)], [['1234', 'Wheel']]);
});

test('the last days of a history are those asked for, sorted, each once', () => {
  const day = (datetime: string, close = 1) => ({
    open: 1,
    high: 2,
    low: 1,
    close,
    volume: 5,
    datetime: Date.parse(datetime),
  });
  const answer = {
    candles: [
      day('2026-03-20T05:00:00Z'),
      day('2026-03-18T04:00:00Z'),
      day('2026-03-20T05:00:00Z', 2),
      day('2026-03-25T05:00:00Z'),
    ],
  };
  const read = readCandles(answer, '2026-03-18', '2026-03-20');
  assert.ok(!isFault(read));
  assert.deepEqual(
    read.candles.map(({ tradedOn, closeE6 }) => [tradedOn, closeE6]),
    [
      ['2026-03-18', 1_000_000],
      ['2026-03-20', 2_000_000],
    ],
  );
});

test('no reader of answers ever throws, and what it reads is exact', () => {
  const readers: readonly ((value: unknown, text: string) => unknown)[] = [
    (value) => readAccounts(value, new Map()),
    (value) => readNames(value),
    (value) => readBook(value, NUMBER),
    (value) => readBook(account([value]), NUMBER),
    (value) => readBook(account([held('EQUITY', 'F', { instrument: value })]), NUMBER),
    (value) => readQuotes(value, ['F', 'SPX'], 1),
    (value) => readQuotes({ F: value }, ['F'], 1),
    (value) => readQuotes({ F: { quote: value } }, ['F'], 1),
    (value) => readCandles(value, '2026-01-01', '2026-02-01'),
    (value) => readCandles({ candles: [value] }, '2026-01-01', '2026-02-01'),
    (value) => readListings(value),
    (value) => readTokens(value),
    (_value, text) => readAnswer(text),
    (_value, text) => splitElements(text),
    (_value, text) => readRawRows([text], ASKED),
    (_value, text) => parseRawRows([{ id: '1', text }]),
    (_value, text) => refusalOf(400, text),
  ];
  fc.assert(
    fc.property(fc.anything(), fc.oneof(fc.string(), fc.json()), (value, text) => {
      for (const read of readers) read(value, text);
    }),
    { numRuns: 500 },
  );
});

test('numbers of any size are scaled exactly, or refused', () => {
  const money = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100);
  fc.assert(
    fc.property(money, fc.oneof(fc.double(), fc.integer()), (value, quantity) => {
      const read = readBook(
        account([held('EQUITY', 'F', { marketValue: value, longQuantity: quantity })]),
        NUMBER,
      );
      if (isFault(read) || read.positions.length === 0) return;
      assert.equal(read.positions[0]?.marketValueE4, Math.round(value * 100) * 100);
      assert.ok(Number.isSafeInteger(read.positions[0]?.quantityE8));
    }),
  );
});

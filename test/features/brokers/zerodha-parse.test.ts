import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../../src/features/brokers/parse/faults.ts';
import { readAccount } from '../../../src/features/brokers/zerodha/parse/account.ts';
import { readData, readRefusal } from '../../../src/features/brokers/zerodha/parse/answers.ts';
import { readBalance, readPositions } from '../../../src/features/brokers/zerodha/parse/book.ts';
import { readHoldings } from '../../../src/features/brokers/zerodha/parse/holdings.ts';
import { linesOf, searchInstruments } from '../../../src/features/brokers/zerodha/parse/instruments.ts';
import { readCandles, readQuotes, readTokens } from '../../../src/features/brokers/zerodha/parse/quotes.ts';
import { readSession } from '../../../src/features/brokers/zerodha/parse/session.ts';
import { readTicks } from '../../../src/features/brokers/zerodha/parse/ticks.ts';
import { readKiteTime } from '../../../src/features/brokers/zerodha/parse/times.ts';
import { parseTrades, readTrades } from '../../../src/features/brokers/zerodha/parse/trades.ts';
import { holding, INSTRUMENTS, position, trade } from './zerodha-script.ts';

test('no reader of answers ever throws', () => {
  const readers: readonly ((value: unknown, text: string, bytes: Uint8Array) => unknown)[] = [
    (value) => readAccount(value),
    (value) => readSession(value),
    (value) => readBalance(value),
    (value) => readPositions(value),
    (value) => readPositions({ net: [value, position('A', { quantity: value })] }),
    (value) => readHoldings(value),
    (value) => readHoldings([value]),
    (value) => readHoldings([holding('A', { mtf: value })]),
    (value) => readQuotes(value, ['INFY'], 1),
    (value) => readQuotes({ 'NSE:INFY': value }, ['INFY'], 1),
    (value) => readTokens(value, ['INFY']),
    (value) => readCandles({ candles: [value] }, '2026-01-01', '2026-02-01'),
    (value) => readTrades([value, trade('1', { fill_timestamp: value })]),
    (_value, text) => parseTrades('AB1234', [{ id: '1', text }]),
    (value) =>
      parseTrades('AB1234', [{ id: '1', text: JSON.stringify(trade('1', { quantity: value })) ?? '' }]),
    (_value, text) => readData(text),
    (_value, text) => readRefusal(text),
    (_value, text) => readKiteTime(text),
    (_value, text) => searchInstruments([text], text),
    (_value, _text, bytes) => readTicks(bytes),
  ];
  const values = fc.oneof(fc.jsonValue(), fc.double(), fc.integer());
  fc.assert(
    fc.property(
      values,
      fc.oneof(fc.string(), fc.json()),
      fc.uint8Array({ maxLength: 400 }),
      (value, text, bytes) => {
        for (const read of readers) read(value, text, bytes);
      },
    ),
    { numRuns: 500 },
  );
});

test('impossible numbers make the answer unreadable, and name the share', () => {
  for (const changes of [{ last_price: -1 }, { quantity: 1e15 }, { average_price: 1e18 }]) {
    const read = readHoldings([holding('INFY', changes)]);
    assert.deepEqual(read, { fault: 'has impossible numbers for INFY' });
  }
  assert.ok(isFault(readPositions({ net: [position('INFY', { quantity: 9e7, last_price: 9e8 })] })));
});

test('the binary noise of a float is rounded away', () => {
  const read = readHoldings([
    holding('INFY', { last_price: 762.449_999_999_999_9, average_price: 0.1 + 0.2 }),
  ]);
  assert.ok(!isFault(read));
  assert.deepEqual([read.holdings[0]?.lastPriceE6, read.holdings[0]?.averagePriceE6], [762_450_000, 300_000]);
});

test('a bond without an ISIN goes by its exchange and symbol', () => {
  const read = readHoldings([holding('SGBJUN31I-GB', { isin: '' })]);
  assert.ok(!isFault(read));
  assert.equal(read.holdings[0]?.isin, 'NSE:SGBJUN31I-GB');
});

test('times are Indian; 1970 and nonsense are no times', () => {
  assert.deepEqual(readKiteTime('2021-05-31 09:16:39'), {
    instant: Date.parse('2021-05-31T03:46:39Z'),
    date: '2021-05-31',
  });
  assert.equal(readKiteTime('2017-12-15T09:15:00+0530')?.date, '2017-12-15');
  for (const text of [
    '',
    null,
    undefined,
    '09:16:39',
    '1970-01-01 05:30:00',
    '2021-02-30 09:00:00',
    '2021-05-31 25:00:00',
  ])
    assert.equal(readKiteTime(text), null);
});

test('instruments are found by symbol or by all words of the name; contracts are no shares', () => {
  const lines = `${INSTRUMENTS.replaceAll('\n', '\r\n')}\r\n`.split('\n');
  const search = (words: string) => searchInstruments(lines, words);
  assert.deepEqual(search('infy'), { listings: [{ symbol: 'INFY', name: 'INFOSYS', exchange: 'NSE' }] });
  assert.deepEqual(search('ltd mahindra'), {
    listings: [{ symbol: 'M&M', name: 'MAHINDRA & MAHINDRA, LTD', exchange: 'NSE' }],
  });
  assert.deepEqual(search('reliance'), { listings: [] });
});

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesIn(text: string, size: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const some of linesOf(piecesOf(new TextEncoder().encode(text), size))) lines.push(...some);
  return lines;
}

test('however a text is cut into pieces, its lines are the same', async () => {
  const text = fc
    .array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', '')))
    .map((all) => all.join('\n'));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (one, size) => {
      assert.deepEqual(await linesIn(one, size), one.toWellFormed().split('\n'));
    }),
  );
});

test('a line without an end does not gather: it is cut, and the list is none', async () => {
  const lines = await linesIn('x'.repeat(1_000_000), 1000);
  assert.ok(lines.every(({ length }) => length <= 11_000));
  assert.deepEqual(searchInstruments(lines, 'x'), { fault: 'is no list of instruments' });
});

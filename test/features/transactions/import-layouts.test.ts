import assert from 'node:assert/strict';
import test from 'node:test';
import { formatOf, isFault, readFile, type TradesFile } from '../../../src/features/brokers/index.ts';
import { decodeText } from '../../../src/lib/text-file.ts';
import { fileFormats } from '../../../src/model/file-format.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { exportedFile, exportedText, tradeLayouts } from '../../support/exports.ts';

function tradesIn(text: string): TradesFile {
  const read = readFile(text, formatOf(text));
  assert.ok(!isFault(read) && 'rows' in read, JSON.stringify(read));
  return read;
}

const told = ({ rows }: TradesFile): readonly Transaction[] =>
  rows.flatMap(({ transactions }) => transactions);
const faultOf = (text: string) => {
  const read = readFile(text, formatOf(text));
  return isFault(read) ? read.fault : 'was read';
};

for (const [name, format, rows, unread] of tradeLayouts) {
  test(`${name} is known by itself and read line by line`, () => {
    const file = tradesIn(exportedText(name));
    assert.equal(file.format, format);
    assert.deepEqual([file.rows.length, file.unread.length], [rows, unread]);
    assert.equal(new Set(file.rows.map(({ id }) => id)).size, rows);
  });
}

test('the same rows have the same ids in every layout of Schwab', () => {
  const ids = (name: string) => tradesIn(exportedText(name)).rows.map(({ id }) => id);
  assert.deepEqual(ids('schwab-plain.csv'), ids('schwab-title-and-total.csv'));
  assert.deepEqual(ids('schwab.json'), ids('schwab-title-and-total.csv'));
});

test('the title says whose account it is, and a total is no row', () => {
  assert.equal(tradesIn(exportedText('schwab-title-and-total.csv')).account, '...417');
  assert.equal(tradesIn(exportedText('schwab-2020.csv')).account, 'XXXX-1234');
  assert.equal(tradesIn(exportedText('schwab-plain.csv')).account, null);
});

test('every row keeps the line it stands on and the text it was written as', () => {
  const { rows, unread } = tradesIn(exportedText('schwab-not-understood.csv'));
  const lines = exportedText('schwab-not-understood.csv').split('\n');
  for (const { line, text } of [...rows, ...unread.slice(0, 2)]) assert.equal(text, lines[line - 1]);
  assert.deepEqual(
    unread.map(({ line, reason }) => [line, reason]),
    [
      [3, 'has no date we can read'],
      [4, 'has a quantity we cannot read'],
      [6, 'breaks off before its end'],
    ],
  );
  assert.match(rows.find(({ line }) => line === 2)?.problems[0]?.message ?? '', /Teleport Shares/);
});

test('a tradebook tells trades at their bare price, at the second, by the numbers Kite knows them by', () => {
  const [first, second, besides] = told(tradesIn(exportedText('zerodha-tradebook.csv')));
  assert.deepEqual(
    { ...first, account: '' },
    {
      id: '2024-04-01-NSE-10000001',
      part: 0,
      account: '',
      orderId: '1100000000000001',
      executedAt: Date.parse('2024-04-01T04:27:47Z'),
      tradedOn: '2024-04-01',
      hasTime: true,
      effectiveOn: null,
      kind: 'TRADE',
      instrument: { kind: 'SHARE', ticker: 'INFY' },
      quantityE8: 500_000_000,
      priceE6: 1_412_950_000,
      effect: null,
      feesE4: {},
      netE4: -70_647_500,
      currency: 'INR',
      description: '',
    },
  );
  assert.equal(second?.orderId, first?.orderId);
  assert.deepEqual(besides?.instrument, { kind: 'SHARE', ticker: 'HSCL-BE' });
  const { unread } = tradesIn(exportedText('zerodha-tradebook.csv'));
  assert.match(unread[0]?.reason ?? '', /future, an option or a fund/);
});

test("Kite's holdings say what is held, what is not known of it, and what it closed at before", () => {
  const read = readFile(exportedText('zerodha-holdings.csv'), 'zerodha-holdings');
  assert.ok(!isFault(read) && 'holdings' in read);
  assert.deepEqual(
    read.holdings.map(({ isin, reportedE8, averagePriceE6, lastPriceE6, closePriceE6 }) => [
      ...[isin, reportedE8, averagePriceE6, lastPriceE6, closePriceE6],
    ]),
    [
      ['NSE:INFY', 800_000_000, 1_412_950_000, 1_554_250_000, 1_412_954_545],
      ['NSE:TATAMOTORS', 12_000_000_000, null, 1_021_500_000, 1_026_117_529],
      ['NSE:SGBJUN31I-GB', 400_000_000, 5_623_000_000, 7_100_010_000, 7_100_010_000],
    ],
  );
  assert.deepEqual(
    read.unread.map(({ line, reason }) => [line, reason]),
    [[5, 'has a quantity we cannot read']],
  );
});

const encodings: readonly (readonly [story: string, encode: (text: string) => Uint8Array])[] = [
  ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, as Excel writes it', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
  ['the line ends of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['the line ends of old Macs', (text) => Buffer.from(text.replaceAll('\n', '\r'))],
];

for (const name of ['schwab-title-and-total.csv', 'schwab.json', 'zerodha-tradebook.csv']) {
  for (const [story, encode] of encodings) {
    test(`${name} in ${story} is the same file`, () => {
      const decoded = decodeText(encode(exportedText(name)));
      assert.ok('text' in decoded);
      assert.deepEqual(told(tradesIn(decoded.text)), told(tradesIn(exportedText(name))));
    });
  }
}

test('what an old program on Windows saved keeps its letters', () => {
  const decoded = decodeText(Buffer.from('Nestl\xe9', 'latin1'));
  assert.deepEqual(decoded, { text: 'Nestlé' });
});

const notFiles: readonly (readonly [story: string, bytes: Uint8Array, fault: RegExp])[] = [
  ['nothing', Buffer.from(''), /is empty/],
  ['blanks', Buffer.from(' \r\n'), /is empty/],
  ['a workbook', Buffer.from('PK\x03\x04...'), /Excel workbook: save it as CSV/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /Excel workbook/],
  ['a PDF', Buffer.from('%PDF-1.7'), /is a PDF/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /is no text/],
];

for (const [story, bytes, fault] of notFiles) {
  test(`${story} is no text, and is said to be none`, () => {
    const decoded = decodeText(bytes);
    assert.ok('fault' in decoded);
    assert.match(decoded.fault, fault);
  });
}

const notOurs: readonly (readonly [story: string, text: string, fault: RegExp])[] = [
  ['another table of Schwab', exportedText('schwab-realized-gains.csv'), /has no heading with the columns/],
  ['half of a JSON file', exportedText('schwab.json').slice(0, 900), /is not whole/],
  ['JSON of something else', '{"a": 1}', /has no list of BrokerageTransactions/],
  ['a heading alone', 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n', /has no rows/],
  ['a letter', 'Dear Sir or Madam,\nplease find enclosed', /has no heading/],
];

for (const [story, text, fault] of notOurs) {
  test(`${story} is refused with a sentence`, () => assert.match(faultOf(text), fault));
}

test('a file cut off anywhere is read up to there, or refused: never an exception', () => {
  for (const name of [
    'schwab-title-and-total.csv',
    'zerodha-tradebook.csv',
    'zerodha-holdings.csv',
    'schwab.json',
  ]) {
    const text = exportedText(name);
    for (let end = 0; end < text.length; end += 7)
      for (const format of fileFormats) assert.equal(typeof readFile(text.slice(0, end), format), 'object');
  }
});

test('a file of one kind is refused as another', () => {
  const { bytes } = exportedFile('schwab.json');
  const text = Buffer.from(bytes).toString();
  for (const format of fileFormats.filter((one) => one !== 'schwab-json'))
    assert.ok(isFault(readFile(text, format)), format);
});

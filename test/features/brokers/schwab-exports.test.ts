import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseSchwabExport } from '../../../src/features/brokers/index.ts';
import { found, told } from './schwab-rows.ts';

const HEADING = '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"';
const TITLE = '"Transactions  for account Individual ...123 as of 10/07/2026 08:53:37 AM ET"';

/** Cells by `|`: date, action, symbol, quantity, price, fees, amount. */
function lineOf(row: string): string {
  const [date, action, symbol, quantity, price, fees, amount] = row.split('|').map((cell) => cell.trim());
  return [date, action, symbol, 'SOME CO', quantity, price, fees, amount]
    .map((cell) => `"${cell ?? ''}"`)
    .join(',');
}

function fileOf(...rows: readonly string[]): string {
  return `${[HEADING, ...rows.map(lineOf)].join('\n')}\n`;
}

const rows: readonly (readonly [row: string, expected: string])[] = [
  ['03/20/2026|Buy|SFM|1,100|$164.85||-$181,335.00', '2026-03-20 TRADE SFM 1100 at 164.85 for -181335'],
  [
    '03/20/2026|Sell|SFM|100|$172.50|$0.45|$17,249.55',
    '2026-03-20 TRADE SFM -100 at 172.5 for 17249.55 (FEES 0.45)',
  ],
  [
    '03/20/2026|Sell|SFM|-100|$172.50|$0.45|$17,249.55',
    '2026-03-20 TRADE SFM -100 at 172.5 for 17249.55 (FEES 0.45)',
  ],
  ['03/20/2026|Sell Short|F|10|$12|| 120', '2026-03-20 TRADE F -10 at 12 OPENING for 120'],
  [
    '07/06/2026|Sell to Open|HOOD 07/10/2026 110.00 C|1|$2.16|$0.66|$215.34',
    '2026-07-06 TRADE HOOD  260710C00110000 -1 at 2.16 OPENING for 215.34 (FEES 0.66)',
  ],
  [
    '07/06/2026|Buy to Close|HOOD 07/10/2026 110.50 P|2|$0.01||$-2.00',
    '2026-07-06 TRADE HOOD  260710P00110500 2 at 0.01 CLOSING for -2',
  ],
  [
    '07/06/2026|Buy to Open|SPXW 07/10/2026 5,000.00 C|1|$3.00||(300.00)',
    '2026-07-06 TRADE SPXW  260710C05000000 1 at 3 OPENING for -300',
  ],
  ['07/06/2026|Sell to Close|BRK/B|1|$3||$3', '2026-07-06 TRADE BRK.B -1 at 3 CLOSING for 3'],
  [
    '07/20/2026 as of 07/17/2026|Expired|HOOD 07/17/2026 100.00 P|1|||',
    '2026-07-17 EXPIRATION HOOD  260717P00100000 1 for 0',
  ],
  [
    '07/20/2026 as of 07/17/2026|Expired|NET 07/17/2026 135.00 C|-5|||',
    '2026-07-17 EXPIRATION NET   260717C00135000 -5 for 0',
  ],
  [
    '07/13/2026 as of 07/10/2026|Assigned|HOOD 07/10/2026 110.00 C|1|||',
    '2026-07-10 ASSIGNMENT HOOD  260710C00110000 1 for 0',
  ],
  [
    '07/13/2026 as of 07/10/2026|Sell|HOOD|100|$110.00|$0.25|$10,999.75',
    '2026-07-10 TRADE HOOD -100 at 110 for 10999.75 (FEES 0.25)',
  ],
  [
    '07/13/2026|Exchange or Exercise|F 07/10/2026 10.00 C|-1|||',
    '2026-07-13 EXERCISE F     260710C00010000 -1 for 0',
  ],
  [
    '07/13/2026|Exchange or Exercise|SPXW 07/10/2026 5000.00 C|-1|||$80.00',
    '2026-07-13 CASH_SETTLEMENT SPXW  260710C05000000 -1 for 80',
  ],
  ['07/13/2026|Exchange or Exercise|OLDCO|-10|||', '2026-07-13 ADJUSTMENT OLDCO -10 for 0'],
  ['03/16/2026|Qualified Dividend|KO||||$22.31', '2026-03-16 DIVIDEND KO for 22.31'],
  ['03/16/2026|NRA Tax Adj|KO||||-$2.23', '2026-03-16 WITHHOLDING KO for -2.23'],
  ['03/16/2026|Reinvest Dividend|KO||||$31.00', '2026-03-16 DIVIDEND KO for 31'],
  ['03/16/2026|Reinvest Shares|KO|0.62|$50.00||-$31.00', '2026-03-16 TRADE KO 0.62 at 50 for -31'],
  ['03/16/2026|Cash In Lieu|KO||||$-0.88', '2026-03-16 DIVIDEND KO for -0.88'],
  ['03/16/2026|Cancel Buy|KO|1|$50.00||$50.00', '2026-03-16 TRADE KO -1 at 50 for 50'],
  ['03/16/2026|Bank Interest|||||$0.01', '2026-03-16 CASH for 0.01'],
  ['03/16/2026|ADR Mgmt Fee|TSM||||-$0.20', '2026-03-16 CASH for -0.2'],
  ['03/16/2026|Journal|||||-$100.00', '2026-03-16 CASH for -100'],
  ['03/16/2026|Journaled Shares|F|5|||', '2026-03-16 TRANSFER F 5 for 0'],
  ['03/16/2026|Security Transfer|||||$3.00', '2026-03-16 CASH for 3'],
  ['03/16/2026|Stock Plan Activity|V|184|||', '2026-03-16 TRANSFER V 184 for 0'],
  ['03/16/2026|Stock Split|XMPL|900|||', '2026-03-16 SPLIT XMPL 900 for 0'],
  [
    '03/16/2026|Options Frwd Split|TSLA 01/20/2027 333.33 C|-2|||',
    '2026-03-16 SPLIT TSLA  270120C00333330 -2 for 0',
  ],
  [
    '03/16/2026|Options Frwd Split|TSLA 01/20/2027 1000.00 C|1|||',
    '2026-03-16 SPLIT TSLA  270120C01000000 1 for 0',
  ],
  [
    '03/16/2026 as of 03/13/2026|Options Frwd Split Adj|NVDA 03/13/2026 1100.00 P|9|$0.01||',
    '2026-03-13 ADJUSTMENT NVDA  260313P01100000 9 at 0.01 for 0',
  ],
  ['03/16/2026|Reverse Split|999999901|-100|||', '2026-03-16 ADJUSTMENT 999999901 -100 for 0'],
  ['03/16/2026|Cash Merger|OLDCO||||$500.00', '2026-03-16 ADJUSTMENT OLDCO for 500'],
];

for (const [row, expected] of rows) {
  test(row, () => {
    const parsed = parseSchwabExport(fileOf(row));
    assert.deepEqual([told(parsed), found(parsed)], [[expected], []]);
  });
}

test('every field of an exported transaction, once in full', () => {
  const row = '07/13/2026 as of 07/10/2026|Sell to Open|BRKB 07/17/2026 500.00 P|1|$2.16|$0.66|$215.34';
  assert.deepEqual(parseSchwabExport(fileOf(row), '12345678').transactions, [
    {
      id: 'csv:2026-07-10|2026-07-13|sell to open|BRKB  260717P00500000|1|2.16|215.34#0001',
      part: 0,
      account: '12345678',
      orderId: null,
      executedAt: Date.parse('2026-07-10T00:00:00Z'),
      tradedOn: '2026-07-10',
      hasTime: false,
      effectiveOn: '2026-07-10',
      kind: 'TRADE',
      instrument: {
        kind: 'OPTION',
        symbol: 'BRKB  260717P00500000',
        ticker: 'BRK.B',
        expiresOn: '2026-07-17',
        type: 'PUT',
        strikeE6: 500_000_000,
        multiplier: 100,
        deliverableE8: 100 * 10 ** 8,
      },
      quantityE8: -(10 ** 8),
      priceE6: 2_160_000,
      effect: 'OPENING',
      feesE4: { FEES: 6600 },
      netE4: 2_153_400,
      currency: 'USD',
      description: 'SOME CO',
    },
  ]);
});

const NAMES =
  'Cash Dividend, Non-Qualified Div, Special Dividend, Special Qual Div, Special Non Qual Div, Qual Div Reinvest, Pr Yr Cash Div, Pr Yr Div Reinvest, Pr Yr Special Div, Pr Yr Non Qual Div, Div Adjustment, Long Term Cap Gain, Long Term Cap Gain Reinvest, Short Term Cap Gain, Short Term Cap Gain Reinvest, Bond Interest, Credit Interest, Margin Interest, Interest Adj, NRA Withholding, Foreign Tax Paid, Service Fee, Advisor Fee, Misc Cash Entry, Misc Credits, Internal Transfer, MoneyLink Transfer, MoneyLink Deposit, MoneyLink Adj, Wire Sent, Wire Received, Wire Funds, Wire Funds Adj, Wire Funds Received, Funds Received, Futures MM Sweep, Promotional Award, Visa Purchase, Options Frwd Split, Stock Div Dist, Spin-off, Stock Merger, Cash Merger Adj, Name Change, Conversion, Full Redemption, Full Redemption Adj, Stock Split Adj';

for (const name of [...NAMES.split(', '), 'BANK  INTEREST', 'buy to open']) {
  test(`“${name}” is an action we know`, () => {
    const { transactions, problems } = parseSchwabExport(fileOf(`03/16/2026|${name}|KO|1|||$1.00`));
    assert.equal(transactions.length, 1);
    assert.ok(!problems.some(({ message }) => message.includes('do not know')));
  });
}

const LAYOUTS: readonly (readonly [
  name: string,
  text: (...rows: readonly string[]) => string,
  account: string,
])[] = [
  ['bare', fileOf, 'account'],
  [
    'with title and total',
    (...rows) => `${TITLE}\n${fileOf(...rows)}"Transactions Total","","","","","","","$1.00"\n`,
    '...123',
  ],
  [
    'of 2020: nine columns, a blank line, another title',
    (...rows) =>
      `"Transactions  for account XXXX-1234 as of 11/15/2020 18:00:21 ET"\n\n${HEADING},\n${rows.map((row) => `${lineOf(row)},\n`).join('')}"Transactions Total","","","","","","",$1.00\n`,
    'XXXX-1234',
  ],
  [
    'from Windows, with a byte order mark',
    (...rows) => `\uFEFF${fileOf(...rows).replaceAll('\n', '\r\n')}`,
    'account',
  ],
  [
    'with its columns the other way round',
    (...rows) =>
      [HEADING, ...rows.map(lineOf)]
        .map((line) =>
          line
            .split(/,(?=")/)
            .toReversed()
            .join(','),
        )
        .join('\n'),
    'account',
  ],
  ['in JSON', jsonOf, 'account'],
];

function jsonOf(...rows: readonly string[]): string {
  const names = ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Fees & Comm', 'Amount'];
  const BrokerageTransactions = rows.map((row) => {
    const cells = row.split('|').map((cell, index) => [names[index], cell.trim()]);
    return { ...Object.fromEntries(cells), Description: 'SOME CO', ItemIssueId: '1', AcctgRuleCd: '2' };
  });
  return JSON.stringify({
    FromDate: '01/01/2026',
    ToDate: '12/31/2026',
    TotalTransactionsAmount: '$1.00',
    BrokerageTransactions,
  });
}

const STORY = [
  '07/20/2026 as of 07/17/2026|Expired|HOOD 07/17/2026 100.00 P|1|||',
  '07/13/2026|Sell to Open|HOOD 07/17/2026 100.00 P|1|$0.40|$0.66|$39.34',
  '07/13/2026|Sell to Open|HOOD 07/17/2026 100.00 P|1|$0.40|$0.66|$39.34',
  '03/16/2026|Cash Dividend|KO||||$1,022.31',
];

for (const [name, print, account] of LAYOUTS) {
  test(`a file ${name} says the same, under the same ids`, () => {
    const { transactions, problems } = parseSchwabExport(print(...STORY));
    const plain = parseSchwabExport(fileOf(...STORY)).transactions.map((row) => ({ ...row, account }));
    assert.deepEqual([transactions, problems], [plain, []]);
  });
}

test('the newest comes first in a file and last in what is read; equal fills both stay', () => {
  const ids = parseSchwabExport(fileOf(...STORY)).transactions.map(({ id }) => id);
  assert.deepEqual(ids, [
    'csv:2026-03-16||cash dividend|KO|||1022.31#0001',
    'csv:2026-07-13||sell to open|HOOD  260717P00100000|1|0.4|39.34#0001',
    'csv:2026-07-13||sell to open|HOOD  260717P00100000|1|0.4|39.34#0002',
    'csv:2026-07-17|2026-07-20|expired|HOOD  260717P00100000|1||#0001',
  ]);
  assert.deepEqual(ids, ids.toSorted());
});

test('a longer export gives the rows of a shorter one the ids they had', () => {
  const actions = fc.constantFrom('Buy|F', 'Sell|F', 'Buy|KO');
  const days = fc.integer({ min: 1, max: 28 });
  const printed = fc
    .array(fc.tuple(days, actions, fc.integer({ min: 1, max: 3 })), { maxLength: 20 })
    .map((list) =>
      list
        .toSorted(([a], [b]) => b - a)
        .map(
          ([day, what, count]) => `03/${String(day).padStart(2, '0')}/2026|${what}|${count}|$1||$${count}`,
        ),
    );
  fc.assert(
    fc.property(printed, fc.nat(20), (list, newer) => {
      const [longer, shorter] = [list, list.slice(newer)].map(
        (rows) => parseSchwabExport(fileOf(...rows)).transactions,
      );
      assert.deepEqual(shorter, longer?.slice(0, shorter?.length));
      assert.equal(new Set(longer?.map(({ id }) => id)).size, list.length);
    }),
  );
});

test('a split written as a pair is no split of what is held', () => {
  const pair = ['03/16/2026|Stock Split|XMPL|200|||', '03/16/2026|Stock Split Adj|999999901|-100|||'];
  assert.deepEqual(told(parseSchwabExport(fileOf(...pair))), [
    '2026-03-16 ADJUSTMENT 999999901 -100 for 0',
    '2026-03-16 ADJUSTMENT XMPL 200 for 0',
  ]);
});

test('options that are split on the day of such a pair are, for all that', () => {
  const rows = [
    '03/16/2026|Stock Split|XMPL|200|||',
    '03/16/2026|Stock Split Adj|999999901|-100|||',
    '03/16/2026|Options Frwd Split|XMPL 04/17/2026 25.00 P|-1|||',
  ];
  assert.deepEqual(
    told(parseSchwabExport(fileOf(...rows)))[0],
    '2026-03-16 SPLIT XMPL  260417P00025000 -1 for 0',
  );
});

test('an action we have never met is said, and kept as what it can be', () => {
  const parsed = parseSchwabExport(fileOf('03/17/2026|Moon Bonus|||||$5.00', '03/16/2026|Moon Split|F|5|||'));
  assert.deepEqual(told(parsed), ['2026-03-16 ADJUSTMENT F 5 for 0', '2026-03-17 CASH for 5']);
  assert.match(parsed.problems[0]?.message ?? '', /is a “Moon Split”, and we do not know what that means\.$/);
  assert.equal(parsed.problems.length, 2);
});

const unreadable = [
  '02/30/2026|Buy|F|1|$1||-$1',
  '01/01/1970|Buy|F|1|$1||-$1',
  '01/01/2999|Buy|F|1|$1||-$1',
  '2026-01-01|Buy|F|1|$1||-$1',
  '07/20/2026 as of 07/32/2026|Buy|F|1|$1||-$1',
  '03/16/2026|Buy|F|0|$1||-$1',
  '03/16/2026|Buy|F||$1||-$1',
  '03/16/2026|Buy|F|1e3|$1||-$1',
  '03/16/2026|Buy|F|1,00|$1||-$1',
  '03/16/2026|Buy|F|1000000000000|$1||-$1',
  '03/16/2026|Buy|F|1|-$1||-$1',
  '03/16/2026|Buy|F|1|$1||',
  '03/16/2026|Buy|F|1|$1||-$-1',
  '03/16/2026|Buy|F|1|$1||($1',
  '03/16/2026|Buy|F|1|$1||1 USD',
  '03/16/2026|Buy|F|1|$1|free|-$1',
  '03/16/2026|Buy||1|$1||-$1',
  '03/16/2026|Buy|what is this|1|$1||-$1',
  '03/16/2026|Buy to Open|F 02/30/2026 12.00 P|1|$1||-$100',
  '03/16/2026|Buy to Open|F 04/17/2026 0.00 P|1|$1||-$100',
  '03/16/2026|Buy to Open|F 04/17/2026 12.00 P|0.5|$1||-$50',
  '03/16/2026|Expired|F 04/17/2026 12.00 P||||',
  '03/16/2026|Expired|F 04/17/2026 12.00 P|0.5|||',
  '03/16/2026|Cash Dividend|F||||',
  '03/16/2026|Stock Split||5|||',
];

for (const row of unreadable) {
  test(`named by its place, and not booked: ${row}`, () => {
    const { transactions, problems } = parseSchwabExport(fileOf(STORY[3] ?? '', row));
    assert.equal(transactions.length, 1);
    assert.match(problems.map(({ message }) => message).join(), /^Row 3 [^{}[\]]+\.$/);
  });
}

test('a bond is cash, and said: its nominal amount is no number of shares', () => {
  const parsed = parseSchwabExport(fileOf('03/16/2026|Buy|912797XX1|10,000|$99.50||-$9,950.00'));
  assert.deepEqual(told(parsed), ['2026-03-16 CASH for -9950']);
  assert.equal(parsed.problems.length, 1);
});

test('a file cut off anywhere gives only whole rows, and says what it broke off at', () => {
  const whole = fileOf(...STORY);
  const ids = new Set(parseSchwabExport(whole).transactions.map(({ id }) => id));
  for (let end = HEADING.length; end < whole.length - 1; end++) {
    const { transactions, problems } = parseSchwabExport(whole.slice(0, end));
    const lines = whole.slice(0, end).trim().split('\n').length - 1;
    assert.ok(transactions.every(({ id }) => ids.has(id)));
    assert.equal(transactions.length + problems.length, lines);
  }
});

test('whatever the cells hold, every row is a transaction or a problem', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      '$1.00',
      '-5',
      '1',
      'F',
      '03/16/2026',
      'Buy',
      'Expired',
      'F 04/17/2026 12.00 P',
      'Journal',
    ),
  );
  const line = fc.array(
    cell.map((text) => text.replaceAll(/[|"\n\r]/g, '')),
    { minLength: 7, maxLength: 7 },
  );
  const row = line.map((cells) => cells.join('|')).filter((text) => !/^\s*Transactions Total/.test(text));
  fc.assert(
    fc.property(fc.array(row), (list) => {
      const { transactions, problems } = parseSchwabExport(fileOf(...list));
      assert.equal(
        transactions.length + problems.filter(({ transactionIds }) => transactionIds.length === 0).length,
        list.length,
      );
    }),
  );
});

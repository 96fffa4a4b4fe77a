import assert from 'node:assert/strict';
import test from 'node:test';
import { parseSchwabApi } from '../../../src/features/brokers/index.ts';
import { cash, contractOf, element, fee, found, option, share, told } from './schwab-rows.ts';

const DELIVERY = { type: 'RECEIVE_AND_DELIVER' };
const SATURDAY = { ...DELIVERY, time: '2026-07-11T07:30:12+0000' };

const events: readonly (readonly [story: string, row: unknown, expected: readonly string[]])[] = [
  [
    'shares bought',
    element(1, {
      orderId: 9,
      netAmount: -16485,
      transferItems: [share('SFM', 100, -16485, { positionEffect: 'OPENING' })],
    }),
    ['2026-03-20 TRADE SFM 100 at 164.85 OPENING for -16485'],
  ],
  [
    'shares sold, fees first',
    element(2, {
      netAmount: 17249.55,
      transferItems: [
        fee('COMMISSION', 0),
        fee('SEC_FEE', 0.35),
        fee('TAF_FEE', 0.1),
        share('SFM', -100, 17250),
      ],
    }),
    ['2026-03-20 TRADE SFM -100 at 172.5 for 17249.55 (SEC_FEE 0.35, TAF_FEE 0.1)'],
  ],
  [
    'a fund is a share',
    element(3, {
      netAmount: -500,
      transferItems: [
        { ...share('', 10, -500), instrument: { assetType: 'COLLECTIVE_INVESTMENT', symbol: 'SPY' } },
      ],
    }),
    ['2026-03-20 TRADE SPY 10 at 50 for -500'],
  ],
  [
    'a put sold to open',
    element(4, {
      netAmount: 214.34,
      transferItems: [
        fee('COMMISSION', 0.65),
        fee('OPT_REG_FEE', 0.01),
        option('HOOD 2026-06-26 P 97', -1, 215, { positionEffect: 'OPENING' }),
      ],
    }),
    [
      '2026-03-20 TRADE HOOD  260626P00097000 -1 at 2.15 OPENING for 214.34 (COMMISSION 0.65, OPT_REG_FEE 0.01)',
    ],
  ],
  [
    'an expiration, long and short',
    element(5, {
      ...SATURDAY,
      description: 'Removed due to Expiration CALL CLOUDFLARE INC $135 EXP 07/10/26',
      transferItems: [option('NET 2026-07-10 C 135', -5, 0)],
    }),
    ['2026-07-11 EXPIRATION NET   260710C00135000 -5 for 0'],
  ],
  [
    'an assignment, the option of it',
    element(6, {
      ...SATURDAY,
      description: 'Removed due to Assignment CALL ROBINHOOD MKTS INC $110 EXP 07/10/26',
      transferItems: [option('HOOD 2026-07-10 C 110', 1, 0, { positionEffect: 'CLOSING' })],
    }),
    ['2026-07-11 ASSIGNMENT HOOD  260710C00110000 1 CLOSING for 0'],
  ],
  [
    'an assignment, the shares of it',
    element(7, {
      time: '2026-07-11T07:25:13+0000',
      description: 'ROBINHOOD MKTS INC CLASS A',
      netAmount: 10999.75,
      transferItems: [fee('SEC_FEE', 0.25), share('HOOD', -100, 11000, { positionEffect: 'CLOSING' })],
    }),
    ['2026-07-11 TRADE HOOD -100 at 110 CLOSING for 10999.75 (SEC_FEE 0.25)'],
  ],
  ...['Removed due to Exercise CALL X', 'Exchange CALL EXAMPLE CORP $10', 'Exchange or Exercise CALL X'].map(
    (description) =>
      [
        `an exercise written “${description}”`,
        element(8, { ...SATURDAY, description, transferItems: [option('F 2026-07-10 C 10', -1, 0)] }),
        ['2026-07-11 EXERCISE F     260710C00010000 -1 for 0'],
      ] as const,
  ),
  [
    'both halves of an assignment in one element',
    element(9, {
      ...SATURDAY,
      description: 'Removed due to Assignment PUT FORD MTR CO $10 EXP 07/10/26',
      netAmount: -1000,
      transferItems: [option('F 2026-07-10 P 10', 1, 0), share('F', 100, -1000)],
    }),
    ['2026-07-11 ASSIGNMENT F     260710P00010000 1 for 0', '2026-07-11 TRADE F 100 at 10 for -1000'],
  ],
  [
    'an index option settled in the removal itself',
    element(10, {
      ...SATURDAY,
      description: 'Removed due to Exercise CALL S&P 500 INDEX $5000 EXP 07/10/26',
      netAmount: -1234.5,
      transferItems: [option('SPXW 2026-07-10 C 5000', 1, -1234.5, { price: 0 })],
    }),
    ['2026-07-11 CASH_SETTLEMENT SPXW  260710C05000000 1 for -1234.5'],
  ],
  [
    'a dividend, which names a company only',
    element(11, {
      type: 'DIVIDEND_OR_INTEREST',
      description: 'THE COCA-COLA CO',
      netAmount: 22.31,
      transferItems: [cash(22.31)],
    }),
    ['2026-03-20 DIVIDEND for 22.31'],
  ],
  ...[
    'SCHWAB1 INT 02/26-03/29',
    'BANK INT 031626-041526',
    'INTEREST 02/27THRU 03/29',
    'CREDIT INTEREST',
    'MARGIN INTEREST',
  ].map(
    (description) =>
      [
        `interest written “${description}”`,
        element(12, {
          type: 'DIVIDEND_OR_INTEREST',
          description,
          netAmount: 1.63,
          transferItems: [cash(1.63)],
        }),
        ['2026-03-20 CASH for 1.63'],
      ] as const,
  ),
  ...[
    'INTERNATIONAL PAPER CO',
    'INTL BUSINESS MACHS CORP',
    'EXAMPLE TR SH BENEFICIAL INTEREST',
    'MARRIOTT INT',
  ].map(
    (description) =>
      [
        `a dividend of ${description}`,
        element(13, { type: 'DIVIDEND_OR_INTEREST', description, netAmount: 5, transferItems: [cash(5)] }),
        ['2026-03-20 DIVIDEND for 5'],
      ] as const,
  ),
  ...[
    'THE COCA-COLA CO',
    'BANK OF AMERICA CORP',
    'ENERGY TRANSFER LP',
    'VISA INC CLASS A',
    'SCHWAB US DIVIDEND ETF',
  ].map(
    (description) =>
      [
        `tax withheld from ${description}`,
        element(14, { type: 'JOURNAL', description, netAmount: -2.23, transferItems: [cash(-2.23)] }),
        ['2026-03-20 WITHHOLDING for -2.23'],
      ] as const,
  ),
  ...['JOURNAL TO ...321', 'TRANSFER FUNDS FROM SCHWAB BANK', 'MARGIN TO CASH', 'Service Fee', ''].map(
    (description) =>
      [
        `a journal of cash written “${description}”`,
        element(15, { type: 'JOURNAL', description, netAmount: -100, transferItems: [cash(-100)] }),
        ['2026-03-20 CASH for -100'],
      ] as const,
  ),
  ...['ACH_RECEIPT', 'ELECTRONIC_FUND', 'WIRE_IN', 'CASH_RECEIPT', 'RECEIVE_AND_DELIVER', 'JOURNAL'].map(
    (type) =>
      [
        `a deposit as ${type}`,
        element(16, { type, description: 'Tfr SAMPLE BANK', netAmount: 25000, transferItems: [cash(25000)] }),
        ['2026-03-20 CASH for 25000'],
      ] as const,
  ),
  ...['SMA_ADJUSTMENT', 'MEMORANDUM', 'MONEY_MARKET', 'MARGIN_CALL'].map(
    (type) =>
      [
        `${type}, which moves nothing`,
        element(17, { type, netAmount: 12.5, transferItems: undefined }),
        ['2026-03-20 CASH for 0'],
      ] as const,
  ),
  [
    'a forward split',
    element(18, {
      ...DELIVERY,
      description: 'EXAMPLE CORP FORWARD SPLIT WITH STOCK SPLIT SHARES',
      transferItems: [share('XMPL', 900, 0)],
    }),
    ['2026-03-20 SPLIT XMPL 900 for 0'],
  ],
  [
    'a stock dividend',
    element(19, {
      ...DELIVERY,
      description: 'EXAMPLE CORP STOCK DIVIDEND',
      transferItems: [share('XMPL', 5, 0)],
    }),
    ['2026-03-20 SPLIT XMPL 5 for 0'],
  ],
  ...[
    'XXXREVERSE SPLIT EFF: 06/11/26',
    'CORPXXXMANDATORY MERGER EFF: 06/11/26',
    'XXXNAME CHANGE EFF: 06/11/26',
    ' SPIN-OFF',
  ].map(
    (mark) =>
      [
        `an adjustment marked ${mark}`,
        element(20, {
          ...DELIVERY,
          description: `EXAMPLE ${mark}`,
          transferItems: [share('999999901', -100, 0)],
        }),
        ['2026-03-20 ADJUSTMENT 999999901 -100 for 0'],
      ] as const,
  ),
  [
    'shares from another broker',
    element(21, { ...DELIVERY, description: 'VISA INC CLASS A', transferItems: [share('V', 184, 0)] }),
    ['2026-03-20 TRANSFER V 184 for 0'],
  ],
];

for (const [story, row, expected] of events) {
  test(story, () => {
    const parsed = parseSchwabApi([row]);
    assert.deepEqual([told(parsed), found(parsed)], [expected, []]);
  });
}

test('every field of a transaction, once in full', () => {
  const row = element(90000003111, {
    orderId: 1009000000003,
    description: null,
    netAmount: 214.34,
    transferItems: [
      fee('COMMISSION', 0.66),
      option('HOOD 2026-06-26 P 97', -1, 215, { positionEffect: 'AUTOMATIC' }),
    ],
  });
  assert.deepEqual(parseSchwabApi([row]).transactions, [
    {
      id: '90000003111',
      part: 0,
      account: '12345678',
      orderId: '1009000000003',
      executedAt: Date.parse('2026-03-20T19:02:45Z'),
      tradedOn: '2026-03-20',
      hasTime: true,
      effectiveOn: null,
      kind: 'TRADE',
      instrument: {
        kind: 'OPTION',
        symbol: 'HOOD  260626P00097000',
        ticker: 'HOOD',
        expiresOn: '2026-06-26',
        type: 'PUT',
        strikeE6: 97_000_000,
        multiplier: 100,
        deliverableE8: 100 * 10 ** 8,
      },
      quantityE8: -(10 ** 8),
      priceE6: 2_150_000,
      effect: null,
      feesE4: { COMMISSION: 6600 },
      netE4: 2_143_400,
      currency: 'USD',
      description: '',
    },
  ]);
});

test('binary noise in a number falls away, and a fee may be a credit', () => {
  const row = element(1, {
    netAmount: 12.339999999999998,
    transferItems: [fee('COMMISSION', -0.1 - 0.2), share('F', -1, 12.04)],
  });
  assert.deepEqual(told(parseSchwabApi([row])), [
    '2026-03-20 TRADE F -1 at 12.04 for 12.34 (COMMISSION -0.3)',
  ]);
});

test('a spread in one element is two parts, the fees shared by quantity and the last taking the rest', () => {
  const row = element(1, {
    netAmount: 138.67,
    transferItems: [
      fee('COMMISSION', 1.3),
      fee('OPT_REG_FEE', 0.01),
      fee('TAF_FEE', 0.02),
      option('F 2026-04-17 P 80', -1, 240),
      option('F 2026-04-17 P 75', 1, -100),
    ],
  });
  const parsed = parseSchwabApi([row]);
  assert.deepEqual(told(parsed), [
    '2026-03-20 TRADE F     260417P00080000 -1 at 2.4 for 239.33 (COMMISSION 0.65, OPT_REG_FEE 0.01, TAF_FEE 0.01)',
    '2026-03-20 TRADE F     260417P00075000 1 at 1 for -100.66 (COMMISSION 0.65, TAF_FEE 0.01)',
  ]);
  assert.deepEqual(
    parsed.transactions.map(({ part }) => part),
    [0, 1],
  );
});

const days: readonly (readonly [
  time: string,
  tradeDate: string | undefined,
  tradedOn: string,
  hasTime: boolean,
])[] = [
  ['2026-03-20T19:02:45+0000', undefined, '2026-03-20', true],
  ['2026-03-21T02:30:00Z', undefined, '2026-03-20', true],
  ['2026-03-21T04:30:00.123+00:00', undefined, '2026-03-21', true],
  ['2026-01-21T04:30:00Z', undefined, '2026-01-20', true],
  ['2026-03-21T00:00:00+0000', undefined, '2026-03-21', false],
  ['2026-03-21', undefined, '2026-03-21', false],
  ['2026-03-20T20:00:00-0400', undefined, '2026-03-20', true],
  ['2026-03-20T19:02:45+0000', '2026-03-19T00:00:00+0000', '2026-03-19', true],
  ['2026-03-20T00:00:00+0000', '2026-03-19T14:00:00+0000', '2026-03-19', true],
];

for (const [time, tradeDate, tradedOn, hasTime] of days) {
  test(`${time} traded ${tradeDate ?? 'nowhere'} is a row of ${tradedOn}`, () => {
    const { transactions } = parseSchwabApi([element(1, { type: 'WIRE_IN', time, tradeDate })]);
    assert.deepEqual(
      transactions.map((row) => [row.tradedOn, row.hasTime]),
      [[tradedOn, hasTime]],
    );
  });
}

const contracts: readonly (readonly [
  story: string,
  instrument: object,
  symbol: string,
  ticker: string,
  shares: number,
])[] = [
  ['no symbol', contractOf('F 2026-04-17 P 12.5', { symbol: null }), 'F     260417P00012500', 'F', 100],
  [
    'a broken symbol',
    contractOf('F 2026-04-17 C 12', { symbol: 'F..417' }),
    'F     260417C00012000',
    'F',
    100,
  ],
  [
    'another expiration than its symbol',
    contractOf('F 2026-04-17 C 12', { expirationDate: '2026-05-15T04:00:00+0000' }),
    'F     260417C00012000',
    'F',
    100,
  ],
  [
    'a symbol without padding',
    contractOf('F 2026-04-17 C 12', { symbol: 'F260417C00012000' }),
    'F     260417C00012000',
    'F',
    100,
  ],
  [
    'an index family',
    contractOf('SPXW 2026-04-17 C 5000', { underlyingSymbol: '$SPX' }),
    'SPXW  260417C05000000',
    'SPX',
    0,
  ],
  [
    'no underlying',
    contractOf('XYZ1 2026-04-17 C 5', { underlyingSymbol: null, optionDeliverables: null }),
    'XYZ1  260417C00005000',
    'XYZ',
    100,
  ],
  [
    'an adjusted deliverable beside some cash',
    contractOf('XYZ1 2026-04-17 C 5', {
      underlyingSymbol: 'XYZ',
      optionDeliverables: [
        { deliverableUnits: 150, deliverable: { assetType: 'EQUITY', symbol: 'XYZ' } },
        { deliverableUnits: 33.5, deliverable: { assetType: 'CURRENCY', symbol: 'CURRENCY_USD' } },
      ],
    }),
    'XYZ1  260417C00005000',
    'XYZ',
    150,
  ],
];

for (const [story, instrument, symbol, ticker, shares] of contracts) {
  test(`an option with ${story} is ${symbol.replace(/ +/, ' ')}`, () => {
    const item = { ...option('F 2026-04-17 C 1', -1, 50), instrument };
    const { transactions } = parseSchwabApi([element(1, { netAmount: 50, transferItems: [item] })]);
    const [read] = transactions.map((row) => row.instrument);
    assert.ok(read?.kind === 'OPTION');
    assert.deepEqual([read.symbol, read.ticker, read.deliverableE8 / 10 ** 8], [symbol, ticker, shares]);
  });
}

test('the new shares of a reverse split are no transfer: they come at the moment the old ones leave', () => {
  const parsed = parseSchwabApi([
    element(1, { ...DELIVERY, description: 'EXAMPLE REVERSE CORP', transferItems: [share('RVSE', 10, 0)] }),
    element(2, {
      ...DELIVERY,
      description: 'EXAMPLE REVERSE CORPXXXREVERSE SPLIT EFF: 03/20/26',
      transferItems: [share('999999901', -100, 0)],
    }),
    element(3, { ...SATURDAY, description: 'VISA INC CLASS A', transferItems: [share('V', 1, 0)] }),
  ]);
  assert.deepEqual(told(parsed), [
    '2026-03-20 ADJUSTMENT RVSE 10 for 0',
    '2026-03-20 ADJUSTMENT 999999901 -100 for 0',
    '2026-07-11 TRANSFER V 1 for 0',
  ]);
});

test('a split of shares stays one beside options whose change is marked', () => {
  const description = 'EXAMPLE CORP FORWARD SPLIT WITH STOCK SPLIT SHARES';
  const parsed = parseSchwabApi([
    element(1, { ...DELIVERY, description, transferItems: [share('XMPL', 100, 0)] }),
    element(2, {
      ...DELIVERY,
      description: 'PUT EXAMPLE CORPXXXFORWARD SPLIT $50 EXP 04/17/26',
      transferItems: [option('XMPL 2026-04-17 P 50', 1, 0), option('XMPL 2026-04-17 P 25', -2, 0)],
    }),
  ]);
  assert.deepEqual(told(parsed), [
    '2026-03-20 SPLIT XMPL 100 for 0',
    '2026-03-20 ADJUSTMENT XMPL  260417P00050000 1 for 0',
    '2026-03-20 ADJUSTMENT XMPL  260417P00025000 -2 for 0',
  ]);
});

test('cash of the same hour that names an expired index option is its settlement', () => {
  const removal = {
    ...SATURDAY,
    description: 'Removed due to Exercise CALL S&P 500 INDEX $5000 EXP 07/10/26',
    transferItems: [option('SPXW 2026-07-10 C 5000', -1, 0)],
  };
  const settlement = {
    ...SATURDAY,
    time: '2026-07-11T07:55:00+0000',
    type: 'JOURNAL',
    transferItems: [cash(-80)],
    netAmount: -80,
  };
  const parsed = parseSchwabApi([
    element(1, { ...settlement, description: 'CASH SETTLEMENT SPXW 5000 CALL' }),
    element(2, { ...settlement, description: 'S&P 500 INDEX' }),
    element(3, { ...settlement, description: 'S&P 500 INDEX', time: '2026-07-11T09:55:00+0000' }),
    element(4, { ...settlement, description: 'JOURNAL TO ...321' }),
    element(5, removal),
  ]);
  assert.deepEqual(told(parsed), [
    '2026-07-11 CASH_SETTLEMENT SPXW  260710C05000000 for -80',
    '2026-07-11 CASH_SETTLEMENT SPXW  260710C05000000 for -80',
    '2026-07-11 WITHHOLDING for -80',
    '2026-07-11 CASH for -80',
    '2026-07-11 EXERCISE SPXW  260710C05000000 -1 for 0',
  ]);
});

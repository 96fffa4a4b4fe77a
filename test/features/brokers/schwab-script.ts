import { cash, element, fee, option, share } from './schwab-rows.ts';
import { type Asked, json, type Reply } from './scripted.ts';

export const HASH = 'A1'.repeat(32);
export const NUMBER = '12345678';

/** Three days of an account, as Schwab would tell them. */
export const HISTORY = [
  element(10_000_000_003, {
    type: 'DIVIDEND_OR_INTEREST',
    time: '2026-03-20T12:00:00+0000',
    description: 'FORD MOTOR CO',
    netAmount: 15,
    transferItems: [cash(15)],
  }),
  element(10_000_000_002, {
    time: '2026-03-19T15:10:00+0000',
    orderId: 1_000_000_000_002,
    netAmount: 24.34,
    transferItems: [
      fee('COMMISSION', 0.65),
      fee('OPT_REG_FEE', 0.01),
      option('F 2026-04-17 P 12', -1, 25, { positionEffect: 'OPENING' }),
    ],
  }),
  element(10_000_000_001, {
    time: '2026-03-18T15:10:00+0000',
    orderId: 1_000_000_000_001,
    netAmount: -1234.5,
    transferItems: [share('F', 100, -1234.5, { positionEffect: 'OPENING' })],
  }),
];

export const BALANCES = { cashBalance: 8452.17, liquidationValue: 24_798.42, moneyMarketFund: 0 };

export function held(assetType: string, symbol: string, changes: object = {}) {
  return {
    shortQuantity: 0,
    averagePrice: 12.345,
    longQuantity: 100,
    settledLongQuantity: 100,
    settledShortQuantity: 0,
    marketValue: 1300,
    instrument: { assetType, symbol, cusip: '345370860' },
    ...changes,
  };
}

export function account(positions: readonly unknown[] | undefined, changes: object = {}) {
  const securitiesAccount = { type: 'MARGIN', accountNumber: NUMBER, positions, currentBalances: BALANCES };
  return {
    securitiesAccount: { ...securitiesAccount, ...changes },
    aggregatedBalance: { currentLiquidationValue: 24_798.42, liquidationValue: 24_798.42 },
  };
}

export function quoteOf(symbol: string, price: number, changes: object = {}) {
  const quote = { lastPrice: price, mark: price, bidPrice: price, askPrice: price, closePrice: price };
  const times = { quoteTime: 1_773_950_000_123, tradeTime: 1_773_949_000_000 };
  return { assetMainType: 'EQUITY', symbol, realtime: true, quote: { ...quote, ...times, ...changes } };
}

/** What a quiet Schwab answers. */
export function schwabAnswer(asked: Asked): Reply {
  const { path } = asked;
  if (path === '/trader/v1/accounts/accountNumbers')
    return json([{ accountNumber: NUMBER, hashValue: HASH }]);
  if (path === '/trader/v1/userPreference')
    return json({ accounts: [{ accountNumber: NUMBER, nickName: 'Wheel' }], streamerInfo: [], offers: [] });
  if (path === `/trader/v1/accounts/${HASH}/transactions`) return transactions(asked);
  if (path === `/trader/v1/accounts/${HASH}`) return json(account([held('EQUITY', 'F')]));
  if (path === '/marketdata/v1/quotes') return quotes(asked);
  if (path === '/marketdata/v1/pricehistory') return candles(asked);
  if (path === '/marketdata/v1/instruments') return instruments(asked);
  return json({ message: 'Not found', errors: [] }, 404);
}

function transactions({ query }: Asked): Reply {
  const [from, to] = [query.get('startDate') ?? '', query.get('endDate') ?? ''];
  const types = query.get('types')?.split(',') ?? [];
  return json(
    HISTORY.filter(
      ({ type, time }) =>
        types.includes(type) &&
        Date.parse(String(time)) >= Date.parse(from) &&
        Date.parse(String(time)) <= Date.parse(to),
    ),
  );
}

const KNOWN = /^(F|\$SPX|BRK\/B|S\d+|F {5}260417P00012000)$/;

function quotes({ query }: Asked): Reply {
  const asked = query.get('symbols')?.split(',') ?? [];
  const known = asked.filter((symbol) => KNOWN.test(symbol));
  const invalidSymbols = asked.filter((symbol) => !KNOWN.test(symbol));
  if (known.length === 0) return json({ errors: [{ id: 'x', status: 404, title: 'Not Found' }] }, 404);
  const found = Object.fromEntries(known.map((symbol) => [symbol, quoteOf(symbol, 12.34)]));
  return json(invalidSymbols.length > 0 ? { ...found, errors: { invalidSymbols } } : found);
}

const MARCH = [16, 17, 18, 19, 20].map((day) => ({
  open: 12.1,
  high: 12.5,
  low: 12,
  close: 12.339_999_999_999_998,
  volume: 51_234_567,
  datetime: Date.parse(`2026-03-${day}T05:00:00Z`),
}));

function candles({ query }: Asked): Reply {
  const symbol = query.get('symbol') ?? '';
  return json({ symbol, empty: symbol !== 'F', candles: symbol === 'F' ? MARCH : [] });
}

function instruments({ query }: Asked): Reply {
  const ford = {
    cusip: '345370860',
    symbol: 'F',
    description: 'Ford Motor Co',
    exchange: 'NYSE',
    assetType: 'EQUITY',
  };
  const isFord = /ford/i.test(query.get('symbol') ?? '') || query.get('symbol') === 'F';
  return json(isFord ? { instruments: [ford] } : { instruments: [] });
}

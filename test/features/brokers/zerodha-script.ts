import { type Asked, json, type Reply, zipped } from './scripted.ts';

/** Where a person signs in, and where prices are told: nobody goes there. */
export const PLACES = {
  loginUrl: new URL('https://kite.zerodha.com'),
  tickerUrl: new URL('wss://ws.kite.trade'),
} as const;

export function good(data: unknown): Reply {
  return json({ status: 'success', data });
}

export function refusal(status: number, error_type: string, message: string): Reply {
  return json({ status: 'error', message, data: null, error_type }, status);
}

export function holding(tradingsymbol: string, changes: object = {}) {
  return {
    tradingsymbol,
    exchange: 'NSE',
    instrument_token: 408_065,
    isin: `INE${tradingsymbol.slice(0, 6).padEnd(6, '0')}015`,
    product: 'CNC',
    price: 0,
    quantity: 10,
    used_quantity: 0,
    t1_quantity: 0,
    realised_quantity: 10,
    opening_quantity: 10,
    short_quantity: 0,
    collateral_quantity: 0,
    collateral_type: '',
    discrepancy: false,
    average_price: 801.781_25,
    last_price: 762.45,
    close_price: 766.4,
    pnl: -393.312_499_999_999_5,
    mtf: { quantity: 0, used_quantity: 0, average_price: 0, value: 0, initial_margin: 0 },
    ...changes,
  };
}

export function position(tradingsymbol: string, changes: object = {}) {
  return {
    tradingsymbol,
    exchange: 'NSE',
    instrument_token: 408_065,
    product: 'CNC',
    quantity: 5,
    overnight_quantity: 0,
    multiplier: 1,
    average_price: 1412.95,
    close_price: 0,
    last_price: 1413.05,
    ...changes,
  };
}

export function trade(trade_id: string, changes: object = {}) {
  return {
    trade_id,
    order_id: '200000000000000',
    exchange: 'NSE',
    tradingsymbol: 'INFY',
    instrument_token: 408_065,
    product: 'CNC',
    average_price: 1412.95,
    quantity: 5,
    exchange_order_id: '300000000000000',
    transaction_type: 'BUY',
    fill_timestamp: '2026-03-20 09:16:39',
    order_timestamp: '09:16:39',
    exchange_timestamp: '2026-03-20 09:16:39',
    ...changes,
  };
}

export function quote(price: number, changes: object = {}) {
  const level = (at: number) => ({ price: at, quantity: 10, orders: 1 });
  return {
    instrument_token: 408_065,
    timestamp: '2026-03-20 15:29:58',
    last_trade_time: '2026-03-20 15:29:57',
    last_price: price,
    ohlc: { open: price, high: price, low: price, close: 1389.65 },
    depth: { buy: [level(price - 0.05)], sell: [level(price)] },
    ...changes,
  };
}

export const MARGINS = {
  equity: {
    enabled: true,
    net: 99_725.050_000_000_02,
    available: { cash: 245_431.6, live_balance: 99_725.05 },
  },
  commodity: { enabled: true, net: 100_661.7, available: { cash: 100_661.7 } },
};

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
export const INSTRUMENTS = [
  HEADER,
  '408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE',
  '519937,2031,M&M,"MAHINDRA & MAHINDRA, LTD",0.0,,0.0,0.05,1,EQ,NSE,NSE',
  '12345602,48225,INFY26MARFUT,INFY,0.0,2026-03-26,0.0,0.05,400,FUT,NFO-FUT,NFO',
].join('\n');

/** What a quiet Kite answers. */
export function kiteAnswer(asked: Asked): Reply {
  const { path, query } = asked;
  if (asked.headers['x-kite-version'] !== '3') return refusal(400, 'InputException', 'Missing version');
  if (path === '/user/profile') return good({ user_id: 'AB1234', user_name: 'A B', broker: 'ZERODHA' });
  if (path === '/user/margins') return good(MARGINS);
  if (path === '/portfolio/holdings') return good([holding('INFY')]);
  if (path === '/portfolio/positions') return good({ net: [position('SBIN')], day: [] });
  if (path === '/trades') return good([trade('10000001'), trade('10000002', { transaction_type: 'SELL' })]);
  if (path === '/quote') return good(found(query, () => quote(1412.95)));
  if (path === '/quote/ltp')
    return good(found(query, () => ({ instrument_token: 408_065, last_price: 1412.95 })));
  if (path.startsWith('/instruments/historical/408065/day')) return good({ candles: daysOf(query) });
  if (path.startsWith('/instruments/')) return zipped(path.endsWith('/NSE') ? INSTRUMENTS : HEADER);
  return refusal(404, 'GeneralException', 'Route not found');
}

function found(query: URLSearchParams, make: () => unknown): Readonly<Record<string, unknown>> {
  const known = query.getAll('i').filter((key) => /^NSE:(INFY|M&M|S\d+)$/.test(key));
  return Object.fromEntries(known.map((key) => [key, make()]));
}

function daysOf(query: URLSearchParams): readonly unknown[] {
  return ['2026-03-18', '2026-03-19', '2026-03-20']
    .filter((day) => day >= (query.get('from') ?? '') && day <= (query.get('to') ?? ''))
    .map((day) => [`${day}T00:00:00+0530`, 1396, 1421.75, 1395.55, 1412.95, 7_360_198]);
}

import * as z from 'zod';

// Numbers are rupees and shares as floats; fields we have no use for pass unread.
const text = z.string().nullish();
const number = z.number().nullish();
const count = z.number().default(0);

/** What every answer comes in. */
export const good = z.object({ status: z.literal('success'), data: z.unknown() });
export const bad = z.object({ status: z.literal('error'), error_type: text, message: text });

/** `POST /session/token` */
// It goes into a header: letters that can be seen, and not without end.
export const session = z.object({ access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/) });

/** `GET /user/profile` */
export const profile = z.object({ user_id: z.string().min(1).max(64) });

/** `GET /user/margins` */
export const margins = z.object({ equity: z.object({ available: z.object({ cash: z.number() }) }) });

/** One of `GET /portfolio/holdings` */
export const holding = z.object({
  tradingsymbol: z.string().min(1),
  exchange: z.string().min(1),
  isin: text,
  quantity: z.number(),
  used_quantity: count,
  t1_quantity: count,
  realised_quantity: z.number(),
  collateral_quantity: count,
  discrepancy: z.boolean().nullish(),
  average_price: z.number(),
  last_price: z.number(),
  close_price: z.number(),
  mtf: z.object({ quantity: number }).nullish(),
});

/** One of `net` in `GET /portfolio/positions` */
export const position = z.object({
  tradingsymbol: z.string().min(1),
  exchange: z.string().min(1),
  product: z.string(),
  quantity: z.number(),
  average_price: z.number(),
  last_price: z.number(),
});

export const positions = z.object({ net: z.array(z.unknown()) });

const level = z.object({ price: z.number() });

/** One of `GET /quote`. Without a permission for them there is no depth; times are India's, and name no zone. */
export const quote = z.object({
  instrument_token: z.number(),
  timestamp: text,
  last_trade_time: text,
  last_price: z.number(),
  ohlc: z.object({ close: number }).nullish(),
  depth: z.object({ buy: z.array(level), sell: z.array(level) }).nullish(),
});

/** One of `GET /quote/ltp` */
export const lastPrice = z.object({ instrument_token: z.int().positive() });

/** One of `GET /trades` */
export const trade = z.object({
  trade_id: z.string().min(1),
  order_id: z.string().min(1),
  exchange: z.string().min(1),
  tradingsymbol: z.string().min(1),
  product: z.string(),
  transaction_type: z.enum(['BUY', 'SELL']),
  average_price: z.number(),
  quantity: z.number(),
  fill_timestamp: text,
  exchange_timestamp: text,
});

/** `GET /instruments/historical/...`: the time, open, high, low, close, volume. */
export const history = z.object({
  candles: z.array(
    z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()]).rest(z.unknown()),
  ),
});

export type KiteHolding = z.infer<typeof holding>;
export type KitePosition = z.infer<typeof position>;
export type KiteQuote = z.infer<typeof quote>;
export type KiteTrade = z.infer<typeof trade>;

import type { Db, Tx } from '../../db/open.ts';
import { statement } from '../../db/statements.ts';
import type { IsoDate } from '../../lib/dates.ts';
import type { Candle } from '../../model/candle.ts';
import type { Quote } from '../../model/quote.ts';
import type { Market } from './engine/market.ts';

// An answer that comes late must not put an older price over a newer one.
const QUOTE = `INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET currency = excluded.currency, price_e6 = excluded.price_e6, bid_e6 = excluded.bid_e6,
    ask_e6 = excluded.ask_e6, close_e6 = excluded.close_e6, at = excluded.at WHERE excluded.at >= at`;

export function saveQuotes(tx: Tx, market: Market, quotes: readonly Quote[]): void {
  for (const { symbol, currency, priceE6, bidE6, askE6, closeE6, at } of quotes)
    statement(tx, QUOTE).run(market, symbol, currency, priceE6, bidE6, askE6, closeE6, at);
}

// The last session known may have been under way: its candle is written again.
const CANDLE = 'INSERT OR REPLACE INTO candles VALUES (?, ?, ?, ?, ?, ?, ?, ?)';

export function saveCandles(tx: Tx, market: Market, symbol: string, candles: readonly Candle[]): void {
  for (const { tradedOn, openE6, highE6, lowE6, closeE6, volume } of candles)
    statement(tx, CANDLE).run(market, symbol, tradedOn, openE6, highE6, lowE6, closeE6, Math.round(volume));
}

const LAST = 'SELECT max(traded_on) AS day FROM candles WHERE market = ? AND symbol = ?';

export function lastCandle(db: Db, market: Market, symbol: string): IsoDate | null {
  return (
    statement<[string, string], { readonly day: IsoDate | null }>(db, LAST).get(market, symbol)?.day ?? null
  );
}

const NAME = `INSERT INTO company_names VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET ticker = excluded.ticker, asked_at = excluded.asked_at`;

/** null: the broker knows no share by this name. */
export function saveCompany(
  tx: Tx,
  market: Market,
  name: string,
  ticker: string | null,
  askedAt: number,
): void {
  statement(tx, NAME).run(market, name, ticker, askedAt);
}

const ASKED = 'SELECT asked_at AS at FROM company_names WHERE market = ? AND name = ?';

export function companyAskedAt(db: Db, market: Market, name: string): number | null {
  return statement<[string, string], { readonly at: number }>(db, ASKED).get(market, name)?.at ?? null;
}

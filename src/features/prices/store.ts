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

const COMPANIES = 'SELECT name, ticker FROM company_names WHERE market = ? AND ticker IS NOT NULL';

/** The tickers of companies, as far as the broker of that market knows them. */
export function companiesIn(db: Db, market: Market): ReadonlyMap<string, string> {
  type Row = { readonly name: string; readonly ticker: string };
  const found = statement<[string], Row>(db, COMPANIES).all(market);
  return new Map(found.map(({ name, ticker }) => [name, ticker]));
}

const CLOSE = 'SELECT close_e6 AS closeE6 FROM candles WHERE market = ? AND symbol = ? AND traded_on = ?';

/** At what a share closed on that day; null where it is not known. */
export function closeOn(db: Db, market: Market, symbol: string, on: IsoDate): number | null {
  type Row = { readonly closeE6: number };
  return statement<[string, string, string], Row>(db, CLOSE).get(market, symbol, on)?.closeE6 ?? null;
}

const QUOTES = `SELECT symbol, currency, price_e6 AS priceE6, bid_e6 AS bidE6, ask_e6 AS askE6, close_e6 AS closeE6, at
  FROM quotes WHERE market = ? AND symbol IN (SELECT value FROM json_each(?))`;

/** The last known prices; what was never asked for is left out. */
export function quotesOf(db: Db, market: Market, symbols: readonly string[]): ReadonlyMap<string, Quote> {
  const found = statement<[string, string], Quote>(db, QUOTES).all(market, JSON.stringify(symbols));
  return new Map(found.map((quote) => [quote.symbol, quote]));
}

const CLOSES = `SELECT traded_on AS "on", close_e6 AS closeE6 FROM candles
  WHERE market = ? AND symbol = ? AND traded_on BETWEEN ? AND ? ORDER BY traded_on`;

export interface Close {
  readonly on: IsoDate;
  readonly closeE6: number;
}

/** At what a share closed, day by day, as far as it is known. */
export function closesBetween(
  db: Db,
  market: Market,
  symbol: string,
  from: IsoDate,
  to: IsoDate,
): readonly Close[] {
  return statement<[string, string, IsoDate, IsoDate], Close>(db, CLOSES).all(market, symbol, from, to);
}

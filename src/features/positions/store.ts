import type { Db, Tx } from '../../db/open.ts';
import { statement } from '../../db/statements.ts';
import type { Balance, Holding, Position } from '../../model/holding.ts';

interface Book {
  readonly positions: readonly Position[];
  readonly balances: readonly Balance[];
}

/** What the broker says is held now, in place of what it said before. */
export function replaceBook(tx: Tx, accountId: string, { positions, balances }: Book, readAt: number): void {
  statement(tx, READ).run(accountId, readAt);
  statement(tx, 'DELETE FROM positions WHERE account_id = ?').run(accountId);
  statement(tx, 'DELETE FROM balances WHERE account_id = ?').run(accountId);
  for (const position of positions) insertPosition(tx, accountId, position);
  const insert = statement(tx, 'INSERT OR REPLACE INTO balances VALUES (?, ?, ?, ?)');
  for (const { currency, cashE4, valueE4 } of balances) insert.run(accountId, currency, cashE4, valueE4);
}

const READ = `INSERT INTO books VALUES (?, ?) ON CONFLICT DO UPDATE SET read_at = excluded.read_at`;

const POSITION = `INSERT INTO positions (account_id, symbol, ticker, expires_on, option_type, strike_e6, multiplier,
    deliverable_e8, quantity_e8, average_price_e6, market_value_e4, currency)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function insertPosition(tx: Tx, accountId: string, position: Position): void {
  const { instrument, quantityE8, averagePriceE6, marketValueE4, currency } = position;
  const option = instrument.kind === 'OPTION' ? instrument : null;
  statement(tx, POSITION).run(
    accountId,
    option?.symbol ?? instrument.ticker,
    instrument.ticker,
    option?.expiresOn ?? null,
    option?.type ?? null,
    option?.strikeE6 ?? null,
    option?.multiplier ?? null,
    option?.deliverableE8 ?? null,
    quantityE8,
    averagePriceE6,
    marketValueE4,
    currency,
  );
}

const HOLDING = `INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function replaceHoldings(tx: Tx, accountId: string, holdings: readonly Holding[]): void {
  statement(tx, 'DELETE FROM holdings WHERE account_id = ?').run(accountId);
  for (const held of holdings)
    statement(tx, HOLDING).run(
      accountId,
      held.isin,
      held.symbol,
      held.exchange,
      held.reportedE8,
      held.deliveredE8,
      held.onTheWayE8,
      held.pledgedE8,
      held.soldTodayE8,
      held.borrowedE8,
      held.averagePriceE6,
      held.lastPriceE6,
      held.closePriceE6,
    );
}

const HOLDINGS = `SELECT isin, symbol, exchange, reported_e8 AS reportedE8, delivered_e8 AS deliveredE8,
    on_the_way_e8 AS onTheWayE8, pledged_e8 AS pledgedE8, sold_today_e8 AS soldTodayE8, borrowed_e8 AS borrowedE8,
    average_price_e6 AS averagePriceE6, last_price_e6 AS lastPriceE6, close_price_e6 AS closePriceE6
  FROM holdings WHERE account_id = ? ORDER BY symbol`;

export function holdingsIn(db: Db, accountId: string): readonly Holding[] {
  return statement<[string], Holding>(db, HOLDINGS).all(accountId);
}

/** What a broker last said of an account; null where it was never asked. */
export function bookOf(db: Db, accountId: string): (Book & { readonly readAt: number }) | null {
  const sql = 'SELECT read_at AS readAt FROM books WHERE account_id = ?';
  const found = statement<[string], { readonly readAt: number }>(db, sql).get(accountId);
  if (found === undefined) return null;
  const balances = statement<[string], Balance>(db, BALANCES).all(accountId);
  const positions = statement<[string], PositionColumns>(db, POSITIONS).all(accountId).map(toPosition);
  return { ...found, positions, balances };
}

const BALANCES = `SELECT currency, cash_e4 AS cashE4, value_e4 AS valueE4 FROM balances WHERE account_id = ? ORDER BY 1`;
const POSITIONS = `SELECT symbol, ticker, expires_on AS expiresOn, option_type AS type, strike_e6 AS strikeE6, multiplier,
    deliverable_e8 AS deliverableE8, quantity_e8 AS quantityE8, average_price_e6 AS averagePriceE6,
    market_value_e4 AS marketValueE4, currency
  FROM positions WHERE account_id = ? ORDER BY symbol`;

interface PositionColumns extends Omit<Position, 'instrument'> {
  readonly symbol: string;
  readonly ticker: string;
  readonly expiresOn: string | null;
  readonly type: 'PUT' | 'CALL' | null;
  readonly strikeE6: number | null;
  readonly multiplier: number | null;
  readonly deliverableE8: number | null;
}

function toPosition(row: PositionColumns): Position {
  const { symbol, ticker, expiresOn, type, strikeE6, multiplier, deliverableE8, ...position } = row;
  if (expiresOn === null || type === null) return { ...position, instrument: { kind: 'SHARE', ticker } };
  const terms = { strikeE6: strikeE6 ?? 0, multiplier: multiplier ?? 0, deliverableE8: deliverableE8 ?? 0 };
  return { ...position, instrument: { kind: 'OPTION', symbol, ticker, expiresOn, type, ...terms } };
}

/** What prices are wanted for: each thing held, and what stands behind it. */
interface HeldSymbols {
  /** As the broker names them: contracts, shares, and the shares behind the contracts. */
  readonly symbols: readonly string[];
  /** Shares and underlyings alone. */
  readonly tickers: readonly string[];
}

const TICKERS = `SELECT ticker AS name FROM positions WHERE account_id = ? UNION
  SELECT iif(exchange = 'NSE', symbol, exchange || ':' || symbol) FROM holdings WHERE account_id = ? ORDER BY 1`;
const CONTRACTS =
  'SELECT symbol AS name FROM positions WHERE account_id = ? AND strike_e6 IS NOT NULL ORDER BY 1';

export function heldIn(db: Db, accountId: string): HeldSymbols {
  const tickers = statement<string[], Named>(db, TICKERS).all(accountId, accountId).map(nameOf);
  const contracts = statement<string[], Named>(db, CONTRACTS).all(accountId).map(nameOf);
  return { tickers, symbols: [...tickers, ...contracts] };
}

interface Named {
  readonly name: string;
}

const nameOf = ({ name }: Named): string => name;

import { E4, E6, E8, scaledFromNumber } from '../../../../lib/decimal.ts';
import type { Balance, Position } from '../../../../model/holding.ts';
import { amountOf } from '../../parse/amounts.ts';
import { type Fault, isFault } from '../../parse/faults.ts';
import { joinPositions } from '../../parse/joined.ts';
import { type KitePosition, margins, position, positions } from '../payloads.ts';

/**
 * Rule: positions are what today has brought, before it becomes a holding. Shares count; a sale out of the holdings
 * stands here as a negative position of product CNC, and is left out, since the holding says it too (sold today).
 * Futures and options of the Indian exchanges are left out and named.
 */
export interface KitePositions {
  readonly positions: readonly Position[];
  readonly leftOut: readonly { readonly symbol: string; readonly reason: string }[];
}

export function readPositions(data: unknown): KitePositions | Fault {
  const read = positions.safeParse(data);
  if (!read.success) return { fault: 'is no list of positions' };
  const lines = read.data.net.map(readLine);
  const bad = lines.find((line) => isFault(line));
  if (bad !== undefined) return bad;
  const good = lines.filter((line): line is Line => !isFault(line));
  const held = good.flatMap((line) => line.position ?? []);
  const leftOut = good
    .filter(({ reason }) => reason !== '')
    .map(({ symbol, reason }) => ({ symbol, reason }));
  return { positions: joinPositions(held), leftOut };
}

/** What may be spent on shares. Commodities have a purse of their own, or share this one: nobody says which. */
export function readBalance(data: unknown): Balance | Fault {
  const read = margins.safeParse(data);
  const cashE4 = read.success ? scaledFromNumber(read.data.equity.available.cash, E4) : null;
  if (cashE4 === null) return { fault: 'does not say how much cash there is' };
  return { currency: 'INR', cashE4, valueE4: null };
}

interface Line {
  readonly symbol: string;
  readonly position: Position | null;
  readonly reason: string;
}

const SHARES = new Set(['NSE', 'BSE']);

function readLine(sent: unknown): Line | Fault {
  const read = position.safeParse(sent);
  if (!read.success) return { fault: 'has a position that cannot be read' };
  const { tradingsymbol: symbol, exchange, product, quantity } = read.data;
  const held = positionOf(read.data);
  if (held === null) return { fault: `has impossible numbers for ${symbol.slice(0, 30)}` };
  if (quantity === 0) return { symbol, position: null, reason: '' };
  if (!SHARES.has(exchange))
    return {
      symbol,
      position: null,
      reason: `is a contract of ${exchange.slice(0, 10)}, and Rollbook keeps none`,
    };
  if (quantity < 0 && product === 'CNC')
    return { symbol, position: null, reason: 'was sold today out of the holdings' };
  return { symbol, position: held, reason: '' };
}

function positionOf({ tradingsymbol, ...sent }: KitePosition): Position | null {
  const quantityE8 = scaledFromNumber(sent.quantity, E8);
  const price = scaledFromNumber(sent.average_price, E6);
  const last = scaledFromNumber(sent.last_price, E6);
  if (quantityE8 === null || price === null || last === null) return null;
  const marketValueE4 = amountOf(quantityE8, last);
  if (marketValueE4 === null) return null;
  return {
    instrument: { kind: 'SHARE', ticker: tradingsymbol },
    quantityE8,
    averagePriceE6: price > 0 ? price : null,
    marketValueE4,
    currency: 'INR',
  };
}

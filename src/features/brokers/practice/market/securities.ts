import type { Exchange } from '../../../../lib/market-calendar.ts';

/** What is traded in the practice market. Names and symbols are those of real companies, prices are not. */
export interface Security {
  readonly exchange: Exchange;
  readonly symbol: string;
  readonly name: string;
  readonly kind: 'STOCK' | 'FUND' | 'INDEX' | 'BOND';
  /** About what it costs when the anchor comes. */
  readonly price: number;
  /** Smallest step of its price, in hundredths. */
  readonly tick: number;
  /** 0.08 is 8 % a year. */
  readonly drift: number;
  readonly volatility: number;
  /** How much of its moves are the market's: 0 to 1. */
  readonly market: number;
  readonly volume: number;
  readonly dividend: Dividend | null;
  readonly split: Split | null;
}

export interface Dividend {
  /** A share and quarter, in millionths. */
  readonly amountE6: number;
  /** Of the first quarter's ex-date. */
  readonly month: 1 | 2 | 3;
  readonly day: number;
  readonly daysToPay: number;
  /** In hundredths; what another country keeps. */
  readonly tax: number;
}

export interface Split {
  /** Weeks from the anchor. */
  readonly week: number;
  readonly ratio: number;
}

export function security(
  exchange: Exchange,
  [symbol, name]: readonly [string, string],
  [price, drift, volatility, market, volume]: readonly [number, number, number, number, number],
  more: Partial<Security> = {},
): Security {
  return {
    exchange,
    symbol,
    name,
    kind: 'STOCK',
    tick: exchange === 'NSE' ? 5 : 1,
    ...{ price, drift, volatility, market, volume },
    dividend: null,
    split: null,
    ...more,
  };
}

import type { Pause, Source } from '../ledger/ledger.ts';
import type { Draft } from '../ledger/postings.ts';
import type { Market } from '../market/market.ts';
import { type Security, security } from '../market/securities.ts';
import { tradeTheWheel } from './wheel.ts';

/** A history large enough to measure with: so many tickers, traded by the week, for so many weeks up to the anchor. */
export interface Size {
  readonly tickers: number;
  readonly weeks: number;
  /** Of each ticker; the history stops when it has them. */
  readonly rowsEach: number;
}

/** Companies that do not exist, with tickers of four letters. */
export function crowdOf({ tickers }: Size): readonly Security[] {
  return Array.from({ length: tickers }, (_, i) => {
    const symbol = `Q${letter(i / 676)}${letter(i / 26)}${letter(i)}`;
    const price = 15 + ((i * 37) % 180);
    return security('NYSE', [symbol, `${symbol} HOLDINGS INC`], [price, 0.05, 0.25 + (i % 7) / 20, 0.5, 5e6]);
  });
}

export function tradeInCrowd(
  market: Market,
  crowd: readonly Security[],
  { weeks, rowsEach }: Size,
  account: string,
): readonly Source[] {
  return crowd.map(({ symbol }) => {
    const habits = { account, symbol, size: 10, days: 6, fills: 8, eagerness: 1, fromWeek: -weeks };
    return first(rowsEach, tradeTheWheel(market, habits));
  });
}

function* first(count: number, drafts: Generator<Draft | Pause>): Generator<Draft | Pause> {
  let left = count;
  for (const draft of drafts) {
    if (!('isPause' in draft) && left-- <= 0) return;
    yield draft;
  }
}

function letter(number: number): string {
  return String.fromCharCode(65 + (Math.floor(number) % 26));
}

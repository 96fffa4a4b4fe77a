import { instantAt } from '../../../../lib/market-hours.ts';
import { CUSIPS } from '../market/american.ts';
import { type Bar, dayBars, minuteBars } from '../market/candles.ts';
import type { Security } from '../market/securities.ts';
import type { World } from '../world.ts';
import { underlyingSymbol } from './instruments.ts';

/** By symbol, or by words of the name; where nothing is found the answer is an empty object. */
export function instruments({ market }: World, symbol: string, projection: string) {
  const all = market.symbols
    .map((each) => market.security(each))
    .filter(({ exchange }) => exchange === 'NYSE');
  const found = all.filter((of) => fits(of, symbol, projection)).map(printInstrument);
  return found.length === 0 ? {} : { instruments: found };
}

export function instrumentByCusip({ market }: World, cusip: string) {
  const symbol = Object.keys(CUSIPS).find((each) => CUSIPS[each] === cusip);
  return symbol === undefined ? null : { instruments: [printInstrument(market.security(symbol))] };
}

// `/instruments` writes a class of shares with a stroke where accounts have a dot.
function fits(of: Security, wanted: string, projection: string): boolean {
  const symbol = underlyingSymbol(of).replace('.', '/');
  const words = wanted.toUpperCase();
  if (projection === 'desc-search')
    return words.split(' ').every((word) => ` ${of.name}`.includes(` ${word}`));
  if (projection === 'symbol-regex') return matches(wanted, symbol);
  if (projection === 'desc-regex') return matches(wanted, of.name);
  if (projection === 'search') return symbol.includes(words) || of.name.includes(words);
  return wanted.split(',').includes(symbol);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^${pattern}$`, 'i').test(text);
  } catch {
    return false;
  }
}

function printInstrument(of: Security) {
  const isIndex = of.kind === 'INDEX';
  return {
    ...(isIndex ? {} : { cusip: CUSIPS[of.symbol] ?? '000000000' }),
    symbol: underlyingSymbol(of).replace('.', '/'),
    description: of.name,
    exchange: isIndex ? 'IND' : 'NYSE',
    assetType: isIndex ? 'INDEX' : of.kind === 'FUND' ? 'ETF' : 'EQUITY',
  };
}

export interface HistoryRange {
  readonly from: number;
  readonly to: number;
  /** 0: whole sessions. */
  readonly minutes: number;
}

/** Candles in today's shares; what is unknown has none, and says so by `empty`. */
export function priceHistory({ market }: World, symbol: string, { from, to, minutes }: HistoryRange) {
  const of = market.find(symbol.replace(/^\$/, ''));
  if (of === null || of.exchange !== 'NYSE') return { candles: [], symbol, empty: true };
  const days = market.days('NYSE');
  const bars =
    minutes === 0
      ? dayBars(market, of, days.dateAt(from), days.dateAt(to))
      : minuteBars(market, of, minutes, from, to);
  const before = days.momentOf(from).session - 1;
  return {
    candles: bars.map((bar) => printCandle(bar, minutes === 0)),
    symbol,
    empty: bars.length === 0,
    previousClose: market.adjustedIn(of, { session: before, part: 1 }) / 100,
    previousCloseDate: instantAt(days.dateOf(before), '00:00', 'NYSE'),
  };
}

// A day's candle carries the midnight in New York with which it began.
function printCandle({ at, date, open, high, low, close, volume }: Bar, isDay: boolean) {
  const datetime = isDay ? instantAt(date, '00:00', 'NYSE') : at;
  return { open: open / 100, high: high / 100, low: low / 100, close: close / 100, volume, datetime };
}

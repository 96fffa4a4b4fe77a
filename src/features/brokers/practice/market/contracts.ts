import { type OptionTerms, optionDelta, optionValue } from '../../../../lib/black-scholes.ts';
import { addDays, type IsoDate, weekday } from '../../../../lib/dates.ts';
import { isSession, previousSession } from '../../../../lib/market-calendar.ts';
import { closesAt } from '../../../../lib/market-hours.ts';
import { formatOccSymbol, type OptionContract, parseOccSymbol } from '../../../../model/instrument.ts';
import { contractOf } from '../../schwab/parse/contracts.ts';
import type { Market } from './market.ts';
import type { Security } from './securities.ts';

const YEAR = 365 * 86_400_000;
const RATE = 0.04;

/** What an option is bid, offered and worth, in hundredths of a dollar a share. */
export interface OptionPrice {
  readonly bid: number;
  readonly ask: number;
  readonly mid: number;
  readonly terms: OptionTerms;
}

/** The last session of the week that lies about so many days ahead. */
export function expiryIn(date: IsoDate, days: number): IsoDate {
  const far = addDays(date, Math.max(days, 0));
  const friday = addDays(far, 5 - weekday(far));
  return lastSession(friday > date ? friday : addDays(friday, 7));
}

/** The third Friday of a January, this many years ahead. */
export function leapsExpiry(date: IsoDate, years: number): IsoDate {
  const first = `${Number(date.slice(0, 4)) + years}-01-01`;
  return lastSession(addDays(first, ((5 - weekday(first) + 7) % 7) + 14));
}

function lastSession(friday: IsoDate): IsoDate {
  return isSession(friday) ? friday : previousSession(friday);
}

export function contractFor(
  { symbol }: Security,
  type: OptionContract['type'],
  strike: number,
  expiresOn: IsoDate,
): OptionContract {
  const root = symbol === 'SPX' ? 'SPXW' : symbol.replace('.', '');
  const occ = parseOccSymbol(formatOccSymbol({ root, expiresOn, type, strikeE6: Math.round(strike * 1e6) }));
  if (occ === null) throw new RangeError(`${symbol} has no option at ${strike}`);
  return contractOf(occ, symbol, 100);
}

/** The distance between two strikes, in dollars, about where the share trades. */
export function strikeStep({ symbol, kind }: Security, price: number): number {
  if (symbol === 'SPX') return 25;
  if (price < 30 || kind === 'FUND') return 0.5;
  if (price < 120) return 1;
  return price < 250 ? 2.5 : 5;
}

/** The strike at which the contract moves just no more than `delta` with the share: from in the money outwards. */
export function strikeByDelta(
  market: Market,
  of: Security,
  {
    type,
    expiresOn,
    at,
    delta,
  }: { type: OptionContract['type']; expiresOn: IsoDate; at: number; delta: number },
): number {
  const spot = market.priceAt(of.symbol, at) / 100;
  const step = strikeStep(of, spot);
  const away = type === 'CALL' ? step : -step;
  const years = yearsTo(expiresOn, at);
  const deep = delta > 0.45 ? (type === 'CALL' ? 0.6 : 1.4) : 1;
  let strike = Math.round((spot * deep) / step) * step;
  for (let tries = 0; tries < 100 && strike - step > 0; tries++) {
    if (Math.abs(optionDelta(termsOf(of, { type, strike, spot, years }))) <= delta) return strike;
    strike += away;
  }
  return strike;
}

export function optionPriceAt(market: Market, contract: OptionContract, at: number): OptionPrice {
  const of = market.security(contract.ticker);
  const spot = market.priceAt(of.symbol, at) / 100;
  return optionPrice(of, contract, spot, yearsTo(contract.expiresOn, at));
}

function optionPrice(of: Security, contract: OptionContract, spot: number, years: number): OptionPrice {
  const strike = contract.strikeE6 / 1e6;
  const terms = termsOf(of, { type: contract.type, strike, spot, years });
  const value = optionValue(terms) * 100;
  const half = Math.max(0.6, value * 0.012);
  const tick = tickOf(of, value);
  const bid = Math.max(0, Math.floor((value - half) / tick) * tick);
  const ask = Math.max(bid + tick, Math.ceil((value + half) / tick) * tick);
  return { bid, ask, mid: Math.max(1, Math.round((bid + ask) / 2)), terms };
}

export function yearsTo(expiresOn: IsoDate, at: number): number {
  return Math.max(0, (closesAt(expiresOn, 'NYSE') - at) / YEAR);
}

// Options cost more than the share's own moves say, and those far below the share cost more again.
function termsOf(
  { volatility }: Security,
  { type, strike, spot, years }: Pick<OptionTerms, 'type' | 'strike' | 'spot' | 'years'>,
): OptionTerms {
  const distance = Math.log(strike / spot) / Math.sqrt(Math.max(years, 0.02));
  const skew = Math.min(1.5, Math.max(0.85, 1.08 - 0.09 * distance));
  return { type, strike, spot, years, volatility: volatility * skew, rate: RATE };
}

function tickOf({ symbol }: Security, value: number): number {
  if (symbol === 'SPX') return value < 300 ? 5 : 10;
  return value < 300 ? 1 : 5;
}

import { optionDelta, optionGamma, optionTheta, optionVega } from '../../../../lib/black-scholes.ts';
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { closesAt } from '../../../../lib/market-hours.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { type OptionPrice, optionPriceAt } from '../market/contracts.ts';
import type { Market } from '../market/market.ts';
import type { Security } from '../market/securities.ts';
import { day } from './day.ts';
import { heldInstrument, underlyingSymbol } from './instruments.ts';
import { instrumentId, rounded } from './spelling.ts';

export function optionQuote(market: Market, contract: OptionContract, at: number) {
  const of = market.security(contract.ticker);
  const { traded, date } = day(market, of, at);
  const days = market.days('NYSE');
  const before = closesAt(days.dateOf(days.momentOf(at).session - 1), 'NYSE');
  const close = optionPriceAt(market, contract, before).mid;
  return {
    assetMainType: 'OPTION',
    realtime: true,
    ssid: instrumentId(contract.symbol),
    symbol: contract.symbol,
    quote: pricesOf(optionPriceAt(market, contract, at), close, traded),
    reference: referenceOf(of, contract, date),
  };
}

function pricesOf({ bid, ask, mid, terms }: OptionPrice, close: number, traded: number) {
  const change = rounded((mid - close) / 100);
  const percent = rounded((100 * (mid - close)) / close, 5);
  const intrinsic = Math.max(0, (terms.type === 'CALL' ? 1 : -1) * (terms.spot - terms.strike));
  return {
    askPrice: ask / 100,
    askSize: 21,
    bidPrice: bid / 100,
    bidSize: 34,
    closePrice: close / 100,
    delta: rounded(optionDelta(terms), 5),
    gamma: rounded(optionGamma(terms), 5),
    highPrice: Math.max(mid, close) / 100,
    impliedYield: 0,
    lastPrice: mid / 100,
    lastSize: 1,
    lowPrice: Math.min(mid, close) / 100,
    mark: mid / 100,
    markChange: change,
    markPercentChange: percent,
    moneyIntrinsicValue: rounded(intrinsic, 4),
    netChange: change,
    netPercentChange: percent,
    openInterest: 1200,
    openPrice: close / 100,
    quoteTime: traded,
    rho: 0,
    securityStatus: 'Normal',
    theoreticalOptionValue: mid / 100,
    theta: rounded(optionTheta(terms), 5),
    timeValue: rounded(mid / 100 - intrinsic, 4),
    totalVolume: 120,
    tradeTime: traded,
    underlyingPrice: terms.spot,
    vega: rounded(optionVega(terms), 5),
    volatility: rounded(terms.volatility * 100, 4),
  };
}

function referenceOf(of: Security, contract: OptionContract, date: IsoDate) {
  const [year, month, dayOfMonth] = contract.expiresOn.split('-').map(Number);
  const { cusip, description } = heldInstrument(of, contract, 0);
  const isIndex = contract.deliverableE8 === 0;
  return {
    contractType: contract.type === 'PUT' ? 'P' : 'C',
    cusip,
    daysToExpiration: Math.max(0, daysBetween(date, contract.expiresOn)),
    deliverables: isIndex ? '$100' : `100 ${of.symbol}`,
    description,
    exchange: 'o',
    exchangeName: 'OPR',
    exerciseType: isIndex ? 'E' : 'A',
    expirationDay: dayOfMonth,
    expirationMonth: month,
    expirationType: 'W',
    expirationYear: year,
    isPennyPilot: true,
    lastTradingDay: closesAt(contract.expiresOn, 'NYSE'),
    multiplier: contract.multiplier,
    settlementType: 'P',
    strikePrice: contract.strikeE6 / 1e6,
    underlying: underlyingSymbol(of),
  };
}

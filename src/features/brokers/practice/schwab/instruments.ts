import { previousSession } from '../../../../lib/market-calendar.ts';
import { closesAt } from '../../../../lib/market-hours.ts';
import type { Instrument, OptionContract } from '../../../../model/instrument.ts';
import { CUSIPS } from '../market/american.ts';
import { optionPriceAt } from '../market/contracts.ts';
import type { Market } from '../market/market.ts';
import type { Security } from '../market/securities.ts';
import { expirationStamp, instrumentId } from './spelling.ts';

export const US_DOLLAR = {
  assetType: 'CURRENCY',
  status: 'ACTIVE',
  symbol: 'CURRENCY_USD',
  description: 'USD currency',
  instrumentId: 1,
  closingPrice: 0,
} as const;

/** `$SPX` and `BRK.B`: as accounts write them. */
export function underlyingSymbol({ symbol, kind }: Security): string {
  return kind === 'INDEX' ? `$${symbol}` : symbol;
}

/** As transactions show it: with the price it closed at before. */
export function tradedInstrument(market: Market, instrument: Instrument, at: number) {
  const of = market.security(instrument.ticker);
  const before = previousSession(market.days('NYSE').dateAt(at));
  return instrument.kind === 'SHARE'
    ? shareInstrument(of, market.closeOn(of.symbol, before) / 100)
    : optionInstrument(of, instrument, market, closesAt(before, 'NYSE'));
}

function shareInstrument(of: Security, closingPrice: number) {
  const { symbol, kind } = of;
  return {
    assetType: kind === 'FUND' ? 'COLLECTIVE_INVESTMENT' : kind === 'INDEX' ? 'INDEX' : 'EQUITY',
    status: 'ACTIVE',
    symbol: underlyingSymbol(of),
    instrumentId: instrumentId(symbol),
    closingPrice,
    ...(kind === 'INDEX' ? {} : { type: kind === 'FUND' ? 'EXCHANGE_TRADED_FUND' : 'COMMON_STOCK' }),
  };
}

function optionInstrument(of: Security, contract: OptionContract, market: Market, closed: number) {
  const { symbol, type, strikeE6, multiplier } = contract;
  return {
    assetType: 'OPTION',
    status: 'ACTIVE',
    symbol,
    instrumentId: instrumentId(symbol),
    closingPrice: optionPriceAt(market, contract, closed).mid / 100,
    expirationDate: expirationStamp(contract),
    optionDeliverables: [
      {
        rootSymbol: symbol.slice(0, 6).trim(),
        strikePercent: 100,
        deliverableNumber: 1,
        deliverableUnits: 100,
        deliverable: shareInstrument(of, 0),
      },
    ],
    optionPremiumMultiplier: multiplier,
    putCall: type,
    strikePrice: strikeE6 / 1e6,
    type: 'VANILLA',
    underlyingSymbol: underlyingSymbol(of),
  };
}

const MONTHS = 'ABCDEFGHIJKL';

/** As positions show it: no description of a share, no strike and no expiration of an option. */
export function heldInstrument(of: Security, instrument: Instrument, netChange: number) {
  if (instrument.kind === 'OPTION') return heldOption(of, instrument, netChange);
  const cusip = CUSIPS[of.symbol] ?? '000000000';
  if (of.kind !== 'FUND') return { assetType: 'EQUITY', cusip, symbol: of.symbol, netChange };
  return {
    assetType: 'COLLECTIVE_INVESTMENT',
    cusip,
    symbol: of.symbol,
    description: of.name,
    type: 'EXCHANGE_TRADED_FUND',
  };
}

function heldOption(of: Security, { symbol, expiresOn, type, strikeE6 }: OptionContract, netChange: number) {
  const [year = '', month = '', day = ''] = expiresOn.split('-');
  const letter = MONTHS[Number(month) - 1];
  const strike = String(Math.round(strikeE6 / 1000)).padStart(8, '0');
  return {
    assetType: 'OPTION',
    cusip: `0${symbol.slice(0, 6).trim()}.${letter}${year.slice(3)}${strike}`,
    symbol,
    description: `${of.name} ${month}/${day}/${year} $${strikeE6 / 1e6} ${type === 'PUT' ? 'Put' : 'Call'}`,
    netChange,
    type: 'VANILLA',
    putCall: type,
    underlyingSymbol: underlyingSymbol(of),
  };
}

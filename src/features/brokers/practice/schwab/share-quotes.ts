import { addDays } from '../../../../lib/dates.ts';
import { CUSIPS } from '../market/american.ts';
import { payoutsBetween } from '../market/dividends.ts';
import type { Market } from '../market/market.ts';
import type { Security } from '../market/securities.ts';
import { day, yearRange } from './day.ts';
import { underlyingSymbol } from './instruments.ts';
import { instrumentId, rounded } from './spelling.ts';

export function shareQuote(market: Market, of: Security, at: number) {
  const { bar, close, last, change, percent, traded, date } = day(market, of, at);
  return {
    assetMainType: 'EQUITY',
    assetSubType: of.kind === 'FUND' ? 'ETF' : 'COE',
    quoteType: 'NBBO',
    realtime: true,
    ssid: instrumentId(of.symbol),
    symbol: of.symbol,
    fundamental: fundamentalOf(of, last, date),
    quote: {
      ...yearRange(market, of, date),
      askMICId: 'ARCX',
      askPrice: rounded(last + 0.01),
      askSize: 4,
      askTime: traded,
      bidMICId: 'ARCX',
      bidPrice: rounded(last - 0.01),
      bidSize: 6,
      bidTime: traded,
      closePrice: close,
      highPrice: bar.high / 100,
      lastMICId: 'XADF',
      lastPrice: last,
      lastSize: 100,
      lowPrice: bar.low / 100,
      mark: last,
      markChange: change,
      markPercentChange: rounded(percent, 8),
      netChange: rounded(change),
      netPercentChange: rounded(percent, 8),
      openPrice: bar.open / 100,
      postMarketChange: 0,
      postMarketPercentChange: 0,
      quoteTime: traded,
      securityStatus: 'Normal',
      totalVolume: bar.volume,
      tradeTime: traded,
    },
    reference: {
      cusip: CUSIPS[of.symbol] ?? '000000000',
      description: of.name,
      exchange: 'N',
      exchangeName: 'NYSE',
      isHardToBorrow: false,
      isShortable: true,
      htbQuantity: 4_000_000,
      htbRate: 0,
    },
    regular: {
      regularMarketLastPrice: last,
      regularMarketLastSize: 100,
      regularMarketNetChange: rounded(change),
      regularMarketPercentChange: rounded(percent, 8),
      regularMarketTradeTime: traded,
    },
  };
}

function fundamentalOf(of: Security, last: number, date: string) {
  const paid = payoutsBetween(of, addDays(date, -100), date).at(-1);
  const next = payoutsBetween(of, date, addDays(date, 100))[0];
  const amount = (paid?.amountE6 ?? 0) / 1e6;
  return {
    avg10DaysVolume: of.volume,
    avg1YearVolume: of.volume,
    divAmount: amount * 4,
    ...(paid ? { divExDate: `${paid.exDate}T05:00:00Z` } : {}),
    divFreq: paid ? 4 : 0,
    divPayAmount: amount,
    ...(paid ? { divPayDate: `${paid.paidOn}T05:00:00Z` } : {}),
    divYield: rounded((amount * 400) / last, 5),
    eps: rounded(last / 22),
    fundLeverageFactor: 0,
    ...(next
      ? { nextDivExDate: `${next.exDate}T05:00:00Z`, nextDivPayDate: `${next.paidOn}T05:00:00Z` }
      : {}),
    peRatio: 22,
  };
}

export function indexQuote(market: Market, of: Security, at: number) {
  const { bar, close, last, change, percent, traded, date } = day(market, of, at);
  return {
    assetMainType: 'INDEX',
    realtime: true,
    ssid: instrumentId(of.symbol),
    symbol: underlyingSymbol(of),
    quote: {
      ...yearRange(market, of, date),
      closePrice: close,
      highPrice: bar.high / 100,
      lastPrice: last,
      lowPrice: bar.low / 100,
      netChange: rounded(change),
      netPercentChange: rounded(percent, 8),
      openPrice: bar.open / 100,
      securityStatus: 'Unknown',
      totalVolume: bar.volume,
      tradeTime: traded,
    },
    reference: { description: of.name, exchange: '0', exchangeName: 'Index' },
  };
}

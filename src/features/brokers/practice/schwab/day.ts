import { addDays } from '../../../../lib/dates.ts';
import { closesAt } from '../../../../lib/market-hours.ts';
import { dayBar, dayBars } from '../market/candles.ts';
import type { Market } from '../market/market.ts';
import type { Security } from '../market/securities.ts';

/** The session so far, and how it compares with the one before; in dollars, but for the bar. */
export function day(market: Market, of: Security, at: number) {
  const days = market.days('NYSE');
  const moment = days.momentOf(at);
  const bar = dayBar(market, of, moment.session, moment.part);
  const close = market.adjustedIn(of, { session: moment.session - 1, part: 1 });
  const date = days.dateOf(moment.session);
  const traded = moment.part < 1 ? at - 1200 : closesAt(date, 'NYSE');
  const change = (bar.close - close) / 100;
  return {
    bar,
    close: close / 100,
    last: bar.close / 100,
    change,
    percent: (100 * change * 100) / close,
    traded,
    date,
  };
}

export function yearRange(market: Market, of: Security, date: string) {
  const bars = dayBars(market, of, addDays(date, -365), date).filter((_, i) => i % 5 === 0);
  return {
    '52WeekHigh': Math.max(...bars.map(({ high }) => high)) / 100,
    '52WeekLow': Math.min(...bars.map(({ low }) => low)) / 100,
  };
}

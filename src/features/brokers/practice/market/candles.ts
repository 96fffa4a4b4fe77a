import type { IsoDate } from '../../../../lib/dates.ts';
import { closesAt, opensAt } from '../../../../lib/market-hours.ts';
import type { Market } from './market.ts';
import type { Security } from './securities.ts';

/** In hundredths, in today's shares. */
export interface Bar {
  readonly at: number;
  readonly date: IsoDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

// As often as the path turns in a day.
const LOOKS = 24;

/** The session so far: all of it at part 1. */
export function dayBar(market: Market, of: Security, session: number, part = 1): Bar {
  return bar(market, of, session, [0, part], LOOKS);
}

export function dayBars(market: Market, of: Security, from: IsoDate, to: IsoDate): readonly Bar[] {
  const days = market.days(of.exchange);
  const bars: Bar[] = [];
  for (let session = days.onOrBefore(from); days.dateOf(session) <= to; session++)
    if (days.dateOf(session) >= from) bars.push(dayBar(market, of, session));
  return bars;
}

/** So many minutes each, of all sessions that have begun between the two moments. */
export function minuteBars(
  market: Market,
  of: Security,
  minutes: number,
  from: number,
  to: number,
): readonly Bar[] {
  const days = market.days(of.exchange);
  const bars: Bar[] = [];
  const last = days.momentOf(to).session;
  for (let session = Math.max(0, days.momentOf(from).session); session <= last; session++) {
    const opens = opensAt(days.dateOf(session), of.exchange);
    const length = closesAt(days.dateOf(session), of.exchange) - opens;
    const step = minutes * 60_000;
    for (let at = opens; at < opens + length && at <= to; at += step)
      if (at >= from)
        bars.push(
          bar(market, of, session, [(at - opens) / length, Math.min(1, (at + step - opens) / length)], 4),
        );
  }
  return bars;
}

function bar(
  market: Market,
  of: Security,
  session: number,
  [from, to]: readonly [number, number],
  looks: number,
): Bar {
  const date = market.days(of.exchange).dateOf(session);
  const [opens, closes] = [opensAt(date, of.exchange), closesAt(date, of.exchange)];
  const prices = Array.from({ length: looks + 1 }, (_, i) =>
    market.adjustedIn(of, { session, part: from + ((to - from) * i) / looks }),
  );
  const [before, after] = [from, to].map((part) => market.volumeIn(of, { session, part }));
  return {
    at: opens + (closes - opens) * from,
    date,
    open: prices[0] ?? 0,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? 0,
    volume: (after ?? 0) - (before ?? 0),
  };
}

import type { IsoDate } from '../../../../lib/dates.ts';
import { dayBars, minuteBars } from '../market/candles.ts';
import type { World } from '../world.ts';
import { candleTime, listedByToken } from './spelling.ts';

const MINUTES: Readonly<Record<string, number>> = {
  minute: 1,
  '3minute': 3,
  '5minute': 5,
  '10minute': 10,
  '15minute': 15,
  '30minute': 30,
  '60minute': 60,
};

type Candle = readonly [time: string, open: number, high: number, low: number, close: number, volume: number];

/** null for a token or an interval that is none. */
export function historical(
  world: World,
  token: number,
  interval: string,
  from: number,
  to: number,
): readonly Candle[] | null {
  const listed = listedByToken(token);
  const minutes = MINUTES[interval];
  if (listed === null || (interval !== 'day' && minutes === undefined)) return null;
  const days = world.market.days('NSE');
  const bars =
    minutes === undefined
      ? dayBars(world.market, listed.of, days.dateAt(from), days.dateAt(to))
      : minuteBars(world.market, listed.of, minutes, from, to);
  return bars.map(({ at, date, open, high, low, close, volume }) => [
    minutes === undefined ? dayTime(date) : candleTime(at),
    ...([open / 100, high / 100, low / 100, close / 100] as const),
    volume,
  ]);
}

function dayTime(date: IsoDate): string {
  return `${date}T00:00:00+0530`;
}

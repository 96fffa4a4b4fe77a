import { closesAt } from '../../../../lib/market-hours.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import type { Held, Holdings } from '../ledger/holdings.ts';
import { keyOf, type Posting } from '../ledger/postings.ts';
import { optionPriceAt } from '../market/contracts.ts';
import type { Moment } from '../market/days.ts';
import type { Market } from '../market/market.ts';
import { heldInstrument } from './instruments.ts';
import { rounded } from './spelling.ts';

/** One account at one moment, and as it stood when the day began. */
export interface Now {
  readonly market: Market;
  readonly at: number;
  readonly previous: Moment;
  readonly isOpen: boolean;
  readonly holdings: Holdings;
  readonly before: Holdings;
  readonly today: readonly Posting[];
}

/** In dollars, a share. */
export function priceOf({ market }: Now, instrument: Instrument, at: number): number {
  return instrument.kind === 'SHARE'
    ? market.priceAt(instrument.ticker, at) / 100
    : optionPriceAt(market, instrument, at).mid / 100;
}

export function marketValueOf(now: Now, { instrument, quantityE8 }: Held): number {
  return rounded((quantityE8 / 1e8) * sizeOf(instrument) * priceOf(now, instrument, now.at));
}

function sizeOf(instrument: Instrument): number {
  return instrument.kind === 'OPTION' ? instrument.multiplier : 1;
}

export function printPosition(now: Now, held: Held) {
  const { instrument, quantityE8 } = held;
  const quantity = quantityE8 / 1e8;
  const size = sizeOf(instrument);
  const value = marketValueOf(now, held);
  const change = changeOf(now, held, value);
  const taxPrice = rounded(Math.abs(held.taxCostE4 / 1e4 / quantity / size), 4);
  const price = rounded(Math.abs(held.costE4 / 1e4 / quantity / size), 4);
  const openProfit = rounded(value - held.costE4 / 1e4);
  const earlier = (now.before.held.get(keyOf(instrument))?.quantityE8 ?? 0) / 1e8;
  const isLong = quantity > 0;
  return {
    shortQuantity: isLong ? 0 : -quantity,
    averagePrice: taxPrice,
    currentDayProfitLoss: change.profit,
    currentDayProfitLossPercentage: change.percent,
    longQuantity: isLong ? quantity : 0,
    settledLongQuantity: isLong ? Math.max(0, Math.min(earlier, quantity)) : 0,
    settledShortQuantity: isLong ? 0 : Math.min(0, Math.max(earlier, quantity)) + 0,
    instrument: heldInstrument(now.market.security(instrument.ticker), instrument, change.net),
    marketValue: value,
    maintenanceRequirement: maintenanceOf(now, held, value),
    ...(isLong
      ? {
          averageLongPrice: price,
          taxLotAverageLongPrice: taxPrice,
          longOpenProfitLoss: openProfit,
          previousSessionLongQuantity: Math.max(0, earlier),
        }
      : {
          averageShortPrice: price,
          taxLotAverageShortPrice: taxPrice,
          shortOpenProfitLoss: openProfit,
          previousSessionShortQuantity: Math.max(0, -earlier) + 0,
        }),
    currentDayCost: change.cost,
  };
}

function changeOf(now: Now, { instrument }: Held, value: number) {
  const date = now.market.days('NYSE').dateOf(now.previous.session);
  const closed = priceOf(now, instrument, closesAt(date, 'NYSE'));
  const earlier = (now.before.held.get(keyOf(instrument))?.quantityE8 ?? 0) / 1e8;
  const before = earlier * sizeOf(instrument) * closed;
  const cost = rounded(-cashOfToday(now, instrument));
  const profit = rounded(value - before - cost);
  const whole = Math.abs(before) + Math.abs(cost);
  const percent = whole === 0 ? 0 : rounded((100 * profit) / whole);
  return { cost, profit, percent, net: rounded(priceOf(now, instrument, now.at) - closed) };
}

function cashOfToday({ today }: Now, instrument: Instrument): number {
  const moves = today.flatMap((row) => (row.status === 'VALID' ? row.moves : []));
  const own = moves.filter((move) => keyOf(move.instrument) === keyOf(instrument));
  return own.reduce((sum, { costE4 }) => sum + costE4, 0) / 1e4;
}

/** What the broker wants to see kept: a third of shares, a fifth of the underlying for what is sold short. */
export function maintenanceOf(now: Now, { instrument, quantityE8 }: Held, value: number): number {
  if (instrument.kind === 'SHARE') return rounded(Math.abs(value) * 0.3);
  if (quantityE8 > 0) return 0;
  const spot = now.market.priceAt(instrument.ticker, now.at) / 100;
  const strike = instrument.strikeE6 / 1e6;
  const out = Math.max(0, instrument.type === 'PUT' ? spot - strike : strike - spot);
  const each = Math.max(0.2 * spot - out, 0.1 * spot) * instrument.multiplier;
  return rounded((each * -quantityE8) / 1e8 - value);
}

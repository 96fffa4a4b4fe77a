import { holdingsAt, type IndianHolding } from '../india/investor.ts';
import type { World } from '../world.ts';
import { dayOf } from './prices.ts';
import { type Listed, listedByKey } from './spelling.ts';

export interface HoldingReading {
  /** Kite's documentation has the shares on their way in `quantity`; its own examples and most who use it do not. */
  readonly isOnTheWayCounted?: boolean;
}

const NO_LOAN = { quantity: 0, used_quantity: 0, average_price: 0, value: 0, initial_margin: 0 };

export function holdings(world: World, at: number, reading: HoldingReading = {}) {
  return holdingsAt(world.market, at).flatMap((holding) => {
    const listed = listedByKey(`NSE:${holding.symbol}`);
    return listed === null ? [] : [printHolding(world, at, holding, listed, reading)];
  });
}

function printHolding(
  world: World,
  at: number,
  { delivered, onTheWay, pledged, soldToday, average }: IndianHolding,
  listed: Listed,
  { isOnTheWayCounted = false }: HoldingReading,
) {
  const { last, previous } = dayOf(world, listed, at);
  const price = (average ?? 0) / 100;
  const owned = delivered + onTheWay;
  return {
    tradingsymbol: listed.of.symbol,
    exchange: listed.exchange,
    instrument_token: listed.token,
    isin: listed.of.isin,
    product: 'CNC',
    price: 0,
    quantity: isOnTheWayCounted ? owned : delivered,
    used_quantity: soldToday,
    t1_quantity: onTheWay,
    realised_quantity: delivered,
    authorised_quantity: 0,
    authorised_date: `${world.market.days('NSE').dateAt(at)} 00:00:00`,
    authorisation: {},
    opening_quantity: delivered,
    short_quantity: 0,
    collateral_quantity: pledged,
    collateral_type: pledged > 0 ? 'WC' : '',
    discrepancy: average === null,
    average_price: price,
    last_price: last,
    close_price: previous,
    pnl: (last - price) * owned,
    day_change: last - previous,
    day_change_percentage: ((last - previous) / previous) * 100,
    mtf: NO_LOAN,
  };
}

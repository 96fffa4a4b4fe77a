import { isSession } from '../../../../lib/market-calendar.ts';
import { closesAt, instantAt } from '../../../../lib/market-hours.ts';
import { type IndianOrder, ordersUntil } from '../india/investor.ts';
import type { World } from '../world.ts';
import { dayOf } from './prices.ts';
import { indianTime, listedByKey, orderNumber, USER_ID } from './spelling.ts';

/** Of today only: tomorrow morning Kite has forgotten them. */
function ordersOfToday({ market }: World, at: number): readonly IndianOrder[] {
  const today = market.days('NSE').dateAt(at);
  return ordersUntil(market, at).filter(({ on, price }) => on === today && price !== null);
}

export function orders(world: World, at: number) {
  const filled = ordersOfToday(world, at).map((order, place) => printOrder(order, place, 'COMPLETE'));
  return [...filled, ...waitingOrders(world, at)];
}

// One that waits all day for a price nobody asks, and is taken back at the end.
function waitingOrders({ market }: World, at: number) {
  const today = market.days('NSE').dateAt(at);
  const placed = instantAt(today, '09:31', 'NSE');
  if (!isSession(today, 'NSE') || at < placed) return [];
  const previous = market.priceAt('TATASTEEL', instantAt(today, '09:00', 'NSE'));
  const price = Math.round((previous * 0.94) / 5) * 5;
  const order = { at: placed, on: today, symbol: 'TATASTEEL', count: 50, price };
  return [printOrder(order, 90, at < closesAt(today, 'NSE') ? 'OPEN' : 'CANCELLED')];
}

function printOrder(
  { at, symbol, count, price }: IndianOrder,
  place: number,
  status: 'COMPLETE' | 'OPEN' | 'CANCELLED',
) {
  const size = Math.abs(count);
  const filled = status === 'COMPLETE' ? size : 0;
  const rupees = (price ?? 0) / 100;
  return {
    placed_by: USER_ID,
    order_id: orderNumber(at, place),
    exchange_order_id: exchangeNumber(at, place),
    parent_order_id: null,
    status,
    status_message: null,
    status_message_raw: null,
    order_timestamp: indianTime(at),
    exchange_update_timestamp: indianTime(at + 1000),
    exchange_timestamp: indianTime(at),
    variety: 'regular',
    modified: false,
    exchange: 'NSE',
    tradingsymbol: symbol,
    instrument_token: listedByKey(`NSE:${symbol}`)?.token ?? 0,
    order_type: 'LIMIT',
    transaction_type: count > 0 ? 'BUY' : 'SELL',
    validity: 'DAY',
    product: 'CNC',
    quantity: size,
    disclosed_quantity: 0,
    price: rupees,
    trigger_price: 0,
    average_price: filled === 0 ? 0 : rupees,
    filled_quantity: filled,
    pending_quantity: status === 'OPEN' ? size : 0,
    cancelled_quantity: status === 'CANCELLED' ? size : 0,
    market_protection: 0,
    meta: {},
    tag: null,
    guid: `01X${orderNumber(at, place)}`,
  };
}

function exchangeNumber(at: number, place: number): string {
  return `1${orderNumber(at, place + 1000)}`;
}

export function trades(world: World, at: number) {
  return ordersOfToday(world, at).map((order, place) => ({
    trade_id: orderNumber(order.at, place + 2000).slice(-8),
    order_id: orderNumber(order.at, place),
    exchange: 'NSE',
    tradingsymbol: order.symbol,
    instrument_token: listedByKey(`NSE:${order.symbol}`)?.token ?? 0,
    product: 'CNC',
    average_price: (order.price ?? 0) / 100,
    quantity: Math.abs(order.count),
    exchange_order_id: exchangeNumber(order.at, place),
    transaction_type: order.count > 0 ? 'BUY' : 'SELL',
    fill_timestamp: indianTime(order.at),
    order_timestamp: indianTime(order.at).slice(11),
    exchange_timestamp: indianTime(order.at),
  }));
}

export function positions(world: World, at: number) {
  const bySymbol = Map.groupBy(ordersOfToday(world, at), ({ symbol }) => symbol);
  const net = [...bySymbol].map(([symbol, ofSymbol]) => printPosition(world, at, symbol, ofSymbol));
  return { net, day: net };
}

function printPosition(world: World, at: number, symbol: string, ofSymbol: readonly IndianOrder[]) {
  const listed = listedByKey(`NSE:${symbol}`);
  const { last, previous } = listed === null ? { last: 0, previous: 0 } : dayOf(world, listed, at);
  const bought = sideOf(ofSymbol, 1);
  const sold = sideOf(ofSymbol, -1);
  const quantity = bought.quantity - sold.quantity;
  const value = sold.value - bought.value;
  const pnl = value + quantity * last;
  return {
    tradingsymbol: symbol,
    exchange: 'NSE',
    instrument_token: listed?.token ?? 0,
    product: 'CNC',
    quantity,
    overnight_quantity: 0,
    multiplier: 1,
    average_price: quantity > 0 ? bought.price : quantity < 0 ? sold.price : 0,
    close_price: previous,
    last_price: last,
    value,
    pnl,
    m2m: pnl,
    unrealised: pnl,
    realised: 0,
    buy_quantity: bought.quantity,
    buy_price: bought.price,
    buy_value: bought.value,
    buy_m2m: bought.value,
    sell_quantity: sold.quantity,
    sell_price: sold.price,
    sell_value: sold.value,
    sell_m2m: sold.value,
    day_buy_quantity: bought.quantity,
    day_buy_price: bought.price,
    day_buy_value: bought.value,
    day_sell_quantity: sold.quantity,
    day_sell_price: sold.price,
    day_sell_value: sold.value,
  };
}

function sideOf(ofSymbol: readonly IndianOrder[], sign: 1 | -1) {
  const side = ofSymbol.filter(({ count }) => Math.sign(count) === sign);
  const quantity = side.reduce((sum, { count }) => sum + Math.abs(count), 0);
  const value = side.reduce((sum, { count, price }) => sum + Math.abs(count) * (price ?? 0), 0) / 100;
  return { quantity, value, price: quantity === 0 ? 0 : value / quantity };
}

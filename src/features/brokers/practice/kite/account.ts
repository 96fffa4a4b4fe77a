import { cashUntil, ordersUntil } from '../india/investor.ts';
import type { World } from '../world.ts';
import { USER_ID } from './spelling.ts';

export function profile() {
  return {
    user_id: USER_ID,
    user_type: 'individual',
    email: 'practice@example.com',
    user_name: 'Practice Account',
    user_shortname: 'Practice',
    broker: 'ZERODHA',
    exchanges: ['NSE', 'BSE', 'NFO', 'BFO', 'MF'],
    products: ['CNC', 'NRML', 'MIS', 'BO', 'CO'],
    order_types: ['MARKET', 'LIMIT', 'SL', 'SL-M'],
    avatar_url: null,
    meta: { demat_consent: 'consent' },
  };
}

export function margins({ market }: World, at: number) {
  const orders = ordersUntil(market, at);
  const today = market.days('NSE').dateAt(at);
  const [opening, cash] = [cashUntil(orders.filter(({ on }) => on < today)) / 100, cashUntil(orders) / 100];
  return { equity: segment(true, opening, cash), commodity: segment(false, 0, 0) };
}

function segment(enabled: boolean, opening: number, live: number) {
  return {
    enabled,
    net: live,
    available: {
      adhoc_margin: 0,
      cash: opening,
      opening_balance: opening,
      live_balance: live,
      collateral: 0,
      intraday_payin: 0,
    },
    utilised: {
      debits: opening - live,
      exposure: 0,
      m2m_realised: 0,
      m2m_unrealised: 0,
      option_premium: 0,
      payout: 0,
      span: 0,
      holding_sales: 0,
      turnover: 0,
      liquid_collateral: 0,
      stock_collateral: 0,
      delivery: 0,
    },
  };
}

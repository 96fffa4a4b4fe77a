import type { OptionContract } from '../../../model/instrument.ts';
import type { Currency } from '../../../model/money.ts';
import type { Transaction, TransactionKind } from '../../../model/transaction.ts';

/** A line of `transactions` as SQLite gives it. */
export interface Columns {
  readonly id: number;
  readonly account_id: string;
  readonly raw_id: number;
  readonly activity_id: string;
  readonly part: number;
  readonly order_id: string | null;
  readonly executed_at: number;
  readonly traded_on: string;
  readonly has_time: number;
  readonly effective_on: string | null;
  readonly kind: TransactionKind;
  readonly ticker: string | null;
  readonly symbol: string | null;
  readonly expires_on: string | null;
  readonly option_type: OptionContract['type'] | null;
  readonly strike_e6: number | null;
  readonly multiplier: number | null;
  readonly deliverable_e8: number | null;
  readonly quantity_e8: number;
  readonly price_e6: number | null;
  readonly effect: Transaction['effect'];
  readonly fees: string;
  readonly net_e4: number;
  readonly currency: Currency;
  readonly description: string;
}

/** An account is known by its id in here: two brokers may use the same number. */
export function toTransaction(row: Columns): Transaction {
  return {
    id: row.activity_id,
    part: row.part,
    account: row.account_id,
    orderId: row.order_id,
    executedAt: row.executed_at,
    tradedOn: row.traded_on,
    hasTime: row.has_time === 1,
    effectiveOn: row.effective_on,
    kind: row.kind,
    instrument: instrumentOf(row),
    quantityE8: row.quantity_e8,
    priceE6: row.price_e6,
    effect: row.effect,
    feesE4: JSON.parse(row.fees),
    netE4: row.net_e4,
    currency: row.currency,
    description: row.description,
  };
}

function instrumentOf(row: Columns): Transaction['instrument'] {
  const { symbol, ticker, expires_on, option_type, strike_e6, multiplier, deliverable_e8 } = row;
  if (ticker === null) return null;
  if (symbol === null || option_type === null) return { kind: 'SHARE', ticker };
  return {
    kind: 'OPTION',
    symbol,
    ticker,
    expiresOn: expires_on ?? '',
    type: option_type,
    strikeE6: strike_e6 ?? 0,
    multiplier: multiplier ?? 0,
    deliverableE8: deliverable_e8 ?? 0,
  };
}

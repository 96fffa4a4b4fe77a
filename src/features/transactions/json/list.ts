import * as z from 'zod';
import { E4, E6, E8, formatScaled } from '../../../lib/decimal.ts';
import { brokerKinds } from '../../../model/broker.ts';
import { CURRENCIES } from '../../../model/money.ts';
import { type ListedTransaction, sources, type TransactionPage, transactionKinds } from '../engine/listed.ts';
import { fromPlace } from '../engine/order.ts';

const decimal = z.string();

export const transactionShape = z.strictObject({
  id: z.number(),
  record: z.number(),
  activity_id: z.string(),
  part: z.number(),
  account: z.strictObject({ id: z.string(), name: z.string(), broker: z.enum(brokerKinds) }),
  order_id: z.string().nullable(),
  /** null where only the day is known. */
  executed_at: z.iso.datetime().nullable(),
  traded_on: z.iso.date(),
  effective_on: z.iso.date().nullable(),
  kind: z.enum(transactionKinds),
  ticker: z.string().nullable(),
  option: z
    .strictObject({
      symbol: z.string(),
      expires_on: z.string(),
      type: z.enum(['PUT', 'CALL']),
      strike: decimal,
      multiplier: z.number(),
    })
    .nullable(),
  quantity: decimal,
  price: decimal.nullable(),
  effect: z.enum(['OPENING', 'CLOSING']).nullable(),
  fees: z.record(z.string(), decimal),
  net: decimal,
  currency: z.enum(CURRENCIES),
  description: z.string(),
  source: z.enum(sources),
  corrected: z.boolean(),
  has_problem: z.boolean(),
});

export const listShape = z.strictObject({
  transactions: z.array(transactionShape),
  next: z.string().nullable(),
});

export function transactionJson(row: ListedTransaction): z.infer<typeof transactionShape> {
  return {
    id: row.rowId,
    record: row.record,
    activity_id: row.id,
    part: row.part,
    account: { id: row.account, name: row.accountName, broker: row.broker },
    order_id: row.orderId,
    executed_at: row.hasTime ? new Date(row.executedAt).toISOString() : null,
    traded_on: row.tradedOn,
    effective_on: row.effectiveOn,
    kind: row.kind,
    ticker: row.instrument?.ticker ?? null,
    option: optionJson(row.instrument),
    quantity: formatScaled(row.quantityE8, E8),
    price: row.priceE6 === null ? null : formatScaled(row.priceE6, E6),
    effect: row.effect,
    fees: Object.fromEntries(Object.entries(row.feesE4).map(([name, fee]) => [name, formatScaled(fee, E4)])),
    net: formatScaled(row.netE4, E4),
    currency: row.currency,
    description: row.description,
    source: row.source,
    corrected: row.isCorrected,
    has_problem: row.hasProblem,
  };
}

function optionJson(instrument: ListedTransaction['instrument']) {
  if (instrument?.kind !== 'OPTION') return null;
  const { symbol, expiresOn, type, strikeE6, multiplier } = instrument;
  return { symbol, expires_on: expiresOn, type, strike: formatScaled(strikeE6, E6), multiplier };
}

export function listJson({ rows, next }: TransactionPage): z.infer<typeof listShape> {
  return { transactions: rows.map(transactionJson), next: next === null ? null : fromPlace(next) };
}

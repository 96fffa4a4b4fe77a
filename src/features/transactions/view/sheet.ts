import { type CsvCell, figure } from '../../../lib/csv-writer.ts';
import { E4, formatScaled } from '../../../lib/decimal.ts';
import type { ListedTransaction } from '../engine/listed.ts';
import { transactionJson } from '../json/list.ts';

type Row = ReturnType<typeof transactionJson>;

/** The columns of the exported table, in its order. Fees are one figure: their names differ from row to row. */
const COLUMNS: Readonly<Record<string, (row: Row, listed: ListedTransaction) => CsvCell>> = {
  date: (row) => row.traded_on,
  time_utc: (row) => row.executed_at,
  account: (row) => row.account.name,
  broker: (row) => row.account.broker,
  kind: (row) => row.kind,
  ticker: (row) => row.ticker,
  contract: (row) => row.option?.symbol ?? null,
  expires: (row) => row.option?.expires_on ?? null,
  type: (row) => row.option?.type ?? null,
  strike: (row) => figure(row.option?.strike ?? null),
  effect: (row) => row.effect,
  quantity: (row) => figure(row.quantity),
  price: (row) => figure(row.price),
  fees: (_row, listed) => figure(feesOf(listed)),
  amount: (row) => figure(row.net),
  currency: (row) => row.currency,
  description: (row) => row.description,
  order: (row) => row.order_id,
  broker_id: (row) => row.activity_id,
  source: (row) => row.source,
  record: (row) => figure(String(row.record)),
};

export const sheetHeading: readonly CsvCell[] = Object.keys(COLUMNS);

export function sheetLine(listed: ListedTransaction): readonly CsvCell[] {
  const row = transactionJson(listed);
  return Object.values(COLUMNS).map((cell) => cell(row, listed));
}

function feesOf({ feesE4 }: ListedTransaction): string {
  return formatScaled(
    Object.values(feesE4).reduce((sum, fee) => sum + fee, 0),
    E4,
  );
}

import { type CsvCell, figure } from '../../../../lib/csv-writer.ts';
import { E4, E6, formatFixed } from '../../../../lib/decimal.ts';
import type { Listed } from '../../engine/listing/listed.ts';
import { summaryJson } from '../../json.ts';

type Summary = ReturnType<typeof summaryJson>;

interface Line {
  readonly row: Summary;
  readonly listed: Listed;
  readonly accountName: string;
}

const plain = (name: keyof Summary) => (line: Line) => figure(line.row[name] as string | null);
const price = (priceE4: number) => formatFixed(priceE4, E4, 4);
const percent = (shareE6: number | null) =>
  figure(shareE6 === null ? null : formatFixed(shareE6 * 100, E6, 2));

/** The columns of the exported table, in its order. */
const COLUMNS: Readonly<Record<string, (line: Line) => CsvCell>> = {
  id: ({ row }) => row.id,
  account: ({ accountName }) => accountName,
  ticker: ({ row }) => row.ticker,
  status: ({ row }) => row.status,
  strategy: ({ row }) => row.strategy,
  phase: ({ row }) => row.phase,
  started: ({ row }) => row.startedOn,
  closed: ({ row }) => row.closedOn,
  days: ({ listed }) => figure(String(listed.days)),
  rolls: ({ row }) => figure(String(row.rollCount)),
  cash: plain('cash'),
  realised: plain('realised'),
  realised_tax: plain('realisedTax'),
  premium: plain('premium'),
  dividends: plain('dividends'),
  fees: plain('fees'),
  shares: plain('shares'),
  basis: ({ row }) => figure(row.basis?.economic ?? null),
  basis_tax: ({ row }) => figure(row.basis?.tax ?? null),
  break_even: ({ listed }) => figure(listed.breakEvensE4.map(price).join(' ')),
  open: ({ row }) => row.openLegs.map(({ symbol, quantity }) => `${quantity} ${symbol}`).join('; '),
  expires: ({ listed }) => listed.expiresOn,
  return_percent: ({ listed }) => percent(listed.returnE6),
  currency: ({ listed }) => listed.currency,
};

export const sheetHeading: readonly CsvCell[] = Object.keys(COLUMNS);

export function sheetLine(listed: Listed, accountName: string): readonly CsvCell[] {
  const line = { row: summaryJson(listed), listed, accountName };
  return Object.values(COLUMNS).map((cell) => cell(line));
}

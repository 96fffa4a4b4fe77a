import { type CsvCell, figure } from '../../../lib/csv-writer.ts';
import { E4, E6, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { type Entry, keyOfEntry } from '../engine/chain/entries.ts';
import type { Shown } from '../engine/chain/shown.ts';

export const chainHeading = [
  'Date',
  'Executed at',
  'Link',
  'Kind',
  'Role',
  'Symbol',
  'Quantity',
  'Price',
  'Fees',
  'Cash',
  'Currency',
  'Realised, economic',
  'Realised, tax',
  'Why',
  'Broker’s number',
] as const;

/** Row by row, in the order of the chain. */
export function chainLines({ chain, campaign }: Shown): readonly (readonly CsvCell[])[] {
  return chain.links.flatMap(({ legs }, i) =>
    legs.flatMap(({ entries }) => entries.map((entry) => lineOf(entry, i + 1, campaign.currency))),
  );
}

function lineOf(entry: Entry, link: number, currency: string): readonly CsvCell[] {
  const { row, allocation } = entry;
  const { instrument } = row;
  return [
    allocation.on,
    row.hasTime ? new Date(row.executedAt).toISOString() : null,
    figure(String(link)),
    row.kind,
    allocation.role,
    instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? null),
    figure(formatScaled(allocation.quantityE8, E8)),
    figure(row.priceE6 === null ? null : formatScaled(row.priceE6, E6)),
    money(allocation.feesE4),
    money(allocation.cashE4),
    currency,
    money(allocation.realisedE4),
    money(allocation.realisedTaxE4),
    allocation.why,
    keyOfEntry(entry),
  ];
}

function money(amountE4: number | null) {
  return figure(amountE4 === null ? null : formatFixed(amountE4, E4, 2));
}

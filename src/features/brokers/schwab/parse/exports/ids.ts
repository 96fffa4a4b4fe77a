import { E4, E6, E8, formatScaled } from '../../../../../lib/decimal.ts';
import type { Instrument } from '../../../../../model/instrument.ts';
import type { Transaction } from '../../../../../model/transaction.ts';
import type { Figures } from './figures.ts';
import type { ExportedDates } from './plain-text.ts';

/**
 * Rule: an exported row has no id, so it is known by what it says, and equal rows by their number. A longer export,
 * or the same one as JSON, gives the same rows the same ids, and two equal fills both stay. Example:
 * `csv:2026-07-17|2026-07-20|expired|HOOD  260717P00100000|1||#0001`, which sorts by the date it happened.
 */
interface Content extends Figures {
  readonly dates: ExportedDates;
  readonly instrument: Instrument | null;
  readonly row: { readonly action: string };
}

export function contentId({ dates, instrument, row, ...figures }: Content): string {
  const { quantityE8, priceE6, netE4, hasAmount } = figures;
  return `csv:${[
    dates.effectiveOn ?? dates.postedOn,
    dates.effectiveOn === null ? '' : dates.postedOn,
    row.action.trim().toLowerCase(),
    instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? ''),
    quantityE8 === 0 ? '' : formatScaled(quantityE8, E8),
    priceE6 === null ? '' : formatScaled(priceE6, E6),
    hasAmount ? formatScaled(netE4, E4) : '',
  ].join('|')}`;
}

/** Given in the order of time, so that the first of equal rows stays the first when later ones join it. */
export function numbered(transactions: readonly Transaction[]): readonly Transaction[] {
  const counts = new Map<string, number>();
  return transactions.map((row) => {
    const count = (counts.get(row.id) ?? 0) + 1;
    counts.set(row.id, count);
    return { ...row, id: `${row.id}#${String(count).padStart(4, '0')}` };
  });
}

import { E6, E8, scaledFromNumber } from '../../../../lib/decimal.ts';
import type { Holding } from '../../../../model/holding.ts';
import { type Fault, isFault } from '../../parse/faults.ts';
import { averageOf } from '../../parse/joined.ts';
import { holding, type KiteHolding } from '../payloads.ts';

/**
 * Rule: a share is known by its ISIN: the exchange it is reported on changes from day to day, and what comes twice is
 * one holding. What was paid is unknown where Zerodha says so, or says 0: such shares came from elsewhere.
 */
export function readHoldings(data: unknown): { readonly holdings: readonly Holding[] } | Fault {
  if (!Array.isArray(data)) return { fault: 'is no list of holdings' };
  const holdings = new Map<string, Holding>();
  for (const sent of data) {
    const read = readHolding(sent);
    if (isFault(read)) return read;
    const known = holdings.get(read.isin);
    holdings.set(read.isin, known === undefined ? read : sumOf(known, read));
  }
  return { holdings: [...holdings.values()] };
}

function readHolding(sent: unknown): Holding | Fault {
  const read = holding.safeParse(sent);
  if (!read.success) return { fault: 'has a holding that cannot be read' };
  const { tradingsymbol: symbol, exchange } = read.data;
  const numbers = numbersOf(read.data);
  if (numbers === null) return { fault: `has impossible numbers for ${symbol.slice(0, 30)}` };
  return { isin: read.data.isin || `${exchange}:${symbol}`, symbol, exchange, ...numbers };
}

function numbersOf(sent: KiteHolding): Omit<Holding, 'isin' | 'symbol' | 'exchange'> | null {
  const [average, last, close] = [sent.average_price, sent.last_price, sent.close_price].map(priceOf);
  const counts = countsOf(sent);
  if (counts === null || average == null || last == null || close == null) return null;
  return {
    ...counts,
    averagePriceE6: average === 0 || sent.discrepancy === true ? null : average,
    lastPriceE6: last,
    closePriceE6: close,
  };
}

function countsOf(sent: KiteHolding) {
  const counts = {
    reportedE8: countOf(sent.quantity),
    deliveredE8: countOf(sent.realised_quantity),
    onTheWayE8: countOf(sent.t1_quantity),
    pledgedE8: countOf(sent.collateral_quantity),
    soldTodayE8: countOf(sent.used_quantity),
    borrowedE8: countOf(sent.mtf?.quantity ?? 0),
  };
  return isKnown(counts) ? counts : null;
}

type Counts = Pick<
  Holding,
  'reportedE8' | 'deliveredE8' | 'onTheWayE8' | 'pledgedE8' | 'soldTodayE8' | 'borrowedE8'
>;

function isKnown(counts: { readonly [name in keyof Counts]: number | null }): counts is Counts {
  return !Object.values(counts).includes(null);
}

function countOf(shares: number): number | null {
  return scaledFromNumber(shares, E8);
}

function priceOf(rupees: number): number | null {
  const price = scaledFromNumber(rupees, E6);
  return price === null || price < 0 ? null : price;
}

function sumOf(a: Holding, b: Holding): Holding {
  return {
    ...a,
    averagePriceE6: averageOf(lotOf(a), lotOf(b)),
    reportedE8: a.reportedE8 + b.reportedE8,
    deliveredE8: a.deliveredE8 + b.deliveredE8,
    onTheWayE8: a.onTheWayE8 + b.onTheWayE8,
    pledgedE8: a.pledgedE8 + b.pledgedE8,
    soldTodayE8: a.soldTodayE8 + b.soldTodayE8,
    borrowedE8: a.borrowedE8 + b.borrowedE8,
  };
}

function lotOf({ deliveredE8, onTheWayE8, averagePriceE6 }: Holding) {
  return { quantityE8: deliveredE8 + onTheWayE8, averagePriceE6 };
}

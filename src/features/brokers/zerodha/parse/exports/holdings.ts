import { E6, E8, parseScaled } from '../../../../../lib/decimal.ts';
import { roundedQuotient } from '../../../../../lib/rounding.ts';
import type { Holding } from '../../../../../model/holding.ts';
import { type Fault, isFault } from '../../../parse/faults.ts';
import type { UnreadLine } from '../../../parse/file-rows.ts';
import { type Line, readTable } from './tables.ts';

/**
 * Rule: Kite's list of holdings says what is held, what it cost and what it is worth. It has no ISIN, so a share is known
 * by its name on the NSE, as it is where Kite itself gives none; and no close, which is reckoned back from the change of
 * the day. Example: at 110.00 and +10.00% it closed at 100.00.
 */
export const holdingColumns = ['instrument', 'qty.', 'avg. cost', 'ltp', 'day chg.'] as const;

type HoldingLine = Line<(typeof holdingColumns)[number]>;
type Cells = NonNullable<HoldingLine['cells']>;

export interface ReadHoldings {
  readonly holdings: readonly Holding[];
  readonly unread: readonly UnreadLine[];
}

export function readHoldingsFile(text: string): ReadHoldings | Fault {
  const table = readTable(text, holdingColumns);
  if (isFault(table)) return table;
  const holdings = new Map<string, Holding>();
  const unread: UnreadLine[] = [];
  for (const line of table.lines) {
    const held = readLine(line);
    if (isFault(held)) unread.push({ line: line.line, text: line.text, reason: held.fault });
    else if (holdings.has(held.isin)) unread.push({ ...REPEATED, line: line.line, text: line.text });
    else holdings.set(held.isin, held);
  }
  return { holdings: [...holdings.values()], unread };
}

const REPEATED = { reason: 'names a share that stands above it' };

function readLine({ cells }: HoldingLine): Holding | Fault {
  if (cells === null) return { fault: 'breaks off before its end' };
  const symbol = cells.instrument;
  if (!/^[\w&-]{1,30}$/.test(symbol)) return { fault: 'names no share' };
  const [count, average, last] = figuresOf(cells);
  if (count === null || count < 0) return { fault: 'has a quantity we cannot read' };
  if (average === null || average < 0) return { fault: 'has a cost we cannot read' };
  if (last === null || last < 0) return { fault: 'has a price we cannot read' };
  const close = closeOf(last, cells['day chg.']);
  if (close === null) return { fault: 'has a change of the day we cannot read' };
  return {
    ...{ isin: `NSE:${symbol}`, symbol, exchange: 'NSE', reportedE8: count, deliveredE8: count },
    ...{ onTheWayE8: 0, pledgedE8: 0, soldTodayE8: 0, borrowedE8: 0 },
    // Zerodha says 0 where it does not know what was paid.
    averagePriceE6: average === 0 ? null : average,
    ...{ lastPriceE6: last, closePriceE6: close },
  };
}

function figuresOf(
  cells: Cells,
): readonly [count: number | null, average: number | null, last: number | null] {
  return [plain(cells['qty.'], E8), plain(cells['avg. cost'], E6), plain(cells.ltp, E6)];
}

/** Thousands and lakhs are grouped in some years' files, and in others not. */
function plain(text: string, scale: typeof E6 | typeof E8): number | null {
  return parseScaled(text.replaceAll(',', ''), scale);
}

// The change is rounded to a hundredth of a percent, and so is what comes of it.
function closeOf(lastE6: number, change: string): number | null {
  const percentE6 = plain(change.replace(/\s*%$/, '').replace('\u2212', '-'), E6);
  if (percentE6 === null || percentE6 <= -100_000_000) return null;
  return Number(roundedQuotient(BigInt(lastE6) * 100_000_000n, 100_000_000n + BigInt(percentE6)));
}

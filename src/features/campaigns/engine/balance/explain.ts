/**
 * Rule: of each difference the likely reason is said, the most particular first: newest rows, an expiry, a half of an
 * assignment, what was there before the first row, a split, and rows that are gone. What none of them explains is a
 * trade that is not booked yet, or a row that never came. Example: 200 shares more than the rows say, and 2 puts were
 * assigned whose shares no row brings: the missing half.
 */
import { type Halves, matchHalves } from '../rows/halves.ts';
import { mayBeFromBefore } from './before.ts';
import { isAwaited, isExpired } from './expired.ts';
import { isOfExpired, lonelyHalfOf } from './halves.ts';
import { firstRecentDay, notYetThere } from './recent.ts';
import { splitRatioOf } from './splits.ts';
import {
  type Cause,
  type Difference,
  type Evidence,
  type Facts,
  type Known,
  keyOf,
  type Line,
} from './types.ts';

export function explain(lines: readonly Line[], facts: Facts, evidence: Evidence): readonly Difference[] {
  const tickers = Map.groupBy(lines, ({ instrument }) => instrument.ticker);
  const told = [...tickers].flatMap(([ticker, own]) => explainTicker(ticker, own, facts, evidence));
  return told.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** What differs of one ticker, and all there is to look at. */
interface Case {
  readonly facts: Facts;
  readonly all: readonly Line[];
  readonly expired: readonly Line[];
  readonly rows: readonly Known[];
  readonly halves: Halves;
  readonly goneOf: Evidence['goneOf'];
}

type Told = Pick<Difference, 'cause' | 'state' | 'rows'>;

function explainTicker(
  ticker: string,
  all: readonly Line[],
  facts: Facts,
  { rowsOf, goneOf }: Evidence,
): readonly Difference[] {
  const rows = rowsOf(ticker);
  if (rows === null) return all.map((line) => ({ ...line, ...unseen(line, facts) }));
  const expired = all.filter((line) => isExpired(line, facts, rows));
  const seen: Case = { facts, all, expired, rows, halves: matchHalves(rows), goneOf };
  return all.map((line) => ({ ...line, ...toldOf(line, seen) }));
}

function unseen(line: Line, facts: Facts): Told {
  return told(mayBeFromBefore(line, facts, []) ? 'BEFORE' : 'UNKNOWN');
}

type Reason = (line: Line, seen: Case, own: readonly Known[]) => Told | null;

function toldOf(line: Line, seen: Case): Told {
  const own = seen.rows.filter(({ instrument }) => instrument && keyOf(instrument) === line.key);
  for (const reason of REASONS) {
    const found = reason(line, seen, own);
    if (found !== null) return found;
  }
  return told('UNKNOWN', own);
}

const REASONS: readonly Reason[] = [
  ({ byE8 }, { facts }, own) => {
    const first = firstRecentDay(facts.readOn, 1);
    const newest = own.filter((row) => row.tradedOn > first || row.executedAt > facts.readAt);
    const found = notYetThere(newest, ({ quantityE8 }) => quantityE8, -byE8);
    return found && told('NOT_YET_THERE', found, 'waiting');
  },
  (line, { facts, expired }, own) =>
    expired.includes(line) ? told('EXPIRED', own, isAwaited(line, facts) ? 'waiting' : 'differs') : null,
  (line, { facts, rows, halves }) => {
    const half = lonelyHalfOf(line, rows, halves);
    // On the first day of a history the other half may have come right before it.
    const isCutOff = half?.every(({ tradedOn }) => tradedOn === facts.begins) ?? false;
    return half === null || isCutOff ? null : told('HALF', half);
  },
  (line, { facts, expired }, own) => {
    const isStillDue = expired.some((other) => isAwaited(other, facts));
    return isOfExpired(line, expired) ? told('AWAITED', own, isStillDue ? 'waiting' : 'differs') : null;
  },
  (line, { facts }, own) => (mayBeFromBefore(line, facts, own) ? told('BEFORE', own) : null),
  (line, { all }, own) => {
    const ratio = splitRatioOf(line, all);
    return ratio === null ? null : { cause: { kind: 'SPLIT', ratio }, state: 'differs', rows: own };
  },
  ({ instrument }, { goneOf }, own) => {
    const records = goneOf(instrument);
    return records.length > 0 ? { cause: { kind: 'GONE', records }, state: 'differs', rows: own } : null;
  },
];

type Plain = Exclude<Cause['kind'], 'SPLIT' | 'GONE'>;

function told(kind: Plain, rows: Difference['rows'] = [], state?: Difference['state']): Told {
  return { cause: { kind }, state: state ?? (kind === 'BEFORE' ? 'carried' : 'differs'), rows };
}

/**
 * Rule: the first time an account is read, its whole history is asked for, so many years back; from then on what came
 * since, and fourteen days more, in which rows may have been corrected or taken back. Example: read last on Friday the
 * 13th and not for a week: on the 20th it is asked from two weeks before the 13th on, and nothing is missed.
 */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const OVERLAP = 14 * DAY;

/** The times to ask for, newest first. `read`: what was read so far without a gap; null: nothing. */
export function timesToAsk(read: Reach | null, now: number, years: number): readonly Reach[] {
  const start = now - years * YEAR;
  if (read === null) return [{ from: start, to: now }];
  const newest = { from: Math.min(read.to, now) - OVERLAP, to: now };
  // More years are wanted than when it was read: those before the first, and a day of it.
  return start < read.from - OVERLAP ? [newest, { from: start, to: read.from + DAY }] : [newest];
}

/** What will have been read once all of it is answered. */
export function reachAfter(read: Reach | null, asked: readonly Reach[]): Reach {
  const all = read === null ? asked : [read, ...asked];
  return { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) };
}

const EMPTY_YEARS = 2;

/** Two empty years say that the account is younger: what lies before them is not asked for. */
export function isBeforeItAll(stretch: Reach, oldestRow: number | null, readTo: number): boolean {
  return stretch.to < Math.min(oldestRow ?? readTo, readTo) - EMPTY_YEARS * YEAR;
}

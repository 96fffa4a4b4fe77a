/**
 * Rule: some rows mean something only beside others of theirs, within the hour (the cash of an index option and its
 * removal, the two sides of a merger). So when a row changes, all within an hour of it are understood anew, and for that
 * all within an hour of those are read. Example: a change at 10:00 and one at 11:30 are one span, from 9:00 to 12:30.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is to be understood anew, in order, none touching another. */
export function spansAround(moments: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  for (const moment of moments.toSorted((a, b) => a - b)) {
    const { from, to } = around(moment);
    const last = spans.at(-1);
    // Spans that would read the same rows are read as one.
    if (last !== undefined && from <= last.to + 2 * HOUR)
      spans[spans.length - 1] = { ...last, to: Math.max(to, last.to) };
    else spans.push({ from, to });
  }
  return spans;
}

/** What has to be read for it. */
export function withCompanions({ from, to }: Span): Span {
  return { from: from - HOUR, to: to + HOUR };
}

// Midnight is what stands for a time that is not known: then it may be any of that day, in any zone.
function around(moment: number): Span {
  const reach = moment % DAY === 0 ? DAY + 14 * HOUR : HOUR;
  return { from: moment - reach, to: moment + reach };
}

/**
 * Rule: a row that the broker has shown, and no longer shows where it should be, has vanished. It should be in a stretch
 * of its own type that holds its time, seven days from either edge: a broker looks rows up by the day they were posted,
 * which may be days after they happened. The later edge counts only for rows first seen after it: what was shown before
 * the stretch ended had been posted by then. Example: asked in June for all of March, a missing trade of the 12th is
 * gone; one of the 27th may have been posted in April, and stays.
 */
export interface Asked {
  readonly from: number;
  readonly to: number;
  /** One type, or several with commas. */
  readonly type: string;
}

interface Known {
  readonly activityId: string;
  readonly type: string;
  readonly happenedAt: number;
  readonly seenAt: number;
}

export const MARGIN_MS = 7 * 86_400_000;

export function vanishedFrom<T extends Known>(
  known: readonly T[],
  shown: ReadonlySet<string>,
  { from, to, type }: Asked,
): readonly T[] {
  const types = new Set(type.split(','));
  return known.filter(
    (row) =>
      types.has(row.type) &&
      row.happenedAt >= from + MARGIN_MS &&
      row.happenedAt <= (row.seenAt <= to ? to : to - MARGIN_MS) &&
      !shown.has(row.activityId),
  );
}

/**
 * Rule: of rows that all go one way, in the order they are preferred, as few of the first as hold some that add up exactly; one alone before
 * several. Example: of removals that moved 100, 200 and 100 shares, 300 is the first and the second.
 */

// Whole contracts make few different sums, however many rows: 4,000 is an assignment of 4,000 contracts.
const MOST_SUMS = 4_000;

/** null where none add up, or where so many different sums are possible that nothing can be said of them. */
export function addingUp<T>(
  candidates: readonly T[],
  amountOf: (candidate: T) => number,
  wanted: number,
): readonly T[] | null {
  /** How each sum was first reached: by adding this one to an earlier sum, first of all to none. */
  const last = new Map<number, T | null>([[0, null]]);
  for (const candidate of candidates) {
    const amount = amountOf(candidate);
    for (const sum of [...last.keys()])
      if (Math.abs(sum + amount) <= Math.abs(wanted) && !last.has(sum + amount))
        last.set(sum + amount, candidate);
    if (last.has(wanted)) return traceBack(last, amountOf, wanted);
    if (last.size > MOST_SUMS) return null;
  }
  return null;
}

function traceBack<T>(
  last: ReadonlyMap<number, T | null>,
  amountOf: (candidate: T) => number,
  wanted: number,
): readonly T[] {
  const found: T[] = [];
  let sum = wanted;
  for (let at = last.get(sum); at != null; at = last.get(sum)) {
    found.unshift(at);
    sum -= amountOf(at);
  }
  return found;
}

/** One line of output: what was measured, against what, and whether the promise holds. */
export interface Figure {
  readonly figure: string;
  readonly value: number | null;
  readonly unit: string;
  /** The same measured on the least that could do it, in the same run; null where the goal is absolute. */
  readonly floor: number | null;
  readonly goal: number;
  /** Why there is nothing to measure yet, or what the figure leaves out. */
  readonly note?: string;
}

export type Bench = () => Promise<readonly Figure[]>;

export function toLine(bench: string, { figure, value, unit, floor, goal, note }: Figure): string {
  const ratio = value === null || floor === null ? null : value / floor;
  const measured = floor === null ? value : ratio;
  const ok = measured === null ? null : measured <= goal;
  const line = {
    bench,
    figure,
    value: round(value),
    unit,
    floor: round(floor),
    ratio: round(ratio),
    goal,
    ok,
  };
  return JSON.stringify(note === undefined ? line : { ...line, note });
}

export const notYet = (figure: string, unit: string, goal: number, note: string): Figure => ({
  figure,
  value: null,
  unit,
  floor: null,
  goal,
  note,
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

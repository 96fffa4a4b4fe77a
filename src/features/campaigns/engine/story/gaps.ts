/**
 * Rule: every unit an order opens is put into one campaign, stretch by stretch; what has none yet is a gap. Example: of 5
 * puts units 0 and 1 were rolled; units 2 to 4 are a gap until the rest of the order is placed.
 */
import type { Opening } from '../rows/queues.ts';
import { addCalls } from './calls.ts';
import type { Piece, Story } from './story.ts';

/** So many units of an opening, counted from its first. */
export interface Stretch {
  readonly fromE8: number;
  readonly countE8: number;
}

export interface Gap extends Stretch {
  readonly opened: Opening;
  /** Nothing covers it: it joins no campaign that holds shares. */
  readonly isNaked: boolean;
}

export function put(
  story: Story,
  { opened, fromE8, countE8 }: Omit<Gap, 'isNaked'>,
  where: Omit<Piece, keyof Stretch>,
): void {
  const piece: Piece = { fromE8, countE8, ...where };
  const pieces = [...(story.pieces.get(opened) ?? []), piece];
  story.pieces.set(
    opened,
    pieces.toSorted((a, b) => a.fromE8 - b.fromE8),
  );
  if (opened.contract.type === 'CALL') addCalls(where.draft, opened.contract, opened.side, countE8);
}

export function gapsOf(story: Story, opened: Opening): readonly Gap[] {
  const all: Gap = { opened, fromE8: 0, countE8: opened.quantityE8, isNaked: false };
  return besides(all, story.pieces.get(opened) ?? []);
}

/** What a gap and another stretch of its opening have in common. */
export function overlap(gap: Gap, { fromE8, countE8 }: Stretch): readonly Gap[] {
  const from = Math.max(gap.fromE8, fromE8);
  const to = Math.min(gap.fromE8 + gap.countE8, fromE8 + countE8);
  return to > from ? [{ ...gap, fromE8: from, countE8: to - from }] : [];
}

/** The rest of a gap, once those stretches are taken out of it. */
export function besides(gap: Gap, taken: readonly Stretch[]): readonly Gap[] {
  return taken.reduce<readonly Gap[]>(
    (rest, { fromE8, countE8 }) =>
      rest.flatMap((each) => [
        ...overlap(each, { fromE8: 0, countE8: fromE8 }),
        ...overlap(each, { fromE8: fromE8 + countE8, countE8: Number.MAX_SAFE_INTEGER }),
      ]),
    [gap],
  );
}

export function after(gap: Gap, countE8: number): Gap {
  return { ...gap, fromE8: gap.fromE8 + countE8, countE8: gap.countE8 - countE8 };
}

/** A stretch of an opening that has no campaign yet, and how it gets one. Example: units 2 to 4 of 5 that were not rolled. */
import type { Opening } from '../rows/contracts.ts';
import type { Role } from '../types.ts';
import { type Draft, sellCalls } from './drafts.ts';
import type { Piece, Story } from './story.ts';

export interface Gap {
  readonly opened: Opening;
  readonly fromE8: number;
  readonly countE8: number;
  /** Sold together with a long call: it needs no shares. */
  readonly isHedged: boolean;
  /** Nothing covers it: it joins no campaign that holds shares. */
  readonly isNaked?: boolean;
}

export function put(
  story: Story,
  { opened, fromE8, countE8, isHedged }: Gap,
  draft: Draft,
  role: Role,
  why: string,
  by: Piece['by'] = 'rule',
): void {
  const piece: Piece = { fromE8, countE8, draft, role, why, by };
  const pieces = [...(story.pieces.get(opened) ?? []), piece];
  story.pieces.set(
    opened,
    pieces.toSorted((a, b) => a.fromE8 - b.fromE8),
  );
  const isShortCall = opened.contract.type === 'CALL' && opened.side === -1;
  if (isShortCall) sellCalls(draft, opened.contract, countE8, isHedged ? countE8 : 0);
}

export function gapsOf(story: Story, opened: Opening): readonly Gap[] {
  const gaps: Gap[] = [];
  let next = 0;
  const upTo = (end: number) => {
    if (end > next) gaps.push({ opened, fromE8: next, countE8: end - next, isHedged: false });
  };
  for (const { fromE8, countE8 } of story.pieces.get(opened) ?? []) {
    upTo(fromE8);
    next = fromE8 + countE8;
  }
  upTo(opened.quantityE8);
  return gaps;
}

/** What a gap and another stretch of its opening have in common. */
export function overlap(gap: Gap, { fromE8, countE8 }: Pick<Gap, 'fromE8' | 'countE8'>): readonly Gap[] {
  const from = Math.max(gap.fromE8, fromE8);
  const to = Math.min(gap.fromE8 + gap.countE8, fromE8 + countE8);
  return to > from ? [{ ...gap, fromE8: from, countE8: to - from }] : [];
}

/** The rest of a gap, once those stretches are taken out of it. */
export function besides(gap: Gap, taken: readonly Pick<Gap, 'fromE8' | 'countE8'>[]): readonly Gap[] {
  return taken.reduce<readonly Gap[]>(
    (rest, { fromE8, countE8 }) =>
      rest.flatMap((each) => [
        ...overlap(each, { fromE8: 0, countE8: fromE8 }),
        ...overlap(each, { fromE8: fromE8 + countE8, countE8: Number.MAX_SAFE_INTEGER }),
      ]),
    [gap],
  );
}

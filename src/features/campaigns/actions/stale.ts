import type { Grouping } from '../engine/types.ts';

/** Why a decision is not applied; null where it is. */
export function whyStale({ problems }: Pick<Grouping, 'problems'>, decision: string): string | null {
  return problems.find((each) => each.decision === decision)?.message ?? null;
}

/**
 * Rule: who held shares on an earlier day is told by what has come and gone since the first one; of who holds nothing any
 * more, the last to have held counts for ninety days, and of several of one day the one that began first. Example: 200
 * bought on Monday, 100 sold on Tuesday: before Wednesday 100 were held.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import type { Draft } from './drafts.ts';
import type { Story } from './story.ts';

export const DAYS_REMEMBERED = 90;

interface Holder {
  readonly draft: Draft | null;
  /** Negative: owed. */
  readonly sharesE8: number;
}

/** Those who held or owed something when the day began, in the order they came to it. */
export function holdersBefore({ movements }: Story, day: IsoDate): readonly Holder[] {
  const totals = new Map<Draft | null, number>();
  for (const { on, draft, deltaE8 } of movements)
    if (on < day) totals.set(draft, (totals.get(draft) ?? 0) + deltaE8);
  return [...totals]
    .filter(([, sharesE8]) => sharesE8 !== 0)
    .map(([draft, sharesE8]) => ({ draft, sharesE8 }));
}

export function lastHolder(story: Story, on: IsoDate): Draft | null {
  const since = addDays(on, -DAYS_REMEMBERED);
  const days = story.drafts.map(({ lastSharesOn }) => lastSharesOn ?? '').filter((day) => day >= since);
  const last = days.toSorted().at(-1);
  const gone = story.drafts.filter(({ lastSharesOn }) => last !== undefined && lastSharesOn === last);
  if (gone.length < 2) return gone[0] ?? null;
  const starts = new Map(gone.map((draft) => [draft, startOf(story, draft)]));
  const first = [...starts.values()].toSorted()[0];
  return gone.find((draft) => starts.get(draft) === first) ?? null;
}

function startOf({ slices }: Story, draft: Draft): IsoDate {
  const told = slices.filter((slice) => slice.draft === draft);
  const days = [...told, ...draft.lots].map(({ event }) => event.on);
  return days.toSorted()[0] ?? '';
}

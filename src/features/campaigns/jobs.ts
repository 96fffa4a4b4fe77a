import { markDue } from './actions/settle.ts';
import type { Means } from './actions/tell.ts';
import { owners } from './store/due.ts';

/** A new day: what is open has been so for a day longer, and what has expired may have no row of it. It is told in nobody's way. */
export async function tellNewDay(means: Means): Promise<string> {
  const all = owners(means.db);
  for (const userId of all) markDue(means, userId);
  return all.length === 1
    ? 'the campaigns of one person are told anew'
    : `the campaigns of ${all.length} people are told anew`;
}

import type { Deps } from '../../../db/deps.ts';
import type { Campaign } from '../engine/types.ts';
import { currentId } from '../store/aliases.ts';
import type { Said } from '../store/decisions.ts';

const REVIEW = '/campaigns/review';
const OF_CAMPAIGN = /^\/campaigns\/([0-9a-z]{12})\b/;

/** Where to go on: where one was, under the name it has now; where that is no more, to where the row is. */
export function pageAfter(
  { db }: Pick<Deps, 'db'>,
  userId: string,
  said: Said,
  campaigns: readonly Campaign[],
  back: string | undefined,
): string {
  const instead = () => (said.kind === 'move' ? placeOfRow(said, campaigns) : REVIEW);
  if (back === undefined || back.startsWith('/campaigns/move')) return instead();
  const here = OF_CAMPAIGN.exec(back)?.[1];
  if (here === undefined) return back;
  const now = currentId(db, userId, here);
  return now === null ? instead() : back.replace(here, now);
}

function placeOfRow(
  { transactionId, to }: Extract<Said, { kind: 'move' }>,
  campaigns: readonly Campaign[],
): string {
  const holders = campaigns.filter(({ allocations }) =>
    allocations.some((each) => each.transactionId === transactionId),
  );
  const holder = holders.find(({ id }) => id === to) ?? holders.at(-1);
  return holder === undefined ? '/campaigns' : `/campaigns/${holder.id}`;
}

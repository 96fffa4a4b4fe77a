/**
 * Rule: some of what the trader has said is only understood once the story has been told: which suggestion they accepted,
 * and which campaign a move goes to that begins with shares bought earlier or later. Example: a put moved to the covered
 * call that begins the day after: first told without the move, then with it.
 */
import { newlyAccepted } from './review/answers.ts';
import type { Asked } from './review/suggest.ts';
import type { Accepted } from './said.ts';
import type { Story } from './story/story.ts';
import type { Campaign, Decision } from './types.ts';

export interface Learned {
  readonly accepted: readonly Accepted[];
  /** Campaigns that moves go to, by name. */
  readonly awaited: ReadonlySet<string>;
  /** Of these names, those that do not begin once the moves are made; and acceptances that something else has overtaken. */
  readonly inVain: ReadonlySet<string>;
}

export const NOTHING_LEARNED: Learned = { accepted: [], awaited: new Set(), inVain: new Set() };

/** null: nothing that was not known before. */
export function learn(
  learned: Learned,
  story: Story,
  asked: readonly Asked[],
  campaigns: readonly Campaign[],
  decisions: readonly Decision[],
): Learned | null {
  const overtaken = learned.accepted.filter(({ decision }) => !story.applied.has(decision));
  const inVain = new Set([
    ...learned.inVain,
    ...story.promised.keys(),
    ...overtaken.map(({ decision }) => decision),
  ]);
  const fresh = newlyAccepted(
    story,
    asked,
    decisions.filter(({ id }) => !inVain.has(id)),
  );
  const accepted = learned.accepted.filter(({ decision }) => !inVain.has(decision));
  const wanted = [...learned.awaited, ...unreached(story, campaigns)];
  const awaited = new Set(wanted.filter((name) => !inVain.has(name)));
  const isNew = awaited.size !== learned.awaited.size || inVain.size !== learned.inVain.size;
  return fresh.length > 0 || isNew ? { accepted: [...accepted, ...fresh], awaited, inVain } : null;
}

/** Campaigns there are that a move could not find. */
function unreached({ said, applied }: Story, campaigns: readonly Campaign[]): readonly string[] {
  const names = said.moves.filter(({ decision }) => !applied.has(decision)).map(({ to }) => to);
  return names.filter((name) => campaigns.some(({ id }) => id === name));
}

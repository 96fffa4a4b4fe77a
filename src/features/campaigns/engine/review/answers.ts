/**
 * Rule: an answer is to the two rows that were asked about. Where they are asked about no longer, because something nearer
 * has come, a yes still makes of them what was asked, as long as nothing else did. Example: a roll accepted on Tuesday; on
 * Wednesday an older closing arrives that the engine would rather have asked about.
 */
import type { Leg } from '../rolls/legs.ts';
import type { Accepted } from '../said.ts';
import type { Story } from '../story/story.ts';
import type { Decision } from '../types.ts';
import { type Asked, campaignsOf } from './suggest.ts';
import { isNamed, legsNamed } from './suggestion-names.ts';

type Answered = Accepted['question'];

/** What was answered with yes and is not known yet: of what is asked; else of what was asked once. */
export function newlyAccepted(
  story: Story,
  asked: readonly Asked[],
  decisions: readonly Decision[],
): readonly Accepted[] {
  const known = new Set(story.said.accepted.map(({ decision }) => decision));
  const open = decisions.filter(({ id }) => !known.has(id));
  const fresh = open.flatMap((each) =>
    acceptedIn(each, (name) => asked.find((one) => isOf(one, name))?.questions),
  );
  return fresh.length > 0
    ? fresh
    : open.flatMap((each) => acceptedIn(each, (name) => askedOnce(story, name)));
}

function acceptedIn(
  each: Decision,
  questionsOf: (name: string) => readonly Answered[] | undefined,
): readonly Accepted[] {
  if (each.kind !== 'accept') return [];
  return (questionsOf(each.suggestion) ?? []).map((question) => ({ decision: each.id, question }));
}

/** Whether a name is that of a suggestion, or of another row or pair of it. */
export function isOf({ questions }: Asked, name: string): boolean {
  return questions.some((question) => isNamed(question, name));
}

/** With what else the two orders have rolled, leg by leg. */
function askedOnce(story: Story, name: string): readonly Answered[] {
  const named = legsNamed(story.plan, name);
  if (named === null || !isOpen(story, named)) return [];
  const { kind, earlier, later } = named;
  if (kind !== 'ROLL' && kind !== 'RE_ENTRY') return [named];
  const besides = (legs: readonly Leg[], one: Leg) =>
    legs.filter((leg) => leg.order === one.order && leg !== one);
  const others = besides(story.plan.openings, later).flatMap((opening) =>
    besides(story.plan.closings, earlier).map((closing) => ({ kind, earlier: closing, later: opening })),
  );
  return [named, ...others.filter((other) => isOpen(story, other))];
}

/** Nothing else has been made of it. */
function isOpen(story: Story, question: Answered): boolean {
  return campaignsOf(story, question).length > 0;
}

/**
 * Rule: a suggestion that was accepted merges the campaign an order would have begun, as a whole, into the one it
 * belongs to; a surplus that is to be split off begins a campaign of its own. Example: sold again two days after it was
 * bought back: with the trader's yes, what the new order opens is in the old campaign, and so is all that follows it.
 */
import { orderOf } from '../rows/events.ts';
import type { Accepted } from '../said.ts';
import type { Draft } from './drafts.ts';
import { linksTo, whyLinked } from './follow.ts';
import { besides, type Gap, overlap, put } from './gaps.ts';
import { newDraftOf } from './named.ts';
import { begunBy, draftsOf, type Story } from './story.ts';

/** The campaign that what this order begins is to be merged into; the first that was accepted, if several were. */
export function acceptedDraft(story: Story, order: string, place: (order: string) => void): Draft | null {
  const wanted = story.said.accepted
    .filter(({ question: { later } }) => later.order === order)
    .map((accepted) => ({ accepted, draft: draftOf(story, accepted, place) }))
    .filter(({ draft }) => draft !== null);
  const target = wanted[0]?.draft ?? null;
  for (const { accepted, draft } of wanted) if (draft === target) story.applied.add(accepted.decision);
  return target;
}

function draftOf(
  story: Story,
  { question: { kind, earlier, later } }: Accepted,
  place: (order: string) => void,
): Draft | null {
  for (const { opened } of earlier.units) place(orderOf(opened.event));
  if (kind === 'PMCC' || kind === 'LEG_IN')
    return (
      begunBy(story, earlier) ?? earlier.units.flatMap((units) => draftsOf(story, units))[0]?.draft ?? null
    );
  const link = later.units
    .flatMap(({ opened }) => linksTo(story, opened))
    .find(({ pair }) => pair.closing === earlier);
  return (link && draftsOf(story, link.closed)[0]?.draft) ?? null;
}

/** What was rolled from this campaign, or opened again, says so; the rest of its order came along. */
export function putAccepted(story: Story, gap: Gap, draft: Draft): void {
  const links = linksTo(story, gap.opened);
  for (const link of links)
    for (const part of overlap(gap, link))
      put(story, part, { draft, role: 'ADJUSTMENT', why: whyLinked(link, part.countE8), by: 'rule' });
  const why = 'you said that it belongs here';
  for (const part of besides(gap, links)) put(story, part, { draft, role: 'OPENING', why, by: 'rule' });
}

export function isSplitOff(story: Story, gap: Gap): boolean {
  return splitsOf(story, gap).length > 0;
}

export function splitOff(story: Story, gap: Gap): void {
  for (const { decision } of splitsOf(story, gap).slice(0, 1)) {
    const draft = story.begun.get(decision) ?? newDraftOf(story, gap.opened.event, gap.fromE8);
    story.begun.set(decision, draft);
    story.applied.add(decision);
    const why = 'you said that what was added is a trade of its own';
    put(story, gap, { draft, role: 'OPENING', why, by: 'trader' });
  }
}

function splitsOf(story: Story, { opened }: Gap): readonly Accepted[] {
  return story.said.accepted.filter(
    ({ question: { kind, later } }) =>
      kind === 'SPLIT' && later.units.some((units) => units.opened === opened),
  );
}

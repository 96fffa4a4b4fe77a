/**
 * Rule: units that are rolled, or that open the same contract again, go where the units they follow are. Example: of 3
 * bought back 2 were of one campaign and 1 of another; so are the 3 sold seven minutes later.
 */
import { orderOf } from '../rolls/legs.ts';
import type { Link } from '../rolls/links.ts';
import type { Opening } from '../rows/contracts.ts';
import { apartWords, contractName, quantityWords } from '../words.ts';
import { type Gap, gapsOf, overlap, put } from './gaps.ts';
import { draftsOf, type Story } from './story.ts';

/** Answers what follows nothing. */
export function followLinks(story: Story, opened: Opening, place: (order: string) => void): readonly Gap[] {
  for (const link of linksTo(story, opened)) {
    if (link.pair.isAccepted) continue;
    const source = link.closed.opened;
    if (!story.pieces.has(source)) place(orderOf(source.event));
    for (const gap of gapsOf(story, opened).flatMap((each) => overlap(each, link)))
      followLink(story, gap, link);
  }
  return gapsOf(story, opened);
}

export function linksTo({ plan }: Story, opened: Opening): readonly Link[] {
  return [...(plan.linksOf.get(opened) ?? []), ...(plan.reEntriesOf.get(opened) ?? [])];
}

function followLink(story: Story, gap: Gap, link: Link): void {
  let { fromE8 } = gap;
  const closedFromE8 = link.closed.fromE8 + fromE8 - link.fromE8;
  const closed = { ...link.closed, fromE8: closedFromE8, countE8: gap.countE8 };
  for (const { draft, countE8 } of draftsOf(story, closed)) {
    put(story, { ...gap, fromE8, countE8 }, draft, 'ADJUSTMENT', whyLinked(link));
    fromE8 += countE8;
  }
}

/** `rolled from KO 60 put of 2026-03-20: 2 contracts, 7 minutes apart, strike 60 to 59` */
export function whyLinked({ pair }: Link): string {
  const { closing, opening } = pair;
  const count = quantityWords(pair.quantityE8, 'contract');
  const told = pair.isSaid ? 'as you said' : pair.sameOrder ? 'same order' : apartWords(pair.apartMs);
  if (pair.isReEntry) return `the same contract again, ${told}: a re-entry of ${count}, not a roll`;
  const equal = closing.quantityE8 === opening.quantityE8 ? ', same quantity' : '';
  return `rolled from ${contractName(closing.contract)}: ${told}, same type, ${count}${equal}`;
}

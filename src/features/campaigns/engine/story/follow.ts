/**
 * Rule: units that are rolled, or that open the same contract again, go where the units they follow are. Example: of 3
 * bought back 2 were of one campaign and 1 of another; so are the 3 sold seven minutes later.
 */

import type { Link } from '../rolls/links.ts';
import { pairedWords } from '../rolls/pair-words.ts';
import { orderOf } from '../rows/events.ts';
import type { Opening } from '../rows/queues.ts';
import { contractName, quantityWords } from '../words.ts';
import { type Gap, gapsOf, overlap, put } from './gaps.ts';
import { draftsOf, type Story } from './story.ts';

/** Answers what follows nothing. */
export function followLinks(story: Story, opened: Opening, place: (order: string) => void): readonly Gap[] {
  for (const link of linksTo(story, opened)) {
    if (link.pair.by === 'accepted') continue;
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
    const why = whyLinked(link, countE8);
    put(story, { ...gap, fromE8, countE8 }, { draft, role: 'ADJUSTMENT', why, by: 'rule' });
    fromE8 += countE8;
  }
}

/** `rolled from KO 60 put of 2026-03-20: 7 min apart, same type, 2 contracts` */
export function whyLinked({ pair }: Link, countE8: number): string {
  const { closing, opening } = pair;
  const count = quantityWords(countE8, 'contract');
  const told = pairedWords(pair);
  if (pair.isReEntry) return `the same contract again, ${told}: a re-entry of ${count}, not a roll`;
  const equal = closing.quantityE8 === opening.quantityE8 ? ', same quantity' : '';
  return `rolled from ${contractName(closing.contract)}: ${told}, same type, ${count}${equal}`;
}

/**
 * Rule: an opening that began a campaign may be the roll of a trade closed before it, on that day or up to three sessions
 * earlier, or the same contract again on that day; the nearest is asked. What a roll in two orders opened beyond what it
 * closed may be a trade of its own. Example: the 60 put bought back on Wednesday, the 59 put sold on Thursday.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { hasRow, type Leg, legsApart } from '../rolls/legs.ts';
import type { Event } from '../rows/events.ts';
import { countOf } from '../rows/queues.ts';
import type { Question } from '../said.ts';
import type { Draft } from '../story/drafts.ts';
import { begunBy, draftsOf, type Story } from '../story/story.ts';
import { apartWords, contractName, quantityWords } from '../words.ts';

const MOST_SESSIONS = 3;
const MOST_DAYS = 8;

interface Candidate {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly sessions: number;
}

/** Each opening that began a campaign, with the nearest closing before it that is half of nothing yet. */
export function rollsToAsk(story: Story): readonly Question[] {
  const taken = new Set<Leg>();
  const before = recentFinder(story.plan.closings);
  return story.plan.openings.flatMap((opening) => {
    const begun = begunBy(story, opening);
    if (begun === null) return [];
    const [best] = before(opening)
      .filter((closing) => !taken.has(closing) && isLeft(story, closing, begun))
      .filter((closing) => !isUnlinked(story, closing, opening))
      .flatMap((closing) => candidate(closing, opening))
      .toSorted(byNearness);
    if (best === undefined) return [];
    taken.add(best.closing);
    const rest = (leg: Leg) => countOf(story.plan.restOf(leg));
    return [toQuestion(best, Math.min(rest(best.closing), rest(opening)))];
  });
}

/** Half of nothing yet, and in another campaign. */
function isLeft(story: Story, closing: Leg, begun: Draft): boolean {
  const [first] = story.plan.restOf(closing).flatMap((units) => draftsOf(story, units));
  return first !== undefined && first.draft !== begun;
}

/** What the trader has torn apart is not asked again. */
function isUnlinked({ said, applied }: Story, closing: Leg, opening: Leg): boolean {
  return said.unlinks.some(
    (each) => applied.has(each.decision) && hasRow(closing, each.closing) && hasRow(opening, each.opening),
  );
}

/** Closings of the days before an opening: three sessions are never more than eight days. */
function recentFinder(closings: readonly Leg[]): (opening: Leg) => readonly Leg[] {
  const byDay = Map.groupBy(closings, ({ last }) => dayOf(last));
  return ({ first }) => {
    const day = dayOf(first);
    return Array.from({ length: MOST_DAYS + 1 }, (_, i) => byDay.get(day - MOST_DAYS + i) ?? []).flat();
  };
}

/** Days since 1970: near enough to look in, far cheaper than a calendar. */
function dayOf({ row }: Event): number {
  return Math.floor(row.executedAt / 86_400_000);
}

function candidate(closing: Leg, opening: Leg): readonly Candidate[] {
  const [a, b] = [closing.last, opening.first];
  if (a.row.executedAt > b.row.executedAt) return [];
  if (closing.contract.type !== opening.contract.type || closing.side !== opening.side) return [];
  const sessions = sessionsBetween(a.on, b.on, MOST_SESSIONS + 1);
  const isSame = closing.contract.symbol === opening.contract.symbol;
  return sessions > (isSame ? 0 : MOST_SESSIONS) ? [] : [{ closing, opening, sessions }];
}

function byNearness(a: Candidate, b: Candidate): number {
  const strike = ({ closing, opening }: Candidate) =>
    Math.abs(closing.contract.strikeE6 - opening.contract.strikeE6);
  const equal = ({ closing, opening }: Candidate) => (closing.quantityE8 === opening.quantityE8 ? 0 : 1);
  return a.sessions - b.sessions || equal(a) - equal(b) || strike(a) - strike(b);
}

function toQuestion({ closing, opening, sessions }: Candidate, quantityE8: number): Question {
  const isSame = closing.contract.symbol === opening.contract.symbol;
  const when =
    sessions === 0
      ? `on the same day, ${apartWords(legsApart(closing, opening))}`
      : `${sessions} session${sessions === 1 ? '' : 's'} later`;
  const [closed, opened] = [closing, opening].map((leg) => quantityWords(leg.quantityE8, 'contract'));
  const from = contractName(closing.contract);
  return {
    kind: isSame ? 'RE_ENTRY' : 'ROLL',
    earlier: closing,
    later: opening,
    quantityE8,
    confidence: sessions === 0 ? 0.7 : 0.5,
    why: isSame
      ? `${closed} of the ${from} closed and ${opened} of it opened again ${when}: the same trade?`
      : `${closed} of the ${from} closed and ${opened} of the ${contractName(opening.contract)} opened ${when}: a roll?`,
  };
}

/** What a roll in two orders opened beyond what it closed, as long as it is in the roll's campaign. */
export function surplusToAsk(story: Story): readonly Question[] {
  return story.plan.pairs.flatMap(({ closing, opening, sameOrder, by, quantityE8: rolledE8 }) => {
    const rest = story.plan.restOf(opening);
    const quantityE8 = countOf(rest);
    if (sameOrder || by !== 'rule' || quantityE8 <= 0 || isSplitOff(story, opening)) return [];
    const why = `${quantityWords(opening.quantityE8, 'contract')} of the ${contractName(opening.contract)} opened for ${quantityWords(rolledE8, 'contract')} rolled: are the other ${quantityWords(quantityE8, 'contract')} an add, or a trade of their own?`;
    return [{ kind: 'SPLIT', earlier: closing, later: opening, quantityE8, confidence: 0.4, why } as const];
  });
}

function isSplitOff(story: Story, { units }: Leg): boolean {
  return units.some(({ opened }) => (story.pieces.get(opened) ?? []).some(({ by }) => by === 'trader'));
}

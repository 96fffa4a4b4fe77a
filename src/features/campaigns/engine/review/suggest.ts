/**
 * Rule: what may belong together but is not certain is asked, never done: a roll later that day or within three sessions,
 * the same contract again later that day, a call sold against a long one, two legs sold apart, and what a roll added.
 * Example: bought back at 10:00, sold again at 14:00: two campaigns, and a question.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { nameOf } from '../identity.ts';
import type { Shaped } from '../result/shape.ts';
import { type Leg, legsApart } from '../rolls/pairing.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import { draftsOf, type Story } from '../story/story.ts';
import type { Suggestion } from '../types.ts';
import { apartWords, contractName, quantityWords } from '../words.ts';

const MOST_SESSIONS = 3;
const MOST_DAYS = 8;

interface Candidate {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly sessions: number;
}

export function suggest(story: Story, shaped: readonly Shaped[]): readonly Suggestion[] {
  const idOf = new Map(shaped.map(({ draft, id }) => [draft, id]));
  const homeOf = (leg: Leg) => {
    const [first] = leg.units.flatMap((units) => draftsOf(story, units));
    return first === undefined ? null : (idOf.get(first.draft) ?? null);
  };
  return [...rollsToAsk(story), ...calendarsToAsk(story), ...legsToAsk(story), ...splitsToAsk(story)]
    .flatMap(({ kind, earlier, later, quantityE8, confidence, why }) => {
      const [from, to] = [homeOf(earlier), homeOf(later)];
      if (from === null || to === null || (from === to && kind !== 'SPLIT')) return [];
      const pairs = [{ closing: firstId(earlier), opening: firstId(later), quantityE8 }];
      const id = nameOf(kind, firstId(earlier), firstId(later), later.contract.symbol);
      return [{ id, kind, from, to, pairs, confidence, why }];
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Something to ask: what came later may belong to what came before. */
interface Question {
  readonly kind: Suggestion['kind'];
  readonly earlier: Leg;
  readonly later: Leg;
  readonly quantityE8: number;
  readonly confidence: number;
  readonly why: string;
}

function firstId({ events }: Leg): string {
  return events[0]?.row.id ?? '';
}

function rollsToAsk(story: Story): readonly Question[] {
  return candidates(story).map(({ closing, opening, sessions }) => toQuestion(closing, opening, sessions));
}

/** A call sold while a longer call of a lower strike is held, each in an order of its own. */
function calendarsToAsk(story: Story): readonly Question[] {
  const longs = story.plan.openings.filter(({ contract, side }) => contract.type === 'CALL' && side === 1);
  return story.plan.openings.flatMap((later) => {
    if (later.contract.type !== 'CALL' || later.side === 1 || !beganCampaign(story, later)) return [];
    const earlier = longs.find((long) => isHeldFor(story, long, later));
    if (earlier === undefined) return [];
    const why = `${contractName(later.contract)} was sold while ${contractName(earlier.contract)} was held: one trade?`;
    const quantityE8 = Math.min(earlier.quantityE8, later.quantityE8);
    return [{ kind: 'PMCC', earlier, later, quantityE8, confidence: 0.6, why } as const];
  });
}

function isHeldFor(story: Story, long: Leg, short: Leg): boolean {
  const [bought, sold] = [long.events[0], short.events[0]];
  if (!bought || !sold || long.order === short.order || compareEvents(bought, sold) > 0) return false;
  const isCover =
    long.contract.strikeE6 < short.contract.strikeE6 && long.contract.expiresOn > short.contract.expiresOn;
  const gone = story.contracts.closings
    .filter(({ event }) => compareEvents(event, sold) < 0)
    .flatMap(({ units }) => units)
    .filter(({ opened }) => long.units.some((units) => units.opened === opened))
    .reduce((sum, { countE8 }) => sum + countE8, 0);
  return isCover && gone < long.quantityE8;
}

/** Two legs opened apart, within the window, that would have been one trade in one order. */
function legsToAsk(story: Story): readonly Question[] {
  const begun = story.plan.openings.filter((leg) => beganCampaign(story, leg));
  const byDay = Map.groupBy(begun, ({ events }) => events[0]?.on ?? '');
  return [...byDay.values()].flatMap((ofDay) =>
    ofDay.flatMap((later, i) => ofDay.slice(0, i).flatMap((earlier) => askOfLegs(story, earlier, later))),
  );
}

function askOfLegs({ windowMs }: Story, earlier: Leg, later: Leg): readonly Question[] {
  const isSameKind = earlier.contract.type === later.contract.type && earlier.side === later.side;
  const apart = legsApart(earlier, later);
  if (earlier.order === later.order || isSameKind || apart > windowMs) return [];
  const why = `${contractName(earlier.contract)} and ${contractName(later.contract)} were opened ${apartWords(apart)}: one trade in two orders?`;
  const quantityE8 = Math.min(earlier.quantityE8, later.quantityE8);
  return [{ kind: 'LEG_IN', earlier, later, quantityE8, confidence: 0.5, why }];
}

/** What a roll in two orders opened beyond what it closed. */
function splitsToAsk(story: Story): readonly Question[] {
  return story.plan.pairs.flatMap(({ closing, opening, sameOrder, isSaid }) => {
    const quantityE8 = story.plan.unpairedOf.get(opening) ?? 0;
    if (sameOrder || isSaid || quantityE8 <= 0) return [];
    const why = `${quantityWords(quantityE8, 'contract')} more of the ${contractName(opening.contract)} were opened than closed: an add, or a trade of its own?`;
    return [{ kind: 'SPLIT', earlier: closing, later: opening, quantityE8, confidence: 0.4, why } as const];
  });
}

/** Each opening that began a campaign, with the nearest closing before it that is half of nothing yet. */
function candidates(story: Story): readonly Candidate[] {
  const taken = new Set<Leg>();
  const before = recentFinder(story.plan.closings);
  return story.plan.openings.flatMap((opening) => {
    if (!beganCampaign(story, opening)) return [];
    const fitting = before(opening)
      .filter((closing) => !taken.has(closing) && (story.plan.unpairedOf.get(closing) ?? 0) > 0)
      .flatMap((closing) => candidate(closing, opening))
      .toSorted(byNearness);
    const [best] = fitting;
    if (best === undefined) return [];
    taken.add(best.closing);
    return [best];
  });
}

/** Closings of the days before an opening: three sessions are never more than eight days. */
function recentFinder(closings: readonly Leg[]): (opening: Leg) => readonly Leg[] {
  const byDay = Map.groupBy(closings, (leg) => dayOf(leg.events.at(-1)));
  return ({ events }) => {
    const day = dayOf(events[0]);
    return Array.from({ length: MOST_DAYS + 1 }, (_, i) => byDay.get(day - MOST_DAYS + i) ?? []).flat();
  };
}

/** Days since 1970: near enough to look in, far cheaper than a calendar. */
function dayOf(event: Event | undefined): number {
  return Math.floor((event?.row.executedAt ?? 0) / 86_400_000);
}

function beganCampaign(story: Story, { units }: Leg): boolean {
  return units.some(({ opened }) => (story.pieces.get(opened) ?? []).some(({ by }) => by === 'nothing'));
}

function candidate(closing: Leg, opening: Leg): readonly Candidate[] {
  const [a, b] = [closing.events.at(-1), opening.events[0]];
  if (a === undefined || b === undefined || a.row.executedAt > b.row.executedAt) return [];
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

function toQuestion(closing: Leg, opening: Leg, sessions: number): Question {
  const isSame = closing.contract.symbol === opening.contract.symbol;
  const when =
    sessions === 0 ? 'later the same day' : `${sessions} session${sessions === 1 ? '' : 's'} later`;
  return {
    kind: isSame ? 'RE_ENTRY' : 'ROLL',
    earlier: closing,
    later: opening,
    quantityE8: Math.min(closing.quantityE8, opening.quantityE8),
    confidence: sessions === 0 ? 0.7 : 0.5,
    why: isSame
      ? `${contractName(opening.contract)} was closed and opened again ${when}.`
      : `${contractName(closing.contract)} was closed and ${contractName(opening.contract)} opened ${when}: a roll?`,
  };
}

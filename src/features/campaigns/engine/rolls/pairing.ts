/**
 * Rule: a roll closes a contract and opens another one of the same type and side. One order is a roll whatever the time;
 * two orders are one when their nearest fills are at most the window apart. Of all ways to pair, the one that pairs the
 * most contracts; then with the most pairs of equal quantity; then the least strike distance; the least distance
 * between expiries; the least seconds. Example: A > B > C within ten minutes is two rolls, not A > C and a stray B.
 */
import { daysBetween } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Closing, Opening, Units } from '../rows/contracts.ts';
import { compareEvents, compareIds, type Event } from '../rows/events.ts';

/** All fills of one order that open, or close, one contract. */
export interface Leg {
  readonly order: string;
  readonly contract: OptionContract;
  readonly side: 1 | -1;
  readonly events: readonly Event[];
  readonly units: readonly Units[];
  readonly quantityE8: number;
}

export interface Pair {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly quantityE8: number;
  readonly sameOrder: boolean;
  /** Between the nearest fills of the two orders. */
  readonly apartMs: number;
  /** Another pairing would have been as good, but for seconds. */
  readonly isAmbiguous: boolean;
  /** The trader said so. */
  readonly isSaid?: boolean;
}

/** Trades only: a removal is never half of a roll. */
export function closingLegs(closings: readonly Closing[]): readonly Leg[] {
  return legsOf(closings.filter(({ event }) => event.row.kind === 'TRADE'));
}

export function openingLegs(openings: readonly Opening[]): readonly Leg[] {
  return legsOf(
    openings.map((opened) => ({ ...opened, units: [{ opened, fromE8: 0, countE8: opened.quantityE8 }] })),
  );
}

export function orderOf({ row }: Event): string {
  return row.orderId ?? `${row.id}/${row.part}`;
}

function legsOf(parts: readonly Closing[]): readonly Leg[] {
  const groups = Map.groupBy(parts, (part) => `${orderOf(part.event)} ${part.contract.symbol} ${part.side}`);
  return [...groups.values()].map((fills) => {
    const [first] = fills as [Closing];
    const units = fills.flatMap((fill) => fill.units);
    return {
      order: orderOf(first.event),
      contract: first.contract,
      side: first.side,
      events: fills.map((fill) => fill.event),
      units,
      quantityE8: units.reduce((sum, { countE8 }) => sum + countE8, 0),
    };
  });
}

/** Pass 1 within each order; pass 2 over what is left, within the window. */
export function pairRolls(
  closings: readonly Leg[],
  openings: readonly Leg[],
  windowMs: number,
  free: ReadonlyMap<Leg, number>,
  mayPair: Related,
): readonly Pair[] {
  const left = new Map(free);
  const byOrder = Map.groupBy(openings, ({ order }) => order);
  const ofOrder: Partners = (closing) =>
    (byOrder.get(closing.order) ?? []).filter((opening) => mayPair(closing, opening));
  const near = nearbyFinder(openings, windowMs);
  const ofWindow: Partners = (closing) =>
    near(closing).filter((opening) => opening.order !== closing.order && mayPair(closing, opening));
  return [...pairWithin(closings, left, ofOrder), ...pairWithin(closings, left, ofWindow)];
}

type Related = (closing: Leg, opening: Leg) => boolean;
/** The openings a closing may be paired with. */
type Partners = (closing: Leg) => readonly Leg[];

/** Looks up the openings with a fill near one of a closing's, without looking at all of them. */
function nearbyFinder(openings: readonly Leg[], windowMs: number): Partners {
  const buckets = new Map<number, Set<Leg>>();
  const width = Math.max(windowMs, 60_000);
  const bucketOf = (at: number) => Math.floor(at / width);
  for (const leg of openings) {
    for (const { row } of leg.events) {
      const bucket = buckets.get(bucketOf(row.executedAt)) ?? new Set();
      buckets.set(bucketOf(row.executedAt), bucket.add(leg));
    }
  }
  return (closing) => {
    const near = new Set<Leg>();
    for (const { row } of closing.events) {
      const middle = bucketOf(row.executedAt);
      for (const at of [middle - 1, middle, middle + 1])
        for (const leg of buckets.get(at) ?? []) near.add(leg);
    }
    return [...near].filter((opening) => legsApart(closing, opening) <= windowMs);
  };
}

function pairWithin(closings: readonly Leg[], left: Map<Leg, number>, partnersOf: Partners): readonly Pair[] {
  const isFree = (leg: Leg) => (left.get(leg) ?? 0) > 0;
  const edges = closings.filter(isFree).flatMap((closing) =>
    partnersOf(closing)
      .filter((opening) => isFree(opening) && mayRoll(closing, opening))
      .map((opening) => toEdge(closing, opening)),
  );
  return componentsOf(edges).flatMap((component) => solve(component, left));
}

/** The same kind of contract, another one, and not older than the one it would follow. */
function mayRoll({ contract, side, units }: Leg, opening: Leg): boolean {
  const last = opening.events.at(-1);
  const isSameKind = contract.type === opening.contract.type && side === opening.side;
  const isYounger = units.some(({ opened }) => last !== undefined && compareEvents(last, opened.event) > 0);
  return isSameKind && contract.symbol !== opening.contract.symbol && isYounger;
}

/** A possible pair, and what it costs to choose it. */
interface Edge {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly strike: number;
  readonly days: number;
  readonly ms: number;
}

function toEdge(closing: Leg, opening: Leg): Edge {
  return {
    closing,
    opening,
    strike: Math.abs(closing.contract.strikeE6 - opening.contract.strikeE6),
    days: Math.abs(daysBetween(closing.contract.expiresOn, opening.contract.expiresOn)),
    ms: legsApart(closing, opening),
  };
}

/** Legs that could be paired with each other, directly or by others. */
function componentsOf(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const edgesOf = new Map<Leg, Edge[]>();
  for (const edge of edges) {
    for (const leg of [edge.closing, edge.opening]) edgesOf.set(leg, [...(edgesOf.get(leg) ?? []), edge]);
  }
  const seen = new Set<Edge>();
  return edges.flatMap((start) => {
    if (seen.has(start)) return [];
    const component: Edge[] = [];
    const queue = [start];
    for (let edge = queue.pop(); edge !== undefined; edge = queue.pop()) {
      if (seen.has(edge)) continue;
      seen.add(edge);
      component.push(edge);
      queue.push(...(edgesOf.get(edge.closing) ?? []), ...(edgesOf.get(edge.opening) ?? []));
    }
    return [component];
  });
}

interface Choice {
  readonly edge: Edge;
  readonly quantityE8: number;
}

interface Score {
  readonly contracts: number;
  readonly equals: number;
  readonly strike: number;
  readonly days: number;
  readonly ms: number;
  readonly ids: string;
}

interface Best {
  choices: readonly Choice[];
  score: Score;
  isTied: boolean;
}

/** Beyond this many possibilities looked at, the best one found so far stands. */
const MOST_STEPS = 20_000;

/** Tries the pairings one edge after another, nearest first; small groups are searched to the end. */
function solve(edges: readonly Edge[], left: Map<Leg, number>): readonly Pair[] {
  const ordered = edges.toSorted(compareEdges);
  const best: Best = { choices: [], score: scoreOf([]), isTied: false };
  const legs = ordered.flatMap(({ closing, opening }) => [closing, opening]);
  const rest = new Map(legs.map((leg) => [leg, left.get(leg) ?? 0]));
  const chosen: Choice[] = [];
  let steps = 0;

  const search = (i: number): void => {
    if (++steps > MOST_STEPS) return;
    const edge = ordered[i];
    if (edge === undefined) {
      consider(best, [...chosen]);
      return;
    }
    const quantityE8 = Math.min(rest.get(edge.closing) ?? 0, rest.get(edge.opening) ?? 0);
    if (quantityE8 > 0) {
      use(rest, edge, -quantityE8);
      chosen.push({ edge, quantityE8 });
      search(i + 1);
      chosen.pop();
      use(rest, edge, quantityE8);
    }
    search(i + 1);
  };

  search(0);
  for (const { edge, quantityE8 } of best.choices) use(left, edge, -quantityE8);
  return best.choices.map(({ edge, quantityE8 }, i) => toPair(edge, quantityE8, best.isTied && i === 0));
}

function use(rest: Map<Leg, number>, { closing, opening }: Edge, quantityE8: number): void {
  rest.set(closing, (rest.get(closing) ?? 0) + quantityE8);
  rest.set(opening, (rest.get(opening) ?? 0) + quantityE8);
}

function consider(best: Best, choices: readonly Choice[]): void {
  const score = scoreOf(choices);
  const order = compareScores(score, best.score);
  const isAlike = compareButForTime(score, best.score) === 0 && score.ids !== best.score.ids;
  if (order < 0) Object.assign(best, { choices, score, isTied: isAlike });
  else if (isAlike) best.isTied = true;
}

function scoreOf(choices: readonly Choice[]): Score {
  const sum = (of: (choice: Choice) => number) => choices.reduce((total, choice) => total + of(choice), 0);
  const weighed = (of: (edge: Edge) => number) =>
    sum(({ edge, quantityE8 }) => of(edge) * (quantityE8 / 1e8));
  return {
    contracts: sum(({ quantityE8 }) => quantityE8),
    equals: choices.filter(({ edge }) => edge.closing.quantityE8 === edge.opening.quantityE8).length,
    strike: weighed(({ strike }) => strike),
    days: weighed(({ days }) => days),
    ms: weighed(({ ms }) => ms),
    ids: choices.map(({ edge }) => `${edge.closing.order}>${edge.opening.order}`).join(),
  };
}

function compareButForTime(a: Score, b: Score): number {
  return b.contracts - a.contracts || b.equals - a.equals || a.strike - b.strike || a.days - b.days;
}

function compareScores(a: Score, b: Score): number {
  return compareButForTime(a, b) || a.ms - b.ms || (a.ids < b.ids ? -1 : Number(a.ids > b.ids));
}

function compareEdges(a: Edge, b: Edge): number {
  return (
    a.strike - b.strike ||
    a.days - b.days ||
    a.ms - b.ms ||
    compareIds(firstId(a.closing), firstId(b.closing)) ||
    compareIds(firstId(a.opening), firstId(b.opening))
  );
}

function firstId({ events }: Leg): string {
  return events[0]?.row.id ?? '';
}

export function legsApart(a: Leg, b: Leg): number {
  return Math.min(
    ...a.events.flatMap(({ row }) =>
      b.events.map((other) => Math.abs(row.executedAt - other.row.executedAt)),
    ),
  );
}

function toPair({ closing, opening, ms }: Edge, quantityE8: number, isAmbiguous: boolean): Pair {
  return {
    closing,
    opening,
    quantityE8,
    sameOrder: closing.order === opening.order,
    apartMs: ms,
    isAmbiguous,
  };
}

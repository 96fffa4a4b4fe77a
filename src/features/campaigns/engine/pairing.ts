/**
 * Rule: a roll closes a contract and opens another one of the same type and side. One order is a roll whatever the time;
 * two orders are one when their nearest fills are at most the window apart. Of all ways to pair, the one that pairs the
 * most contracts; then with the most pairs of equal quantity; then the least strike distance; the least distance
 * between expiries; the least seconds. Example: A > B > C within ten minutes is two rolls, not A > C and a stray B.
 */
import { daysBetween } from '../../../lib/dates.ts';
import type { OptionContract } from '../../../model/instrument.ts';
import type { Closing, Opening, Units } from './contracts.ts';
import { compareIds, type Event } from './events.ts';

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
  const sameOrder: Related = (a, b) => a.order === b.order && mayPair(a, b);
  const nearby: Related = (a, b) => a.order !== b.order && legsApart(a, b) <= windowMs && mayPair(a, b);
  return [
    ...pairWithin(closings, openings, left, sameOrder),
    ...pairWithin(closings, openings, left, nearby),
  ];
}

type Related = (closing: Leg, opening: Leg) => boolean;

function pairWithin(
  closings: readonly Leg[],
  openings: readonly Leg[],
  left: Map<Leg, number>,
  related: Related,
): readonly Pair[] {
  const unpaired = (leg: Leg) => (left.get(leg) ?? 0) > 0;
  const keys = Map.groupBy(closings.filter(unpaired), keyOf);
  return [...keys].flatMap(([key, ofKey]) => {
    const others = openings.filter((leg) => unpaired(leg) && keyOf(leg) === key);
    const edges = edgesBetween(ofKey, others, related);
    return componentsOf(edges).flatMap((component) => solve(component, left));
  });
}

const keyOf = ({ contract, side }: Leg) => `${contract.type} ${side}`;

/** A possible pair, and what it costs to choose it. */
interface Edge {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly strike: number;
  readonly days: number;
  readonly ms: number;
}

function edgesBetween(closings: readonly Leg[], openings: readonly Leg[], related: Related): readonly Edge[] {
  return closings.flatMap((closing) =>
    openings
      .filter((opening) => opening.contract.symbol !== closing.contract.symbol && related(closing, opening))
      .map((opening) => ({
        closing,
        opening,
        strike: Math.abs(closing.contract.strikeE6 - opening.contract.strikeE6),
        days: Math.abs(daysBetween(closing.contract.expiresOn, opening.contract.expiresOn)),
        ms: legsApart(closing, opening),
      })),
  );
}

/** Legs that could be paired with each other, directly or by others. */
function componentsOf(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const groups: { readonly legs: Set<Leg>; readonly edges: Edge[] }[] = [];
  for (const edge of edges) {
    const touching = groups.filter(({ legs }) => legs.has(edge.closing) || legs.has(edge.opening));
    const merged = { legs: new Set([edge.closing, edge.opening]), edges: [edge] };
    for (const group of touching) {
      for (const leg of group.legs) merged.legs.add(leg);
      merged.edges.unshift(...group.edges);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return groups.map((group) => group.edges);
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
  const rest = new Map(left);
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

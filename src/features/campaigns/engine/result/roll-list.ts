/**
 * Rule: a roll is told once for each pair of contracts in an event, with what both halves brought together, on the day of
 * its later half. Example: bought back at -135.66, sold at +179.34: a net credit of 43.68; sold in two orders it is one
 * roll all the same.
 */
import { proportion } from '../../../../lib/rounding.ts';
import { cents, type Portions } from '../books/portions.ts';
import type { Leg } from '../rolls/legs.ts';
import { pairedWords } from '../rolls/pair-words.ts';
import type { Pair } from '../rolls/pairing.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Slice } from '../story/drafts.ts';
import type { Roll } from '../types.ts';
import { eventsOf } from './roll-events.ts';
import type { RollPart } from './roll-parts.ts';

const CERTAIN = 1;
const LIKELY = 0.9;
/** Another order of the same minutes would have fitted as well. */
const TIED = 0.6;

/** What one campaign has rolled in one event from one contract into another: so many units of each leg. */
interface Told {
  readonly closed: ReadonlyMap<Leg, number>;
  readonly opened: ReadonlyMap<Leg, number>;
  /** The one that is named, and all of them. */
  readonly pair: Pair;
  readonly pairs: readonly Pair[];
  readonly complete: Event;
}

/** The rolls of one campaign, and of how many events they are. */
export function rollsOf(
  parts: readonly RollPart[],
  slices: readonly Slice[],
  portions: Portions,
): { readonly rolls: readonly Roll[]; readonly count: number } {
  const eventOf = eventsOf(parts.map(({ pair }) => pair));
  const groups = new Map<string, Told>();
  for (const part of parts) {
    const key = `${eventOf(part.pair)} ${symbolsOf(part.pair)}`;
    groups.set(key, withPart(groups.get(key), part));
  }
  const byEvent = Map.groupBy(slices, ({ event }) => event);
  const rolls = [...groups.values()].toSorted(byCompletion).map((told) => toRoll(told, byEvent, portions));
  return { rolls, count: new Set(parts.map(({ pair }) => eventOf(pair))).size };
}

function withPart(told: Told | undefined, { pair, countE8 }: RollPart): Told {
  const { closing, opening } = pair;
  const complete = compareEvents(closing.last, opening.last) < 0 ? opening.last : closing.last;
  const more = (counts: ReadonlyMap<Leg, number> | undefined, leg: Leg) =>
    new Map([...(counts ?? []), [leg, (counts?.get(leg) ?? 0) + countE8]]);
  return {
    closed: more(told?.closed, closing),
    opened: more(told?.opened, opening),
    pair: told?.pair ?? pair,
    pairs: [...(told?.pairs ?? []), pair],
    complete: told && compareEvents(complete, told.complete) < 0 ? told.complete : complete,
  };
}

function byCompletion(a: Told, b: Told): number {
  const [x, y] = [symbolsOf(a.pair), symbolsOf(b.pair)];
  return compareEvents(a.complete, b.complete) || (x < y ? -1 : Number(x > y));
}

function symbolsOf({ closing, opening }: Pair): string {
  return closing.contract.symbol + opening.contract.symbol;
}

type Slices = ReadonlyMap<Event, readonly Slice[]>;

function toRoll({ closed, opened, pair, pairs, complete }: Told, slices: Slices, portions: Portions): Roll {
  const cash = [
    ...[...closed].map(([leg, countE8]) => cashOf(leg, countE8, slices, portions, 'end')),
    ...[...opened].map(([leg, countE8]) => cashOf(leg, countE8, slices, portions, 'open')),
  ];
  return {
    on: complete.on,
    quantityE8: [...closed.values()].reduce((sum, countE8) => sum + countE8, 0),
    from: pair.closing.contract.symbol,
    to: pair.opening.contract.symbol,
    netCreditE4: cash.reduce((sum, cashE4) => sum + cashE4, 0),
    reason: reasonOf(pair),
    confidence: Math.min(...pairs.map(confidenceOf)),
  };
}

function reasonOf(pair: Pair): string {
  const told = pairedWords(pair);
  return pair.by !== 'rule' || pair.sameOrder ? told : `${told}, same type, nearest strike`;
}

function confidenceOf({ by, sameOrder, isAmbiguous }: Pair): number {
  if (by !== 'rule') return CERTAIN;
  if (isAmbiguous) return TIED;
  return sameOrder ? CERTAIN : LIKELY;
}

/** The cash of so many units of a leg, within this campaign. */
function cashOf(
  leg: Leg,
  quantityE8: number,
  slices: Slices,
  portions: Portions,
  kind: 'open' | 'end',
): number {
  const own = leg.events
    .flatMap((event) => slices.get(event) ?? [])
    .filter(({ effect }) => effect.kind === kind);
  const total = own.reduce((sum, { weightE8 }) => sum + weightE8, 0);
  const cash = own.reduce((sum, slice) => sum + (portions.get(slice)?.cashE4 ?? 0), 0);
  return quantityE8 >= total ? cash : cents(proportion(cash, quantityE8, total));
}

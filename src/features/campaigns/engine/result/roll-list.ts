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

/** What one campaign has rolled in one event from one contract into another, by the pair that names it. */
interface Told {
  readonly pair: Pair;
  readonly parts: readonly RollPart[];
  readonly complete: Event;
}

/** The rolls of one campaign, and of how many events they are. */
export function rollsOf(
  parts: readonly RollPart[],
  slices: readonly Slice[],
  portions: Portions,
): { readonly rolls: readonly Roll[]; readonly count: number } {
  const eventOf = eventsOf(parts.map(({ pair }) => pair));
  const groups = Map.groupBy(parts, ({ pair }) => `${eventOf(pair)} ${symbolsOf(pair)}`);
  const byEvent = Map.groupBy(slices, ({ event }) => event);
  const rolls = [...groups.values()]
    .flatMap(toTold)
    .toSorted(byCompletion)
    .map((told) => toRoll(told, byEvent, portions));
  return { rolls, count: new Set(parts.map(({ pair }) => eventOf(pair))).size };
}

function toTold(parts: readonly RollPart[]): readonly Told[] {
  const [first] = parts;
  if (first === undefined) return [];
  const later = (a: Event, b: Event) => (compareEvents(a, b) < 0 ? b : a);
  const complete = parts
    .map(({ pair: { closing, opening } }) => later(closing.last, opening.last))
    .reduce(later);
  return [{ pair: first.pair, parts, complete }];
}

function byCompletion(a: Told, b: Told): number {
  const [x, y] = [symbolsOf(a.pair), symbolsOf(b.pair)];
  return compareEvents(a.complete, b.complete) || (x < y ? -1 : 1);
}

function symbolsOf({ closing, opening }: Pair): string {
  return closing.contract.symbol + opening.contract.symbol;
}

type Slices = ReadonlyMap<Event, readonly Slice[]>;

function toRoll({ pair, parts, complete }: Told, slices: Slices, portions: Portions): Roll {
  const cashOf = (half: 'closing' | 'opening') =>
    [...unitsOf(parts, half)].reduce(
      (sum, [leg, countE8]) => sum + cashOfUnits(leg, countE8, slices, portions, half),
      0,
    );
  return {
    on: complete.on,
    quantityE8: parts.reduce((sum, { countE8 }) => sum + countE8, 0),
    from: pair.closing.contract.symbol,
    to: pair.opening.contract.symbol,
    netCreditE4: cashOf('closing') + cashOf('opening'),
    reason: reasonOf(pair),
    confidence: Math.min(...parts.map((part) => confidenceOf(part.pair))),
  };
}

/** How many of each leg: one that was bought back may have gone on in several. */
function unitsOf(parts: readonly RollPart[], half: 'closing' | 'opening'): ReadonlyMap<Leg, number> {
  const units = new Map<Leg, number>();
  for (const { pair, countE8 } of parts) units.set(pair[half], (units.get(pair[half]) ?? 0) + countE8);
  return units;
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
function cashOfUnits(
  leg: Leg,
  quantityE8: number,
  slices: Slices,
  portions: Portions,
  half: 'closing' | 'opening',
): number {
  const kind = half === 'closing' ? 'end' : 'open';
  const own = leg.events
    .flatMap((event) => slices.get(event) ?? [])
    .filter(({ effect }) => effect.kind === kind);
  const total = own.reduce((sum, { weightE8 }) => sum + weightE8, 0);
  const cash = own.reduce((sum, slice) => sum + (portions.get(slice)?.cashE4 ?? 0), 0);
  return quantityE8 >= total ? cash : cents(proportion(cash, quantityE8, total));
}

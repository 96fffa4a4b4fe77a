/**
 * What is paired is never a fill but a leg: all fills of one order that open, or close, one contract. So an order filled
 * in parts is one thing, and a window counts from the nearest of its fills. Example: an order filled 2 on Monday and 3 on
 * Tuesday is one leg of 5.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Closing, Contracts } from '../rows/contracts.ts';
import { type Event, orderOf } from '../rows/events.ts';
import { countOf, type Opening, type Units } from '../rows/queues.ts';

export interface Leg {
  readonly order: string;
  readonly contract: OptionContract;
  readonly side: 1 | -1;
  /** Its fills, in order: never none. */
  readonly events: readonly Event[];
  readonly first: Event;
  readonly last: Event;
  readonly units: readonly Units[];
  readonly quantityE8: number;
}

export interface Legs {
  readonly closings: readonly Leg[];
  readonly openings: readonly Leg[];
}

export function legsOf({ closings, openings }: Contracts): Legs {
  return { closings: closingLegs(closings), openings: openingLegs(openings) };
}

/** Trades only: a removal is never half of a roll. */
function closingLegs(closings: readonly Closing[]): readonly Leg[] {
  return toLegs(closings.filter(({ event }) => event.row.kind === 'TRADE'));
}

function openingLegs(openings: readonly Opening[]): readonly Leg[] {
  return toLegs(
    openings.map((opened) => ({ ...opened, units: [{ opened, fromE8: 0, countE8: opened.quantityE8 }] })),
  );
}

function toLegs(parts: readonly Closing[]): readonly Leg[] {
  const groups = Map.groupBy(parts, (part) => `${orderOf(part.event)} ${part.contract.symbol} ${part.side}`);
  return [...groups.values()].flatMap((fills) => {
    const [first, last] = [fills[0], fills.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { event, contract, side } = first;
    const units = fills.flatMap((fill) => fill.units);
    const events = fills.map((fill) => fill.event);
    const order = orderOf(event);
    return [
      { order, contract, side, events, first: event, last: last.event, units, quantityE8: countOf(units) },
    ];
  });
}

/** The row that names a leg in a suggestion or a decision. */
export function firstId({ first }: Leg): string {
  return first.row.id;
}

export function hasRow({ events }: Leg, id: string): boolean {
  return events.some(({ row }) => row.id === id);
}

/** Between the nearest fills of two legs. */
export function legsApart(a: Leg, b: Leg): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { row } of a.events)
    for (const other of b.events) least = Math.min(least, Math.abs(row.executedAt - other.row.executedAt));
  return least;
}

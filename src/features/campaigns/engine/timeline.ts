/**
 * Rows at their place in the story: what happened on which day, and which contracts ended as which shares came or went.
 * It is the same whatever the trader decides. Example: the assignment posted on Saturday and its shares stand on Friday.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { type Legs, legsOf } from './rolls/legs.ts';
import { type Contracts, matchContracts } from './rows/contracts.ts';
import { compareEvents, type Event, eventDate, isRemoval } from './rows/events.ts';
import { type Delivery, type Halves, matchHalves } from './rows/halves.ts';
import type { Units } from './rows/queues.ts';
import { unitFinder } from './rows/unit-names.ts';
import type { Transaction } from './types.ts';

export type Deliveries = ReadonlyMap<Event, Delivery & { readonly events: readonly Event[] }>;

export interface Timeline {
  readonly events: readonly Event[];
  readonly contracts: Contracts;
  readonly legs: Legs;
  readonly halves: Halves;
  readonly deliveries: Deliveries;
  /** The unit that a campaign's name leads to; null where none has it. */
  readonly unitNamed: (name: string) => Units | null;
}

export function toTimeline(rows: readonly Transaction[]): Timeline {
  const halves = matchHalves(rows);
  const events = toEvents(rows, halves);
  const contracts = matchContracts(events);
  return {
    events,
    contracts,
    legs: legsOf(contracts),
    halves,
    deliveries: deliveriesByEvent(events, halves),
    unitNamed: unitFinder(contracts.openings),
  };
}

function toEvents(
  rows: readonly Transaction[],
  { deliveries, lonelyRemovals, lonelyShares }: Halves,
): readonly Event[] {
  const dates = new Map<Transaction, IsoDate>();
  for (const { removal, shares } of deliveries) {
    const on = dateOf(removal);
    for (const { row } of shares) dates.set(row, on);
  }
  const absent = new Set([...lonelyRemovals, ...lonelyShares]);
  return rows
    .filter((row) => !absent.has(row))
    .map((row) => ({ row, on: dates.get(row) ?? dateOf(row), isHalf: dates.has(row) }))
    .toSorted(compareEvents);
}

function dateOf(row: Transaction): IsoDate {
  return isRemoval(row) && row.instrument?.kind === 'OPTION' ? eventDate(row, row.instrument) : row.tradedOn;
}

function deliveriesByEvent(events: readonly Event[], { deliveries }: Halves): Deliveries {
  const eventOf = new Map(events.map((event) => [event.row, event]));
  const found = new Map<Event, Delivery & { readonly events: readonly Event[] }>();
  for (const delivery of deliveries) {
    const removal = eventOf.get(delivery.removal);
    const shares = delivery.shares.flatMap(({ row }) => eventOf.get(row) ?? []);
    if (removal) found.set(removal, { ...delivery, events: shares });
  }
  return found;
}

/**
 * Rule: capital is what a campaign ties up when a day ends; what comes and goes within the day ties up nothing. Money
 * times days counts every night from its first day to the last before it closes. What never stays for a night counts
 * one day at the most it tied up between two orders. Example: a put 50 of 2 March, closed on the 18th: 5000.00, and for
 * 16 days.
 */
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { type Event, isRemoval, orderOf } from '../rows/events.ts';
import type { Slice } from '../story/drafts.ts';
import type { Capital } from '../types.ts';
import { type Held, hold, type Paid } from './held.ts';
import { tiedUp } from './tied-up.ts';

/** What is tied up from the end of this day on, until the next one told. */
interface Level {
  readonly on: IsoDate;
  readonly tiedE4: number;
}

/** Takes a campaign's slices in order. `until` is the day it closed, or of which it is asked. null: a cost is unknown. */
export function capitalOf(
  slices: readonly Slice[],
  paid: ReadonlyMap<Event, Paid>,
  until: IsoDate,
): Capital | null {
  if (slices.some(({ event }) => paid.get(event)?.isUnknown)) return null;
  const nights = levelsAfter(slices, paid, isLastOfDay);
  const peakE4 = highest(nights);
  if (peakE4 > 0) return { peakE4, daysE4: moneyTimesDays(nights, until) || peakE4 };
  const lasts = lastOfOrders(slices);
  const dayPeakE4 = highest(levelsAfter(slices, paid, (slice) => lasts.has(slice)));
  return { peakE4: dayPeakE4, daysE4: dayPeakE4 };
}

function levelsAfter(
  slices: readonly Slice[],
  paid: ReadonlyMap<Event, Paid>,
  isLast: (slice: Slice, next: Slice | undefined) => boolean,
): readonly Level[] {
  const held: Held = new Map();
  const levels: Level[] = [];
  for (const [i, slice] of slices.entries()) {
    hold(held, slice, paid);
    if (isLast(slice, slices[i + 1])) levels.push({ on: slice.event.on, tiedE4: tiedUp(held) });
  }
  return levels;
}

function isLastOfDay({ event }: Slice, next: Slice | undefined): boolean {
  return event.on !== next?.event.on;
}

function lastOfOrders(slices: readonly Slice[]): ReadonlySet<Slice> {
  return new Set(new Map(slices.map((slice) => [stepOf(slice.event), slice])).values());
}

/** The two halves of an assignment, and what ends with it that day, are told last, and are one step. */
function stepOf(event: Event): string {
  return isRemoval(event.row) || event.isHalf ? event.on : orderOf(event);
}

function highest(levels: readonly Level[]): number {
  return levels.reduce((most, { tiedE4 }) => Math.max(most, tiedE4), 0);
}

function moneyTimesDays(nights: readonly Level[], until: IsoDate): number {
  return nights.reduce((sum, { on, tiedE4 }, i) => {
    const next = nights[i + 1]?.on ?? until;
    return sum + tiedE4 * Math.max(0, daysBetween(on, next < until ? next : until));
  }, 0);
}

/**
 * Rule: a campaign holds what its rows brought, less what later rows took of it; what is left of a row keeps its part of
 * what the row cost. A split changes the count and leaves the cost. Example: 300 shares for 6000.00, 100 of them sold:
 * 200 for 4000.00.
 */
import { product } from '../../../../lib/rounding.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import { partOf } from '../books/holdings.ts';
import type { Event } from '../rows/events.ts';
import type { Effect, Slice, Use } from '../story/drafts.ts';

/** What all units of a row cost (negative) or brought in one campaign. */
export interface Paid {
  readonly cashE4: number;
  readonly isUnknown: boolean;
}

/** What is left of a row's units in one campaign. */
export interface HeldUnits {
  instrument: Instrument;
  /** 1 long or held, -1 short or owed. */
  readonly side: 1 | -1;
  leftE8: number;
  totalE8: number;
  /** Of all its units: what they cost; of shares that are owed, their price. */
  readonly valueE4: number;
}

export type Held = Map<Event, HeldUnits>;

/** What the campaign holds once this row is booked too. */
export function hold(held: Held, slice: Slice, paid: ReadonlyMap<Event, Paid>): void {
  const { effect } = slice;
  if (effect.kind === 'income') return;
  if (effect.kind === 'open' || effect.kind === 'buy') bring(held, slice, paid);
  else if (effect.kind === 'split') splitShares(held, effect.ratio, effect.only);
  else if (effect.kind === 'exchange') splitContracts(held, effect);
  else for (const use of effect.uses) take(held, use);
}

/** What is left of a holding cost, to the cent. */
export function valueLeft({ leftE8, totalE8, valueE4 }: HeldUnits): number {
  return valueE4 - partOf(valueE4, totalE8 - leftE8, totalE8);
}

function bring(held: Held, { event, quantityE8, weightE8 }: Slice, paid: ReadonlyMap<Event, Paid>): void {
  const { instrument } = event.row;
  if (instrument === null) return;
  const known = held.get(event);
  const totalE8 = (known?.totalE8 ?? 0) + weightE8;
  const side = quantityE8 < 0 ? -1 : 1;
  const isOwed = side === -1 && instrument.kind === 'SHARE';
  const valueE4 = isOwed
    ? product(totalE8, event.row.priceE6 ?? 0, -10)
    : side * -(paid.get(event)?.cashE4 ?? 0);
  held.set(event, { instrument, side, leftE8: (known?.leftE8 ?? 0) + weightE8, totalE8, valueE4 });
}

function take(held: Held, { event, countE8 }: Use): void {
  const holding = held.get(event);
  if (holding === undefined) return;
  holding.leftE8 -= countE8;
  if (holding.leftE8 <= 0) held.delete(event);
}

function splitShares(held: Held, ratio: number, only: Event | undefined): void {
  for (const [event, holding] of held)
    if (holding.instrument.kind === 'SHARE' && (only === undefined || only === event))
      multiply(holding, ratio);
}

function splitContracts(held: Held, { openedBy, to, ratio }: Extract<Effect, { kind: 'exchange' }>): void {
  for (const event of openedBy) {
    const holding = held.get(event);
    if (holding === undefined) continue;
    multiply(holding, ratio);
    holding.instrument = to;
  }
}

function multiply(holding: HeldUnits, ratio: number): void {
  holding.leftE8 *= ratio;
  holding.totalE8 *= ratio;
}

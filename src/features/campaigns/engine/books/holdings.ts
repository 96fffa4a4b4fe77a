/**
 * Rule: what a row brought is used up in parts, and each part has cost what it makes of the whole, to the cent: after k
 * of n units the k-th part of all, less what was given before, so the last takes the rest. A split changes the count,
 * never the cost. Example: 3 contracts for 100.00, closed one by one: 33.33, 33.34, 33.33.
 */
import { proportion } from '../../../../lib/rounding.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Slice, Use } from '../story/drafts.ts';
import { cents } from './portions.ts';

/** An amount in both books. */
export interface Both {
  readonly economicE4: number;
  readonly taxE4: number;
}

/** All units of one row in one campaign, or outside all: what they cost (negative) or brought, and how much is used up. */
export interface Holding {
  readonly event: Event;
  readonly isShares: boolean;
  readonly isUnknown: boolean;
  totalE8: number;
  usedE8: number;
  readonly cashE4: number;
  taxE4: number;
  givenE4: number;
  givenTaxE4: number;
}

export type Holdings = Map<Event, Holding>;

export function hold(
  holdings: Holdings,
  { event, effect, weightE8 }: Slice,
  paid: Both,
  isUnknown: boolean,
): void {
  const known = holdings.get(event);
  holdings.set(event, {
    event,
    isShares: effect.kind === 'buy',
    isUnknown,
    totalE8: (known?.totalE8 ?? 0) + weightE8,
    usedE8: 0,
    cashE4: (known?.cashE4 ?? 0) + paid.economicE4,
    taxE4: (known?.taxE4 ?? 0) + paid.taxE4,
    givenE4: 0,
    givenTaxE4: 0,
  });
}

export interface Used extends Both {
  readonly isUnknown: boolean;
}

/** What the units used had cost or brought. */
export function use(holdings: Holdings, uses: readonly Use[]): Used {
  const sum = { economicE4: 0, taxE4: 0, isUnknown: false };
  for (const { event, countE8 } of uses) {
    const holding = holdings.get(event);
    if (holding === undefined) continue;
    holding.usedE8 += countE8;
    const [economic, tax] = [usedOf(holding, holding.cashE4), usedOf(holding, holding.taxE4)];
    sum.economicE4 += economic - holding.givenE4;
    sum.taxE4 += tax - holding.givenTaxE4;
    sum.isUnknown ||= holding.isUnknown;
    holding.givenE4 = economic;
    holding.givenTaxE4 = tax;
  }
  return sum;
}

function usedOf({ usedE8, totalE8 }: Holding, amountE4: number): number {
  return partOf(amountE4, usedE8, totalE8);
}

/** What the first units of all come to, to the cent. */
export function partOf(amountE4: number, firstE8: number, allE8: number): number {
  return firstE8 >= allE8 ? amountE4 : cents(proportion(amountE4, firstE8, allE8));
}

/** Shares of before the split, or of one row alone, become so many more. */
export function splitShares(holdings: Holdings, split: Event, ratio: number, only: Event | undefined): void {
  for (const holding of holdings.values()) {
    if (!holding.isShares || compareEvents(holding.event, split) > 0) continue;
    if (only === undefined || holding.event === only) multiply(holding, ratio);
  }
}

/** The contracts of these rows become so many more. */
export function splitContracts(holdings: Holdings, openedBy: readonly Event[], ratio: number): void {
  for (const event of openedBy) {
    const holding = holdings.get(event);
    if (holding) multiply(holding, ratio);
  }
}

function multiply(holding: Holding, ratio: number): void {
  holding.totalE8 *= ratio;
  holding.usedE8 *= ratio;
}

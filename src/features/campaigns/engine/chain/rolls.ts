/**
 * Rule: of each roll it is told what it brought, how many days it bought, how far the strike moved and where break-even
 * is after it; and what would have come of it without: at the old strike, and at the close of the old expiration where
 * that is known. Example: from the 60 put of 20 March to the 59 put of 17 April for 87.36: 28 days, strike down by 1.
 */
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { payoffAt } from '../result/payoff.ts';
import { sharesOf } from '../rows/deliverable.ts';
import type { Roll } from '../types.ts';
import type { Chain } from './chain.ts';
import type { Link, Standing } from './links.ts';

export type CloseOn = (on: IsoDate) => number | null;

export interface RollStep {
  readonly link: string;
  readonly roll: Roll;
  readonly from: OptionContract;
  readonly to: OptionContract;
  readonly isShort: boolean;
  readonly daysBought: number;
  readonly strikeMovedE6: number;
  readonly breakEvensE4: readonly number[];
  readonly unrolled: Unrolled;
}

/** What the campaign would have come to had it kept the old contracts until they expired. */
export interface Unrolled {
  /** The shares that would have changed hands. */
  readonly sharesE8: number;
  readonly breakEvensE4: readonly number[];
  /** null where a cost is unknown. */
  readonly atStrikeE4: number | null;
  /** What the underlying closed at on that day; null where it is not known. */
  readonly closeE6: number | null;
  readonly atCloseE4: number | null;
}

export function rollSteps({ links }: Chain, closeOn: CloseOn): readonly RollStep[] {
  const contracts = contractsOf(links);
  return links.flatMap((link) =>
    link.rolls.flatMap((roll) => {
      const [from, to] = [contracts.get(roll.from), contracts.get(roll.to)];
      return from && to ? [toStep(link, roll, { from, to }, closeOn)] : [];
    }),
  );
}

function contractsOf(links: readonly Link[]): ReadonlyMap<string, OptionContract> {
  const legs = links.flatMap((link) => link.legs);
  return new Map(
    legs.flatMap(({ instrument }) =>
      instrument?.kind === 'OPTION' ? [[instrument.symbol, instrument]] : [],
    ),
  );
}

function toStep(
  link: Link,
  roll: Roll,
  { from, to }: Pick<RollStep, 'from' | 'to'>,
  closeOn: CloseOn,
): RollStep {
  return {
    ...{ link: link.key, roll, from, to },
    isShort: link.before.openLegs.some(
      ({ contract, quantityE8 }) => contract.symbol === from.symbol && quantityE8 < 0,
    ),
    daysBought: daysBetween(from.expiresOn, to.expiresOn),
    strikeMovedE6: to.strikeE6 - from.strikeE6,
    breakEvensE4: link.after.breakEvensE4,
    unrolled: unrolled(link.before, roll, from, closeOn(from.expiresOn)),
  };
}

function unrolled(
  { cashE4, openLegs, sharesE8, breakEvensE4 }: Standing,
  { quantityE8 }: Roll,
  from: OptionContract,
  closeE6: number | null,
): Unrolled {
  const worthAt = (priceE6: number) =>
    cashE4 === null ? null : payoffAt({ cashE4, openLegs, sharesE8 }, priceE6);
  return {
    sharesE8: sharesOf(from, quantityE8),
    breakEvensE4,
    atStrikeE4: worthAt(from.strikeE6),
    closeE6,
    atCloseE4: closeE6 === null ? null : worthAt(closeE6),
  };
}

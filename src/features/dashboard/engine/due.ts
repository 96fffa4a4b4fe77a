/**
 * Rule: what was sold is tested while the price is beyond its strike, however long it has to go; whatever is open is due
 * in the week of its expiry. Of one campaign and one expiry it is said once, the tested legs first. What has expired is
 * the review's. Example: a short 150 put with the price at 148.92 is tested; a 60 put that ends on Friday is due.
 */
import { daysBetween, type IsoDate } from '../../../lib/dates.ts';
import type { Leg, Open } from './open.ts';

export interface Due {
  readonly campaign: Open;
  readonly expiresOn: IsoDate;
  readonly daysLeft: number;
  /** Of this expiry; where some are tested, only these. */
  readonly legs: readonly Leg[];
  readonly isTested: boolean;
  /** Tested calls whose shares are there: they would be called away. */
  readonly isCovered: boolean;
}

const DAYS = 7;

export function dueIn(open: readonly Open[], today: IsoDate): readonly Due[] {
  return open.flatMap((campaign) => dueOf(campaign, today)).toSorted(byUrgency);
}

function dueOf(campaign: Open, today: IsoDate): readonly Due[] {
  const alive = campaign.openLegs.filter(({ contract }) => contract.expiresOn >= today);
  const expiries = Map.groupBy(alive, ({ contract }) => contract.expiresOn);
  return [...expiries].flatMap(([expiresOn, legs]) => {
    const daysLeft = daysBetween(today, expiresOn);
    const tested = legs.filter((leg) => isTested(leg, campaign));
    if (tested.length === 0 && daysLeft > DAYS) return [];
    const said = { campaign, expiresOn, daysLeft, legs: tested.length === 0 ? legs : tested };
    return [{ ...said, isTested: tested.length > 0, isCovered: areCovered(tested, campaign) }];
  });
}

function isTested({ contract, quantityE8 }: Leg, { underlying }: Open): boolean {
  if (quantityE8 >= 0 || underlying === null) return false;
  const { type, strikeE6 } = contract;
  return type === 'PUT' ? underlying.priceE6 < strikeE6 : underlying.priceE6 > strikeE6;
}

function areCovered(tested: readonly Leg[], { sharesE8 }: Open): boolean {
  const isCall = tested.length > 0 && tested.every(({ contract }) => contract.type === 'CALL');
  const contractsE8 = tested.reduce((sum, { quantityE8 }) => sum - quantityE8, 0);
  return isCall && sharesE8 >= contractsE8 * sharesOfOne(tested);
}

function sharesOfOne([leg]: readonly Leg[]): number {
  return (leg?.contract.deliverableE8 ?? 0) / 10 ** 8;
}

function byUrgency(a: Due, b: Due): number {
  return (
    Number(b.isTested && !b.isCovered && b.daysLeft <= DAYS) -
      Number(a.isTested && !a.isCovered && a.daysLeft <= DAYS) ||
    a.daysLeft - b.daysLeft ||
    Number(b.isTested) - Number(a.isTested) ||
    (a.campaign.ticker < b.campaign.ticker ? -1 : 1)
  );
}

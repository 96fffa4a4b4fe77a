/**
 * Rule: a contract moves its deliverable, 100 shares or what an adjustment has made of them; index options move none.
 * Example: 2 contracts of 150 move 300 shares, and 299 shares cover one of them.
 */
import { product } from '../../../../lib/rounding.ts';
import { type OptionContract, UNIT_E8 } from '../../../../model/instrument.ts';

type Deliverable = Pick<OptionContract, 'deliverableE8'>;

export function sharesOf({ deliverableE8 }: Deliverable, contractsE8: number): number {
  return product(contractsE8, deliverableE8, -8);
}

/** How many whole contracts so many shares are enough for. */
export function contractsFor({ deliverableE8 }: Deliverable, sharesE8: number): number {
  return deliverableE8 === 0 ? 0 : Math.floor(sharesE8 / deliverableE8) * UNIT_E8;
}

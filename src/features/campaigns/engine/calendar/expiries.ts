import type { IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Strategy } from '../types.ts';

/** Open contracts of one campaign, on the day they end. */
export interface Expiry {
  readonly campaign: string;
  readonly ticker: string;
  readonly strategy: Strategy;
  readonly account: string;
  readonly contract: OptionContract;
  /** Negative: short. */
  readonly quantityE8: number;
}

/** The days on which contracts end, the next first, with how many. */
export function endingDays(
  expiries: readonly Expiry[],
): readonly { readonly on: IsoDate; readonly contractsE8: number }[] {
  return [...Map.groupBy(expiries, ({ contract }) => contract.expiresOn)]
    .map(([on, ending]) => ({
      on,
      contractsE8: ending.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0),
    }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

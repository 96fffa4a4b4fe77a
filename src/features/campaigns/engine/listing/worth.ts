/**
 * Rule: what is still open of a campaign is worth what all of it comes to at the last prices, less what is realised; and
 * it would end well where the underlying is now, or not. Unknown where a price or a cost is. Example: two 61 calls and
 * 200 shares with KO at 60.41: 737.36 are still open.
 */
import { outlookOf, type PriceOf } from '../chain/outlook.ts';
import type { Listed } from './listed.ts';

export interface Worth {
  readonly underlyingE6: number | null;
  readonly openE4: number | null;
  /** If all ended where the underlying is now; null where that is unknown. */
  readonly endsWell: boolean | null;
}

export function worthOf(campaign: Listed, priceOf: PriceOf): Worth {
  const { openLegs, sharesE8, stakeE4, basis, breakEvensE4, realisedE4, realisedTaxE4, ticker } = campaign;
  const standing = { openLegs, sharesE8, cashE4: stakeE4, basis, breakEvensE4, realisedE4, realisedTaxE4 };
  const outlook = outlookOf(
    { ...standing, creditE4: campaign.premiumE4 + campaign.dividendsE4 },
    ticker,
    priceOf,
  );
  return {
    underlyingE6: priceOf(ticker),
    openE4: outlook?.unrealisedE4 ?? null,
    endsWell: outlook?.stayingE4 == null ? null : outlook.stayingE4 > 0,
  };
}

import type { IsoDate } from '../../../lib/dates.ts';
import { formatDate } from '../../../lib/format-time.ts';
import type { ShownCampaign } from '../engine/chain/shown.ts';
import { amountIn } from './show-books.ts';
import { strategyWords } from './statistics/words.ts';

type Used = Omit<ShownCampaign, 'allocations'>;

interface OfRecord {
  readonly id: number;
  readonly activityId: string;
}

export function ofRowView(campaigns: readonly Used[], { id, activityId }: OfRecord, today: IsoDate) {
  return {
    back: `/transactions/${id}`,
    campaigns: campaigns.map((campaign) => ({
      href: `/campaigns/${encodeURIComponent(campaign.id)}#row-${activityId}-0`,
      name: `${campaign.ticker} ${strategyWords(campaign.strategy).toLowerCase()}`,
      when: whenWords(campaign, today),
      worth: amountIn(campaign.currency)(campaign.realisedE4),
    })),
  };
}

function whenWords({ startedOn, closedOn, status }: Used, today: IsoDate): string {
  const since = formatDate(startedOn, today).slice(4);
  return status === 'OPEN' ? `open since ${since}` : `${since} to ${formatDate(closedOn, today).slice(4)}`;
}

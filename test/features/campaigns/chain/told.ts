import assert from 'node:assert/strict';
import { type Chain, chainOf } from '../../../../src/features/campaigns/engine/chain/chain.ts';
import { groupIntoCampaigns } from '../../../../src/features/campaigns/index.ts';
import type { Transaction } from '../../../../src/model/transaction.ts';
import { rows } from '../../../support/ledger.ts';

type Campaign = ReturnType<typeof groupIntoCampaigns>['campaigns'][number];

export interface ToldCampaign {
  readonly campaign: Campaign;
  readonly chain: Chain;
}

export function chainsOf(transactions: readonly Transaction[]): readonly ToldCampaign[] {
  const { campaigns } = groupIntoCampaigns(transactions, [], { asOf: null, rollWindowMinutes: 10 });
  return campaigns.map((campaign) => {
    const own = transactions.filter(({ account }) => account === campaign.account);
    return { campaign, chain: chainOf(campaign, own, new Map()) };
  });
}

/** The only campaign of a ledger. */
export function told(text: string): ToldCampaign {
  const [only, ...more] = chainsOf(rows(text));
  assert.equal(more.length, 0, 'more than one campaign');
  return only ?? assert.fail('no campaign');
}

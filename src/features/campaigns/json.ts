import { E4, E8, formatFixed, formatScaled } from '../../lib/decimal.ts';
import type { Campaign, Grouping } from './engine/types.ts';

const money = (amountE4: number) => formatFixed(amountE4, E4, 2);
const quantity = (quantityE8: number) => formatScaled(quantityE8, E8);

/** What `replay` prints: everything, in decimal strings and in a defined order. */
export function replayJson({ campaigns, suggestions, problems, unassigned }: Grouping) {
  return {
    campaigns: campaigns.map(campaignJson),
    suggestions: suggestions.map(({ pairs, ...suggestion }) => ({
      ...suggestion,
      pairs: pairs.map((pair) => ({
        closing: pair.closing,
        opening: pair.opening,
        quantity: quantity(pair.quantityE8),
      })),
    })),
    problems: problems.map(({ code, message, transactionIds }) => ({ code, message, transactionIds })),
    unassigned: unassigned.map(({ transactionId, quantityE8, cashE4, why }) => ({
      transactionId,
      quantity: quantity(quantityE8),
      cash: money(cashE4),
      why,
    })),
  };
}

export function campaignJson(campaign: Campaign) {
  return {
    ...summaryJson(campaign),
    allocations: campaign.allocations.map(({ transactionId, quantityE8, cashE4, role, why }) => ({
      transactionId,
      quantity: quantity(quantityE8),
      cash: money(cashE4),
      role,
      why,
    })),
  };
}

/** The same without its rows, as a list has it. */
export function summaryJson(campaign: Omit<Campaign, 'allocations'>) {
  const { id, account, ticker, status, strategy, phase, startedOn, closedOn, rollCount, basis } = campaign;
  return {
    ...{ id, account, ticker, status, strategy, phase, startedOn, closedOn, rollCount },
    cash: money(campaign.cashE4),
    realised: campaign.realisedE4 === null ? null : money(campaign.realisedE4),
    realisedTax: campaign.realisedTaxE4 === null ? null : money(campaign.realisedTaxE4),
    premium: money(campaign.premiumE4),
    dividends: money(campaign.dividendsE4),
    fees: money(campaign.feesE4),
    shares: quantity(campaign.sharesE8),
    basis: basis && { economic: formatFixed(basis.economicE4, E4, 4), tax: formatFixed(basis.taxE4, E4, 4) },
    openLegs: campaign.openLegs.map(({ contract, quantityE8 }) => ({
      symbol: contract.symbol,
      quantity: quantity(quantityE8),
    })),
    rolls: campaign.rolls.map(({ on, quantityE8, from, to, netCreditE4, reason, confidence }) => ({
      ...{ on, quantity: quantity(quantityE8), from, to },
      netCredit: money(netCreditE4),
      reason,
      confidence,
    })),
  };
}

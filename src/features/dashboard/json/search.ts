import * as z from 'zod';
import { E4, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { CURRENCIES } from '../../../model/money.ts';
import type { Found, FoundCampaign, FoundRow } from '../engine/found.ts';

const decimal = z.string();
const currency = z.enum(CURRENCIES);

export const searchShape = z.strictObject({
  q: z.string(),
  tickers: z.array(
    z.strictObject({
      ticker: z.string(),
      company: z.string().nullable(),
      open: z.number(),
      closed: z.number(),
    }),
  ),
  campaigns: z.array(
    z.strictObject({
      id: z.string(),
      ticker: z.string(),
      strategy: z.string(),
      phase: z.string(),
      status: z.enum(['OPEN', 'CLOSED']),
      started_on: z.iso.date(),
      closed_on: z.iso.date().nullable(),
      realised: decimal.nullable(),
      currency,
    }),
  ),
  transactions: z.array(
    z.strictObject({
      record: z.number(),
      activity_id: z.string(),
      date: z.iso.date(),
      kind: z.string(),
      ticker: z.string().nullable(),
      symbol: z.string().nullable(),
      quantity: decimal,
      net: decimal,
      currency,
      description: z.string(),
    }),
  ),
  /** Whether there are more than these: GET /api/campaigns and /api/transactions take the same `q`. */
  more: z.strictObject({ campaigns: z.boolean(), transactions: z.boolean() }),
});

export function searchJson(found: Found): z.infer<typeof searchShape> {
  return {
    q: found.text,
    tickers: found.tickers.map(({ ticker, company, open, closed }) => ({
      ...{ ticker, company: company === '' ? null : company, open, closed },
    })),
    campaigns: found.campaigns.map(campaignJson),
    transactions: found.rows.map(rowJson),
    more: { campaigns: found.moreCampaigns, transactions: found.moreRows },
  };
}

function campaignJson(campaign: FoundCampaign) {
  const { id, ticker, strategy, phase, status, startedOn, closedOn, realisedE4, currency } = campaign;
  return {
    ...{ id, ticker, strategy, phase, status, started_on: startedOn, closed_on: closedOn },
    realised: realisedE4 === null ? null : formatFixed(realisedE4, E4, 2),
    currency,
  };
}

function rowJson({
  record,
  id,
  tradedOn,
  kind,
  instrument,
  quantityE8,
  netE4,
  currency,
  description,
}: FoundRow) {
  return {
    ...{ record, activity_id: id, date: tradedOn, kind },
    ticker: instrument?.ticker ?? null,
    symbol: instrument?.kind === 'OPTION' ? instrument.symbol : null,
    quantity: formatScaled(quantityE8, E8),
    net: formatFixed(netE4, E4, 2),
    ...{ currency, description },
  };
}

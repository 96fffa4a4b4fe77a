import * as z from 'zod';
import { E4, formatFixed } from '../../../lib/decimal.ts';
import { type CampaignPage, groupByTicker } from '../engine/listing/listed.ts';
import { fromPlace } from '../engine/listing/order.ts';
import { summaryJson } from '../json.ts';

const decimal = z.string();

export const summaryShape = z.strictObject({
  id: z.string(),
  account: z.string(),
  ticker: z.string(),
  status: z.enum(['OPEN', 'CLOSED']),
  strategy: z.string(),
  phase: z.string(),
  startedOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  rollCount: z.number(),
  cash: decimal,
  /** null where shares of unknown cost were sold. */
  realised: decimal.nullable(),
  realisedTax: decimal.nullable(),
  premium: decimal,
  dividends: decimal,
  fees: decimal,
  shares: decimal,
  basis: z.strictObject({ economic: decimal, tax: decimal }).nullable(),
  openLegs: z.array(z.strictObject({ symbol: z.string(), quantity: decimal })),
  rolls: z.array(
    z.strictObject({
      on: z.iso.date(),
      quantity: decimal,
      from: z.string(),
      to: z.string(),
      netCredit: decimal,
      reason: z.string(),
      confidence: z.number(),
    }),
  ),
});

export const listShape = z.strictObject({
  tickers: z.array(
    z.strictObject({
      ticker: z.string(),
      open: z.number(),
      closed: z.number(),
      /** Realised in the book asked for; null where one of its campaigns is unknown. */
      pnl: decimal.nullable(),
      campaigns: z.array(summaryShape),
    }),
  ),
  next: z.string().nullable(),
});

export function listJson(page: CampaignPage): z.infer<typeof listShape> {
  return {
    tickers: groupByTicker(page).map(({ ticker, open, closed, realisedE4, unknown, campaigns }) => ({
      ...{ ticker, open, closed },
      pnl: unknown > 0 ? null : formatFixed(realisedE4, E4, 2),
      campaigns: campaigns.map(summaryJson),
    })),
    next: page.next === null ? null : fromPlace(page.next),
  };
}

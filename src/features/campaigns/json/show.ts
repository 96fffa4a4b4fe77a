import * as z from 'zod';

const decimal = z.string();

/** As `replay` prints it. */
export const campaignShape = z.strictObject({
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
  allocations: z.array(
    z.strictObject({
      transactionId: z.string(),
      quantity: decimal,
      cash: decimal,
      role: z.string(),
      why: z.string(),
    }),
  ),
});

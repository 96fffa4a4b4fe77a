import * as z from 'zod';

// Schwab leaves out what it does not know, or sends null; fields we have no use for pass unread. A number that is
// not finite, or an id beyond 2^53, is refused here.
const text = z.string().nullish();
const number = z.number().nullish();

const deliverable = z.object({
  deliverableUnits: number,
  assetType: text,
  deliverable: z.object({ assetType: text, symbol: text }).nullish(),
});

const instrument = z.object({
  assetType: z.string(),
  symbol: text,
  underlyingSymbol: text,
  expirationDate: text,
  putCall: text,
  strikePrice: number,
  optionPremiumMultiplier: number,
  optionDeliverables: z.array(deliverable).nullish(),
});

const transferItem = z.object({
  instrument,
  amount: z.number(),
  cost: number,
  price: number,
  feeType: text,
  positionEffect: text,
});

/** One element of `GET /accounts/{hash}/transactions`. */
export const activity = z.object({
  activityId: z.int().positive(),
  accountNumber: z.string().min(1),
  type: z.string().min(1),
  status: z.string(),
  time: z.string(),
  tradeDate: text,
  orderId: z.int().nullish(),
  description: text,
  netAmount: z.number(),
  transferItems: z.array(transferItem).nullish(),
});

/** Enough of an element to name it, however broken the rest is. */
export const activityKey = z.object({ activityId: z.int(), accountNumber: z.string() });

/** The export calls everything text, and leaves empty what does not apply. */
export const exportedRow = z.object({
  Date: z.string(),
  Action: z.string(),
  Symbol: text,
  Description: text,
  Quantity: text,
  Price: text,
  'Fees & Comm': text,
  Amount: text,
});

// Not z.array: its rows are looked at one by one, once it is known that there are not millions of them.
const list = z.custom<readonly unknown[]>((value) => Array.isArray(value));

export const exportedFile = z.object({ BrokerageTransactions: list });

export type Activity = z.infer<typeof activity>;
export type TransferItem = z.infer<typeof transferItem>;
export type SchwabInstrument = z.infer<typeof instrument>;

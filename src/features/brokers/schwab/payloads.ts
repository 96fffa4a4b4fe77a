import * as z from 'zod';

// Schwab leaves out what it does not know, or sends null; fields we have no use for pass unread. A number that is
// not finite, or an id beyond 2^53, is refused here.
const text = z.string().nullish();
const number = z.number().nullish();
const instant = z.int().min(0).max(4e12);
// It goes into a header: letters that can be seen, and not without end.
const token = z.string().regex(/^[\x21-\x7e]{1,8192}$/);

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

/** `GET /accounts/accountNumbers` */
export const accountNumbers = z.array(
  // The hash goes into addresses: `..` would lead elsewhere.
  z.object({ accountNumber: z.string().min(1).max(64), hashValue: z.string().regex(/^[\w-]{1,200}$/) }),
);

const preference = z.object({ accounts: z.array(z.object({ accountNumber: text, nickName: text })) });

/** `GET /userPreference`: one of these, though the description speaks of a list. */
export const userPreference = z.union([preference.transform((one) => [one]), z.array(preference)]);

/** `positions` is left out where there are none; a cash account may say `totalCash` instead of `cashBalance`. */
export const accountAnswer = z.object({
  securitiesAccount: z.object({
    accountNumber: z.string().min(1),
    positions: list.nullish(),
    currentBalances: z.object({ cashBalance: number, totalCash: number, liquidationValue: number }),
  }),
});

export const position = z.object({
  longQuantity: z.number().min(0),
  // Written as a positive number here, and as a negative one in settledShortQuantity.
  shortQuantity: z.number(),
  averagePrice: number,
  marketValue: number,
  instrument,
});

/** One symbol of `GET /quotes`. */
export const quoted = z.object({
  assetMainType: text,
  quote: z.object({
    lastPrice: number,
    mark: number,
    nAV: number,
    bidPrice: number,
    askPrice: number,
    closePrice: number,
    quoteTime: instant.nullish(),
    tradeTime: instant.nullish(),
  }),
});

/** `GET /pricehistory` */
export const priceHistory = z.object({
  candles: z.array(
    z.object({
      open: z.number(),
      high: z.number(),
      low: z.number(),
      close: z.number(),
      volume: z.number(),
      datetime: instant,
    }),
  ),
});

/** `GET /instruments` */
export const instrumentList = z.object({
  instruments: z
    .array(z.object({ symbol: z.string().min(1), description: text, exchange: text, assetType: text }))
    .nullish(),
});

/** `POST /v1/oauth/token`. A refresh need not bring another refresh token. */
export const tokenAnswer = z.object({
  access_token: token,
  // One that lives shorter would be renewed with every question.
  expires_in: z.number().min(60).max(86_400),
  refresh_token: z.union([token, z.literal('')]).nullish(),
});

export type Activity = z.infer<typeof activity>;
export type TransferItem = z.infer<typeof transferItem>;
export type SchwabPosition = z.infer<typeof position>;
export type SchwabQuote = z.infer<typeof quoted>;
export type SchwabInstrument = z.infer<typeof instrument>;

/**
 * Three kinds of things are called something: tickers, campaigns, rows; of each the likeliest first, a few at a time.
 * Example: "ko" brings KO, its open wheel and seven campaigns before it, and its newest rows.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import type { Currency } from '../../../model/money.ts';
import type { Transaction } from '../../../model/transaction.ts';
import type { Asked } from './asked.ts';
import type { Leg } from './open.ts';
import type { FoundTicker } from './tickers-like.ts';

/** What a search brings, the likeliest of each kind first. */
export interface Found {
  readonly text: string;
  readonly asked: Asked;
  /** For whoever is still typing: a few of each kind, and of the rows only the newer. */
  readonly isGlance: boolean;
  readonly tickers: readonly (FoundTicker & { readonly open: number; readonly closed: number })[];
  readonly campaigns: readonly FoundCampaign[];
  readonly moreCampaigns: boolean;
  readonly rows: readonly FoundRow[];
  readonly moreRows: boolean;
}

export interface FoundCampaign {
  readonly id: string;
  readonly ticker: string;
  readonly currency: Currency;
  readonly strategy: string;
  readonly phase: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly startedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly openLegs: readonly Leg[];
  readonly sharesE8: number;
  readonly realisedE4: number | null;
}

export interface FoundRow extends Transaction {
  readonly record: number;
  readonly accountName: string;
}

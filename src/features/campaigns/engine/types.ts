/**
 * What the engine is given and what it answers. Nothing here is stored as such: campaigns are a function of rows,
 * decisions and a date, and running again changes nothing.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import type { OptionContract } from '../../../model/instrument.ts';
import type { Problem, ProblemCode, Transaction } from '../../../model/transaction.ts';

export type { Problem, ProblemCode, Transaction };

/** Whose row is meant, where a row's id is in several accounts. */
interface OfRow {
  readonly account?: string;
}

/** What the trader has said. Each hangs on rows, or on a campaign's first unit, so it survives what arrives later. */
export type Decision = { readonly id: string } & (
  | (OfRow & {
      readonly kind: 'move';
      readonly transactionId: string;
      readonly symbol?: string;
      /** Decimal text; without it the whole row. */
      readonly quantity?: string;
      /** A campaign's id, or "new". */
      readonly to: string;
    })
  | (OfRow & { readonly kind: 'link' | 'unlink'; readonly closing: string; readonly opening: string })
  | { readonly kind: 'accept' | 'reject'; readonly suggestion: string }
  | { readonly kind: 'lock'; readonly campaign: string }
  | (OfRow & { readonly kind: 'ex-date'; readonly transactionId: string; readonly exDate: IsoDate })
  | (OfRow & { readonly kind: 'cost'; readonly transactionId: string; readonly cost: string })
);

export interface GroupingOptions {
  /** null: the date of the newest row. */
  readonly asOf: IsoDate | null;
  readonly rollWindowMinutes: number;
  /** At what price the underlying closed on a day, in millionths; null or left out where it is not known. */
  readonly closeOn?: (ticker: string, on: IsoDate) => number | null;
}

export type Role = 'OPENING' | 'CLOSING' | 'ADJUSTMENT' | 'ASSIGNMENT' | 'INCOME' | 'CORPORATE_ACTION';

export interface Allocation {
  readonly transactionId: string;
  readonly part: number;
  readonly on: IsoDate;
  readonly quantityE8: number;
  readonly cashE4: number;
  readonly feesE4: number;
  readonly role: Role;
  readonly why: string;
  /** What ended with this row has come to, in each book; null where the campaign's is unknown. */
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
  /** The cash of an option's row, 0 of any other. */
  readonly premiumE4: number;
  /** Of the premium: what rolled, out of the old contract or into the next. */
  readonly rolledE4: number;
  /** Whose units it ended, in the order they were taken: contracts it closed, shares it sold or delivered. */
  readonly ends: readonly Ended[];
}

/** So many units that a row of the campaign had opened. */
export interface Ended {
  readonly transactionId: string;
  readonly part: number;
  readonly quantityE8: number;
}

export interface Roll {
  readonly on: IsoDate;
  readonly quantityE8: number;
  readonly from: string;
  readonly to: string;
  readonly netCreditE4: number;
  readonly reason: string;
  readonly confidence: number;
}

export type Strategy =
  | 'NAKED_PUT'
  | 'NAKED_CALL'
  | 'COVERED_CALL'
  | 'WHEEL'
  | 'LONG_CALL'
  | 'LONG_PUT'
  | 'PUT_CREDIT_SPREAD'
  | 'PUT_DEBIT_SPREAD'
  | 'CALL_CREDIT_SPREAD'
  | 'CALL_DEBIT_SPREAD'
  | 'CALENDAR'
  | 'DIAGONAL'
  | 'PMCC'
  | 'STRADDLE'
  | 'STRANGLE'
  | 'IRON_CONDOR'
  | 'COLLAR'
  | 'SHARES'
  | 'CUSTOM';

export type Phase =
  | 'SHORT_PUT'
  | 'SHORT_CALL'
  | 'LONG'
  | 'SPREAD'
  | 'SHARES'
  | 'COVERED'
  | 'MIXED'
  | 'SHORT_SHARES'
  | 'CLOSED';

export interface OpenContracts {
  readonly contract: OptionContract;
  /** Negative: short. */
  readonly quantityE8: number;
}

/** In ten-thousandths of the currency. */
export interface Capital {
  /** The most that was tied up when a day ended. */
  readonly peakE4: number;
  /** What was tied up, times the calendar days it was. */
  readonly daysE4: number;
}

/** Shares of the whole are in millionths: 29,868 is 2.9868 %. */
export interface Returns {
  /** From the first to the last calendar day, or to the day of which it is asked: 0 for a day trade. */
  readonly days: number;
  /** null where the cost of shares is unknown. */
  readonly capital: Capital | null;
  /** What is realised in the economic book, so far for an open campaign, by the peak of capital. */
  readonly returnE6: number | null;
  /** The return by 365 days; null of less than a week. */
  readonly annualisedE6: number | null;
  /** What is realised, by what was sold to open; null where nothing was. */
  readonly captureE6: number | null;
  /** null until it is closed, and where what is realised is unknown. */
  readonly isWin: boolean | null;
}

export interface Campaign extends Returns {
  readonly id: string;
  readonly account: string;
  readonly ticker: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly strategy: Strategy;
  readonly phase: Phase;
  readonly startedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly rollCount: number;
  readonly cashE4: number;
  /** null where shares of unknown cost were sold. */
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
  readonly premiumE4: number;
  readonly dividendsE4: number;
  readonly feesE4: number;
  /** What contracts sold to open brought. */
  readonly soldE4: number;
  readonly sharesE8: number;
  /** Ten-thousandths of the currency a share; null without shares, or where their cost is unknown. */
  readonly basis: { readonly economicE4: number; readonly taxE4: number } | null;
  /** Prices of the underlying, in ten-thousandths, at which what is open would bring it to nothing. */
  readonly breakEvensE4: readonly number[];
  /** What is at stake: what is realised and what is carried in the economic book; null where a cost is unknown. */
  readonly stakeE4: number | null;
  readonly openLegs: readonly OpenContracts[];
  readonly rolls: readonly Roll[];
  readonly allocations: readonly Allocation[];
}

export const KINDS_ASKED = ['ROLL', 'RE_ENTRY', 'PMCC', 'LEG_IN', 'SPLIT'] as const;

export interface Suggestion {
  readonly id: string;
  readonly kind: (typeof KINDS_ASKED)[number];
  readonly from: string;
  readonly to: string;
  readonly pairs: readonly {
    readonly closing: string;
    readonly opening: string;
    readonly quantityE8: number;
  }[];
  readonly confidence: number;
  readonly why: string;
}

export interface Unassigned {
  readonly transactionId: string;
  readonly part: number;
  readonly quantityE8: number;
  readonly cashE4: number;
  readonly why: string;
}

export interface Grouping {
  readonly campaigns: readonly Campaign[];
  readonly suggestions: readonly Suggestion[];
  readonly problems: readonly Problem[];
  readonly unassigned: readonly Unassigned[];
}

import type { IsoDate } from '../../../lib/dates.ts';
import type { Currency } from '../../../model/money.ts';
import { creditsOf } from '../engine/listing/credits.ts';
import type { Allocation, Campaign } from '../engine/types.ts';

/** A campaign as its line in a list says it: all but the rows it is made of. */
export type Summary = Omit<Campaign, 'allocations'> & {
  readonly currency: Currency;
  /** The nearest expiry of what is open. */
  readonly expiresOn: IsoDate | null;
  /** The running credit from its beginning on. */
  readonly credits: readonly number[];
};

/** The same with its rows. */
export type Stored = Summary & Pick<Campaign, 'allocations'>;

/** A line of `campaigns` as SQLite gives it. */
export interface Columns {
  readonly key: number;
  readonly id: string;
  readonly account_id: string;
  readonly ticker: string;
  readonly currency: Currency;
  readonly status: Campaign['status'];
  readonly strategy: Campaign['strategy'];
  readonly phase: Campaign['phase'];
  readonly started_on: IsoDate;
  readonly closed_on: IsoDate | null;
  readonly expires_on: IsoDate | null;
  readonly roll_count: number;
  readonly cash_e4: number;
  readonly realised_e4: number | null;
  readonly realised_tax_e4: number | null;
  readonly premium_e4: number;
  readonly dividends_e4: number;
  readonly fees_e4: number;
  readonly shares_e8: number;
  readonly basis_e4: number | null;
  readonly basis_tax_e4: number | null;
  readonly days: number;
  readonly capital_e4: number | null;
  readonly capital_days_e4: number | null;
  readonly return_e6: number | null;
  readonly annualised_e6: number | null;
  readonly capture_e6: number | null;
  readonly is_win: number | null;
  readonly details: string;
  readonly sold_e4: number;
}

type Details = Pick<Summary, 'openLegs' | 'rolls' | 'breakEvensE4' | 'stakeE4' | 'credits'>;

export function toSummary(row: Columns): Summary {
  const { basis_e4: economicE4, basis_tax_e4: taxE4, capital_e4: peakE4, capital_days_e4: daysE4 } = row;
  return {
    id: row.id,
    account: row.account_id,
    ticker: row.ticker,
    currency: row.currency,
    status: row.status,
    strategy: row.strategy,
    phase: row.phase,
    startedOn: row.started_on,
    closedOn: row.closed_on,
    expiresOn: row.expires_on,
    rollCount: row.roll_count,
    cashE4: row.cash_e4,
    realisedE4: row.realised_e4,
    realisedTaxE4: row.realised_tax_e4,
    premiumE4: row.premium_e4,
    dividendsE4: row.dividends_e4,
    feesE4: row.fees_e4,
    soldE4: row.sold_e4,
    sharesE8: row.shares_e8,
    basis: economicE4 === null || taxE4 === null ? null : { economicE4, taxE4 },
    days: row.days,
    capital: peakE4 === null || daysE4 === null ? null : { peakE4, daysE4 },
    returnE6: row.return_e6,
    annualisedE6: row.annualised_e6,
    captureE6: row.capture_e6,
    isWin: row.is_win === null ? null : row.is_win === 1,
    ...(JSON.parse(row.details) as Details),
  };
}

export type Value = string | number | null;

/** In the order of the table, from the owner on. */
export function valuesOf(userId: string, campaign: Campaign, currency: Currency): readonly Value[] {
  const { openLegs, rolls, breakEvensE4, stakeE4, basis, capital, isWin } = campaign;
  const credits = creditsOf(campaign.allocations);
  const expiries = openLegs.map(({ contract }) => contract.expiresOn).toSorted();
  return [
    userId,
    campaign.id,
    campaign.account,
    campaign.ticker,
    currency,
    campaign.status,
    campaign.strategy,
    campaign.phase,
    campaign.startedOn,
    campaign.closedOn,
    expiries[0] ?? null,
    campaign.rollCount,
    campaign.cashE4,
    campaign.realisedE4,
    campaign.realisedTaxE4,
    campaign.premiumE4,
    campaign.dividendsE4,
    campaign.feesE4,
    campaign.sharesE8,
    basis?.economicE4 ?? null,
    basis?.taxE4 ?? null,
    campaign.days,
    capital?.peakE4 ?? null,
    capital?.daysE4 ?? null,
    campaign.returnE6,
    campaign.annualisedE6,
    campaign.captureE6,
    isWin === null ? null : Number(isWin),
    JSON.stringify({ openLegs, rolls, breakEvensE4, stakeE4, credits } satisfies Details),
    campaign.soldE4,
  ];
}

/** A line of `campaign_trades`. */
export interface TradeColumns {
  readonly activity_id: string;
  readonly part: number;
  readonly traded_on: IsoDate;
  readonly quantity_e8: number;
  readonly cash_e4: number;
  readonly fees_e4: number;
  readonly realised_e4: number | null;
  readonly realised_tax_e4: number | null;
  readonly premium_e4: number;
  readonly rolled_e4: number;
  readonly role: Allocation['role'];
  readonly link: string | null;
  readonly why: string;
}

export function toAllocation(row: TradeColumns): Allocation {
  return {
    transactionId: row.activity_id,
    part: row.part,
    on: row.traded_on,
    quantityE8: row.quantity_e8,
    cashE4: row.cash_e4,
    feesE4: row.fees_e4,
    realisedE4: row.realised_e4,
    realisedTaxE4: row.realised_tax_e4,
    premiumE4: row.premium_e4,
    rolledE4: row.rolled_e4,
    role: row.role,
    why: row.why,
    ends: row.link === null ? [] : JSON.parse(row.link),
  };
}

export function tradeValuesOf(trade: Allocation): readonly Value[] {
  return [
    trade.transactionId,
    trade.part,
    trade.on,
    trade.quantityE8,
    trade.cashE4,
    trade.feesE4,
    trade.realisedE4,
    trade.realisedTaxE4,
    trade.premiumE4,
    trade.rolledE4,
    trade.role,
    trade.ends.length === 0 ? null : JSON.stringify(trade.ends),
    trade.why,
  ];
}

import assert from 'node:assert/strict';
import type { Campaign, Decision } from '../../src/features/campaigns/engine/types.ts';
import { groupIntoCampaigns } from '../../src/features/campaigns/index.ts';
import type { IsoDate } from '../../src/lib/dates.ts';
import { E4, E6, formatFixed } from '../../src/lib/decimal.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { rows } from './ledger.ts';

/** What a campaign ties up and returns, as a trader notes it: '5000.00', '90000.00', '2.9868 %'. */
export interface ToldReturns {
  readonly days: number;
  readonly peak: string | null;
  readonly moneyDays: string | null;
  readonly return: string | null;
  readonly yearly: string | null;
  readonly captured: string | null;
  readonly won: boolean | null;
  readonly breakEven: readonly string[];
}

export interface Asked {
  readonly asOf?: IsoDate;
  readonly decisions?: readonly Decision[];
  readonly retouch?: (transaction: Transaction) => Transaction;
}

export function campaignsOf(
  table: string,
  { asOf, decisions = [], retouch = (row) => row }: Asked = {},
): readonly Campaign[] {
  const options = { asOf: asOf ?? null, rollWindowMinutes: 10 };
  return groupIntoCampaigns(rows(table).map(retouch), decisions, options).campaigns;
}

/** Of the table's only campaign: as much of it as is expected. */
export function returns(table: string, expected: Partial<ToldReturns>, asked: Asked = {}): void {
  const [campaign, ...more] = campaignsOf(table, asked);
  assert.ok(campaign && more.length === 0, `${more.length + 1} campaigns`);
  const told = toldOf(campaign);
  const keys = Object.keys(expected) as (keyof ToldReturns)[];
  assert.deepEqual(Object.fromEntries(keys.map((key) => [key, told[key]])), expected);
}

function toldOf(campaign: Campaign): ToldReturns {
  const { days, capital, returnE6, annualisedE6, captureE6, isWin, breakEvensE4 } = campaign;
  return {
    days,
    peak: money(capital?.peakE4),
    moneyDays: money(capital?.daysE4),
    return: percent(returnE6),
    yearly: percent(annualisedE6),
    captured: percent(captureE6),
    won: isWin,
    breakEven: breakEvensE4.map((price) => formatFixed(price, E4, 4)),
  };
}

function money(amountE4: number | undefined): string | null {
  return amountE4 === undefined ? null : formatFixed(amountE4, E4, 2);
}

function percent(shareE6: number | null): string | null {
  return shareE6 === null ? null : `${formatFixed(shareE6 * 100, E6, 4)} %`;
}

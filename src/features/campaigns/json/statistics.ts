import * as z from 'zod';
import { E4, E6, formatFixed } from '../../../lib/decimal.ts';
import { CURRENCIES } from '../../../model/money.ts';
import { type Bar, premiumE4, premiumInAll } from '../engine/statistics/bars.ts';
import { BOOKS } from '../engine/statistics/narrowing.ts';
import type { Result, StatisticsFound } from '../engine/statistics/result.ts';
import type { RowsFound, SummedRow } from '../engine/statistics/summed-row.ts';
import { placeText } from '../view/statistics/premium-page.ts';

const decimal = z.string();
const unknown = decimal.nullable();

const bar = z.strictObject({ key: z.string(), campaigns: z.number(), wins: z.number(), pnl: decimal });
const premium = z.strictObject({ new: decimal, rolls: decimal, closed: decimal, total: decimal });
const result = z.strictObject({
  id: z.string(),
  ticker: z.string(),
  strategy: z.string(),
  started_on: z.iso.date(),
  closed_on: z.iso.date(),
  days: z.number(),
  rolls: z.number(),
  pnl: decimal,
  /** Of a whole: 0.5 is half. */
  capture: unknown,
});

export const statisticsShape = z.strictObject({
  book: z.enum(BOOKS),
  currency: z.enum(CURRENCIES),
  currencies: z.array(z.enum(CURRENCIES)),
  campaigns: z.number(),
  wins: z.number(),
  losses: z.number(),
  pnl: decimal,
  gains: decimal,
  lost: decimal,
  win_rate: unknown,
  profit_factor: unknown,
  expectancy: unknown,
  average_win: unknown,
  average_loss: unknown,
  days: unknown,
  days_of_wins: unknown,
  days_of_losses: unknown,
  sold_to_open: decimal,
  capture: unknown,
  return_on_capital_a_year: unknown,
  open: z.strictObject({ campaigns: z.number(), realised: decimal, unknown: z.number() }),
  left_out: z.number(),
  premium: premium.extend({ by_month: z.array(premium.extend({ month: z.string() })) }),
  by_month: z.array(bar),
  by_ticker: z.array(bar),
  by_strategy: z.array(bar),
  best: z.array(result),
  worst: z.array(result),
  results: z.array(result),
  next: z.string().nullable(),
});

const money = (amountE4: number) => formatFixed(amountE4, E4, 2);
const moneyOrNull = (amountE4: number | null) => (amountE4 === null ? null : money(amountE4));
const share = (partE6: number | null) => (partE6 === null ? null : formatFixed(partE6, E6, 6));
const days = (daysE1: number | null) => (daysE1 === null ? null : (daysE1 / 10).toFixed(1));

export function statisticsJson(found: StatisticsFound): z.infer<typeof statisticsShape> {
  const { narrowing, choice, statistics, standing, next } = found;
  const { total } = statistics;
  return {
    book: narrowing.book,
    currency: narrowing.currency,
    currencies: [...choice.currencies],
    campaigns: total.count,
    wins: total.wins,
    losses: total.losses,
    pnl: money(total.realisedE4),
    gains: money(total.gainsE4),
    lost: money(total.lossesE4),
    win_rate: share(total.winRateE6),
    profit_factor: share(total.profitFactorE6),
    expectancy: moneyOrNull(total.expectancyE4),
    average_win: moneyOrNull(total.averageWinE4),
    average_loss: moneyOrNull(total.averageLossE4),
    days: days(total.daysE1),
    days_of_wins: days(total.winDaysE1),
    days_of_losses: days(total.lossDaysE1),
    sold_to_open: money(total.soldE4),
    capture: share(total.captureE6),
    return_on_capital_a_year: share(total.capitalReturnE6),
    open: {
      campaigns: standing.openCount,
      realised: money(standing.openRealisedE4),
      unknown: standing.openUnknown,
    },
    left_out: standing.unknownCount,
    premium: {
      ...premiumJson(premiumInAll(statistics.premium)),
      by_month: statistics.premium.map(({ month, ...parts }) => ({ month, ...premiumJson(parts) })),
    },
    by_month: statistics.byMonth.map(barJson),
    by_ticker: statistics.byTicker.map(barJson),
    by_strategy: statistics.byStrategy.map(barJson),
    best: found.best.map(resultJson),
    worst: found.worst.map(resultJson),
    results: found.results.map(resultJson),
    next: next === null ? null : `${next.closedOn}.${next.id}`,
  };
}

function barJson({ key, count, wins, realisedE4 }: Bar): z.infer<typeof bar> {
  return { key, campaigns: count, wins, pnl: money(realisedE4) };
}

function premiumJson(parts: ReturnType<typeof premiumInAll>): z.infer<typeof premium> {
  const { newE4, rolledE4, closedE4 } = parts;
  return {
    new: money(newE4),
    rolls: money(rolledE4),
    closed: money(closedE4),
    total: money(premiumE4(parts)),
  };
}

function resultJson(found: Result): z.infer<typeof result> {
  const { id, ticker, strategy, startedOn, closedOn, rollCount, realisedE4, captureE6 } = found;
  return {
    ...{ id, ticker, strategy, started_on: startedOn, closed_on: closedOn },
    ...{ days: found.days, rolls: rollCount, pnl: money(realisedE4), capture: share(captureE6) },
  };
}

export const rowShape = z.strictObject({
  on: z.iso.date(),
  campaign: z.string(),
  ticker: z.string(),
  symbol: z.string().nullable(),
  role: z.string(),
  record: z.number(),
  amount: decimal,
});

export const rowsShape = z.strictObject({
  currency: z.enum(CURRENCIES),
  sum: decimal,
  count: z.number(),
  rows: z.array(rowShape),
  next: z.string().nullable(),
});

export function rowsJson({ narrowing, amountE4, count, rows, next }: RowsFound): z.infer<typeof rowsShape> {
  return {
    currency: narrowing.currency,
    sum: money(amountE4),
    count,
    rows: rows.map(rowJson),
    next: next === null ? null : placeText(next),
  };
}

export function rowJson(found: SummedRow): z.infer<typeof rowShape> {
  const { on, campaign, ticker, symbol, role, record, amountE4 } = found;
  return { on, campaign, ticker, symbol, role, record, amount: money(amountE4) };
}

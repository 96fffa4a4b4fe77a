import { E6, formatFixed } from '../../../../lib/decimal.ts';
import { formatMoney } from '../../../../lib/format.ts';
import type { Currency } from '../../../../model/money.ts';
import { type Premium, premiumE4 } from '../../engine/statistics/bars.ts';
import type { Figures } from '../../engine/statistics/figures.ts';
import { counted, shareOf, toneOf } from './words.ts';

/** The figures of the page, each with a line that says what it is made of. */
export function figuresView(total: Figures, premium: Omit<Premium, 'month'>, currency: Currency) {
  const money = (amountE4: number | null) =>
    formatMoney(amountE4 === null ? null : { amountE4, currency }, { unknown: 'none' });
  const size = (amountE4: number | null) => money(amountE4 === null ? null : Math.abs(amountE4));
  const { wins, count, gainsE4, lossesE4, averageWinE4, averageLossE4 } = total;
  return [
    figure('P&L', money(total.realisedE4), wonAndLost(total), toneOf(total.realisedE4)),
    figure('Win rate', rate(total.winRateE6), `${wins} of ${counted(count, 'campaign')} made money`),
    figure('Profit factor', factor(total), `won ${size(gainsE4)}, lost ${size(lossesE4)}`),
    figure(
      'Expectancy',
      money(total.expectancyE4),
      `a campaign: wins made ${size(averageWinE4)}, losses cost ${size(averageLossE4)}`,
      toneOf(total.expectancyE4 ?? 0),
    ),
    figure(
      'Premium',
      money(premiumE4(premium)),
      `${money(premium.newE4)} new, ${money(premium.rolledE4)} by rolls, ${money(premium.closedE4)} by closings`,
    ),
    figure(
      'Capture',
      rate(total.captureE6),
      `${money(total.onSoldE4)} kept of ${money(total.soldE4)} sold to open`,
    ),
    figure(
      'Days in trade',
      tenths(total.daysE1),
      `on average: wins ${tenths(total.winDaysE1)}, losses ${tenths(total.lossDaysE1)}`,
    ),
    figure(
      'Return on capital',
      count === 0 ? 'none' : shareOf(total.capitalReturnE6, 1),
      'a year, on capital times the days it was tied up',
    ),
  ];
}

function figure(label: string, value: string, detail: string, tone = '') {
  return { label, value, tone, change: false, detail, spark: false, href: '' };
}

function wonAndLost({ wins, losses, even }: Figures): string {
  const words = [`${wins} won`, `${losses} lost`, ...(even === 0 ? [] : [`${even} even`])];
  return words.join(', ');
}

function factor({ profitFactorE6, wins }: Figures): string {
  if (profitFactorE6 === null) return wins === 0 ? 'none' : 'no losses';
  return formatFixed(profitFactorE6, E6, 2);
}

/** Of nothing there is none. */
function rate(shareE6: number | null): string {
  return shareE6 === null ? 'none' : shareOf(shareE6, 1);
}

function tenths(daysE1: number | null): string {
  return daysE1 === null ? 'none' : (daysE1 / 10).toFixed(1);
}

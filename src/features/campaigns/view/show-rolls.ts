import { E6, formatScaled } from '../../../lib/decimal.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { type RollStep, rollSteps } from '../engine/chain/rolls.ts';
import type { Shown } from '../engine/chain/shown.ts';
import { countWords, dayOf, priceE4Words, priceWords, sharesWords } from './chain-words.ts';
import { amountIn } from './show-books.ts';
import { contractWords, counted } from './statistics/words.ts';

/** The roll ledger, with its sums. */
export function rollsView({ campaign, chain, closes, today }: Shown, isWhole: boolean) {
  const closeOf = new Map(closes.map(({ on, closeE6 }) => [on, closeE6]));
  const steps = rollSteps(chain, (on) => closeOf.get(on) ?? null);
  const amount = amountIn(campaign.currency);
  return {
    earlier: isWhole || steps.length <= MOST_ROLLS ? '' : counted(steps.length - MOST_ROLLS, 'earlier roll'),
    rows: (isWhole ? steps : steps.slice(-MOST_ROLLS)).map((step) => rowOf(step, { campaign, today })),
    count: counted(campaign.rollCount, 'roll'),
    credit: amount(steps.reduce((sum, { roll }) => sum + roll.netCreditE4, 0)),
    days: counted(daysOf(steps), 'day'),
  };
}

const MOST_ROLLS = 30;

/** The legs of a spread are rolled together, and so are two expiries: the days are bought once. */
function daysOf(steps: readonly RollStep[]): number {
  const farthest = [...Map.groupBy(steps, ({ link }) => link).values()].map((together) =>
    Math.max(...together.map(({ daysBought }) => daysBought)),
  );
  return farthest.reduce((sum, days) => sum + days, 0);
}

function rowOf(step: RollStep, { campaign, today }: Pick<Shown, 'campaign' | 'today'>) {
  const { roll, from, to, daysBought, strikeMovedE6, breakEvensE4 } = step;
  const { currency } = campaign;
  return {
    href: `#link-${step.link.replace('/', '-')}`,
    when: formatDate(roll.on, today),
    what: `${countWords(roll.quantityE8)} × ${contractWords(from, roll.on)} to ${contractWords(to, roll.on)}`,
    credit: amountIn(currency)(roll.netCreditE4),
    days:
      daysBought === 0
        ? 'same expiry'
        : `${counted(Math.abs(daysBought), 'day')} ${daysBought > 0 ? 'later' : 'sooner'}`,
    strike: movedWords(strikeMovedE6),
    breakEven: breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and ') || 'none',
    unrolled: unrolledWords(step, campaign, today),
  };
}

function movedWords(movedE6: number): string {
  if (movedE6 === 0) return 'same strike';
  return `strike ${movedE6 > 0 ? 'up' : 'down'} ${formatScaled(Math.abs(movedE6), E6)}`;
}

/** What would have come of it had the old contracts been kept: the market has said it, or it would still be open. */
function unrolledWords(step: RollStep, campaign: Shown['campaign'], today: string): string {
  const { from, isShort, unrolled } = step;
  if (!isShort || unrolled.atStrikeE4 === null) return '';
  const { closeE6, atCloseE4 } = unrolled;
  if (closeE6 === null || atCloseE4 === null) return `If kept and ${deliveredWords(step, campaign)}.`;
  const isIn = from.type === 'PUT' ? closeE6 < from.strikeE6 : closeE6 > from.strikeE6;
  const ended = isIn ? deliveredWords(step, campaign) : 'it had expired';
  const close = `${campaign.ticker} closed at ${priceWords(closeE6)} on ${dayOf(from.expiresOn, today)}`;
  return `Kept instead: ${close}, so ${ended}. That is ${amountIn(campaign.currency)(atCloseE4).text} for the campaign by then.`;
}

/** "assigned: 200 shares at 60.00, break-even $59.06" */
function deliveredWords({ from, unrolled }: RollStep, { currency }: Shown['campaign']): string {
  const { sharesE8, breakEvensE4, atStrikeE4 } = unrolled;
  if (sharesE8 === 0) return 'settled in cash';
  const shares = `${sharesWords(sharesE8)} at ${priceWords(from.strikeE6)}`;
  if (from.type === 'CALL') return `called: ${shares} gone, ${amountIn(currency)(atStrikeE4).text} in all`;
  const breakEven = breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and ');
  return `assigned: ${shares}, break-even ${breakEven || 'none'}`;
}

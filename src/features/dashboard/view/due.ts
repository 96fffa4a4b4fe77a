import type { IsoDate } from '../../../lib/dates.ts';
import { E6, formatFixed } from '../../../lib/decimal.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { quotient } from '../../../lib/rounding.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { Due } from '../engine/due.ts';
import { contractWords, priceOf } from './words.ts';

/** "AMD 150 put is tested": expiry, the price, what it would mean. */
export function dueView(due: Due, today: IsoDate) {
  const { campaign, isTested, isCovered, daysLeft } = due;
  return {
    icon: isTested ? 'warning' : 'clock',
    tone: isTested && !isCovered ? 'loss' : daysLeft <= 1 || isTested ? 'warning' : 'info',
    title: titleOf(due, today),
    detail: [expiryWords(due, today), priceWords(due, today), meaningOf(due)].filter(Boolean).join(' '),
    action: { label: 'Open', href: `/campaigns/${campaign.id}`, primary: false },
  };
}

function titleOf(due: Due, today: IsoDate): string {
  const { campaign, legs, isTested } = due;
  const [only] = legs;
  const name =
    legs.length === 1 && only !== undefined
      ? `${campaign.ticker} ${contractWords(only)}`
      : `${campaign.ticker}, ${legs.length} contracts`;
  if (!isTested) return `${name} ${legs.length === 1 ? 'expires' : 'expire'} ${dayWords(due, today)}`;
  return `${name} ${legs.length === 1 ? 'is' : 'are'} tested`;
}

function dayWords({ daysLeft, expiresOn }: Due, today: IsoDate): string {
  if (daysLeft === 0) return 'today';
  return daysLeft === 1 ? 'tomorrow' : `on ${formatDate(expiresOn, today)}`;
}

/** Where the title does not say it. */
function expiryWords(due: Due, today: IsoDate): string {
  const { isTested, daysLeft } = due;
  if (!isTested) return daysLeft > 1 ? `${daysLeft} days left.` : '';
  return `Expires ${dayWords(due, today)}${daysLeft > 1 ? `, in ${daysLeft} days` : ''}.`;
}

function priceWords({ campaign, legs }: Due, today: IsoDate): string {
  const { underlying, currency, ticker } = campaign;
  if (underlying === null) return `The price of ${ticker} is unknown.`;
  const on = dateIn(underlying.at, 'America/New_York');
  const age = on === today ? '' : ` on ${formatDate(on, today)}`;
  const price = `${ticker} at ${priceOf(underlying.priceE6, currency)}${age}`;
  const [leg] = legs;
  if (legs.length !== 1 || leg === undefined) return `${price}.`;
  const offE6 = quotient(underlying.priceE6 - leg.contract.strikeE6, leg.contract.strikeE6, 6);
  const percent = formatFixed(Math.abs(offE6) * 100, E6, 1);
  if (offE6 === 0) return `${price}, at the strike.`;
  return `${price}, ${percent}\u00a0% ${offE6 > 0 ? 'above' : 'below'} the strike.`;
}

function meaningOf({ campaign, legs, isTested, isCovered, daysLeft }: Due): string {
  if (isCovered) return 'The shares would be called away.';
  const [breakEvenE4] = campaign.breakEvensE4;
  const isPut = legs.every(({ contract }) => contract.type === 'PUT');
  const likely = isTested && daysLeft <= 1 ? 'Assignment is likely. ' : '';
  if (!isTested || !isPut || breakEvenE4 === undefined) return likely.trim();
  return `${likely}Break-even ${priceOf(breakEvenE4 * 100, campaign.currency)}.`;
}

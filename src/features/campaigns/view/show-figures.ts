import { daysBetween, type IsoDate } from '../../../lib/dates.ts';
import { E6, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { quotient } from '../../../lib/rounding.ts';
import type { Outlook, Scenario } from '../engine/chain/outlook.ts';
import type { ShownCampaign } from '../engine/chain/shown.ts';
import type { BookName } from '../engine/statistics/narrowing.ts';
import { dayOf, priceE4Words } from './chain-words.ts';
import { counted, shareOf, toneOf } from './statistics/words.ts';

export interface Figured {
  readonly campaign: ShownCampaign;
  /** null where nothing is open, or a cost is unknown. */
  readonly outlook: Outlook | null;
  /** The last price of the underlying. */
  readonly priceE6: number | null;
  readonly book: BookName;
  readonly today: IsoDate;
}

interface Told {
  readonly value: string;
  readonly detail: string;
  readonly tone?: string;
  readonly href?: string;
}

function figure(label: string, { value, detail, tone = '', href = '' }: Told) {
  return { label, value, detail, tone, href, change: false, spark: false } as const;
}

/** Six figures, each with a line that says what it is. */
export function figuresOf(of: Figured) {
  return of.campaign.status === 'CLOSED' ? closedFigures(of) : openFigures(of);
}

function closedFigures({ campaign, today }: Figured) {
  const { premiumE4, dividendsE4, days, startedOn, closedOn, realisedE4 } = campaign;
  const money = (amountE4: number) => moneyOf(campaign, amountE4);
  const dividends = dividendsE4 === 0 ? 'none were paid' : 'less the tax withheld';
  const first = dayOf(startedOn, today);
  const span = days === 0 ? `a day trade, ${first}` : `${first} to ${dayOf(closedOn ?? today, today)}`;
  const of = (value: string, detail: string): Told => ({ value, detail, href: '#books' });
  return [
    figure('P&L', {
      ...signedOf(campaign, realisedE4),
      detail: realisedE4 === null ? COST_UNKNOWN : 'final, the same in both books',
      href: '#books',
    }),
    figure('From premium', of(money(premiumE4), captureWords(campaign))),
    figure('From shares', { ...sharesTold(campaign), href: '#books' }),
    figure('From dividends', of(money(dividendsE4), dividends)),
    figure('Time', { value: counted(days, 'day'), detail: span }),
    figure('Return on capital', of(shareOf(campaign.returnE6), capitalWords(campaign))),
  ];
}

const COST_UNKNOWN = 'what some shares cost is unknown';

function sharesTold(campaign: ShownCampaign): Told {
  const { cashE4, premiumE4, dividendsE4, realisedE4 } = campaign;
  const money = moneyOf(campaign, cashE4 - premiumE4 - dividendsE4);
  if (realisedE4 === null)
    return { value: 'unknown', tone: 'unknown', detail: `sold for ${money}, ${COST_UNKNOWN}` };
  return { value: money, detail: 'sold for, less paid for' };
}

function openFigures(of: Figured) {
  const { campaign } = of;
  return [
    totalFigure(of),
    otherBookFigure(of),
    breakEvenFigure(of),
    priceFigure(of),
    nextFigure(of),
    figure('Return on capital', {
      value: shareOf(campaign.returnE6),
      detail: capitalWords(campaign),
      href: '#books',
    }),
  ];
}

/** All of it at the last prices: the same in both books, which only differ in what is realised yet. */
function totalFigure({ campaign, outlook, book }: Figured) {
  const realisedE4 = realisedIn(campaign, book);
  const totalE4 = outlook?.totalE4 ?? null;
  if (totalE4 === null) {
    const what = outlook === null ? 'what some shares cost' : 'the last price of what is open';
    const detail = `realised; ${what} is unknown`;
    return figure('P&L so far', { ...signedOf(campaign, realisedE4), detail, href: '#books' });
  }
  const open = realisedE4 === null ? 'unknown' : moneyOf(campaign, totalE4 - realisedE4);
  const detail = `${moneyOf(campaign, realisedE4)} realised, ${open} still open`;
  return figure('P&L now', { ...signedOf(campaign, totalE4), detail, href: '#open' });
}

function otherBookFigure({ campaign, book }: Figured) {
  const { realisedE4, realisedTaxE4 } = campaign;
  const other = book === 'tax' ? 'economic' : 'tax';
  const apartE4 = realisedE4 === null || realisedTaxE4 === null ? null : realisedE4 - realisedTaxE4;
  const detail =
    apartE4 === 0
      ? 'the same as in the other book'
      : `${foldedWords(campaign, apartE4)} is in the cost of the shares`;
  const told = { ...signedOf(campaign, realisedIn(campaign, other)), detail, href: '#books' };
  return figure(`Realised, ${other} book`, told);
}

/** An exercised call was paid for, an assigned put was paid. */
function foldedWords(campaign: ShownCampaign, apartE4: number | null): string {
  if (apartE4 === null || apartE4 > 0) return `${moneyOf(campaign, apartE4)} of premium`;
  return `${moneyOf(campaign, -apartE4)} paid for calls`;
}

function breakEvenFigure({ campaign, outlook }: Figured) {
  const { breakEvensE4, basis, currency, openLegs } = campaign;
  const value = breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and ');
  if (value === '') return figure('Break-even', { value: noBreakEven(outlook), detail: whyNone(outlook) });
  if (basis === null)
    return figure('Break-even', { value, detail: 'at expiry, all premium counted', href: '#time' });
  const tax = `tax basis ${priceE4Words(basis.taxE4, currency)}`;
  const [only] = breakEvensE4;
  const detail =
    only === basis.economicE4
      ? `the shares’ cost less all premium and dividends; ${tax}`
      : `${openLegs.length === 0 ? 'with what the shares sold made' : 'at expiry'}; basis a share ${priceE4Words(basis.economicE4, currency)}, ${tax}`;
  return figure('Break-even', { value, detail, href: '#books' });
}

function noBreakEven(outlook: Outlook | null): string {
  return outlook === null ? 'unknown' : 'none';
}

function whyNone(outlook: Outlook | null): string {
  return outlook === null ? 'the cost of some shares is unknown' : 'ahead, or behind, at any price';
}

function priceFigure({ campaign, priceE6 }: Figured) {
  const { breakEvensE4, currency, ticker } = campaign;
  const label = `${ticker} now`;
  if (priceE6 === null)
    return figure(label, { value: 'unknown', detail: 'no price is known yet', tone: 'unknown' });
  const priceE4 = Math.round(priceE6 / 100);
  const detail = breakEvensE4.length === 0 ? 'the last price' : apartWords(priceE4, breakEvensE4, currency);
  return figure(label, { value: priceE4Words(priceE4, currency), detail, href: '#open' });
}

/** Between two of them neither side says whether it is ahead. */
function apartWords(
  priceE4: number,
  breakEvensE4: readonly number[],
  currency: ShownCampaign['currency'],
): string {
  const apartE4 = Math.min(...breakEvensE4.map((each) => Math.abs(priceE4 - each)));
  const [apart, share] = [priceE4Words(apartE4, currency), shareOf(quotient(apartE4, priceE4, 6), 1)];
  if (breakEvensE4.every((each) => priceE4 < each)) return `${apart} below break-even, ${share}`;
  if (breakEvensE4.every((each) => priceE4 >= each)) return `${apart} above break-even, ${share}`;
  return `between the break-evens, ${apart} from the nearer, ${share}`;
}

/** What comes of it next: at the strike of the one contract that is open; of several, the best of all prices. */
function nextFigure(of: Figured) {
  const { campaign, outlook } = of;
  const [next, ...more] = outlook?.scenarios.toSorted(byExpiry) ?? [];
  if (outlook === null || next === undefined)
    return figure('If sold now', {
      ...signedOf(campaign, outlook?.totalE4 ?? null),
      detail: outlook === null ? COST_UNKNOWN : 'at the last price',
    });
  const when = whenWords(next.contract.expiresOn, of.today);
  const detail = `P&L then; ${when}`;
  if (more.length === 0)
    return figure(nextLabel(next, campaign.sharesE8), {
      ...signedOf(campaign, next.totalE4),
      detail,
      href: '#outlook',
    });
  const most = outlook.mostE4 === null ? { value: 'no limit', tone: '' } : signedOf(campaign, outlook.mostE4);
  return figure('At best, at expiry', { ...most, detail: `P&L; the first ends ${when}`, href: '#outlook' });
}

function whenWords(expiresOn: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, expiresOn);
  if (days < 0) return `expired ${dayOf(expiresOn, today)}`;
  return `${formatDate(expiresOn, today)}, ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}`;
}

function byExpiry(a: Scenario, b: Scenario): number {
  return a.contract.expiresOn < b.contract.expiresOn ? -1 : 1;
}

function nextLabel({ contract, quantityE8 }: Scenario, sharesE8: number): string {
  const strike = formatScaled(contract.strikeE6, E6);
  if (contract.type === 'CALL' && quantityE8 < 0 && sharesE8 > 0) return `If called at ${strike}`;
  // Beyond the strike it is all the same, unless shares go on.
  if (sharesE8 !== 0) return `If it ends at ${strike}`;
  return `If it ends at ${strike} or ${contract.type === 'PUT' ? 'above' : 'below'}`;
}

/** "realised so far by the most tied up, $11,800.00; 28.5 % a year" */
function capitalWords({ capital, annualisedE6, currency, status }: ShownCampaign): string {
  if (capital === null) return 'what was tied up is unknown';
  const most = `by the most tied up, ${formatMoney({ amountE4: capital.peakE4, currency })}`;
  const so = status === 'OPEN' ? 'realised so far ' : 'P&L ';
  return annualisedE6 === null ? `${so}${most}` : `${so}${most}; ${shareOf(annualisedE6, 1)} a year`;
}

function captureWords({ captureE6, soldE4, realisedE4 }: ShownCampaign): string {
  if (soldE4 > 0 && realisedE4 === null) return 'what of it was kept is unknown';
  if (captureE6 === null) return 'nothing was sold to open';
  return `the P&L is ${shareOf(captureE6, 1)} of all that was sold to open`;
}

export function realisedIn({ realisedE4, realisedTaxE4 }: ShownCampaign, book: BookName): number | null {
  return book === 'tax' ? realisedTaxE4 : realisedE4;
}

function moneyOf({ currency }: ShownCampaign, amountE4: number | null): string {
  return formatMoney(amountE4 === null ? null : { amountE4, currency });
}

function signedOf(campaign: ShownCampaign, amountE4: number | null) {
  return { value: moneyOf(campaign, amountE4), tone: amountE4 === null ? 'unknown' : toneOf(amountE4) };
}

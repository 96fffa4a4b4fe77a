import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney } from '../../../../lib/format.ts';
import type { Currency } from '../../../../model/money.ts';
import type { PriceOf } from '../../engine/chain/outlook.ts';
import type { Listed } from '../../engine/listing/listed.ts';
import { type Worth, worthOf } from '../../engine/listing/worth.ts';
import type { BookName } from '../../engine/statistics/narrowing.ts';
import { dayOf, plainMoney, priceE4Words } from '../chain-words.ts';
import { shareOf, strategyWords, toneOf } from '../statistics/words.ts';
import { sparkOf } from './spark.ts';
import { daysLeft, lengthWords, openWords, phaseOf, spanWords } from './words.ts';

export interface RowMeans {
  readonly book: BookName;
  readonly today: IsoDate;
  readonly accountName: string;
  readonly priceOf: PriceOf;
}

export function rowOf(campaign: Listed, means: RowMeans) {
  const { id, ticker, strategy, currency, credits } = campaign;
  const isOpen = campaign.status === 'OPEN';
  const worth = isOpen ? worthOf(campaign, means.priceOf) : null;
  const madeE4 = means.book === 'tax' ? campaign.realisedTaxE4 : campaign.realisedE4;
  return {
    id,
    href: `/campaigns/${id}${means.book === 'tax' ? '?book=tax' : ''}`,
    ticker,
    strategy: strategyWords(strategy),
    phase: phaseOf(campaign) ?? false,
    isOpen,
    position: isOpen ? openWords(campaign, means.today) : lengthWords(campaign),
    span: spanWords(campaign, means.today),
    account: means.accountName,
    spark: sparkOf(credits, currency),
    ...standing(campaign, worth, means),
    ends: endsOf(campaign, means.today),
    yield: yieldOf(campaign),
    pnl: changeOf(madeE4, currency),
    stillOpen: worth === null ? NOTHING : changeOf(worth.openE4, currency),
  };
}

/** The arrow says which way, so it needs no plus. */
export function changeOf(amountE4: number | null, currency: Currency) {
  if (amountE4 === null) return { text: 'unknown', tone: 'unknown' };
  return { text: formatMoney({ amountE4, currency }), tone: toneOf(amountE4) };
}

const DASH = '\u2013';
const NOTHING = { text: DASH, tone: '' };
const NONE = { text: DASH, detail: '', tone: '' };

function standing(campaign: Listed, worth: Worth | null, { book }: RowMeans) {
  const { basis, breakEvensE4, currency, sharesE8 } = campaign;
  if (worth === null) return { basis: '', breakEven: NONE };
  const price = (each: number) => priceE4Words(each, currency);
  const perShare = basis && (book === 'tax' ? basis.taxE4 : basis.economicE4);
  return {
    basis: sharesE8 === 0 ? '' : `basis ${perShare === null ? 'unknown' : price(perShare)} a share`,
    breakEven: {
      text: breakEvensE4.map(price).join(' and ') || 'unknown',
      ...againstPrice(campaign, worth),
    },
  };
}

/** "now 60.41, 3.99 above": the last price, and how far it is from the only break-even there is. */
function againstPrice({ breakEvensE4 }: Listed, { underlyingE6, endsWell }: Worth) {
  if (underlyingE6 === null) return { detail: 'price unknown', tone: 'unknown' };
  const nowE4 = Math.round(underlyingE6 / 100);
  const [only, other] = breakEvensE4;
  const apartE4 = only === undefined || other !== undefined ? null : nowE4 - only;
  const apart = (size: number) => `, ${plainMoney(Math.abs(size))} ${size < 0 ? 'below' : 'above'}`;
  return {
    detail: `now ${plainMoney(nowE4)}${apartE4 === null ? '' : apart(apartE4)}`,
    tone: endsWell === null ? '' : endsWell ? 'gain' : 'loss',
  };
}

function endsOf({ expiresOn, closedOn }: Listed, today: IsoDate) {
  if (closedOn !== null) return { day: dayOf(closedOn, today), left: 'closed', tone: '' };
  if (expiresOn === null) return { day: DASH, left: '', tone: '' };
  return {
    day: dayOf(expiresOn, today),
    left: daysLeft(expiresOn, today),
    tone: expiresOn <= today ? 'warning' : '',
  };
}

function yieldOf({ returnE6, annualisedE6, capital, currency, status }: Listed) {
  if (returnE6 === null) return { text: capital === null ? 'unknown' : DASH, detail: '' };
  const most = capital && `on ${formatMoney({ amountE4: capital.peakE4, currency }, { digits: 0 })}`;
  // Nothing has ended yet: there is no return to speak of.
  if (status === 'OPEN' && returnE6 === 0) return { text: DASH, detail: most ?? '' };
  return {
    text: shareOf(returnE6),
    detail: annualisedE6 === null ? (most ?? '') : `${shareOf(annualisedE6, 1)} a year`,
  };
}

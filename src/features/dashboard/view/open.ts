import type { IsoDate } from '../../../lib/dates.ts';
import { formatMoney } from '../../../lib/format.ts';
import { wordsOf } from '../../../model/words.ts';
import type { Open } from '../engine/open.ts';
import { gained, holdingWords, priceOf, returnOf } from './words.ts';

const MOST = 12;

/** Those that expire first stand first; shares without a call, which never do, last. */
export function openView(open: readonly Open[], today: IsoDate) {
  const sorted = open.toSorted(byExpiry);
  return {
    rows: sorted.slice(0, MOST).map((campaign) => rowOf(campaign, today)),
    more: open.length > MOST ? `All ${open.length} open campaigns` : '',
  };
}

function byExpiry(a: Open, b: Open): number {
  const [first, second] = [a.expiresOn ?? '9999', b.expiresOn ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  return a.ticker < b.ticker ? -1 : 1;
}

function rowOf(campaign: Open, today: IsoDate) {
  const { id, ticker, currency, strategy, phase, basis, underlying, totalE4, capital, breakEvensE4 } =
    campaign;
  const [breakEvenE4] = breakEvensE4;
  const isOne = breakEvensE4.length === 1 && breakEvenE4 !== undefined;
  return {
    id,
    href: `/campaigns/${id}`,
    ticker,
    strategy: wordsOf(strategy).toLowerCase(),
    isWheel: strategy === 'WHEEL',
    holding: holdingWords(campaign, today),
    phase: wordsOf(phase),
    basis:
      basis !== null
        ? formatMoney({ amountE4: basis.economicE4, currency })
        : isOne
          ? formatMoney({ amountE4: breakEvenE4, currency })
          : '\u2013',
    basisIs: basis !== null ? 'basis' : isOne ? 'break-even' : '',
    price: underlying === null ? 'unknown' : priceOf(underlying.priceE6, currency),
    total: gained(totalE4, currency),
    rate: returnOf(totalE4, capital?.peakE4 ?? null),
  };
}

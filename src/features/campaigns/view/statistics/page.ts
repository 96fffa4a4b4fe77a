import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import { premiumE4, premiumInAll } from '../../engine/statistics/bars.ts';
import type { Narrowing } from '../../engine/statistics/narrowing.ts';
import type { Result, StatisticsFound } from '../../engine/statistics/result.ts';
import { addressOf, type StatisticsQuery } from './address.ts';
import { barsView, monthsView, premiumView } from './bars.ts';
import { figuresView } from './figures.ts';
import { activeView, filterView, keptView, periodsView, switchesView } from './filter.ts';
import { amountOf, counted, shareOf, strategyWords } from './words.ts';

const PATH = '/campaigns/statistics';

export function statisticsView(found: StatisticsFound, query: StatisticsQuery, today: IsoDate) {
  const { narrowing, choice, statistics, next } = found;
  const { currency } = narrowing;
  const { after, ...asked } = query;
  const active = activeView(PATH, asked, choice, today);
  const toRow = (result: Result) => resultView(result, narrowing, today);
  return {
    isEmpty: choice.currencies.length === 0,
    isNothing: statistics.total.count === 0 && statistics.premium.length === 0,
    hasClosed: statistics.total.count > 0,
    periods: periodsView(PATH, asked, today),
    switches: switchesView(PATH, asked, currency, choice),
    filter: { ...filterView(asked, choice), hasTime: true, kept: keptView(asked, ['book', 'currency']) },
    active,
    clear: addressOf(PATH, { book: query.book, currency: query.currency }),
    figures: figuresView(statistics.total, premiumInAll(statistics.premium), currency),
    notes: notesOf(found, asked),
    months: monthsView(statistics.byMonth, asked, currency),
    premium: premiumView(statistics.premium, asked, currency),
    premiumTotals: premiumTotals(found, asked),
    tickers: barsView(statistics.byTicker, 'ticker', asked, currency),
    strategies: barsView(statistics.byStrategy, 'strategy', asked, currency),
    realised: amountOf(statistics.total.realisedE4, currency),
    best: found.best.map(toRow),
    worst: found.worst.map(toRow),
    results: found.results.map(toRow),
    newer: after === undefined ? '' : addressOf(PATH, asked),
    older: next === null ? '' : addressOf(PATH, { ...asked, after: `${next.closedOn}.${next.id}` }),
  };
}

function premiumTotals({ statistics, narrowing }: StatisticsFound, query: StatisticsQuery) {
  const total = premiumInAll(statistics.premium);
  const part = (name: string, label: string, amountE4: number) => ({
    label,
    tone: name,
    amount: amountOf(amountE4, narrowing.currency),
    href: amountE4 === 0 ? '' : addressOf(`${PATH}/premium`, { ...query, part: name }),
  });
  return {
    all: amountOf(premiumE4(total), narrowing.currency),
    parts: [
      part('new', 'New', total.newE4),
      part('rolled', 'Rolls', total.rolledE4),
      part('closed', 'Closed', total.closedE4),
    ],
  };
}

const TAX =
  'Once a campaign is closed both books agree; until then the tax book counts the premium of an assigned contract with its shares. Wash sales and holding periods are not reckoned.';

/** What the figures leave out, said where they stand. */
function notesOf({ standing, narrowing }: StatisticsFound, asked: StatisticsQuery) {
  const { openCount, openRealisedE4, openUnknown, unknownCount } = standing;
  const so = formatMoney({ amountE4: openRealisedE4, currency: narrowing.currency }, { plus: true });
  const unknown = openUnknown === 0 ? '' : `; of ${openUnknown} it is unknown`;
  const open = `${counted(openCount, 'campaign is', 'campaigns are')} still open and not counted: ${so} realised so far${unknown}.`;
  const left = `${counted(unknownCount, 'closed campaign is', 'closed campaigns are')} left out: what the shares had cost is unknown.`;
  return [
    ...(narrowing.book === 'tax' ? [{ text: TAX, href: '', label: '' }] : []),
    ...(openCount === 0 ? [] : [{ text: open, href: openIn(asked), label: 'See them' }]),
    ...(unknownCount === 0 ? [] : [{ text: left, href: '/campaigns/review', label: 'Enter the cost' }]),
  ];
}

function openIn({ account, ticker, strategy, tag, book }: StatisticsQuery): string {
  return addressOf('/campaigns', { status: 'open', account, ticker, strategy, tag, book });
}

function resultView(result: Result, { currency }: Narrowing, today: IsoDate) {
  return {
    id: result.id,
    label: result.ticker,
    strategy: strategyWords(result.strategy),
    href: `/campaigns/${encodeURIComponent(result.id)}`,
    closed: formatDate(result.closedOn, today),
    days: result.days === 0 ? 'a day trade' : counted(result.days, 'day'),
    rolls: result.rollCount === 0 ? '' : counted(result.rollCount, 'roll'),
    capture: result.captureE6 === null ? '' : shareOf(result.captureE6, 0),
    amount: amountOf(result.realisedE4, currency),
  };
}

import { formatDate, formatInstant } from '../../../lib/format-time.ts';
import type { Mistake } from '../../../model/outcome.ts';
import { outlookOf } from '../engine/chain/outlook.ts';
import type { Shown, ShownCampaign } from '../engine/chain/shown.ts';
import { BOOKS, type BookName } from '../engine/statistics/narrowing.ts';
import { linkView } from './chain.ts';
import { withDays } from './chain-words.ts';
import { booksView, lotsView } from './show-books.ts';
import { chartsView } from './show-charts.ts';
import { figuresOf } from './show-figures.ts';
import { openView, outlookView, priceAge } from './show-outlook.ts';
import { rollsView } from './show-rolls.ts';
import { counted, strategyWords } from './statistics/words.ts';

export interface Reading {
  readonly book: BookName;
  /** Every link, where there are very many. */
  readonly isWhole: boolean;
}

interface Reader {
  readonly timeZone: string;
  readonly canWrite: boolean;
}

export function showView(
  shown: Shown,
  { book, isWhole }: Reading,
  { timeZone, canWrite }: Reader,
  now: number,
  mistake: Mistake,
) {
  const { campaign, today, chain } = shown;
  const priceOf = (symbol: string) => shown.quotes.get(symbol)?.priceE6 ?? null;
  const outlook = outlookOf(chain.now, campaign.ticker, priceOf);
  return {
    ...headView(shown, book),
    canWrite,
    hasOutlook: outlook !== null,
    figures: figuresOf({ campaign, outlook, book, today, priceE6: priceOf(campaign.ticker) }),
    age: campaign.status === 'OPEN' ? priceAge(shown, timeZone, now) : { text: '', isOld: false },
    ...linksView(shown, book, isWhole),
    rolls: rollsView(shown, isWhole),
    outlook: outlookView(shown, outlook),
    open: openView(shown, outlook),
    realised: booksView(shown, isWhole),
    lots: lotsView(shown),
    charts: chartsView(shown, outlook),
    ...saidView(shown, timeZone, now),
    note: { text: mistake.typed['text'] ?? '', error: mistake.errors['text'] ?? '' },
    tag: { text: mistake.typed['tag'] ?? '', error: mistake.errors['tag'] ?? '' },
    problem: mistake.problem,
  };
}

/** What the campaign is, and what is to be known before its figures are read. */
function headView(shown: Shown, book: BookName) {
  const { campaign, today, chain, problems } = shown;
  const path = pathOf(campaign.id);
  return {
    id: campaign.id,
    path,
    title: campaign.ticker,
    subtitle: sinceWords(campaign, today),
    labels: labelsOf(shown),
    isMissing: chain.missing > 0,
    books: BOOKS.map((name) => ({
      label: name === 'tax' ? 'Tax' : 'Economic',
      href: name === 'tax' ? `${path}?book=tax` : path,
      current: name === book,
    })),
    bookWords: BOOK_WORDS[book],
    problems: problems.slice(0, MOST_PROBLEMS).map((each) => withDays(each, today)),
    asked: askedWords(shown),
    review: reviewOf(campaign),
    exports: { csv: `${path}/export.csv`, json: `${path}/export.json` },
  };
}

export function pathOf(id: string): string {
  return `/campaigns/${encodeURIComponent(id)}`;
}

const BOOK_WORDS: Readonly<Record<BookName, string>> = {
  economic: 'Economic: a premium counts on the day its contract ends.',
  tax: 'Tax: the premium of an assigned contract counts when its shares go. Wash sales and holding periods are not reckoned.',
};

function sinceWords({ startedOn, closedOn, days, status }: ShownCampaign, today: string): string {
  const since = formatDate(startedOn, today).slice(4);
  if (status === 'OPEN') return `open ${counted(days, 'day')}, since ${since}`;
  return `${since} to ${formatDate(closedOn, today).slice(4)}, ${counted(days, 'day')}`;
}

function labelsOf({ campaign, isPractice, lock }: Shown) {
  const phase = strategyWords(campaign.phase).toLowerCase();
  return [
    { text: strategyWords(campaign.strategy).toLowerCase(), tone: 'accent' },
    { text: phase, tone: campaign.status === 'OPEN' ? 'gain' : '' },
    ...(lock === null ? [] : [{ text: 'locked', tone: 'info' }]),
    ...(isPractice ? [{ text: 'practice data', tone: '' }] : []),
  ];
}

const MOST_PROBLEMS = 5;

function reviewOf({ ticker }: ShownCampaign): string {
  return `/campaigns/review?${new URLSearchParams({ ticker })}`;
}

/** Questions about it are answered where all of them are. */
function askedWords({ asked, campaign }: Shown) {
  if (asked === 0) return false;
  const words =
    asked === 1 ? 'A question waits about this campaign.' : `${asked} questions wait about this campaign.`;
  return { words, href: reviewOf(campaign) };
}

/** Beyond these, the ones in the middle are shown when asked for. */
const FIRST = 10;
const LAST = 60;

function linksView(shown: Shown, book: BookName, isWhole: boolean) {
  const { campaign, chain, recordOf, today } = shown;
  const { currency, ticker, id } = campaign;
  const means = { book, currency, ticker, today, campaign: id, recordOf };
  const { links } = chain;
  const isLong = !isWhole && links.length > FIRST + LAST;
  const told = links.map((link, i) => (isLong && i >= FIRST && i < links.length - LAST ? null : link));
  const views = told.flatMap((link, i) => (link === null ? [] : [linkView(link, i === 0, means)]));
  const hidden = links.length - views.length;
  const all = { label: `Show the ${counted(hidden, 'link')} between`, href: `${pathOf(id)}?all=1` };
  return {
    links: isLong ? views.slice(0, FIRST) : views,
    later: isLong ? views.slice(FIRST) : [],
    between: isLong ? all : false,
    whole: isWhole ? '' : `${pathOf(id)}?all=1`,
    linkWords: `${counted(links.length, 'link')}${links.length > 1 ? ', the oldest first' : ''}; each row opens the broker’s own. Credit is all premium and dividends so far, fees taken off.`,
  };
}

function saidView(
  { notes, tags, changes, lock, accountName, campaign }: Shown,
  timeZone: string,
  now: number,
) {
  const path = pathOf(campaign.id);
  return {
    account: accountName,
    isLocked: lock !== null,
    notes: notes.map(({ id, text, writtenAt }) => ({
      ...{ id, text, href: `${path}/notes/${id}` },
      when: formatInstant(writtenAt, timeZone, now),
    })),
    tags: tags.map((tag) => ({ tag, href: `${path}/tags/${encodeURIComponent(tag)}` })),
    changes: changes.map(({ changedAt, message }) => ({
      message,
      when: formatInstant(changedAt, timeZone, now),
    })),
  };
}

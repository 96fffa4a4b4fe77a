import { SHELVES, type Shelf } from '../../engine/review/inbox.ts';
import type { ReviewQuery } from '../../forms.ts';
import { subnavOf } from '../subnav.ts';
import { type Asked, askedView, type Reader } from './asked.ts';
import { type Recorded, rowView } from './rows.ts';
import { reasonIn } from './sentences.ts';

export interface Review {
  readonly asked: readonly Asked[];
  readonly counts: Readonly<Record<Shelf, number>>;
  readonly next: string | null;
  readonly latest: number;
  readonly outside: readonly Outside[];
}

interface Outside {
  readonly recorded: Recorded;
}

const NAMES: Readonly<Record<Shelf, string>> = {
  risks: 'Risks',
  questions: 'Questions',
  entries: 'To enter',
  missing: 'Missing rows',
};

export function reviewView(review: Review, query: ReviewQuery, reader: Reader & { readonly total: number }) {
  const { asked, counts, next, latest, outside } = review;
  const isNarrowed = [query.show, query.ticker, query.only].some((each) => each !== undefined);
  return {
    subnav: subnavOf('/campaigns/review', reader.total),
    subtitle: reader.total === 0 ? '' : `${reader.total} to look at`,
    asked: asked.map((each) => askedView(each, reader)),
    isEmpty: asked.length === 0 && !isNarrowed,
    outside: outside.map(({ recorded }) => ({
      ...rowView(recorded, reader.today),
      move: reader.mayWrite ? `/campaigns/move?row=${recorded.row.id}` : '',
    })),
    shelves: chipsOf(counts, query),
    ticker: query.ticker ?? '',
    next: next === null ? '' : addressOf({ ...query, after: next }),
    start: query.after === undefined ? '' : addressOf({ ...query, after: undefined }),
    problem:
      Object.keys(reader.mistake.errors).length === 0 ? reasonIn(reader.mistake.problem, reader.today) : '',
    // Of one alone nothing is left once it is answered.
    back: addressOf({ ...query, only: undefined }),
    latest: String(latest),
  };
}

function chipsOf(counts: Review['counts'], { show, ticker, only }: ReviewQuery) {
  const all = SHELVES.reduce((sum, shelf) => sum + counts[shelf], 0);
  const chip = (label: string, count: number, shelf: Shelf | undefined) => ({
    ...{ label, count: String(count), href: addressOf({ ticker, show: shelf }) },
    current: only === undefined && show === shelf,
  });
  const shelves = SHELVES.filter((shelf) => counts[shelf] > 0);
  return [chip('All', all, undefined), ...shelves.map((shelf) => chip(NAMES[shelf], counts[shelf], shelf))];
}

export function addressOf({ show, ticker, after, only }: Partial<ReviewQuery>): string {
  const said = Object.entries({ show, ticker, after, only }).filter(([, value]) => value !== undefined);
  const search = said.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&');
  return search === '' ? '/campaigns/review' : `/campaigns/review?${search}`;
}

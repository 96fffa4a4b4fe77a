import { type IsoDate, isIsoDate } from '../../../lib/dates.ts';
import { formatDate, formatLocal } from '../../../lib/format-time.ts';
import type { Due } from '../engine/due.ts';
import { dueView } from './due.ts';

/** What waits for the reader, besides what expires. */
export interface Waiting {
  readonly due: readonly Due[];
  readonly review: { readonly count: number; readonly first: string };
  /** What the brokers say above the page: there it is not said again. */
  readonly banner: { readonly title: string } | false;
  /** Sign-ins that end soon. */
  readonly ending: readonly { readonly name: string; readonly href: string; readonly endsAt: number }[];
  /** null where they balance, or cannot be compared. */
  readonly books: { readonly words: string; readonly names: readonly string[] } | null;
}

interface Moment {
  readonly today: IsoDate;
  readonly now: number;
  readonly timeZone: string;
}

const MOST_DUE = 6;

export function needsView(waiting: Waiting, moment: Moment) {
  const { due, review, ending, books } = waiting;
  return [
    ...due.slice(0, MOST_DUE).map((each) => dueView(each, moment.today)),
    ...(due.length > MOST_DUE ? [moreNeed(due.length - MOST_DUE)] : []),
    ...(review.count === 0 ? [] : [reviewNeed(review, moment.today)]),
    ...(books === null ? [] : [booksNeed(books)]),
    ...ending.map((each) => endingNeed(each, moment)),
  ];
}

function action(label: string, href: string) {
  return { label, href, primary: false };
}

function moreNeed(count: number) {
  const title = `${count} more to watch`;
  const detail = 'Tested, or in the week of their expiry.';
  return { icon: 'more', tone: '', title, detail, action: action('Show', '/campaigns/calendar') };
}

function reviewNeed({ count, first }: Waiting['review'], today: IsoDate) {
  const title = count === 1 ? 'One thing to review' : `${count} things to review`;
  return {
    icon: 'question',
    tone: 'warning',
    title,
    detail: withDays(first, today),
    action: action('Review', '/campaigns/review'),
  };
}

/** The engine's dates, as people write them. */
function withDays(sentence: string, today: IsoDate): string {
  return sentence.replace(/\d{4}-\d\d-\d\d/g, (text) =>
    isIsoDate(text) ? formatDate(text, today).slice(4) : text,
  );
}

function booksNeed({ words, names }: NonNullable<Waiting['books']>) {
  return {
    icon: 'audit',
    tone: 'warning',
    title: `Books: ${words}`,
    detail: names.length === 0 ? 'Rows and broker are not of one mind.' : names.join('; '),
    action: action('Look', '/campaigns/books'),
  };
}

function endingNeed({ name, href, endsAt }: Waiting['ending'][number], { timeZone, now }: Moment) {
  return {
    icon: 'key',
    tone: 'info',
    title: `The sign-in at ${name} ends soon`,
    detail: `Renew it by ${formatLocal(endsAt, timeZone, now)}, and nothing is missed.`,
    action: action('Renew', href),
  };
}

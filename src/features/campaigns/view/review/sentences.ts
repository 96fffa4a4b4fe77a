import type { IsoDate } from '../../../../lib/dates.ts';
import type { Waiting } from '../../engine/review/inbox.ts';
import type { ProblemCode, Suggestion } from '../../engine/types.ts';
import { withDays } from '../chain-words.ts';

/** What waits, as a trader would put it. */
export interface Sentences {
  readonly title: string;
  readonly text: string;
  /** What an answer does, or what can be done. */
  readonly todo: string;
}

const JOINED =
  'A yes makes them one campaign, and its P&L the sum of the two. A no keeps them apart; it is not asked again.';

export const QUESTIONS: Readonly<
  Record<Suggestion['kind'], Omit<Sentences, 'text'> & { readonly yes: string; readonly no: string }>
> = {
  ROLL: { title: 'Was this a roll?', todo: JOINED, yes: 'Yes, a roll', no: 'No, two trades' },
  RE_ENTRY: { title: 'The same trade again?', todo: JOINED, yes: 'Yes, the same', no: 'No, a new one' },
  PMCC: {
    title: 'Sold against your long call?',
    todo: `The long call stands in for shares: a poor man’s covered call. ${JOINED}`,
    yes: 'Yes, one trade',
    no: 'No, keep apart',
  },
  LEG_IN: {
    title: 'One trade in two orders?',
    todo: JOINED,
    yes: 'Yes, one trade',
    no: 'No, two trades',
  },
  SPLIT: {
    title: 'An add, or a trade of its own?',
    todo: 'As it stands it was added to the campaign that was rolled. As a trade of its own it has its own P&L.',
    yes: 'A trade of its own',
    no: 'An add: leave it',
  },
};

const WAIT =
  'Nothing is booked that no row says. Brokers often tell it a day later: sync again then. If it is older, a file of that time from the broker brings it.';
const OLDER =
  'It came before the first row that is known. A file of that time from the broker brings it, and all of it becomes one campaign.';
const LOOK = 'Nothing is booked of it. Look at the row: what the broker wrote stands there in full.';

const PROBLEMS: Readonly<Record<ProblemCode, readonly [title: string, todo: string]>> = {
  NAKED_CALL: [
    'A short call without cover',
    'It goes from here when the call is bought back or expires, or when shares cover it. Shares outside any campaign cover it once they are moved there.',
  ],
  SHORT_SHARES: [
    'Shares are owed',
    'It goes from here when they are bought back. If you hold them, the row that brought them is missing: a file from the broker brings it.',
  ],
  AMBIGUOUS_PAIR: [
    'Which of them was rolled?',
    'Both ways fit the rows. Yours counts from now on, whatever is synced later.',
  ],
  STALE_DECISION: [
    'Your word cannot be kept',
    'It changes nothing as it stands. Take it back, or leave it: it counts again if the rows come back.',
  ],
  UNKNOWN_BASIS: [
    'What did these shares cost?',
    'Until it is known the basis is unknown, and so is the P&L once they are sold.',
  ],
  UNMATCHED_DIVIDEND: [
    'Whose dividend is this?',
    'The broker does not tell the ex-date. Enter it, and the dividend goes to whoever held the shares the day before; until then it counts in no campaign.',
  ],
  INCOMPLETE_ASSIGNMENT: ['Half of an assignment is missing', WAIT],
  AWAITING_ASSIGNMENT: ['An assignment is awaited', WAIT],
  EXPECTED_EVENT_MISSING: ['Expired, and no row says so', WAIT],
  CLOSE_WITHOUT_OPEN: ['Closed, but never seen to open', OLDER],
  UNKNOWN_ORIGIN: ['Sold, but never seen to come', OLDER],
  UNKNOWN_ADJUSTMENT: ['A change that is not understood', LOOK],
  ROW_NOT_VALID: ['A row the broker calls invalid', LOOK],
  BAD_ROW: ['A row that cannot be read', LOOK],
  NET_MISMATCH: ['A row that does not add up', LOOK],
};

const NOBODYS =
  'It names a company and no ticker. It goes to its campaign by itself as soon as any row of that company names both.';

export function sentencesOf(waiting: Waiting, today: IsoDate): Sentences {
  if ('suggestion' in waiting) {
    const { kind, why } = waiting.suggestion;
    const { title, todo } = QUESTIONS[kind];
    return { title, text: plain(why.replace(ASKED, '.'), today), todo };
  }
  const { code, message } = waiting.problem;
  const [title, todo] = PROBLEMS[code];
  const isNobodys = code === 'UNMATCHED_DIVIDEND' && waiting.ticker === '';
  return { title, text: plain(message, today), todo: isNobodys ? NOBODYS : todo };
}

/** Why a word cannot be kept, without the word itself. */
export function reasonIn(message: string, today: IsoDate): string {
  return plain(plain(message, today).replace(/^You [^:]*: (?=[a-z0-9])/, ''), today);
}

/** The question is the title. */
const ASKED = /: (?:a roll|the same trade|one trade|one trade in two orders)\?/g;

/** Without the broker's numbers of rows and ours of campaigns: the rows stand below. Of one contract there is no count. */
function plain(sentence: string, today: IsoDate): string {
  const named = sentence
    .replace(/row \S+ \(([^)]*)\)/g, (_, what: string) => `“${what}”`)
    .replace(/\brow \d+\b/g, 'that row')
    .replace(/campaign [0-9a-z]{12}\b/g, 'a campaign')
    .replace(/\b1 contract of the\b/g, 'the')
    .replace(/^./, (first) => first.toUpperCase());
  return withDays(named, today);
}

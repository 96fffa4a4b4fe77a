import type { IsoDate } from '../../../../lib/dates.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Mistake } from '../../../../model/outcome.ts';
import type { Waiting } from '../../engine/review/inbox.ts';
import type { Campaign, Decision } from '../../engine/types.ts';
import { amountOf, strategyWords } from '../statistics/words.ts';
import { type Change, changeView } from './figures.ts';
import { type Recorded, rowView } from './rows.ts';
import { QUESTIONS, sentencesOf } from './sentences.ts';
import { waysWords } from './ways.ts';

type Said = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly waiting: Waiting;
  readonly rows: readonly Recorded[];
  readonly campaigns: readonly (Omit<Campaign, 'allocations'> & { readonly currency: Currency })[];
  readonly yes: Said | null;
  readonly preview: Change | null;
  readonly decision: { readonly decision: Decision } | null;
}

interface Field {
  readonly name: string;
  readonly value: string;
}

interface Answer {
  readonly label: string;
  readonly tone: string;
  readonly action: string;
  readonly fields: readonly Field[];
}

interface Entry {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly help: string;
  readonly inputmode: string;
  readonly button: string;
  readonly fields: readonly Field[];
  readonly value: string;
  readonly error: string;
}

/** Without answers where the reader may only look. */
export interface Reader {
  readonly today: IsoDate;
  readonly mayWrite: boolean;
  readonly mistake: Mistake;
}

const MOST_ROWS = 6;

export function askedView(asked: Asked, reader: Reader) {
  const { waiting, rows, campaigns, preview } = asked;
  const { today, mayWrite } = reader;
  const sentences = sentencesOf(waiting, today);
  const isTied = 'problem' in waiting && waiting.problem.code === 'AMBIGUOUS_PAIR';
  const currency = campaigns[0]?.currency ?? rows[0]?.row.currency ?? 'USD';
  return {
    id: idOf(waiting),
    ticker: waiting.ticker,
    tone: waiting.shelf === 'risks' ? 'loss' : '',
    ...sentences,
    text:
      isTied && preview !== null
        ? `Two pairings fit the rows as well as each other. ${waysWords(preview, today)}`
        : sentences.text,
    rows: rows.slice(0, MOST_ROWS).map((row) => rowView(row, today)),
    more: rows.length > MOST_ROWS ? `and ${rows.length - MOST_ROWS} more rows` : '',
    campaigns: preview === null ? campaigns.map((each) => campaignView(each, today)) : [],
    change: preview === null ? [] : changeView(preview, { today, currency }),
    // Where it would take too long for a list.
    figures:
      asked.yes !== null && preview === null
        ? `/campaigns/review?only=${encodeURIComponent(waiting.key)}`
        : '',
    answers: mayWrite ? answersTo(asked) : [],
    entry: mayWrite ? entryFor(asked, reader) : false,
    isMissing: waiting.shelf === 'missing',
  };
}

export function idOf({ key }: Waiting): string {
  return `asked-${key.replace(/[^\w-]/g, '-')}`;
}

function campaignView(campaign: Asked['campaigns'][number], today: IsoDate) {
  const { id, strategy, startedOn, realisedE4, currency } = campaign;
  return {
    href: `/campaigns/${id}`,
    name: strategyWords(strategy),
    since: `since ${formatDate(startedOn, today).slice(4)}`,
    worth: realisedE4 === null ? { text: 'unknown', tone: 'unknown' } : amountOf(realisedE4, currency),
  };
}

const DECIDE = '/campaigns/decisions';

function answersTo({ waiting, yes, decision }: Asked): readonly Answer[] {
  if (decision !== null) return [takeBack(decision.decision.id)];
  if (yes === null) return [];
  if ('suggestion' in waiting) {
    const { kind } = waiting.suggestion;
    const no = { ...yes, kind: 'reject' };
    return [
      { label: QUESTIONS[kind].yes, tone: 'primary', action: DECIDE, fields: fieldsOf(yes) },
      { label: QUESTIONS[kind].no, tone: '', action: DECIDE, fields: fieldsOf(no) },
    ];
  }
  return [
    { label: 'As it is', tone: '', action: DECIDE, fields: fieldsOf({ ...yes, kind: 'link' }) },
    { label: 'The other way', tone: '', action: DECIDE, fields: fieldsOf(yes) },
  ];
}

function takeBack(id: string): Answer {
  const action = `${DECIDE}/${id}/standing?_method=DELETE`;
  return { label: 'Take it back', tone: '', action, fields: [] };
}

function fieldsOf(said: Said): readonly Field[] {
  return Object.entries(said).map(([name, value]) => ({ name, value: String(value) }));
}

/** What only the trader knows. */
function entryFor({ waiting, rows: [first] }: Asked, { mistake }: Reader): Entry | false {
  if (!('problem' in waiting) || first === undefined || waiting.ticker === '') return false;
  const { code } = waiting.problem;
  if (code !== 'UNKNOWN_BASIS' && code !== 'UNMATCHED_DIVIDEND') return false;
  const { row } = first;
  const isHere = mistake.typed['transactionId'] === row.id;
  const kind = code === 'UNKNOWN_BASIS' ? 'cost' : 'ex-date';
  const { name, ...words } = ENTRIES[kind];
  return {
    ...{ name, ...words },
    fields: fieldsOf({ kind, transactionId: row.id, account: row.account }),
    value: isHere ? (mistake.typed[name] ?? '') : '',
    error: isHere ? (mistake.errors[name] ?? mistake.problem) : '',
  };
}

const ENTRIES = {
  cost: {
    name: 'cost',
    label: 'What they cost in all, with fees',
    type: 'text',
    help: '100 shares at 95.20 are 9520.00.',
    inputmode: 'decimal',
    button: 'Enter the cost',
  },
  'ex-date': {
    name: 'exDate',
    label: 'Ex-date',
    type: 'date',
    help: 'The first day on which a buyer had no right to it any more; the company announces it.',
    inputmode: '',
    button: 'Enter the ex-date',
  },
} as const;

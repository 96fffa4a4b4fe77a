import type { IsoDate } from '../../../lib/dates.ts';
import { E4, parseScaled } from '../../../lib/decimal.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate, formatLocal } from '../../../lib/format-time.ts';
import type { Decision, Suggestion } from '../engine/types.ts';
import type { HistoryQuery } from '../forms.ts';
import { type Recorded, rowView } from './review/rows.ts';
import { QUESTIONS } from './review/sentences.ts';
import { strategyWords } from './statistics/words.ts';
import { subnavOf } from './subnav.ts';

interface Remembered {
  readonly decision: Decision;
  readonly ticker: string;
  readonly decidedAt: number;
  readonly state: 'stands' | 'withdrawn' | 'replaced' | 'stale';
  readonly records: readonly Recorded[];
  readonly campaign: { readonly id: string; readonly strategy: string; readonly startedOn: IsoDate } | null;
}

interface Reader {
  readonly timeZone: string;
  readonly now: number;
  readonly today: IsoDate;
  readonly mayWrite: boolean;
  readonly asked: number;
}

export function historyView(
  { kept, next }: { readonly kept: readonly Remembered[]; readonly next: string | null },
  query: HistoryQuery,
  reader: Reader,
) {
  const narrowed = query.ticker === undefined ? '' : `ticker=${encodeURIComponent(query.ticker)}`;
  const older = [narrowed, `before=${next}`].filter((part) => part !== '').join('&');
  return {
    subnav: subnavOf('/campaigns/review', reader.asked),
    subtitle: query.ticker ?? '',
    all: query.ticker === undefined ? '' : '/campaigns/decisions',
    kept: kept.map((each) => keptView(each, reader)),
    next: next === null ? '' : `/campaigns/decisions?${older}`,
    start: query.before === undefined ? '' : `/campaigns/decisions${narrowed === '' ? '' : `?${narrowed}`}`,
  };
}

const STATES: Readonly<Record<Remembered['state'], { readonly text: string; readonly tone: string }>> = {
  stands: { text: 'counts', tone: 'gain' },
  withdrawn: { text: 'taken back', tone: '' },
  replaced: { text: 'replaced by a later word', tone: '' },
  stale: { text: 'cannot be applied', tone: 'warning' },
};

function keptView(kept: Remembered, { timeZone, now, today, mayWrite }: Reader) {
  const { decision, ticker, state, records, campaign } = kept;
  const isWithdrawn = state === 'withdrawn';
  return {
    id: decision.id,
    ticker,
    words: wordsOf(decision, records, today),
    when: formatLocal(kept.decidedAt, timeZone, now),
    state: STATES[state],
    rows: records.map((record) => rowView(record, today)),
    campaign:
      campaign === null
        ? false
        : {
            href: `/campaigns/${campaign.id}`,
            name: `${strategyWords(campaign.strategy)} since ${formatDate(campaign.startedOn, today).slice(4)}`,
          },
    turn: mayWrite && {
      label: isWithdrawn ? 'Say it again' : 'Take it back',
      method: isWithdrawn ? 'POST' : 'DELETE',
      action: `/campaigns/decisions/${decision.id}/standing`,
    },
  };
}

function wordsOf(decision: Decision, records: readonly Recorded[], today: IsoDate): string {
  switch (decision.kind) {
    case 'move':
      return `Moved ${decision.quantity === undefined ? 'this' : `${decision.quantity} of this`} to ${decision.to === 'new' ? 'a new campaign' : 'another campaign'}`;
    case 'link':
      return 'These are a roll';
    case 'unlink':
      return 'These are no roll';
    case 'accept':
    case 'reject':
      return answerWords(decision);
    case 'lock':
      return 'Locked: nothing is asked of this campaign';
    case 'ex-date':
      return `Ex-date entered: ${formatDate(decision.exDate, today)}`;
    case 'cost':
      return `Cost entered: ${costWords(decision.cost, records)}`;
  }
}

function answerWords({ kind, suggestion }: Extract<Decision, { kind: 'accept' | 'reject' }>): string {
  const asked = suggestion.split('.')[0] ?? '';
  if (!isAsked(asked)) return kind === 'accept' ? 'Yes' : 'No';
  const { title, yes, no } = QUESTIONS[asked];
  return `${title} ${kind === 'accept' ? yes : no}`;
}

function isAsked(kind: string): kind is Suggestion['kind'] {
  return kind in QUESTIONS;
}

function costWords(cost: string, [first]: readonly Recorded[]): string {
  const amountE4 = parseScaled(cost, E4);
  return amountE4 === null ? cost : formatMoney({ amountE4, currency: first?.row.currency ?? 'USD' });
}

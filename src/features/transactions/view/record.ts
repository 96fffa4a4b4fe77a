import { formatMoney } from '../../../lib/format.ts';
import { formatDate, formatInstant } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { differences } from '../engine/differences.ts';
import type { ListedTransaction, TransactionRecord, Version } from '../engine/listed.ts';
import { prettyJson } from '../engine/pretty.ts';
import { moveOf, rowOf } from './list.ts';
import { eventOf, type Label, ofItself, SOURCES, timeOf, titleOf, wordsOf } from './words.ts';

interface Reader {
  readonly timeZone: string;
}

/** `was`: what a row that is gone came to as long as it was there. */
export function recordView(
  record: TransactionRecord,
  was: readonly Transaction[],
  { timeZone }: Reader,
  now: number,
) {
  const today = dateIn(now, timeZone);
  const [newest] = record.versions;
  const [first] = [...record.transactions, ...was];
  const when = (at: number) => formatInstant(at, timeZone, now);
  return {
    title: first === undefined ? wordsOf(newest?.type ?? 'A row') : titleOf(first, today),
    subtitle: first === undefined ? '' : eventOf(first),
    labels: labelsOf(record),
    problems: newest?.problems.map(({ message }) => ofItself(message, record.activityId)) ?? [],
    isGone: newest?.state === 'VANISHED',
    rows: record.transactions.map((row) => rowOf(row, today)),
    gone: was.map((row) => moveOf(row, today)),
    facts: factsOf(record, first, today),
    fees: record.transactions.flatMap(feeFacts),
    usedIn: `/campaigns/of-row/${record.id}`,
    confirms: record.evidenceOf === null ? '' : `/transactions/${record.evidenceOf}`,
    confirmedBy: record.evidence.map((id) => `/transactions/${id}`),
    text: textOf(record),
    versions: record.versions.map((version, index) => versionOf(version, record.versions[index + 1], when)),
    source: SOURCES[newest?.source ?? 'api'],
  };
}

function labelsOf({ broker, versions }: TransactionRecord): readonly Label[] {
  const [newest] = versions;
  return [
    ...(newest?.state === 'VANISHED' ? [{ text: 'gone', tone: 'warning' }] : []),
    ...(newest?.state === 'SEEN' && versions.length > 1 ? [{ text: 'corrected', tone: 'info' }] : []),
    ...(broker === 'practice' ? [{ text: 'practice data', tone: '' }] : []),
  ];
}

function factsOf(record: TransactionRecord, first: Transaction | undefined, today: string) {
  const facts = [
    ['Account', record.accountName],
    ['Date', first && formatDate(first.tradedOn, today)],
    ['Time', first && timeOf(first)],
    ['As of', first?.effectiveOn && formatDate(first.effectiveOn, today)],
    ['Order', first?.orderId],
    ['Description', first?.description],
    ["The broker's number", isTheBrokers(record) && record.activityId],
  ] as const;
  return facts.flatMap(([term, text]) => (text ? [{ term, text, tone: '', numeric: false }] : []));
}

/** A file gives its rows no numbers: theirs are made here, and tell nobody anything. */
function isTheBrokers({ versions }: TransactionRecord): boolean {
  return versions.some(({ source }) => source === 'api');
}

function feeFacts({ feesE4, currency }: ListedTransaction) {
  return Object.entries(feesE4)
    .filter(([, amountE4]) => amountE4 !== 0)
    .map(([name, amountE4]) => ({
      term: feeName(name),
      text: formatMoney({ amountE4, currency }),
      tone: '',
      numeric: true,
    }));
}

// What the broker shortens.
const FEES: Readonly<Record<string, string>> = {
  OPT_REG_FEE: 'Options regulatory fee',
  SEC_FEE: 'SEC fee',
  TAF_FEE: 'Trading activity fee',
  CDSC_FEE: 'Deferred sales charge',
  STR_FEE: 'Short-term redemption fee',
  STT: 'Securities transaction tax',
  GST: 'GST',
};

function feeName(name: string): string {
  return FEES[name] ?? wordsOf(name);
}

/** The newest that says anything. */
function textOf({ versions }: TransactionRecord): string {
  const text = versions.find((version) => version.text !== null)?.text ?? '';
  return prettyJson(text);
}

const MOST_CHANGES = 30;

function versionOf(version: Version, before: Version | undefined, when: (at: number) => string) {
  const all =
    version.text === null || before === undefined || before.text === null
      ? []
      : differences(before.text, version.text);
  return {
    number: String(version.version),
    seen: when(version.seenAt),
    what: whatOf(version, before),
    source: SOURCES[version.source],
    changes: all.slice(0, MOST_CHANGES).map(({ path, before, after }) => ({
      path: path === '' ? 'the text' : path,
      before: before ?? 'nothing',
      after: after ?? 'nothing',
    })),
    more: all.length > MOST_CHANGES ? `and ${all.length - MOST_CHANGES} more` : '',
  };
}

function whatOf({ state, source }: Version, before: Version | undefined): string {
  if (state === 'VANISHED') return 'The broker no longer shows it';
  if (before === undefined) return 'First seen';
  if (before.state === 'VANISHED') return 'The broker shows it again';
  return before.source !== 'api' && source === 'api' ? 'The broker tells it too' : 'The broker corrected it';
}

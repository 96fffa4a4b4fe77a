import type { IsoDate } from '../../../lib/dates.ts';
import { formatQuantity, formatWhole } from '../../../lib/format.ts';
import { formatDate, formatLocal } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { FileFormat } from '../../../model/file-format.ts';
import type { Mistake } from '../../../model/outcome.ts';
import type { Transaction } from '../../../model/transaction.ts';
import type { HeldLine } from '../engine/import-holdings.ts';
import type { ImportedRow, SortedImport } from '../engine/listed.ts';
import { subnavOf } from './list.ts';
import { amountOf, eventOf, priceOf, quantityOf, titleOf } from './words.ts';

interface Reader {
  readonly timeZone: string;
}

interface File {
  readonly id: string;
  readonly format: FileFormat;
  readonly fileName: string;
  readonly receivedAt: number;
  readonly importedAt: number | null;
  readonly newRows: number;
  readonly knownRows: number;
}

interface Line {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export const FORMATS: Readonly<Record<FileFormat, string>> = {
  'schwab-csv': "Schwab's transactions, CSV",
  'schwab-json': "Schwab's transactions, JSON",
  'zerodha-tradebook': "Zerodha's tradebook",
  'zerodha-holdings': "Kite's holdings",
};

interface Imports {
  readonly imports: readonly (File & { readonly accountName: string })[];
  readonly oddCount: number;
}

/** The form for a file, and what came of those before. */
export function importsView(
  { imports, oddCount }: Imports,
  { errors, problem }: Mistake,
  reader: Reader,
  now: number,
) {
  return {
    subnav: subnavOf('/transactions/import', oddCount),
    problem,
    file: { error: errors['file'] ?? '' },
    imports: imports.map((one) => ({
      id: one.id,
      href: `/transactions/imports/${one.id}`,
      name: one.fileName || 'A file',
      format: FORMATS[one.format],
      account: one.accountName,
      when: formatLocal(one.importedAt, reader.timeZone, now),
      takesBack: takesBack(one.id),
      newRows: `${formatWhole(one.newRows)} new`,
      knownRows: `${formatWhole(one.knownRows)} known`,
    })),
  };
}

const takesBack = (id: string) => `/transactions/imports/${id}/acceptance`;

export function importedWords(newRows: number): string {
  return `Imported: ${formatWhole(newRows)} new.`;
}

export function takenBackWords(rows: number): string {
  if (rows === 0) return 'Taken back: nothing had come by that file alone.';
  return `Taken back: ${formatWhole(rows)} row${rows === 1 ? '' : 's'}.`;
}

interface Preview {
  readonly import: File;
  readonly accounts: readonly Named[];
  readonly account: Named | null;
  readonly named: string | null;
  readonly isOfAnother: boolean;
  readonly unread: readonly Line[];
  readonly told: SortedImport | { readonly held: readonly HeldLine[] };
}

const MOST_ROWS = 30;
const MOST_LINES = 100;

/** What would come of a file: nothing of it is written yet. */
export function waitingView(
  preview: Preview,
  { typed, errors, problem }: Mistake,
  reader: Reader,
  now: number,
) {
  const { import: file, accounts, account, named, isOfAnother, unread, told } = preview;
  const today = dateIn(now, reader.timeZone);
  const counts = 'fresh' in told ? tradeCounts(told, today) : heldCounts(told.held);
  return {
    id: file.id,
    title: file.fileName || 'A file',
    subtitle: FORMATS[file.format],
    problem,
    figures: waitingFigures(counts, unread.length),
    accounts: accountChips(file.id, accounts, account),
    account: account?.id ?? 'new',
    isNew: account === null,
    number: { value: typed['number'] ?? '', error: errors['number'] ?? errors['account'] ?? '' },
    warning:
      isOfAnother && account !== null
        ? `The file says it is of the account ${named}, and you chose ${account.name}.`
        : '',
    yes: counts.yes,
    rows: 'fresh' in told ? tradeRows(told, today) : [],
    held: 'fresh' in told ? [] : told.held.map(heldRow),
    moreRows:
      'fresh' in told && told.fresh.length > MOST_ROWS
        ? `and ${formatWhole(told.fresh.length - MOST_ROWS)} more`
        : '',
    ...unreadLines(unread),
  };
}

interface Imported {
  readonly import: File;
  readonly account: Named;
  readonly unread: readonly Line[];
}

/** What has come of it. */
export function importedView({ import: file, account, unread }: Imported, reader: Reader, now: number) {
  return {
    title: file.fileName || 'A file',
    subtitle: `${FORMATS[file.format]}, into ${account.name}, ${formatLocal(file.importedAt, reader.timeZone, now)}`,
    figures: [
      figure('New', file.newRows, '', ''),
      figure('Already there', file.knownRows, '', ''),
      figure('Not understood', unread.length, '', unread.length > 0 ? 'warning' : ''),
    ],
    list: `/transactions?account=${account.id}`,
    takesBack: takesBack(file.id),
    ...unreadLines(unread),
  };
}

interface Counts {
  readonly fresh: number;
  readonly known: number;
  readonly odd: number;
  readonly detail: string;
}

function waitingFigures({ fresh, known, odd, detail }: Counts, unread: number) {
  return [
    figure('New', fresh, fresh === 0 ? 'nothing to import' : detail, ''),
    figure('Already there', known, 'told by the broker or an earlier file', ''),
    unread > 0
      ? figure('Not understood', unread, 'kept and listed, never dropped', 'warning')
      : figure('Not understood', 0, 'every line could be read', ''),
    odd > 0
      ? figure('Odd', odd, 'imported, with something to look at', 'warning')
      : figure('Odd', 0, 'nothing to look at', ''),
  ];
}

function figure(label: string, count: number, detail: string, tone: string) {
  return { label, value: formatWhole(count), tone, change: false, detail, spark: false, href: '' };
}

function unreadLines(unread: readonly Line[]) {
  return {
    unread: unread.slice(0, MOST_LINES).map(({ line, text, reason }) => ({
      line: `Line ${line}`,
      text: text.slice(0, 300),
      reason: `It ${reason}.`,
    })),
    moreUnread: unread.length > MOST_LINES ? `and ${formatWhole(unread.length - MOST_LINES)} more` : '',
  };
}

function accountChips(id: string, accounts: readonly Named[], account: Named | null) {
  const chip = (value: string, label: string, current: boolean) => ({
    href: `/transactions/imports/${id}?account=${value}`,
    ...{ label, current, count: '' },
  });
  return [
    ...accounts.map((one) => chip(one.id, one.name, one.id === account?.id)),
    chip('new', 'A new account', account === null),
  ];
}

function tradeCounts({ fresh, known }: SortedImport, today: IsoDate) {
  const days = fresh.flatMap(({ transactions }) => transactions.map(({ tradedOn }) => tradedOn)).toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const rows = `${formatWhole(fresh.length)} row${fresh.length === 1 ? '' : 's'}`;
  return {
    fresh: fresh.length,
    known: known.length,
    odd: fresh.filter(({ problems }) => problems.length > 0).length,
    detail: first === '' ? '' : `${formatDate(first, today)} to ${formatDate(last, today)}`,
    yes: fresh.length === 0 ? 'Keep it all the same' : `Import ${rows}`,
  };
}

function heldCounts(held: readonly HeldLine[]) {
  const count = (change: HeldLine['change']) => held.filter((line) => line.change === change).length;
  const fresh = held.length - count('same');
  return {
    fresh,
    known: count('same'),
    odd: 0,
    detail: `${count('new')} new, ${count('changed')} changed, ${count('gone')} gone`,
    yes: `Take over ${formatWhole(held.length - count('gone'))} holding${held.length === 1 ? '' : 's'}`,
  };
}

/** The newest of the new ones. */
function tradeRows({ fresh }: SortedImport, today: IsoDate) {
  const newest = fresh.toReversed().slice(0, MOST_ROWS);
  return newest.flatMap((row) => tradeRow(row, today));
}

function tradeRow({ transactions }: ImportedRow, today: IsoDate) {
  return transactions.map((row: Transaction) => ({
    what: titleOf(row, today),
    event: eventOf(row),
    quantity: quantityOf(row),
    price: priceOf(row),
    when: formatDate(row.tradedOn, today),
    amount: amountOf(row),
  }));
}

const CHANGES: Readonly<Record<HeldLine['change'], { readonly text: string; readonly tone: string }>> = {
  new: { text: 'new', tone: 'gain' },
  changed: { text: 'changed', tone: 'info' },
  same: { text: 'as before', tone: '' },
  gone: { text: 'no longer held', tone: 'warning' },
};

function heldRow({ holding, change }: HeldLine) {
  const { symbol, reportedE8, averagePriceE6 } = holding;
  return {
    what: symbol,
    pill: CHANGES[change],
    quantity: formatQuantity(reportedE8),
    price: averagePriceE6 === null ? 'unknown' : priceOf({ priceE6: averagePriceE6 }),
  };
}

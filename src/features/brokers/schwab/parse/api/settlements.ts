import { E6, formatScaled } from '../../../../../lib/decimal.ts';
import type { OptionContract } from '../../../../../model/instrument.ts';
import type { Transaction } from '../../../../../model/transaction.ts';

/**
 * Rule: the cash of an index option may come as a row of its own, within the hour of the removal, that names the
 * contract in words only. Example: `Cash settlement CALL S&P 500 INDEX $5000 EXP 03/20/26` beside the removal of
 * that call is its CASH_SETTLEMENT. What names no contract of that hour stays plain cash.
 */
export function settleInCash(transactions: readonly Transaction[]): readonly Transaction[] {
  const removals = Map.groupBy(transactions.filter(isOpenRemoval), (row) => hourOf(row, 0));
  if (removals.size === 0) return transactions;
  return transactions.map((row) => (isCash(row) ? settled(row, around(row, removals)) : row));
}

type Removal = Transaction & { readonly instrument: OptionContract };

const HOUR = 3_600_000;

function isOpenRemoval(row: Transaction): row is Removal {
  const ends = row.kind === 'EXPIRATION' || row.kind === 'ASSIGNMENT' || row.kind === 'EXERCISE';
  return ends && row.instrument?.kind === 'OPTION' && row.instrument.deliverableE8 === 0;
}

// A negative journal about an index looks like a tax withheld until the removal is seen.
function isCash({ kind, netE4, instrument }: Transaction): boolean {
  return (kind === 'CASH' || kind === 'WITHHOLDING') && netE4 !== 0 && instrument === null;
}

function around(row: Transaction, removals: ReadonlyMap<string, readonly Removal[]>): readonly Removal[] {
  const near = [-1, 0, 1].flatMap((shift) => removals.get(hourOf(row, shift)) ?? []);
  return near.filter(({ executedAt }) => Math.abs(executedAt - row.executedAt) <= HOUR);
}

function hourOf({ account, executedAt }: Transaction, shift: number): string {
  return `${account} ${Math.floor(executedAt / HOUR) + shift}`;
}

function settled(row: Transaction, candidates: readonly Removal[]): Transaction {
  const words = wordsOf(row);
  const [best] = candidates
    .map((removal) => ({ removal, likeness: likeness(words, removal) }))
    .filter((one) => one.likeness > 0)
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        apart(a.removal, row) - apart(b.removal, row) ||
        byId(a.removal, b.removal),
    );
  return best === undefined ? row : { ...row, kind: 'CASH_SETTLEMENT', instrument: best.removal.instrument };
}

function likeness(words: string, removal: Removal): number {
  const { symbol, ticker, type, strikeE6 } = removal.instrument;
  const sentence = /\b(?:CALL|PUT) .*/.exec(wordsOf(removal))?.[0];
  if (words.replaceAll(' ', '').includes(symbol.replaceAll(' ', ''))) return 8;
  if (sentence !== undefined && words.includes(sentence)) return 8;
  const name = /^\w+ (.*?) \$/.exec(sentence ?? '')?.[1];
  const names = [ticker, symbol.slice(0, 6).trim(), 'SETTLE', 'SETTLED', 'SETTLEMENT'];
  const isNamed = names.some((word) => hasWord(words, word)) || (name !== undefined && words.includes(name));
  return isNamed ? 1 + Number(hasWord(words, type)) + Number(hasWord(words, formatScaled(strikeE6, E6))) : 0;
}

function hasWord(words: string, word: string): boolean {
  return words.split(/[^A-Z0-9.]+/).includes(word);
}

function wordsOf({ description }: Transaction): string {
  return description.toUpperCase().replace(/\s+/g, ' ').trim();
}

function apart(a: Transaction, b: Transaction): number {
  return Math.abs(a.executedAt - b.executedAt);
}

function byId(a: Transaction, b: Transaction): number {
  return Number(a.id) - Number(b.id) || a.part - b.part;
}

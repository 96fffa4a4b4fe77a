/**
 * Rule: rows are told apart by account and ticker; a dividend, which names only a company, goes by its name. What belongs
 * to no ticker is apart. Example: a deposit, and the dividend of a company that no row of its account knows.
 */
import type { Problem, Transaction, Unassigned } from '../types.ts';
import { type Names, namesIn, tickersNamed } from './company-names.ts';
import { compareRows } from './events.ts';
import { innerTransfers } from './inner-transfers.ts';

export interface Tickers {
  /** The rows of each ticker in each account: a world of its own. */
  readonly worlds: readonly (readonly Transaction[])[];
  readonly apart: readonly Unassigned[];
  readonly problems: readonly Problem[];
}

export function tickersOf(rows: readonly Transaction[], names: Names = namesIn(rows)): Tickers {
  const inner = innerTransfers(rows);
  const apart: Transaction[] = [];
  const worlds = new Map<string, Transaction[]>();
  for (const row of rows) {
    const ticker = inner.has(row) ? null : (row.instrument?.ticker ?? tickerByName(row, names));
    if (ticker === null) {
      apart.push(row);
      continue;
    }
    const key = `${row.account}\n${ticker}`;
    const world = worlds.get(key) ?? [];
    world.push(row);
    worlds.set(key, world);
  }
  const inOrder = apart.toSorted(compareRows);
  return {
    worlds: [...worlds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, world]) => world),
    apart: inOrder.map((row) => leftApart(row, names)),
    problems: inOrder.filter(isDividend).map((row) => unmatched(row, names)),
  };
}

function isDividend({ kind }: Transaction): boolean {
  return kind === 'DIVIDEND';
}

function tickerByName(row: Transaction, names: Names): string | null {
  if (!isDividend(row) && row.kind !== 'WITHHOLDING') return null;
  const [ticker, ...others] = tickersNamed(names, row);
  return others.length > 0 ? null : (ticker ?? null);
}

function leftApart(row: Transaction, names: Names): Unassigned {
  const { id, part, quantityE8, netE4 } = row;
  return { transactionId: id, part, quantityE8, cashE4: netE4, why: whyApart(row, names) };
}

function whyApart(row: Transaction, names: Names): string {
  const { kind, description } = row;
  if (kind === 'TRANSFER') return 'moved within the account: nothing came or went';
  if (isDividend(row))
    return tickersNamed(names, row).length > 1
      ? 'a dividend that may be of several tickers of this account'
      : 'a dividend of a company no row of this account knows';
  return description === '' ? 'cash that belongs to no security' : `cash: ${description}`;
}

function unmatched(row: Transaction, names: Names): Problem {
  const { id, description, tradedOn } = row;
  const several = tickersNamed(names, row).toSorted();
  const who =
    several.length > 1
      ? `by which ${several.join(' and ')} are known`
      : 'which no other row of this account does';
  const message = `The dividend of ${tradedOn} names “${description}”, ${who}.`;
  return { code: 'UNMATCHED_DIVIDEND', message, transactionIds: [id] };
}

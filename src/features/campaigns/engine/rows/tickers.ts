/**
 * Rule: rows are told apart by account and ticker; a dividend, which names only a company, by the name under which the
 * account's own rows know a ticker. Names are compared without case, punctuation and a leading THE. Example: "THE
 * COCA-COLA CO" and the removal of "PUT COCA COLA CO $60" speak of the same company.
 */
import type { Problem, Transaction, Unassigned } from '../types.ts';

export interface Worlds {
  readonly worlds: readonly (readonly Transaction[])[];
  readonly apart: readonly Unassigned[];
  readonly problems: readonly Problem[];
}

export function tickersOf(rows: readonly Transaction[]): Worlds {
  const names = namesIn(rows);
  const apart: Unassigned[] = [];
  const problems: Problem[] = [];
  const worlds = new Map<string, Transaction[]>();
  for (const row of rows) {
    const ticker = row.instrument?.ticker ?? tickerByName(row, names);
    if (ticker === null) {
      apart.push({
        transactionId: row.id,
        part: row.part,
        quantityE8: row.quantityE8,
        cashE4: row.netE4,
        why: whyApart(row),
      });
      if (row.kind === 'DIVIDEND') problems.push(unmatched(row));
      continue;
    }
    const key = `${row.account}\n${ticker}`;
    const world = worlds.get(key) ?? [];
    world.push(row);
    worlds.set(key, world);
  }
  return {
    worlds: [...worlds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, world]) => world),
    apart,
    problems,
  };
}

function whyApart({ kind, description }: Transaction): string {
  if (kind === 'DIVIDEND') return 'a dividend of a company no row of this account knows';
  return description === '' ? 'cash that belongs to no security' : `cash: ${description}`;
}

function unmatched({ id, description, tradedOn }: Transaction): Problem {
  const message = `The dividend of ${tradedOn} names “${description}”, which no other row of this account does.`;
  return { code: 'UNMATCHED_DIVIDEND', message, transactionIds: [id] };
}

function tickerByName(row: Transaction, names: ReadonlyMap<string, string>): string | null {
  if (row.kind !== 'DIVIDEND' && row.kind !== 'WITHHOLDING') return null;
  const wanted = plain(row.description);
  const known = [...names].find(
    ([key]) => key.startsWith(`${row.account}\n`) && isSameName(key.slice(row.account.length + 1), wanted),
  );
  return known?.[1] ?? null;
}

/** What the account's rows call its securities: in removals, in assigned shares, in splits. */
function namesIn(rows: readonly Transaction[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { account, description, instrument } of rows) {
    if (instrument === null || description === '') continue;
    const name = plain(nameIn(description));
    if (name !== '') names.set(`${account}\n${name}`, instrument.ticker);
  }
  return names;
}

/** "Removed due to Expiration PUT ROBINHOOD MKTS INC $100 EXP 07/17/26" speaks of ROBINHOOD MKTS INC. */
function nameIn(description: string): string {
  const option = /\b(?:PUT|CALL)\s+(.+?)\s+\$[\d.,]+\s+EXP\b/i.exec(description);
  if (option?.[1]) return option[1];
  return description.replace(/\s+(?:FORWARD SPLIT|STOCK SPLIT|STK SPLIT|XXX).*$/i, '');
}

function plain(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
    .replace(/^THE /, '');
}

/** The longer of two names may say more: a class of shares, a country. */
function isSameName(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

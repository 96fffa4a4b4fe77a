/**
 * Rule: a dividend names only a company; its ticker is the one that the account's own rows know by this name, compared
 * without case, punctuation and a leading THE. Two tickers of one name, and it is nobody's. Example: "THE COCA-COLA CO"
 * and the removal of "PUT COCA COLA CO $60" speak of the same company.
 */
import type { Transaction } from '../types.ts';

/** By account and name: the tickers known by it. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** What the accounts' rows call their securities: in removals, in assigned shares, in splits. */
export function namesIn(rows: readonly Transaction[]): Names {
  return namesSaid(
    rows.flatMap(({ account, description, instrument }) =>
      instrument === null ? [] : [{ account, description, ticker: instrument.ticker }],
    ),
  );
}

export function namesSaid(
  rows: readonly { readonly account: string; readonly description: string; readonly ticker: string }[],
): Names {
  const names = new Map<string, Map<string, Set<string>>>();
  for (const { account, description, ticker } of rows) {
    const name = plain(nameIn(description));
    if (name === '') continue;
    const ofAccount = names.get(account) ?? new Map<string, Set<string>>();
    names.set(account, ofAccount.set(name, (ofAccount.get(name) ?? new Set()).add(ticker)));
  }
  return names;
}

/** The tickers that a dividend may be of: by just this name, else by one that says more or less. */
export function tickersNamed(names: Names, { account, description }: Transaction): readonly string[] {
  const wanted = plain(description);
  const known = names.get(account) ?? new Map<string, ReadonlySet<string>>();
  const exact = known.get(wanted);
  if (exact) return [...exact];
  const alike = [...known].filter(([name]) => isSameName(name, wanted));
  return [...new Set(alike.flatMap(([, tickers]) => [...tickers]))];
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

/** Of two names that differ the longer may say more: a class of shares, a country. */
function isSameName(a: string, b: string): boolean {
  return a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

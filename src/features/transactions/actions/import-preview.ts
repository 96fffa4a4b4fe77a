import type { Db } from '../../../db/open.ts';
import { brokerOfFile } from '../../../model/file-format.ts';
import { type Account, accountsOf, type TradesFile, type UnreadLine } from '../../brokers/index.ts';
import { holdingsIn } from '../../positions/index.ts';
import { namesAnother, proposedAccount } from '../engine/import-account.ts';
import { type HeldLine, heldLines } from '../engine/import-holdings.ts';
import type { SortedImport } from '../engine/listed.ts';
import { findImport, type Import, type ImportLine, linesOf, waitingText } from '../store/imports.ts';
import { readWaiting } from './import-file.ts';
import { sortImport } from './import-rows.ts';

export interface Preview {
  readonly import: Import;
  /** Those it can go to. */
  readonly accounts: readonly Account[];
  /** null: one that is to be opened. */
  readonly account: Account | null;
  /** What the file calls its account; null where it says nothing. */
  readonly named: string | null;
  /** It names another account than the chosen one. */
  readonly isOfAnother: boolean;
  readonly unread: readonly UnreadLine[];
  readonly told: SortedImport | { readonly held: readonly HeldLine[] };
}

/** What came of a file. */
export interface Imported {
  readonly import: Import;
  readonly account: Account;
  readonly unread: readonly ImportLine[];
}

/** What would come of it, or what has come of it. `wanted`: an account's id, 'new', or '' for the likeliest. */
export function lookAtImport(db: Db, userId: string, id: string, wanted: string): Preview | Imported | null {
  const found = findImport(db, userId, id);
  if (found === null) return null;
  const theirs = accountsOf(db, userId).filter(({ broker }) => broker === brokerOfFile(found.format));
  const account = theirs.find(({ id }) => id === found.accountId);
  if (account !== undefined) return { import: found, account, unread: linesOf(db, found) };
  const file = readWaiting(waitingText(db, found) ?? '', found.format);
  if (file === null) return null;
  // What a connected account holds comes from its broker.
  const accounts = 'rows' in file ? theirs : theirs.filter(({ connectionId }) => connectionId === null);
  const chosen = chosenOf(accounts, wanted, file.account);
  return {
    import: found,
    accounts,
    account: chosen,
    named: file.account,
    isOfAnother: chosen !== null && namesAnother(chosen, file.account),
    unread: file.unread,
    told: 'rows' in file ? sorted(db, chosen, file) : { held: heldLines(heldNow(db, chosen), file.holdings) },
  };
}

function chosenOf(accounts: readonly Account[], wanted: string, named: string | null): Account | null {
  if (wanted === '') return proposedAccount(accounts, named);
  return accounts.find(({ id }) => id === wanted) ?? null;
}

function sorted(db: Db, account: Account | null, { rows }: TradesFile): SortedImport {
  return account === null ? { fresh: rows, known: [] } : sortImport(db, account, rows);
}

function heldNow(db: Db, account: Account | null) {
  return account === null ? [] : holdingsIn(db, account.id);
}

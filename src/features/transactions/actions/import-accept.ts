import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { brokerOfFile } from '../../../model/file-format.ts';
import { done, NOT_FOUND, type Outcome, refused } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import {
  type Account,
  accountsOf,
  type HoldingsFile,
  openAccount,
  type TradesFile,
} from '../../brokers/index.ts';
import { holdingsIn, replaceHoldings } from '../../positions/index.ts';
import { heldLines } from '../engine/import-holdings.ts';
import { noteRows } from '../store/import-rows.ts';
import { endWaiting, findImport, type Import, waitingText } from '../store/imports.ts';
import { type Means, readWaiting } from './import-file.ts';
import { mirrorImport } from './import-rows.ts';

/** An account there is, or the number of one that is to be. */
export type Destination = { readonly account: string } | { readonly number: string };

/** The yes to a file that waits: all of it, or in its failure nothing. */
export function acceptFile(deps: Means, actor: Actor, id: string, to: Destination): Outcome<Import> {
  const waiting = findImport(deps.db, actor.userId, id);
  if (waiting === null) return NOT_FOUND;
  const text = waitingText(deps.db, waiting);
  if (text === null) return ANSWERED;
  const file = readWaiting(text, waiting.format);
  if (file === null) return OUTDATED;
  return write(deps.db, (tx) => {
    const account = destination(tx, deps, actor, waiting, to);
    if (account === null) return NO_ACCOUNT;
    if (!('rows' in file) && account.connectionId !== null) return CONNECTED;
    const before = 'rows' in file ? null : holdingsIn(tx, account.id);
    const counts =
      'rows' in file ? keepRows(tx, deps, actor, account, waiting, file) : keepHeld(tx, account, file);
    const ending = { accountId: account.id, importedAt: deps.clock(), ...counts };
    endWaiting(tx, waiting, { ...ending, unread: file.unread, heldBefore: before && JSON.stringify(before) });
    bumpVersion(tx, actor.userId);
    record(tx, deps, actor, { action: 'file-imported', subject: account.name, after: { ...counts } });
    return done({ ...waiting, ...ending }, { method: 'DELETE', url: undoOf(id) });
  });
}

/** Taken back is the yes that was said to it. */
const undoOf = (id: string) => `/transactions/imports/${id}/acceptance`;

const ANSWERED = refused('imported-already', 'This file has been imported already.');
const OUTDATED = refused('unreadable-file', 'This file can no longer be read. Please choose it again.');
const NO_ACCOUNT = refused('no-account', 'Please choose the account it belongs to.', 'account');
const CONNECTED = refused(
  'connected',
  'This account is connected: what it holds comes from the broker itself, with each sync.',
  'account',
);

function destination(tx: Tx, deps: Means, actor: Actor, { format }: Import, to: Destination): Account | null {
  const broker = brokerOfFile(format);
  if ('number' in to) return openAccount(tx, deps, actor, { broker, number: to.number });
  const theirs = accountsOf(tx, actor.userId).filter((account) => account.broker === broker);
  return theirs.find(({ id }) => id === to.account) ?? null;
}

interface Counts {
  readonly newRows: number;
  readonly knownRows: number;
}

function keepRows(
  tx: Tx,
  deps: Means,
  { userId }: Actor,
  account: Account,
  { id }: Import,
  { rows, format: source }: TradesFile,
): Counts {
  const { told, ...counts } = mirrorImport(tx, deps, { userId, account, source }, rows);
  noteRows(tx, id, told);
  return counts;
}

function keepHeld(tx: Tx, { id }: Account, { holdings }: HoldingsFile): Counts {
  const lines = heldLines(holdingsIn(tx, id), holdings);
  replaceHoldings(tx, id, holdings);
  const knownRows = lines.filter(({ change }) => change === 'same').length;
  return { newRows: lines.length - knownRows, knownRows };
}

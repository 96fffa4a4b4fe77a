import type { Actor } from '../../../model/actor.ts';
import { brokerOfFile, type FileFormat } from '../../../model/file-format.ts';
import { done, type Outcome } from '../../../model/outcome.ts';
import { accountsOf } from '../../brokers/index.ts';
import { type ImportLine, linesOf } from '../store/imports.ts';
import { acceptFile, type Destination } from './import-accept.ts';
import { discardFile, type GivenFile, type Means, receiveFile } from './import-file.ts';

interface Wanted {
  readonly file: GivenFile;
  /** The name or the number of an account; one is opened under it where there is none. */
  readonly account: string;
  /** null: what it is by what stands in it. */
  readonly format: FileFormat | null;
}

export interface WhatCame {
  readonly accountName: string;
  readonly newRows: number;
  readonly knownRows: number;
  readonly unread: readonly ImportLine[];
}

/** Received and accepted at once, for those who have nothing to look at in between. */
export function importFile(deps: Means, actor: Actor, wanted: Wanted): Outcome<WhatCame> {
  const received = receiveFile(deps, actor, wanted.file, wanted.format);
  if (!received.ok) return received;
  const { id, format } = received.value;
  const accepted = acceptFile(deps, actor, id, destination(deps, actor, format, wanted.account));
  if (!accepted.ok) {
    discardFile(deps, actor, id);
    return accepted;
  }
  const { accountId, newRows, knownRows } = accepted.value;
  const account = accountsOf(deps.db, actor.userId).find((one) => one.id === accountId);
  const unread = linesOf(deps.db, accepted.value);
  return done({ accountName: account?.name ?? '', newRows, knownRows, unread });
}

function destination({ db }: Means, { userId }: Actor, format: FileFormat, account: string): Destination {
  const theirs = accountsOf(db, userId).filter(({ broker }) => broker === brokerOfFile(format));
  const known =
    theirs.find(({ number }) => number === account) ?? theirs.find(({ name }) => name === account);
  return known === undefined ? { number: account } : { account: known.id };
}

import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import { decodeText } from '../../../lib/text-file.ts';
import type { Actor } from '../../../model/actor.ts';
import type { FileFormat } from '../../../model/file-format.ts';
import { done, NOT_FOUND, type Outcome, refused } from '../../../model/outcome.ts';
import { formatOf, type HoldingsFile, isFault, readFile, type TradesFile } from '../../brokers/index.ts';
import { deleteWaiting, deleteWaitingBefore, type Import, insertWaiting } from '../store/imports.ts';

export type Means = Pick<Deps, 'db' | 'clock' | 'newId' | 'keyring'>;

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const DAY = 86_400_000;

/** Reads a file and keeps it, as it is, until somebody says what is to become of it: nothing else is written. */
export function receiveFile(
  { db, clock, newId }: Means,
  { userId }: Actor,
  { name, bytes }: GivenFile,
  wanted: FileFormat | null = null,
): Outcome<Import> {
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return unreadable(name, decoded.fault);
  const format = wanted ?? formatOf(decoded.text);
  const read = readFile(decoded.text, format);
  if (isFault(read)) return unreadable(name, read.fault);
  const now = clock();
  const waiting: Import = {
    ...{ id: newId(), userId, accountId: null, format, fileName: shortened(name) },
    ...{ receivedAt: now, importedAt: null, newRows: 0, knownRows: 0 },
  };
  write(db, (tx) => {
    deleteWaitingBefore(tx, now - DAY);
    insertWaiting(tx, waiting, decoded.text);
  });
  return done(waiting);
}

/** Not wanted after all. */
export function discardFile({ db }: Means, { userId }: Actor, id: string): Outcome<null> {
  return write(db, (tx) => (deleteWaiting(tx, userId, id) ? done(null) : NOT_FOUND));
}

/** It was readable when it came; an update of Rollbook may have changed its mind since. */
export function readWaiting(text: string, format: FileFormat): TradesFile | HoldingsFile | null {
  const read = readFile(text, format);
  return isFault(read) ? null : read;
}

function unreadable(name: string, fault: string) {
  return refused('unreadable-file', `${shortened(name) || 'The file'} ${fault}.`, 'file');
}

function shortened(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(-120);
}

import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Parsed } from '../../../model/transaction.ts';
import type { Account, RawRow, Stretch } from '../../brokers/index.ts';
import { canonical } from '../engine/canonical.ts';
import { vanishedFrom } from '../engine/vanished.ts';
import { type Current, currentOf, insertVersion, shownBetween, textOf } from '../store/rows.ts';
import { compile } from './compile.ts';
import { digestOf } from './digest.ts';
import { confirmFiles } from './evidence.ts';

/** Whose mirror it is. */
export interface Mirror {
  readonly userId: string;
  readonly account: Account;
  readonly clock: Clock;
  /** What the broker's rows mean. */
  readonly parse: (rows: readonly RawRow[]) => Parsed;
}

/** What a page of rows changed. */
export interface Told {
  readonly rows: number;
  readonly newRows: number;
  readonly changedRows: number;
  readonly vanishedRows: number;
}

/** A page, with what costs time and needs no transaction done before one begins. */
export interface MirroredPage {
  readonly stretch: Stretch;
  readonly rows: readonly (RawRow & { readonly digest: string })[];
}

export function preparePage(stretch: Stretch, rows: readonly RawRow[]): MirroredPage {
  return { stretch, rows: rows.map((row) => ({ ...row, digest: digestOf(row.text) })) };
}

/** What happened to one activity: when it happens now, and when it was thought to have. */
export interface Touched {
  readonly activityId: string;
  /** null: it has none any more. */
  readonly text: string | null;
  readonly moments: readonly number[];
  readonly change: 'new' | 'changed' | 'vanished';
}

/** All of a page, or in the transaction's failure nothing of it. */
export function mirrorPage(tx: Tx, mirror: Mirror, { stretch, rows }: MirroredPage): Told {
  const seenAt = mirror.clock();
  const seen = rows.flatMap((row) => keepRow(tx, mirror, row, seenAt) ?? []);
  const gone = missing(tx, mirror, stretch, rows).map((row) => noteGone(tx, mirror, row, seenAt));
  const touched = [...seen, ...gone];
  if (touched.length > 0) {
    compile(tx, mirror, touched);
    confirmFiles(tx, mirror, touched);
    bumpVersion(tx, mirror.userId);
  }
  const count = (change: Touched['change']) => touched.filter((one) => one.change === change).length;
  return {
    rows: rows.length,
    newRows: count('new'),
    changedRows: count('changed'),
    vanishedRows: count('vanished'),
  };
}

/** null where it is as it was. Most rows are new: they are written at once, and only the others looked up. */
function keepRow(
  tx: Tx,
  { account }: Mirror,
  row: MirroredPage['rows'][number],
  seenAt: number,
): Touched | null {
  const { id: activityId, happenedAt, type, digest, text } = row;
  const common = { accountId: account.id, activityId, type, happenedAt, digest, seenAt, text };
  const version = { ...common, source: 'api', state: 'SEEN', evidenceOf: null } as const;
  if (insertVersion(tx, { ...version, version: 1 }) !== null)
    return { activityId, text, moments: [happenedAt], change: 'new' };
  const known = currentOf(tx, account.id, activityId);
  if (known === null || isAsItWas(tx, known, row)) return null;
  insertVersion(tx, { ...version, version: known.version + 1 });
  return { activityId, text, moments: [happenedAt, known.happenedAt], change: 'changed' };
}

function isAsItWas(tx: Tx, known: Current, { digest, text }: MirroredPage['rows'][number]): boolean {
  if (known.state !== 'SEEN' || known.source !== 'api') return false;
  return known.digest === digest || canonical(textOf(tx, known.rawId)) === canonical(text);
}

function missing(
  tx: Tx,
  { account }: Mirror,
  stretch: Stretch,
  rows: MirroredPage['rows'],
): readonly Current[] {
  // Indian brokers tell only the trades of the day: that yesterday's are not among them says nothing.
  if (account.currency === 'INR') return [];
  const shown = new Set(rows.map(({ id }) => id));
  return vanishedFrom(shownBetween(tx, account.id, stretch.from, stretch.to), shown, stretch);
}

function noteGone(tx: Tx, { account }: Mirror, known: Current, seenAt: number): Touched {
  const { activityId, version, happenedAt, type, digest } = known;
  const gone = { accountId: account.id, activityId, happenedAt, type, digest, seenAt, evidenceOf: null };
  insertVersion(tx, {
    ...gone,
    version: version + 1,
    source: 'api',
    state: 'VANISHED',
    text: null,
  });
  return { activityId, text: null, moments: [happenedAt], change: 'vanished' };
}

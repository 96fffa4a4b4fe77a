import { bumpVersion } from '../../../db/marks.ts';
import type { Db, Tx } from '../../../db/open.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Account } from '../../brokers/index.ts';
import { confirmedBy } from '../engine/evidence.ts';
import type { ImportedRow, SortedImport, Source } from '../engine/listed.ts';
import { insertTransaction, saveProblem } from '../store/compiled.ts';
import { toldByBroker } from '../store/evidence.ts';
import { knownAmong } from '../store/import-rows.ts';
import { insertVersion } from '../store/rows.ts';
import { markTickers, noteDay } from './compile.ts';
import { digestOf } from './digest.ts';
import { daysAround } from './evidence.ts';

interface Owner {
  readonly userId: string;
  readonly account: Account;
}

interface Destination extends Owner {
  readonly source: Exclude<Source, 'api'>;
}

/** What would come of a file's rows, without writing anything: the preview. */
export function sortImport(db: Db, account: Account, rows: readonly ImportedRow[]): SortedImport {
  const { fresh, repeated, evidence } = sorted(db, account, rows);
  return { fresh, known: [...repeated, ...evidence].map(({ row }) => row) };
}

interface Came {
  readonly newRows: number;
  readonly knownRows: number;
  /** The numbers of all the rows it tells, as they are kept. */
  readonly told: readonly number[];
}

/** Rows that the broker tells too are kept as evidence of its own, and move nothing. */
export function mirrorImport(
  tx: Tx,
  { clock }: { readonly clock: Clock },
  { userId, account, source }: Destination,
  rows: readonly ImportedRow[],
): Came {
  const { fresh, repeated, evidence } = sorted(tx, account, rows);
  const common = { accountId: account.id, source, seenAt: clock() };
  const told = repeated.map(({ rawId }) => rawId);
  for (const { row, of } of evidence) {
    const rawId = keep(tx, { ...common, evidenceOf: of }, row);
    if (rawId !== null) told.push(rawId);
  }
  const days = new Map<string, IsoDate>();
  for (const row of fresh) {
    const rawId = keep(tx, { ...common, evidenceOf: null }, row);
    if (rawId === null) continue;
    told.push(rawId);
    const owner = { userId, accountId: account.id, activityId: row.id, rawId };
    for (const transaction of row.transactions) {
      insertTransaction(tx, owner, transaction);
      noteDay(days, transaction);
    }
    for (const problem of row.problems) saveProblem(tx, rawId, problem);
  }
  markTickers(tx, { userId, account }, days);
  if (fresh.length + evidence.length > 0) bumpVersion(tx, userId);
  return { newRows: fresh.length, knownRows: repeated.length + evidence.length, told };
}

interface Sorted {
  readonly fresh: readonly ImportedRow[];
  /** Kept already under this very id. */
  readonly repeated: readonly { readonly row: ImportedRow; readonly rawId: number }[];
  readonly evidence: readonly { readonly row: ImportedRow; readonly of: string }[];
}

function sorted(db: Db, account: Account, rows: readonly ImportedRow[]): Sorted {
  const kept = knownAmong(
    db,
    account.id,
    rows.map(({ id }) => id),
  );
  const others = rows.filter(({ id }) => !kept.has(id));
  const confirmed = toldByBrokerToo(db, account, others);
  return {
    repeated: joined(rows, kept).map(([row, rawId]) => ({ row, rawId })),
    fresh: others.filter(({ id }) => !confirmed.has(id)),
    evidence: joined(others, confirmed).map(([row, of]) => ({ row, of })),
  };
}

/** By the id of the file's row, that of the broker's. */
function toldByBrokerToo(
  db: Db,
  account: Account,
  rows: readonly ImportedRow[],
): ReadonlyMap<string, string> {
  const told = rows.flatMap(({ transactions }) => transactions);
  const broker = told.length === 0 ? [] : toldByBroker(db, account.id, daysAround(told));
  // To compare 40,000 rows with none takes a while too.
  if (broker.length === 0) return new Map();
  return new Map(confirmedBy(told, broker).map(({ file, broker }) => [file.id, broker.id]));
}

function joined<T>(rows: readonly ImportedRow[], found: ReadonlyMap<string, T>): readonly [ImportedRow, T][] {
  return rows.flatMap((row) => {
    const one = found.get(row.id);
    return one === undefined ? [] : [[row, one]];
  });
}

interface Kept {
  readonly accountId: string;
  readonly source: Source;
  readonly seenAt: number;
  readonly evidenceOf: string | null;
}

function keep(tx: Tx, common: Kept, { id, happenedAt, type, text }: ImportedRow): number | null {
  const digest = digestOf(text);
  return insertVersion(tx, {
    ...common,
    activityId: id,
    version: 1,
    state: 'SEEN',
    type,
    happenedAt,
    digest,
    text,
  });
}

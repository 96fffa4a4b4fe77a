import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { ProblemCode } from '../../../model/transaction.ts';
import type { OddRecord, TransactionRecord, Version } from '../engine/listed.ts';
import { LISTED, type ListedColumns, toListed } from './list.ts';

interface Found {
  readonly id: number;
  readonly activityId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly broker: BrokerKind;
}

const FIND = `SELECT r.id, r.activity_id AS activityId, a.id AS accountId, a.name AS accountName, a.broker
  FROM raw_transactions r JOIN accounts a ON a.id = r.account_id WHERE r.id = ? AND r.version = 1 AND a.user_id = ?`;

/** One activity with everything that was ever seen of it. */
export function findRecord(db: Db, userId: string, id: number): TransactionRecord | null {
  const found = statement<[number, string], Found>(db, FIND).get(id, userId);
  if (found === undefined) return null;
  const key = [found.accountId, found.activityId] as const;
  const rows = statement<[string, string], ListedColumns>(db, OF_RECORD).all(...key);
  return {
    ...found,
    versions: versionsOf(db, key),
    transactions: rows.map(toListed),
    evidenceOf: firstIds(db, CONFIRMED, key)[0] ?? null,
    evidence: firstIds(db, CONFIRMING, key),
  };
}

const OF_RECORD = `${LISTED} WHERE t.account_id = ? AND t.activity_id = ? ORDER BY t.part`;

const CONFIRMED = `SELECT first.id FROM raw_transactions r
  JOIN raw_transactions first ON first.account_id = r.account_id AND first.activity_id = r.evidence_of
  WHERE r.account_id = ? AND r.activity_id = ? AND first.version = 1`;
const CONFIRMING = `SELECT id FROM raw_transactions WHERE account_id = ? AND evidence_of = ? AND version = 1 ORDER BY id`;

function firstIds(db: Db, sql: string, key: readonly [string, string]): readonly number[] {
  const found = statement<[string, string], { readonly id: number }>(db, sql).all(...key);
  return found.map(({ id }) => id);
}

interface VersionColumns extends Omit<Version, 'problems'> {
  readonly id: number;
}

const VERSIONS = `SELECT r.id, version, state, source, type, happened_at AS happenedAt, seen_at AS seenAt, text
  FROM raw_transactions r LEFT JOIN raw_texts ON raw_id = r.id
  WHERE account_id = ? AND activity_id = ? ORDER BY version DESC`;

function versionsOf(db: Db, key: readonly [string, string]): readonly Version[] {
  const found = statement<[string, string], VersionColumns>(db, VERSIONS).all(...key);
  return found.map(({ id, ...version }) => ({ ...version, problems: problemsOf(db, id) }));
}

type RowProblem = OddRecord['problems'][number];

function problemsOf(db: Db, rawId: number): readonly RowProblem[] {
  const sql = 'SELECT code, message FROM row_problems WHERE raw_id = ? ORDER BY code, message';
  return statement<[number], { readonly code: ProblemCode; readonly message: string }>(db, sql).all(rawId);
}

// Problems first: they are few, and so are the rows that vanished; the mirror itself is not read.
const ODD = `FROM raw_transactions r
  JOIN accounts a ON a.id = r.account_id
  JOIN raw_transactions first
    ON first.account_id = r.account_id AND first.activity_id = r.activity_id AND first.version = 1
  WHERE a.user_id = ?
    AND r.id IN (SELECT raw_id FROM row_problems UNION SELECT gone.id FROM accounts mine
      CROSS JOIN raw_transactions gone ON gone.account_id = mine.id AND gone.state = 'VANISHED'
      WHERE mine.user_id = ?)
    AND NOT EXISTS (SELECT 1 FROM raw_transactions later WHERE later.account_id = r.account_id
      AND later.activity_id = r.activity_id AND later.version > r.version)`;

const ODD_RECORDS = `SELECT r.id AS rawId, first.id AS record, r.activity_id AS activityId, a.name AS accountName,
    r.happened_at AS happenedAt, r.type, r.state ${ODD} ORDER BY r.happened_at DESC, r.id DESC LIMIT ?`;

/** Newest first. */
export function oddRecords(db: Db, userId: string, limit: number): readonly OddRecord[] {
  const found = statement<[string, string, number], Omit<OddRecord, 'problems'> & { readonly rawId: number }>(
    db,
    ODD_RECORDS,
  );
  return found
    .all(userId, userId, limit)
    .map(({ rawId, ...odd }) => ({ ...odd, problems: problemsOf(db, rawId) }));
}

const ODD_COUNT = `SELECT count(*) AS odd ${ODD}`;

export function countOdd(db: Db, userId: string): number {
  return statement<[string, string], { readonly odd: number }>(db, ODD_COUNT).get(userId, userId)?.odd ?? 0;
}

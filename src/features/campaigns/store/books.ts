import type { Database } from 'better-sqlite3';
import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Instrument, OptionContract } from '../../../model/instrument.ts';
import { newestVersion } from '../../transactions/index.ts';
import { type Carried, type Counted, keyOf } from '../engine/balance/types.ts';

/** What an account's rows come to. */
export interface Sums {
  readonly begins: IsoDate | null;
  readonly cashE4: number;
  readonly counted: readonly Counted[];
}

const NOTHING: Sums = { begins: null, cashE4: 0, counted: [] };

interface Remembered {
  readonly rows: string;
  readonly sums: ReadonlyMap<string, Sums>;
}

// All rows are read for it, 90 ms of 100,000: so once, until a row comes, or goes with the import that brought it.
const remembered = new WeakMap<Database, Map<string, Remembered>>();

export function sumsOf(db: Db, userId: string, accountId: string): Sums {
  const known = remembered.get(db.$client) ?? new Map<string, Remembered>();
  remembered.set(db.$client, known);
  const rows = `${newestVersion(db)} ${countOf(db, userId)}`;
  const last = known.get(userId);
  const sums = last?.rows === rows ? last.sums : readSums(db, userId);
  known.set(userId, { rows, sums });
  return sums.get(accountId) ?? NOTHING;
}

const COUNT = 'SELECT count(*) AS n FROM transactions WHERE user_id = ?';

function countOf(db: Db, userId: string): number {
  return statement<[string], { readonly n: number }>(db, COUNT).get(userId)?.n ?? 0;
}

const CASH = `SELECT a.id AS account, min(t.traded_on) AS begins, sum(iif(t.currency = a.currency, t.net_e4, 0)) AS cashE4
  FROM transactions t JOIN accounts a ON a.id = t.account_id WHERE t.user_id = ? GROUP BY a.id`;

const HELD = `SELECT account_id AS account, ticker, symbol, expires_on AS expiresOn, option_type AS type,
    strike_e6 AS strikeE6, multiplier, deliverable_e8 AS deliverableE8, sum(quantity_e8) AS quantityE8,
    sum(iif(kind IN ('ASSIGNMENT', 'EXERCISE', 'EXPIRATION', 'CASH_SETTLEMENT'), abs(quantity_e8), 0)) AS removedE8,
    sum(iif(kind IN ('ASSIGNMENT', 'EXERCISE', 'EXPIRATION', 'CASH_SETTLEMENT'), 0, quantity_e8)) AS movedE8
  FROM transactions WHERE user_id = ? AND ticker IS NOT NULL AND quantity_e8 <> 0
  GROUP BY account_id, ticker, symbol HAVING quantityE8 <> 0`;

type CashRow = Omit<Sums, 'counted'> & { readonly account: string };

interface HeldRow {
  readonly account: string;
  readonly ticker: string;
  readonly symbol: string | null;
  readonly expiresOn: IsoDate | null;
  readonly type: OptionContract['type'] | null;
  readonly strikeE6: number | null;
  readonly multiplier: number | null;
  readonly deliverableE8: number | null;
  readonly quantityE8: number;
  readonly removedE8: number;
  readonly movedE8: number;
}

function readSums(db: Db, userId: string): ReadonlyMap<string, Sums> {
  const held = Map.groupBy(
    statement<[string], HeldRow>(db, HELD).all(userId),
    ({ account }: HeldRow) => account,
  );
  const cash = statement<[string], CashRow>(db, CASH).all(userId);
  return new Map(
    cash.map(({ account, begins, cashE4 }) => [
      account,
      { begins, cashE4, counted: (held.get(account) ?? []).map(toCounted) },
    ]),
  );
}

function toCounted(row: HeldRow): Counted {
  const { quantityE8, removedE8, movedE8 } = row;
  const towardZeroE8 = movedE8 === 0 ? quantityE8 : movedE8 - Math.sign(movedE8) * removedE8;
  return { instrument: instrumentOf(row), quantityE8, towardZeroE8 };
}

function instrumentOf(row: HeldRow): Instrument {
  const { ticker, symbol, expiresOn, type, strikeE6, multiplier, deliverableE8 } = row;
  if (symbol === null || expiresOn === null || type === null) return { kind: 'SHARE', ticker };
  const terms = { strikeE6: strikeE6 ?? 0, multiplier: multiplier ?? 0, deliverableE8: deliverableE8 ?? 0 };
  return { kind: 'OPTION', symbol, ticker, expiresOn, type, ...terms };
}

// The last thing that was said of them before: a version that is gone has no text.
const GONE = `SELECT first.id FROM raw_transactions gone
  JOIN raw_transactions first
    ON first.account_id = gone.account_id AND first.activity_id = gone.activity_id AND first.version = 1
  JOIN raw_transactions told
    ON told.account_id = gone.account_id AND told.activity_id = gone.activity_id AND told.version = gone.version - 1
  JOIN raw_texts ON raw_id = told.id
  WHERE gone.account_id = ? AND gone.state = 'VANISHED' AND instr(text, ?) > 0
    AND NOT EXISTS (SELECT 1 FROM raw_transactions later WHERE later.account_id = gone.account_id
      AND later.activity_id = gone.activity_id AND later.version > gone.version)
  ORDER BY gone.id DESC LIMIT 20`;

/** Records of a contract or share that the broker shows no more. */
export function goneRecords(db: Db, accountId: string, instrument: Instrument): readonly number[] {
  const found = statement<[string, string], { readonly id: number }>(db, GONE);
  return found.all(accountId, `"${keyOf(instrument)}"`).map(({ id }) => id);
}

interface CarriedRow {
  readonly begins: IsoDate | null;
  readonly cashE4: number | null;
  readonly held: string;
}

export function carriedOf(db: Db, accountId: string): Carried | null {
  const sql = `SELECT begins_on AS begins, cash_e4 AS cashE4, held FROM carried_books WHERE account_id = ?`;
  const found = statement<[string], CarriedRow>(db, sql).get(accountId);
  return found === undefined ? null : { ...found, held: JSON.parse(found.held) };
}

const CARRY = `INSERT INTO carried_books VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
  begins_on = excluded.begins_on, cash_e4 = excluded.cash_e4, held = excluded.held, found_at = excluded.found_at`;

export function saveCarried(tx: Tx, accountId: string, { begins, cashE4, held }: Carried, at: number): void {
  statement(tx, CARRY).run(accountId, begins, cashE4, JSON.stringify(held), at);
}

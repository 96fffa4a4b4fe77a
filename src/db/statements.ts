import type { Database, Statement } from 'better-sqlite3';
import type { Db } from './open.ts';

const prepared = new WeakMap<Database, Map<string, Statement>>();

/** The statement of this text, compiled once per database. Row types are stated by the caller, beside the SQL. */
export function statement<P extends unknown[], Row = unknown>(db: Db, sql: string): Statement<P, Row> {
  const known = statementsOf(db.$client);
  const found = known.get(sql) ?? db.$client.prepare(sql);
  known.set(sql, found);
  return found as unknown as Statement<P, Row>;
}

function statementsOf(client: Database): Map<string, Statement> {
  const known = prepared.get(client) ?? new Map<string, Statement>();
  prepared.set(client, known);
  return known;
}

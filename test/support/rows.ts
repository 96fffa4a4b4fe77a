import { verify } from '../../src/features/audit/index.ts';
import type { TestHouse } from './house.ts';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

export function rows({ deps }: TestHouse, sql: string, ...values: readonly Value[]): readonly Row[] {
  return deps.db.$client.prepare<Value[], Row>(sql).all(...values);
}

export function count(house: TestHouse, table: string): number {
  return Number(rows(house, `SELECT count(*) AS n FROM ${table}`)[0]?.['n']);
}

/** What the audit log says happened, oldest first. */
export function deeds(house: TestHouse): readonly string[] {
  return rows(house, 'SELECT action FROM audit_log ORDER BY id').map(({ action }) => String(action));
}

/** The newest line of this action. */
export function lastDeed(house: TestHouse, action: string): Row {
  return rows(house, 'SELECT * FROM audit_log WHERE action = ? ORDER BY id DESC LIMIT 1', action)[0] ?? {};
}

export function firstBad({ deps }: TestHouse): number | null {
  return verify(deps.db, deps).firstBad;
}

/** Every row of every table, as one text. */
export function everyText(house: TestHouse): string {
  const tables = rows(
    house,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  );
  return tables.map(({ name }) => JSON.stringify([name, rows(house, `SELECT * FROM ${name}`)])).join('\n');
}

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { Database } from 'better-sqlite3';
import { is, Table } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { root } from '../src/root.ts';
import { openTestHouse } from './support/house.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly key: boolean;
}

/** Kept by db/ itself, in plain SQL: they have no tables.ts. */
const WITHOUT_TABLES = ['schema_migrations', 'marks', 'data_versions'];

const tables = await tablesOf(path.join(root, 'src/features'));

test('every table of the database is described in a tables.ts, and every description has its table', async (t) => {
  const { deps } = await openTestHouse(t);
  const described = [...tables.map((table) => getTableConfig(table).name), ...WITHOUT_TABLES];
  assert.deepEqual(tableNames(deps.db.$client).toSorted(), described.toSorted());
});

for (const table of tables) {
  const { name } = getTableConfig(table);
  test(`${name}: the migration and tables.ts agree on columns, keys and references`, async (t) => {
    const { deps } = await openTestHouse(t);
    assert.deepEqual(columnsIn(deps.db.$client, name), columnsOf(table));
    assert.deepEqual(referencesIn(deps.db.$client, name), referencesOf(table));
    assert.deepEqual(uniquesIn(deps.db.$client, name), uniquesOf(table));
  });
}

test('every table is STRICT', async (t) => {
  const { deps } = await openTestHouse(t);
  const lax = deps.db.$client.prepare(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
  );
  assert.deepEqual(lax.pluck().all(), []);
});

test('a difference is found: a column that a migration adds and nobody describes', async (t) => {
  const { deps } = await openTestHouse(t);
  const [table] = tables;
  assert.ok(table);
  const { name } = getTableConfig(table);
  deps.db.$client.exec(`ALTER TABLE ${name} ADD COLUMN surprise TEXT`);
  assert.notDeepEqual(columnsIn(deps.db.$client, name), columnsOf(table));
});

test('no amount can be a float: no column of any table is REAL', async (t) => {
  const { deps } = await openTestHouse(t);
  const columns = tableNames(deps.db.$client).flatMap((name) => columnsIn(deps.db.$client, name));
  assert.deepEqual(
    columns.filter(({ type }) => !['INTEGER', 'TEXT', 'BLOB'].includes(type)),
    [],
  );
});

async function tablesOf(folder: string): Promise<readonly SQLiteTable[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('tables.ts'),
  );
  const modules = await Promise.all(files.map((file) => import(path.join(folder, file)) as Promise<object>));
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value) => is(value, Table)) as SQLiteTable[];
}

function tableNames(client: Database): readonly string[] {
  return client
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as unknown as readonly string[];
}

function columnsIn(client: Database, name: string): readonly Column[] {
  const rows = client.pragma(`table_info(${name})`) as readonly {
    readonly name: string;
    readonly type: string;
    readonly notnull: number;
    readonly pk: number;
  }[];
  return rows.map((row) => ({
    name: row.name,
    type: row.type,
    required: row.notnull === 1 || row.pk > 0,
    key: row.pk > 0,
  }));
}

function columnsOf(table: SQLiteTable): readonly Column[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const composite = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  return columns.map((column) => {
    const key = column.primary || composite.has(column.name);
    return {
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      required: column.notNull || key,
      key,
    };
  });
}

function referencesIn(client: Database, name: string): readonly string[] {
  const rows = client.pragma(`foreign_key_list(${name})`) as readonly {
    readonly table: string;
    readonly from: string;
    readonly to: string;
    readonly on_delete: string;
  }[];
  return rows.map((row) => `${row.from} > ${row.table}.${row.to} ${row.on_delete.toLowerCase()}`).toSorted();
}

function referencesOf(table: SQLiteTable): readonly string[] {
  return getTableConfig(table)
    .foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference();
      const target = `${getTableConfig(foreignTable as SQLiteTable).name}.${foreignColumns[0]?.name}`;
      return `${columns[0]?.name} > ${target} ${key.onDelete ?? 'no action'}`;
    })
    .toSorted();
}

function uniquesIn(client: Database, name: string): readonly string[] {
  const indexes = client.pragma(`index_list(${name})`) as readonly {
    readonly name: string;
    readonly origin: string;
  }[];
  return indexes
    .filter(({ origin }) => origin === 'u')
    .map((index) =>
      (client.pragma(`index_info(${index.name})`) as readonly { readonly name: string }[])
        .map((row) => row.name)
        .join(),
    )
    .toSorted();
}

function uniquesOf(table: SQLiteTable): readonly string[] {
  const { columns, uniqueConstraints } = getTableConfig(table);
  const alone = columns.filter((column) => column.isUnique).map((column) => column.name);
  const together = uniqueConstraints.map((unique) => unique.columns.map((column) => column.name).join());
  return [...alone, ...together].toSorted();
}

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts, connections } from '../brokers/tables.ts';

export const syncRuns = sqliteTable('sync_runs', {
  id: text().primaryKey(),
  connectionId: text('connection_id')
    .notNull()
    .references(() => connections.id, { onDelete: 'cascade' }),
  state: text({ enum: ['running', 'done', 'failed', 'cancelled'] }).notNull(),
  pid: integer().notNull(),
  beatAt: integer('beat_at').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
  doing: text({ enum: ['accounts', 'history', 'positions', 'prices'] }).notNull(),
  questions: integer().notNull().default(0),
  answers: integer().notNull().default(0),
  rows: integer().notNull().default(0),
  newRows: integer('new_rows').notNull().default(0),
  changedRows: integer('changed_rows').notNull().default(0),
  vanishedRows: integer('vanished_rows').notNull().default(0),
  windowFrom: integer('window_from'),
  windowTo: integer('window_to'),
  errorKind: text('error_kind'),
  errorMessage: text('error_message'),
});

export const syncStretches = sqliteTable(
  'sync_stretches',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    fromAt: integer('from_at').notNull(),
    toAt: integer('to_at').notNull(),
    type: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.fromAt, table.toAt, table.type] })],
);

export const syncMarks = sqliteTable('sync_marks', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  readFrom: integer('read_from'),
  readTo: integer('read_to'),
  askedFrom: integer('asked_from'),
  askedTo: integer('asked_to'),
});

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const jobRuns = sqliteTable(
  'job_runs',
  {
    job: text().notNull(),
    slot: text().notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    outcome: text({ enum: ['running', 'done', 'failed', 'interrupted'] }).notNull(),
    message: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

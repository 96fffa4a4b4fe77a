import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const auditLog = sqliteTable('audit_log', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  actorId: text('actor_id'),
  actor: text().notNull(),
  via: text({ enum: ['page', 'api', 'job', 'cli'] }).notNull(),
  address: text(),
  action: text().notNull(),
  subject: text().notNull(),
  before: text(),
  after: text(),
  keyId: text('key_id').notNull(),
  seal: text().notNull().unique(),
});

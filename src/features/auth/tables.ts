import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { scopes } from '../../model/roles.ts';
import { users } from '../users/tables.ts';

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

export const passwords = sqliteTable('passwords', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  hash: text().notNull(),
  changedAt: integer('changed_at').notNull(),
});

export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  userId: owner(),
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: integer('created_at').notNull(),
  seenAt: integer('seen_at').notNull(),
  address: text().notNull(),
  agent: text().notNull(),
  notice: text(),
});

export const signInFailures = sqliteTable('sign_in_failures', {
  subject: text().primaryKey(),
  failures: integer().notNull(),
  lastAt: integer('last_at').notNull(),
  waitUntil: integer('wait_until').notNull(),
});

export const passwordLinks = sqliteTable('password_links', {
  tokenHash: text('token_hash').primaryKey(),
  userId: owner().unique(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const apiTokens = sqliteTable('api_tokens', {
  id: text().primaryKey(),
  userId: owner(),
  name: text().notNull(),
  scope: text({ enum: scopes }).notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  ending: text().notNull(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
  revokedAt: integer('revoked_at'),
});

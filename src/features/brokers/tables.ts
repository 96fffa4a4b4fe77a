import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { brokerKinds } from '../../model/broker.ts';
import { users } from '../users/tables.ts';

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

const broker = () => text({ enum: brokerKinds }).notNull();

export const connections = sqliteTable(
  'connections',
  {
    id: text().primaryKey(),
    userId: owner(),
    broker: broker(),
    appKey: text('app_key'),
    appSecret: text('app_secret'),
    pausedAt: integer('paused_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [unique().on(table.userId, table.broker)],
);

export const authTokens = sqliteTable('auth_tokens', {
  connectionId: text('connection_id')
    .primaryKey()
    .references(() => connections.id, { onDelete: 'cascade' }),
  access: text().notNull(),
  accessEndsAt: integer('access_ends_at').notNull(),
  gotAt: integer('got_at').notNull(),
  refresh: text(),
  signInEndsAt: integer('sign_in_ends_at').notNull(),
  deadAt: integer('dead_at'),
  version: integer().notNull(),
  renewedBy: text('renewed_by'),
  renewedUntil: integer('renewed_until'),
});

export const signIns = sqliteTable('sign_ins', {
  stateHash: text('state_hash').primaryKey(),
  connectionId: text('connection_id')
    .notNull()
    .references(() => connections.id, { onDelete: 'cascade' }),
  sessionId: text('session_id').notNull(),
  endsAt: integer('ends_at').notNull(),
  usedAt: integer('used_at'),
});

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    userId: owner(),
    connectionId: text('connection_id').references(() => connections.id, { onDelete: 'set null' }),
    broker: broker(),
    number: text().notNull(),
    handle: text().notNull(),
    name: text().notNull(),
    currency: text({ enum: ['USD', 'INR'] }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [unique().on(table.userId, table.broker, table.number)],
);

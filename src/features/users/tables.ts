import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { roles } from '../../model/roles.ts';
import { themes } from '../../model/theme.ts';

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  role: text({ enum: roles }).notNull(),
  disabledAt: integer('disabled_at'),
  sessionsValidFrom: integer('sessions_valid_from').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const settings = sqliteTable('settings', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  theme: text({ enum: themes }).notNull(),
  timeZone: text('time_zone').notNull(),
});

import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { fileFormats } from '../../model/file-format.ts';
import { CURRENCIES } from '../../model/money.ts';
import { accounts } from '../brokers/tables.ts';
import { users } from '../users/tables.ts';

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

const account = () =>
  text('account_id')
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' });

export const rawTransactions = sqliteTable(
  'raw_transactions',
  {
    id: integer().primaryKey(),
    accountId: account(),
    activityId: text('activity_id').notNull(),
    version: integer().notNull(),
    source: text({ enum: ['api', 'schwab-csv', 'schwab-json', 'zerodha-tradebook'] }).notNull(),
    state: text({ enum: ['SEEN', 'VANISHED'] }).notNull(),
    type: text().notNull(),
    happenedAt: integer('happened_at').notNull(),
    digest: text().notNull(),
    seenAt: integer('seen_at').notNull(),
    evidenceOf: text('evidence_of'),
  },
  (table) => [unique().on(table.accountId, table.activityId, table.version)],
);

export const rawNumbers = sqliteTable('raw_numbers', { lastUsed: integer('last_used').notNull() });

const rawId = () =>
  integer('raw_id')
    .notNull()
    .references(() => rawTransactions.id, { onDelete: 'cascade' });

export const rawTexts = sqliteTable('raw_texts', {
  rawId: integer('raw_id')
    .primaryKey()
    .references(() => rawTransactions.id, { onDelete: 'cascade' }),
  text: text().notNull(),
});

export const transactions = sqliteTable(
  'transactions',
  {
    id: integer().primaryKey(),
    userId: owner(),
    accountId: account(),
    rawId: rawId(),
    activityId: text('activity_id').notNull(),
    part: integer().notNull(),
    orderId: text('order_id'),
    executedAt: integer('executed_at').notNull(),
    tradedOn: text('traded_on').notNull(),
    hasTime: integer('has_time').notNull(),
    effectiveOn: text('effective_on'),
    kind: text().notNull(),
    ticker: text(),
    symbol: text(),
    expiresOn: text('expires_on'),
    optionType: text('option_type', { enum: ['PUT', 'CALL'] }),
    strikeE6: integer('strike_e6'),
    multiplier: integer(),
    deliverableE8: integer('deliverable_e8'),
    quantityE8: integer('quantity_e8').notNull(),
    priceE6: integer('price_e6'),
    effect: text({ enum: ['OPENING', 'CLOSING'] }),
    fees: text().notNull(),
    netE4: integer('net_e4').notNull(),
    currency: text({ enum: CURRENCIES }).notNull(),
    description: text().notNull(),
  },
  (table) => [unique().on(table.accountId, table.activityId, table.part)],
);

export const rowProblems = sqliteTable(
  'row_problems',
  { rawId: rawId(), code: text().notNull(), message: text().notNull() },
  (table) => [primaryKey({ columns: [table.rawId, table.code, table.message] })],
);

export const imports = sqliteTable('imports', {
  id: text().primaryKey(),
  userId: owner(),
  accountId: text('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
  format: text({ enum: fileFormats }).notNull(),
  fileName: text('file_name').notNull(),
  receivedAt: integer('received_at').notNull(),
  importedAt: integer('imported_at'),
  newRows: integer('new_rows').notNull().default(0),
  knownRows: integer('known_rows').notNull().default(0),
  heldBefore: text('held_before'),
});

export const importRows = sqliteTable(
  'import_rows',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    rawId: rawId(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.rawId] })],
);

export const importFiles = sqliteTable('import_files', {
  importId: text('import_id')
    .primaryKey()
    .references(() => imports.id, { onDelete: 'cascade' }),
  text: text().notNull(),
});

export const importLines = sqliteTable(
  'import_lines',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    text: text().notNull(),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);

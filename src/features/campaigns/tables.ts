import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { CURRENCIES } from '../../model/money.ts';
import { accounts } from '../brokers/tables.ts';
import { transactions } from '../transactions/tables.ts';
import { users } from '../users/tables.ts';

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

export const campaigns = sqliteTable(
  'campaigns',
  {
    key: integer().primaryKey(),
    userId: owner(),
    id: text().notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    ticker: text().notNull(),
    currency: text({ enum: CURRENCIES }).notNull(),
    status: text({ enum: ['OPEN', 'CLOSED'] }).notNull(),
    strategy: text().notNull(),
    phase: text().notNull(),
    startedOn: text('started_on').notNull(),
    closedOn: text('closed_on'),
    expiresOn: text('expires_on'),
    rollCount: integer('roll_count').notNull(),
    cashE4: integer('cash_e4').notNull(),
    realisedE4: integer('realised_e4'),
    realisedTaxE4: integer('realised_tax_e4'),
    premiumE4: integer('premium_e4').notNull(),
    dividendsE4: integer('dividends_e4').notNull(),
    feesE4: integer('fees_e4').notNull(),
    sharesE8: integer('shares_e8').notNull(),
    basisE4: integer('basis_e4'),
    basisTaxE4: integer('basis_tax_e4'),
    days: integer().notNull(),
    capitalE4: integer('capital_e4'),
    capitalDaysE4: integer('capital_days_e4'),
    returnE6: integer('return_e6'),
    annualisedE6: integer('annualised_e6'),
    captureE6: integer('capture_e6'),
    isWin: integer('is_win'),
    details: text().notNull(),
    soldE4: integer('sold_e4').notNull().default(0),
  },
  (table) => [unique().on(table.userId, table.id)],
);

export const campaignTrades = sqliteTable(
  'campaign_trades',
  {
    campaignKey: integer('campaign_key')
      .notNull()
      .references(() => campaigns.key, { onDelete: 'cascade' }),
    position: integer().notNull(),
    activityId: text('activity_id').notNull(),
    part: integer().notNull(),
    tradedOn: text('traded_on').notNull(),
    quantityE8: integer('quantity_e8').notNull(),
    cashE4: integer('cash_e4').notNull(),
    feesE4: integer('fees_e4').notNull(),
    realisedE4: integer('realised_e4'),
    realisedTaxE4: integer('realised_tax_e4'),
    premiumE4: integer('premium_e4').notNull(),
    rolledE4: integer('rolled_e4').notNull(),
    role: text().notNull(),
    link: text(),
    why: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignKey, table.position] })],
);

export const toldTickers = sqliteTable(
  'told_tickers',
  {
    userId: owner(),
    ticker: text().notNull(),
    asOf: text('as_of').notNull(),
    rawId: integer('raw_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.ticker] })],
);

export const toldVersions = sqliteTable('told_versions', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  version: integer().notNull(),
});

export const campaignQuestions = sqliteTable('campaign_questions', {
  id: integer().primaryKey(),
  userId: owner(),
  ticker: text().notNull(),
  kind: text({ enum: ['suggestion', 'problem', 'unassigned'] }).notNull(),
  body: text().notNull(),
});

export const decisions = sqliteTable('decisions', {
  id: integer().primaryKey({ autoIncrement: true }),
  userId: owner(),
  accountId: text('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
  ticker: text().notNull(),
  body: text().notNull(),
  decidedAt: integer('decided_at').notNull(),
  withdrawnAt: integer('withdrawn_at'),
});

export const campaignAliases = sqliteTable(
  'campaign_aliases',
  { userId: owner(), oldId: text('old_id').notNull(), id: text().notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.oldId] })],
);

export const namedRows = sqliteTable('named_rows', {
  transactionId: integer('transaction_id')
    .primaryKey()
    .references(() => transactions.id, { onDelete: 'cascade' }),
  userId: owner(),
  ticker: text().notNull(),
});

export const campaignNotes = sqliteTable('campaign_notes', {
  id: text().primaryKey(),
  userId: owner(),
  campaignId: text('campaign_id').notNull(),
  text: text().notNull(),
  writtenAt: integer('written_at').notNull(),
  removedAt: integer('removed_at'),
});

export const campaignTags = sqliteTable(
  'campaign_tags',
  { userId: owner(), campaignId: text('campaign_id').notNull(), tag: text().notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.campaignId, table.tag] })],
);

export const campaignChanges = sqliteTable('campaign_changes', {
  id: integer().primaryKey(),
  userId: owner(),
  campaignId: text('campaign_id').notNull(),
  changedAt: integer('changed_at').notNull(),
  message: text().notNull(),
});

export const carriedBooks = sqliteTable('carried_books', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  beginsOn: text('begins_on'),
  cashE4: integer('cash_e4'),
  held: text().notNull(),
  foundAt: integer('found_at').notNull(),
});

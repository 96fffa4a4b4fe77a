import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CURRENCIES } from '../../model/money.ts';
import { accounts } from '../brokers/tables.ts';

const account = () =>
  text('account_id')
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' });

export const books = sqliteTable('books', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  readAt: integer('read_at').notNull(),
});

export const positions = sqliteTable(
  'positions',
  {
    accountId: account(),
    symbol: text().notNull(),
    ticker: text().notNull(),
    expiresOn: text('expires_on'),
    optionType: text('option_type', { enum: ['PUT', 'CALL'] }),
    strikeE6: integer('strike_e6'),
    multiplier: integer(),
    deliverableE8: integer('deliverable_e8'),
    quantityE8: integer('quantity_e8').notNull(),
    averagePriceE6: integer('average_price_e6'),
    marketValueE4: integer('market_value_e4'),
    currency: text({ enum: CURRENCIES }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.symbol] })],
);

export const balances = sqliteTable(
  'balances',
  {
    accountId: account(),
    currency: text({ enum: CURRENCIES }).notNull(),
    cashE4: integer('cash_e4').notNull(),
    valueE4: integer('value_e4'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.currency] })],
);

export const holdings = sqliteTable(
  'holdings',
  {
    accountId: account(),
    isin: text().notNull(),
    symbol: text().notNull(),
    exchange: text().notNull(),
    reportedE8: integer('reported_e8').notNull(),
    deliveredE8: integer('delivered_e8').notNull(),
    onTheWayE8: integer('on_the_way_e8').notNull(),
    pledgedE8: integer('pledged_e8').notNull(),
    soldTodayE8: integer('sold_today_e8').notNull(),
    borrowedE8: integer('borrowed_e8').notNull(),
    averagePriceE6: integer('average_price_e6'),
    lastPriceE6: integer('last_price_e6').notNull(),
    closePriceE6: integer('close_price_e6').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.isin] })],
);

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CURRENCIES } from '../../model/money.ts';

const market = () => text({ enum: ['US', 'IN', 'practice'] }).notNull();

export const quotes = sqliteTable(
  'quotes',
  {
    market: market(),
    symbol: text().notNull(),
    currency: text({ enum: CURRENCIES }).notNull(),
    priceE6: integer('price_e6').notNull(),
    bidE6: integer('bid_e6'),
    askE6: integer('ask_e6'),
    closeE6: integer('close_e6'),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.market, table.symbol] })],
);

export const candles = sqliteTable(
  'candles',
  {
    market: market(),
    symbol: text().notNull(),
    tradedOn: text('traded_on').notNull(),
    openE6: integer('open_e6').notNull(),
    highE6: integer('high_e6').notNull(),
    lowE6: integer('low_e6').notNull(),
    closeE6: integer('close_e6').notNull(),
    volume: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.market, table.symbol, table.tradedOn] })],
);

export const companyNames = sqliteTable(
  'company_names',
  {
    market: market(),
    name: text().notNull(),
    ticker: text(),
    askedAt: integer('asked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.market, table.name] })],
);

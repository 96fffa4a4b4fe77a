-- The last price seen of each symbol, and what it closed at day by day.
CREATE TABLE quotes (
  market TEXT NOT NULL CHECK (market IN ('US', 'IN', 'practice')),
  symbol TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  price_e6 INTEGER NOT NULL,
  bid_e6 INTEGER,
  ask_e6 INTEGER,
  close_e6 INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (market, symbol)
) STRICT;

CREATE TABLE candles (
  market TEXT NOT NULL CHECK (market IN ('US', 'IN', 'practice')),
  symbol TEXT NOT NULL,
  traded_on TEXT NOT NULL,
  open_e6 INTEGER NOT NULL,
  high_e6 INTEGER NOT NULL,
  low_e6 INTEGER NOT NULL,
  close_e6 INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  PRIMARY KEY (market, symbol, traded_on)
) STRICT;

-- Dividends name a company and no share: which one it is, as the broker says; NULL where it knows none by that name.
CREATE TABLE company_names (
  market TEXT NOT NULL CHECK (market IN ('US', 'IN', 'practice')),
  name TEXT NOT NULL,
  ticker TEXT,
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (market, name)
) STRICT;

-- What the broker says is held, as of the last time it was asked.
CREATE TABLE books (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL
) STRICT;

CREATE TABLE positions (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- The contract's symbol, or the share's ticker.
  symbol TEXT NOT NULL,
  ticker TEXT NOT NULL,
  expires_on TEXT,
  option_type TEXT CHECK (option_type IN ('PUT', 'CALL')),
  strike_e6 INTEGER,
  multiplier INTEGER,
  deliverable_e8 INTEGER,
  quantity_e8 INTEGER NOT NULL,
  average_price_e6 INTEGER,
  market_value_e4 INTEGER,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  PRIMARY KEY (account_id, symbol)
) STRICT;

CREATE TABLE balances (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  cash_e4 INTEGER NOT NULL,
  value_e4 INTEGER,
  PRIMARY KEY (account_id, currency)
) STRICT;

CREATE TABLE holdings (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  isin TEXT NOT NULL,
  symbol TEXT NOT NULL,
  exchange TEXT NOT NULL,
  reported_e8 INTEGER NOT NULL,
  delivered_e8 INTEGER NOT NULL,
  on_the_way_e8 INTEGER NOT NULL,
  pledged_e8 INTEGER NOT NULL,
  sold_today_e8 INTEGER NOT NULL,
  borrowed_e8 INTEGER NOT NULL,
  average_price_e6 INTEGER,
  last_price_e6 INTEGER NOT NULL,
  close_price_e6 INTEGER NOT NULL,
  PRIMARY KEY (account_id, isin)
) STRICT;

-- The mirror: every row a broker has shown, in all its versions, and what it was understood to mean.
CREATE TABLE raw_transactions (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  -- The greatest is the current one. A row that the broker no longer shows gets a version VANISHED, never a delete.
  version INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('api', 'schwab-csv', 'schwab-json', 'zerodha-tradebook')),
  state TEXT NOT NULL CHECK (state IN ('SEEN', 'VANISHED')),
  type TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  -- Of the text. Where it differs the texts themselves are compared: another order of fields is no other version.
  digest TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  -- A file's row that the broker's own row tells too is evidence of it, and moves nothing.
  evidence_of TEXT,
  UNIQUE (account_id, activity_id, version)
) STRICT;
CREATE INDEX raw_transactions_time ON raw_transactions (account_id, happened_at);
CREATE INDEX raw_transactions_files ON raw_transactions (account_id, happened_at) WHERE source <> 'api';
CREATE INDEX raw_transactions_vanished ON raw_transactions (account_id) WHERE state = 'VANISHED';
CREATE INDEX raw_transactions_evidence ON raw_transactions (account_id, evidence_of) WHERE evidence_of IS NOT NULL;

-- Apart, because it is long and read one row at a time.
CREATE TABLE raw_texts (
  raw_id INTEGER PRIMARY KEY REFERENCES raw_transactions (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE transactions (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  raw_id INTEGER NOT NULL REFERENCES raw_transactions (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  order_id TEXT,
  executed_at INTEGER NOT NULL,
  traded_on TEXT NOT NULL,
  has_time INTEGER NOT NULL CHECK (has_time IN (0, 1)),
  effective_on TEXT,
  kind TEXT NOT NULL,
  -- What campaigns are kept under; NULL for plain cash.
  ticker TEXT,
  -- The contract, as the clearing corporation writes it; NULL for shares and cash.
  symbol TEXT,
  expires_on TEXT,
  option_type TEXT CHECK (option_type IN ('PUT', 'CALL')),
  strike_e6 INTEGER,
  multiplier INTEGER,
  deliverable_e8 INTEGER,
  quantity_e8 INTEGER NOT NULL,
  price_e6 INTEGER,
  effect TEXT CHECK (effect IN ('OPENING', 'CLOSING')),
  fees TEXT NOT NULL,
  net_e4 INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  description TEXT NOT NULL,
  UNIQUE (account_id, activity_id, part)
) STRICT;
CREATE INDEX transactions_newest ON transactions (user_id, executed_at, id);
CREATE INDEX transactions_ticker ON transactions (account_id, ticker, executed_at);
CREATE INDEX transactions_raw ON transactions (raw_id);

-- What was not understood of a row, or is odd about it.
CREATE TABLE row_problems (
  raw_id INTEGER NOT NULL REFERENCES raw_transactions (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (raw_id, code, message)
) STRICT;

-- Files that were brought in, and those that wait for a yes: then there may be no account yet.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  format TEXT NOT NULL CHECK (format IN ('schwab-csv', 'schwab-json', 'zerodha-tradebook', 'zerodha-holdings')),
  file_name TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  -- NULL while it waits.
  imported_at INTEGER,
  new_rows INTEGER NOT NULL DEFAULT 0,
  known_rows INTEGER NOT NULL DEFAULT 0,
  CHECK (imported_at IS NULL OR account_id IS NOT NULL)
) STRICT;
CREATE INDEX imports_account ON imports (account_id);
CREATE INDEX imports_user ON imports (user_id, received_at);

-- What a file says while it waits; gone with the answer, or after a day.
CREATE TABLE import_files (
  import_id TEXT PRIMARY KEY REFERENCES imports (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

-- Lines of a file that nobody could read: kept and listed, never dropped.
CREATE TABLE import_lines (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (import_id, line)
) STRICT;

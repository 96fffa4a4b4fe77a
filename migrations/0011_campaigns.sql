-- What the engine told last, ticker by ticker, and what the trader has said: the first can be told anew, the second not.
CREATE TABLE campaigns (
  key INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- By the first unit it opened: it may change when older history arrives.
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  ticker TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  status TEXT NOT NULL CHECK (status IN ('OPEN', 'CLOSED')),
  strategy TEXT NOT NULL,
  phase TEXT NOT NULL,
  started_on TEXT NOT NULL,
  closed_on TEXT,
  -- The nearest expiry of what is open.
  expires_on TEXT,
  roll_count INTEGER NOT NULL,
  cash_e4 INTEGER NOT NULL,
  -- NULL, here and below, where a cost is unknown.
  realised_e4 INTEGER,
  realised_tax_e4 INTEGER,
  premium_e4 INTEGER NOT NULL,
  dividends_e4 INTEGER NOT NULL,
  fees_e4 INTEGER NOT NULL,
  shares_e8 INTEGER NOT NULL,
  basis_e4 INTEGER,
  basis_tax_e4 INTEGER,
  days INTEGER NOT NULL,
  capital_e4 INTEGER,
  capital_days_e4 INTEGER,
  return_e6 INTEGER,
  annualised_e6 INTEGER,
  capture_e6 INTEGER,
  is_win INTEGER CHECK (is_win IN (0, 1)),
  -- What only the campaign's own page asks for: open legs, rolls, break-evens.
  details TEXT NOT NULL,
  -- What contracts sold to open had brought: what was kept of it is the capture, of one campaign and of many.
  sold_e4 INTEGER NOT NULL DEFAULT 0,
  UNIQUE (user_id, id)
) STRICT;
-- What a ticker comes to is added up from the index alone.
CREATE INDEX campaigns_ticker ON campaigns (user_id, ticker, currency, status, realised_e4, realised_tax_e4);
-- What is open is listed first.
CREATE INDEX campaigns_listed ON campaigns (user_id, status, started_on, id);
-- The newest first, open or not: without an index a list of 40,000 campaigns took 50 ms to begin.
CREATE INDEX campaigns_newest ON campaigns (user_id, started_on, id);
-- Closed ones as statistics list them; open ones have no day, and stand before all.
CREATE INDEX campaigns_closed ON campaigns (user_id, closed_on, id);
CREATE INDEX campaigns_unknown ON campaigns (user_id) WHERE realised_e4 IS NULL;
CREATE INDEX campaigns_account ON campaigns (account_id);

-- What of each row is in a campaign, in the order of the story.
CREATE TABLE campaign_trades (
  campaign_key INTEGER NOT NULL REFERENCES campaigns (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  activity_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  traded_on TEXT NOT NULL,
  quantity_e8 INTEGER NOT NULL,
  cash_e4 INTEGER NOT NULL,
  fees_e4 INTEGER NOT NULL,
  -- What the row has realised in the campaign, in both books; NULL where a cost is unknown.
  realised_e4 INTEGER,
  realised_tax_e4 INTEGER,
  -- What of its cash is premium, and what of that came by rolls.
  premium_e4 INTEGER NOT NULL,
  rolled_e4 INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('OPENING', 'CLOSING', 'ADJUSTMENT', 'ASSIGNMENT', 'INCOME', 'CORPORATE_ACTION')),
  -- Whose units it ended, as JSON; NULL where it ended none.
  link TEXT,
  why TEXT NOT NULL,
  PRIMARY KEY (campaign_key, position)
) STRICT;
CREATE INDEX campaign_trades_row ON campaign_trades (activity_id);
CREATE INDEX campaign_trades_day ON campaign_trades (traded_on);

-- When a ticker was told last, and from which rows: what is newer is what changed since.
CREATE TABLE told_tickers (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticker TEXT NOT NULL,
  as_of TEXT NOT NULL,
  raw_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, ticker)
) STRICT;

-- Counts every telling: while rows are only being read, what was made of the campaigns still holds.
CREATE TABLE told_versions (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  version INTEGER NOT NULL
) STRICT;

-- What is asked, what is wrong, and what is in no campaign: each as the engine said it, told anew with its ticker.
CREATE TABLE campaign_questions (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticker TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('suggestion', 'problem', 'unassigned')),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX campaign_questions_ticker ON campaign_questions (user_id, kind, ticker);

-- What the trader said, in the order it was said. What was taken back stays readable.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  ticker TEXT NOT NULL,
  body TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX decisions_ticker ON decisions (user_id, ticker);
CREATE INDEX decisions_account ON decisions (account_id);

-- Where a campaign went whose id changed.
CREATE TABLE campaign_aliases (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  old_id TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (user_id, old_id)
) STRICT;

-- A dividend names a company only: under which ticker its row is told.
CREATE TABLE named_rows (
  transaction_id INTEGER PRIMARY KEY REFERENCES transactions (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticker TEXT NOT NULL
) STRICT;
CREATE INDEX named_rows_ticker ON named_rows (user_id, ticker);
CREATE INDEX transactions_unnamed ON transactions (user_id, kind) WHERE ticker IS NULL;

CREATE TABLE campaign_notes (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  campaign_id TEXT NOT NULL,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX campaign_notes_campaign ON campaign_notes (user_id, campaign_id);

CREATE TABLE campaign_tags (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  campaign_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (user_id, campaign_id, tag)
) STRICT;

-- What the broker changed afterwards, and what that did to a campaign.
CREATE TABLE campaign_changes (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  campaign_id TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX campaign_changes_campaign ON campaign_changes (user_id, campaign_id);

-- What was told of an account that goes away is told anew without it. Where its owner goes too there is nobody to tell.
CREATE TRIGGER accounts_gone BEFORE DELETE ON accounts WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id)
BEGIN
  INSERT INTO marks (user_id, kind, key, earliest)
    SELECT OLD.user_id, 'ticker', OLD.id || char(10) || coalesce(ticker, ''), min(traded_on)
      FROM transactions WHERE account_id = OLD.id GROUP BY coalesce(ticker, '')
  ON CONFLICT DO NOTHING;
  UPDATE told_versions SET version = version + 1 WHERE user_id = OLD.user_id;
END;

-- What a broker corrected is found without reading all it ever told.
CREATE INDEX raw_transactions_corrected ON raw_transactions (account_id, id) WHERE version > 1;

-- A dividend that names a company is told with a ticker which its own row does not say: when it changes, that one is told anew.
CREATE TRIGGER named_rows_changed AFTER UPDATE ON transactions
WHEN OLD.ticker IS NULL AND EXISTS (SELECT 1 FROM named_rows WHERE transaction_id = OLD.id)
BEGIN
  INSERT INTO marks (user_id, kind, key, earliest)
    SELECT user_id, 'ticker', OLD.account_id || char(10) || ticker, min(OLD.traded_on, NEW.traded_on)
      FROM named_rows WHERE transaction_id = OLD.id
  ON CONFLICT DO UPDATE SET earliest = min(earliest, excluded.earliest);
END;
CREATE TRIGGER named_rows_gone BEFORE DELETE ON transactions
WHEN OLD.ticker IS NULL AND EXISTS (SELECT 1 FROM named_rows JOIN users u ON u.id = user_id WHERE transaction_id = OLD.id)
BEGIN
  INSERT INTO marks (user_id, kind, key, earliest)
    SELECT user_id, 'ticker', OLD.account_id || char(10) || ticker, OLD.traded_on FROM named_rows WHERE transaction_id = OLD.id
  ON CONFLICT DO UPDATE SET earliest = min(earliest, excluded.earliest);
END;

-- With an account go the words on its campaigns, under whatever name they were written.
CREATE TRIGGER accounts_gone_words BEFORE DELETE ON accounts
BEGIN
  DELETE FROM campaign_notes WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_tags WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_changes WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_aliases WHERE user_id = OLD.user_id AND id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
END;

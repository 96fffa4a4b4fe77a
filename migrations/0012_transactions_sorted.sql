-- One list in many orders: each has its index, so that a page of 50 reads 50, wherever it is and however long the list.
CREATE INDEX transactions_by_ticker ON transactions (user_id, coalesce(ticker, ''), executed_at, id);
CREATE INDEX transactions_by_kind ON transactions (user_id, kind, executed_at, id);
CREATE INDEX transactions_by_amount ON transactions (user_id, currency, net_e4, id);

-- Which rows a file tells, also those that another file had told before: what no other file tells can be taken back.
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  raw_id INTEGER NOT NULL REFERENCES raw_transactions (id) ON DELETE CASCADE,
  PRIMARY KEY (import_id, raw_id)
) STRICT;
CREATE INDEX import_rows_raw ON import_rows (raw_id);
-- Those of before: what two files may have told stays whichever of them is taken back.
INSERT INTO import_rows SELECT i.id, r.id FROM imports i JOIN raw_transactions r ON r.account_id = i.account_id
  WHERE r.source = i.format AND r.version = 1 AND r.seen_at BETWEEN i.received_at AND i.imported_at;

-- A list of holdings takes the place of what was held before it, which is kept here as JSON.
ALTER TABLE imports ADD COLUMN held_before TEXT;

-- A record's number stands in addresses and in what others have noted: one that was taken back is never given again.
CREATE TABLE raw_numbers (
  last_used INTEGER NOT NULL
) STRICT;
INSERT INTO raw_numbers VALUES (0);

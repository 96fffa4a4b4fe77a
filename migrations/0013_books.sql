-- What an account held before its first row, as it was found when rows and broker were first compared.
CREATE TABLE carried_books (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  -- The date of the first row then; with older history it is found anew. NULL without rows.
  begins_on TEXT,
  -- NULL where cash cannot be compared.
  cash_e4 INTEGER,
  -- Quantities by contract or ticker, as JSON.
  held TEXT NOT NULL,
  found_at INTEGER NOT NULL
) STRICT;

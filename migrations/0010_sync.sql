-- Each time a connection was read, and what is still to be read of it: both survive a kill.
CREATE TABLE sync_runs (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  -- Which process reads, and when it was last known to: a run whose process is gone is taken up by the next.
  pid INTEGER NOT NULL,
  beat_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  doing TEXT NOT NULL CHECK (doing IN ('accounts', 'history', 'positions', 'prices')),
  -- Of what it is doing: how much there is to ask, and how much was answered.
  questions INTEGER NOT NULL DEFAULT 0,
  answers INTEGER NOT NULL DEFAULT 0,
  -- Rows the broker showed; of these so many were new, changed, or gone.
  rows INTEGER NOT NULL DEFAULT 0,
  new_rows INTEGER NOT NULL DEFAULT 0,
  changed_rows INTEGER NOT NULL DEFAULT 0,
  vanished_rows INTEGER NOT NULL DEFAULT 0,
  -- The time whose rows are being read.
  window_from INTEGER,
  window_to INTEGER,
  error_kind TEXT,
  error_message TEXT
) STRICT;
CREATE INDEX sync_runs_connection ON sync_runs (connection_id, started_at);
-- Two never read one connection at once.
CREATE UNIQUE INDEX sync_runs_running ON sync_runs (connection_id) WHERE state = 'running';

-- What a run has still to ask for. The page of rows that answers one is written in the transaction that takes it away.
CREATE TABLE sync_stretches (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (account_id, from_at, to_at, type)
) STRICT;

-- How far an account's history has been read without a gap, and how far it will have been once no stretch is left.
CREATE TABLE sync_marks (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  read_from INTEGER,
  read_to INTEGER,
  asked_from INTEGER,
  asked_to INTEGER
) STRICT;

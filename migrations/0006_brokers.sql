-- Whom a person is connected with, the tokens for it (encrypted), and the accounts that were found there.
CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  broker TEXT NOT NULL CHECK (broker IN ('schwab', 'zerodha', 'practice')),
  -- Their own app with the broker, encrypted; NULL where the installation's is used.
  app_key TEXT,
  app_secret TEXT,
  paused_at INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (user_id, broker)
) STRICT;

CREATE TABLE auth_tokens (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  access TEXT NOT NULL,
  access_ends_at INTEGER NOT NULL,
  got_at INTEGER NOT NULL,
  refresh TEXT,
  sign_in_ends_at INTEGER NOT NULL,
  -- The broker has refused them for good: a person signs in again.
  dead_at INTEGER,
  -- Counts every change: who refreshes writes only over what they have read.
  version INTEGER NOT NULL,
  -- Who is renewing them, and until when that is to be believed without another word: two at once could undo each other.
  renewed_by TEXT,
  renewed_until INTEGER
) STRICT;

-- A sign-in that has left for the broker's page and is not yet back: single use, ten minutes.
CREATE TABLE sign_ins (
  state_hash TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  -- They are back, and the broker is being asked; whoever ends the connection meanwhile takes the row away.
  used_at INTEGER
) STRICT;
CREATE INDEX sign_ins_connection ON sign_ins (connection_id);

-- An account outlives its connection: what was mirrored stays readable, and files can be imported without one.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  connection_id TEXT REFERENCES connections (id) ON DELETE SET NULL,
  broker TEXT NOT NULL CHECK (broker IN ('schwab', 'zerodha', 'practice')),
  number TEXT NOT NULL,
  handle TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency IN ('USD', 'INR')),
  created_at INTEGER NOT NULL,
  UNIQUE (user_id, broker, number)
) STRICT;
CREATE INDEX accounts_connection ON accounts (connection_id);

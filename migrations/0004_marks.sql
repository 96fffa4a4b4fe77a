-- What has changed and is not yet recomputed, and which state of their data each person's pages were made from.
CREATE TABLE marks (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  earliest TEXT NOT NULL CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- How long it has waited: shown to people, decides nothing but the order.
  marked_at INTEGER NOT NULL DEFAULT (CAST (unixepoch ('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (user_id, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_versions (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

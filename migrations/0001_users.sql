-- The people who may sign in, and what each has chosen for themselves.
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  role TEXT NOT NULL CHECK (role IN ('admin', 'user', 'viewer')),
  disabled_at INTEGER,
  -- Sessions begun before this instant are void: a new role or a closed door ends them all at once.
  sessions_valid_from INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  theme TEXT NOT NULL CHECK (theme IN ('system', 'dark', 'light')),
  time_zone TEXT NOT NULL
) STRICT;

-- Who did what, when: append-only, each row sealed over the one before it. No foreign keys: it outlives people.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_id TEXT,
  actor TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('page', 'api', 'job', 'cli')),
  address TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  key_id TEXT NOT NULL,
  seal TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX audit_log_by_actor ON audit_log (actor_id, id);

CREATE TRIGGER audit_log_keeps_rows BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE (ABORT, 'the audit log keeps every row');
END;

CREATE TRIGGER audit_log_keeps_words BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE (ABORT, 'the audit log keeps every word');
END;

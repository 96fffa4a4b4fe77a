-- How each scheduled run went, so that a restart neither repeats nor forgets one.
CREATE TABLE job_runs (
  job TEXT NOT NULL,
  -- The wall-clock time it was due at, in the job's own time zone: an hour that comes twice is one slot.
  slot TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'interrupted')),
  message TEXT NOT NULL,
  PRIMARY KEY (job, slot)
) STRICT;

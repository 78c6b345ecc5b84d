-- Where a trial lies on the wall clock: two moments of its device's monotonic time, and what they are as ns since 1970-01-01 UTC.
-- Decided when its raw samples are asked for the first time, and then kept, so that a sample always has the same stamp.
CREATE TABLE trial_timelines (
  cell_id        TEXT NOT NULL REFERENCES cells (cell_id),
  trial_number   INTEGER NOT NULL,
  start_ns       INTEGER NOT NULL,
  end_ns         INTEGER NOT NULL,
  start_epoch_ns INTEGER NOT NULL,
  end_epoch_ns   INTEGER NOT NULL,
  error_ns       INTEGER NOT NULL,
  PRIMARY KEY (cell_id, trial_number)
) STRICT, WITHOUT ROWID;

-- Experiments whose raw traces are published. rails: names as a JSON array, none for all. through: rowid of the last trial
-- that is done with.
CREATE TABLE trace_exports (
  experiment_id TEXT PRIMARY KEY REFERENCES experiments (id),
  url           TEXT NOT NULL,
  rails         TEXT NOT NULL,
  through       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

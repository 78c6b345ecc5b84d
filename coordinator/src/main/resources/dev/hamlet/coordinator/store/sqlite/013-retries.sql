-- Which trial another one repeats, and why (INVALID, FAILED, LOST); null for a trial that repeats none.
ALTER TABLE trials ADD COLUMN retry_of INTEGER;
ALTER TABLE trials ADD COLUMN retry_cause TEXT;

-- The same of trials that are granted and may have no row yet.
CREATE TABLE retries (
  fencing_token INTEGER NOT NULL REFERENCES leases (fencing_token),
  cell_id       TEXT NOT NULL REFERENCES cells (cell_id),
  trial_number  INTEGER NOT NULL,
  retry_of      INTEGER NOT NULL,
  cause         TEXT NOT NULL,
  PRIMARY KEY (fencing_token, cell_id, trial_number)
) STRICT;

-- Of a cell that was begun anew: the highest number of a trial that no figure rests on, and of one whose failure is not
-- held against it. Counts of trials leave out what is set aside.
ALTER TABLE cells ADD COLUMN set_aside_through INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN forgiven_through INTEGER NOT NULL DEFAULT 0;

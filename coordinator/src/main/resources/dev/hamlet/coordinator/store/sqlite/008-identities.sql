-- Cells share what they have in common; identities; cells that were taken over from other experiments or dropped.

-- shared: model, variant, artifact, runtime, input set and rails as JSON; few rows, each named by very many cells.
CREATE TABLE cell_shares (
  id     INTEGER PRIMARY KEY,
  shared TEXT NOT NULL UNIQUE
) STRICT;

-- Null for rows of before, whose spec and rails are whole. identity: 32 bytes of SHA-256, empty where not known.
ALTER TABLE cells ADD COLUMN share INTEGER REFERENCES cell_shares (id);
ALTER TABLE cells ADD COLUMN identity BLOB NOT NULL DEFAULT x'';

-- The experiment and the cell whose trials stand for this one's; empty for a cell that is measured itself.
ALTER TABLE cells ADD COLUMN reused_from TEXT NOT NULL DEFAULT '';
ALTER TABLE cells ADD COLUMN reused_cell TEXT NOT NULL DEFAULT '';

-- 1: the experiment's present file no longer has this cell.
ALTER TABLE cells ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;

CREATE INDEX cells_by_identity ON cells (identity) WHERE verdict_state = 'CONVERGED';

-- Every file that an experiment was submitted or extended with; restriction: what of it was asked for, empty for all.
CREATE TABLE experiment_files (
  experiment_id TEXT NOT NULL REFERENCES experiments (id),
  revision      INTEGER NOT NULL,
  file_name     TEXT NOT NULL,
  file_text     TEXT NOT NULL,
  restriction   TEXT NOT NULL,
  epoch_ms      INTEGER NOT NULL,
  PRIMARY KEY (experiment_id, revision)
) STRICT;

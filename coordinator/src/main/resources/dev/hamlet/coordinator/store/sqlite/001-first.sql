-- Version 1: the first tables. Times in *_epoch_ms are wall clock, ms since 1970-01-01 UTC, 0 for "not yet".

CREATE TABLE experiments (
  id                 TEXT PRIMARY KEY,
  submission_id      TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  owner              TEXT NOT NULL,
  file_name          TEXT NOT NULL,
  file_text          TEXT NOT NULL,
  seed               INTEGER NOT NULL,
  input_set          TEXT NOT NULL,
  state              TEXT NOT NULL,
  reason             TEXT NOT NULL,
  submitted_epoch_ms INTEGER NOT NULL,
  started_epoch_ms   INTEGER NOT NULL,
  finished_epoch_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE variants (
  experiment_id        TEXT NOT NULL REFERENCES experiments (id),
  position             INTEGER NOT NULL,
  model                TEXT NOT NULL,
  variant              TEXT NOT NULL,
  artifact             TEXT NOT NULL,
  compression          TEXT NOT NULL,
  parameters           INTEGER NOT NULL,
  multiply_accumulates INTEGER NOT NULL,
  file_bytes           INTEGER NOT NULL,
  compressed_bytes     INTEGER NOT NULL,
  PRIMARY KEY (experiment_id, position),
  UNIQUE (experiment_id, model, variant)
) STRICT;

-- spec: the CellSpec as JSON; rails: names as a JSON array.
CREATE TABLE cells (
  cell_id           TEXT PRIMARY KEY,
  experiment_id     TEXT NOT NULL REFERENCES experiments (id),
  position          INTEGER NOT NULL,
  device            TEXT NOT NULL,
  power_mode        TEXT NOT NULL,
  spec              TEXT NOT NULL,
  energy_rails      TEXT NOT NULL,
  rails             TEXT NOT NULL,
  state             TEXT NOT NULL,
  verdict_state     TEXT,
  verdict_reason    TEXT,
  ended_epoch_ms    INTEGER NOT NULL DEFAULT 0,
  trials_valid      INTEGER NOT NULL DEFAULT 0,
  trials_invalid    INTEGER NOT NULL DEFAULT 0,
  trials_failed     INTEGER NOT NULL DEFAULT 0,
  last_trial_number INTEGER NOT NULL DEFAULT 0,
  UNIQUE (experiment_id, position)
) STRICT;

-- AUTOINCREMENT: a token is never given twice, not even after the newest row was deleted.
CREATE TABLE leases (
  fencing_token    INTEGER PRIMARY KEY AUTOINCREMENT,
  lease_id         TEXT NOT NULL UNIQUE,
  experiment_id    TEXT NOT NULL REFERENCES experiments (id),
  device           TEXT NOT NULL,
  power_mode       TEXT NOT NULL,
  session_id       TEXT NOT NULL,
  granted_epoch_ms INTEGER NOT NULL,
  ended_epoch_ms   INTEGER NOT NULL DEFAULT 0,
  end_reason       TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX leases_by_group ON leases (experiment_id, device, power_mode, fencing_token);

CREATE TABLE attempts (
  cell_id          TEXT NOT NULL REFERENCES cells (cell_id),
  fencing_token    INTEGER NOT NULL REFERENCES leases (fencing_token),
  outcome          TEXT NOT NULL,
  reason           TEXT NOT NULL,
  started_epoch_ms INTEGER NOT NULL,
  ended_epoch_ms   INTEGER NOT NULL,
  PRIMARY KEY (cell_id, fencing_token)
) STRICT;

CREATE INDEX attempts_by_lease ON attempts (fencing_token);

-- visits: list of {cellId, trials} as JSON.
CREATE TABLE rounds (
  fencing_token INTEGER NOT NULL REFERENCES leases (fencing_token),
  round         INTEGER NOT NULL,
  visits        TEXT NOT NULL,
  PRIMARY KEY (fencing_token, round)
) STRICT;

-- latency, energy, sampling: the figures as JSON, null where there are none. A temperature that is not known is null.
CREATE TABLE trials (
  cell_id              TEXT NOT NULL REFERENCES cells (cell_id),
  trial_number         INTEGER NOT NULL,
  round                INTEGER NOT NULL,
  fencing_token        INTEGER NOT NULL,
  device               TEXT NOT NULL,
  boot_id              TEXT NOT NULL,
  status               TEXT NOT NULL,
  reason               TEXT NOT NULL,
  latency              TEXT,
  energy               TEXT,
  sampling             TEXT,
  load_seconds         REAL NOT NULL,
  burst_start_ns       INTEGER NOT NULL,
  burst_end_ns         INTEGER NOT NULL,
  temperature_before_c REAL,
  temperature_after_c  REAL,
  finished_epoch_ms    INTEGER NOT NULL,
  PRIMARY KEY (cell_id, trial_number)
) STRICT;

-- Ratios from 0 to 1; null when the evaluation failed.
CREATE TABLE evaluations (
  experiment_id     TEXT NOT NULL REFERENCES experiments (id),
  artifact          TEXT NOT NULL,
  runtime           TEXT NOT NULL,
  device            TEXT NOT NULL,
  inputs            INTEGER NOT NULL,
  accuracy          REAL,
  precision_macro   REAL,
  recall_macro      REAL,
  f1_macro          REAL,
  error             TEXT NOT NULL,
  finished_epoch_ms INTEGER NOT NULL,
  PRIMARY KEY (experiment_id, artifact, runtime, device)
) STRICT;

-- description: the DeviceRecord as JSON.
CREATE TABLE devices (
  name                TEXT PRIMARY KEY,
  description         TEXT NOT NULL,
  first_seen_epoch_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE device_energy (
  device      TEXT NOT NULL,
  rail        TEXT NOT NULL,
  joules      REAL NOT NULL,
  late_joules REAL NOT NULL,
  gap_seconds REAL NOT NULL,
  PRIMARY KEY (device, rail)
) STRICT;

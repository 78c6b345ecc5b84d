-- The fleet's health. Times in *epoch_ms are wall clock, ms since 1970-01-01 UTC.

-- standing: DeviceStanding as JSON.
CREATE TABLE device_standings (
  device   TEXT PRIMARY KEY,
  standing TEXT NOT NULL
) STRICT;

CREATE TABLE health_events (
  event    INTEGER PRIMARY KEY,
  epoch_ms INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  device   TEXT NOT NULL,
  subject  TEXT NOT NULL,
  detail   TEXT NOT NULL
) STRICT;

CREATE INDEX health_events_by_age ON health_events (epoch_ms);

-- One row at most. model: GoldenModel as JSON.
CREATE TABLE golden_model (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  model TEXT NOT NULL
) STRICT;

-- found: GoldenCheck as JSON.
CREATE TABLE golden_checks (
  entry  INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  found  TEXT NOT NULL
) STRICT;

CREATE INDEX golden_checks_by_device ON golden_checks (device, entry);

-- Last log lines of failed attempts; cell_id is empty where a whole lease was handed back.
CREATE TABLE attempt_logs (
  fencing_token INTEGER NOT NULL,
  cell_id       TEXT NOT NULL,
  device        TEXT NOT NULL,
  epoch_ms      INTEGER NOT NULL,
  reason        TEXT NOT NULL,
  text          TEXT NOT NULL,
  PRIMARY KEY (fencing_token, cell_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_logs_by_cell ON attempt_logs (cell_id);
CREATE INDEX attempt_logs_by_age ON attempt_logs (epoch_ms);

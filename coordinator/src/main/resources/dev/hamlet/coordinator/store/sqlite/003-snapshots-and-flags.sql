-- What a device said of its sensors when a trial was measured, and what may be wrong with the trial's figures.

-- sensor_groups: list of SensorGroup as JSON; id: SHA-256 over it.
CREATE TABLE sensor_snapshots (
  id            TEXT PRIMARY KEY,
  sensor_groups TEXT NOT NULL
) STRICT;

-- The snapshot; empty where it was not kept.
ALTER TABLE trials ADD COLUMN sensors TEXT NOT NULL DEFAULT '';

-- List of {kind, sentence} as JSON.
ALTER TABLE trials ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';

-- Histories of clocks, and what external meters say of trials.

-- Offset of a device's monotonic clock to a coordinator's, each in the epoch that its boot id names. epoch_ms: wall clock.
CREATE TABLE clock_nodes (
  device              TEXT NOT NULL,
  boot_id             TEXT NOT NULL,
  coordinator_boot_id TEXT NOT NULL,
  device_ns           INTEGER NOT NULL,
  offset_ns           INTEGER NOT NULL,
  error_ns            INTEGER NOT NULL,
  stepped_before      INTEGER NOT NULL,
  epoch_ms            INTEGER NOT NULL,
  PRIMARY KEY (device, boot_id, coordinator_boot_id, device_ns)
) STRICT, WITHOUT ROWID;

CREATE INDEX clock_nodes_by_age ON clock_nodes (epoch_ms);

-- figures: ExternalMeterFigures as JSON.
CREATE TABLE external_readings (
  cell_id      TEXT NOT NULL REFERENCES cells (cell_id),
  trial_number INTEGER NOT NULL,
  meter        TEXT NOT NULL,
  simulated    INTEGER NOT NULL,
  figures      TEXT NOT NULL,
  PRIMARY KEY (cell_id, trial_number, meter)
) STRICT;

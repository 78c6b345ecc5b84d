-- How far energy was counted: from there on it is counted anew from the telemetry log after a restart.
ALTER TABLE device_energy ADD COLUMN boot_id TEXT NOT NULL DEFAULT '';
ALTER TABLE device_energy ADD COLUMN through_ns INTEGER NOT NULL DEFAULT 0;

-- Names of the only devices that an experiment was asked for on (run --on), separated by spaces. Empty: its file alone
-- decides.
ALTER TABLE experiments ADD COLUMN on_devices TEXT NOT NULL DEFAULT '';

-- A device holds one open lease at most, and a cell one open attempt: the tables refuse a second one. Of what an earlier
-- version left open the newest stays.

UPDATE leases SET ended_epoch_ms = max(granted_epoch_ms, 1), end_reason = 'followed by a newer lease'
WHERE ended_epoch_ms = 0
  AND fencing_token NOT IN (SELECT max(fencing_token) FROM leases WHERE ended_epoch_ms = 0 GROUP BY device);

UPDATE attempts SET outcome = 'WITHDRAWN', reason = 'followed by a newer lease', ended_epoch_ms = max(started_epoch_ms, 1)
WHERE outcome = 'OPEN'
  AND fencing_token NOT IN (SELECT fencing_token FROM leases WHERE ended_epoch_ms = 0);

CREATE UNIQUE INDEX leases_open_by_device ON leases (device) WHERE ended_epoch_ms = 0;
CREATE UNIQUE INDEX attempts_open_by_cell ON attempts (cell_id) WHERE outcome = 'OPEN';

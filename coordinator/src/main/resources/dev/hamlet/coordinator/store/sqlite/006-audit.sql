-- Who did what to what, when, and how it went. epoch_ms: wall clock; outcome: DONE, REFUSED, FAILED.

CREATE TABLE audit (
  entry    INTEGER PRIMARY KEY,
  epoch_ms INTEGER NOT NULL,
  who      TEXT NOT NULL,
  verb     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  detail   TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_age ON audit (epoch_ms);
CREATE INDEX audit_by_subject ON audit (subject, epoch_ms);

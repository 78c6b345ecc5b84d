package dev.hamlet.coordinator.audit;

/**
 * Which entries are wanted.
 *
 * @param sinceEpochMs none from before, wall clock
 * @param subject of this subject only; empty for all
 * @param most the newest so many
 */
public record AuditQuery(long sinceEpochMs, String subject, int most) {

  /** Whether an entry is among them, were there no bound on their number. */
  public boolean matches(AuditEntry entry) {
    return entry.epochMs() >= sinceEpochMs
        && (subject.isEmpty() || subject.equals(entry.subject()));
  }
}

package dev.hamlet.coordinator.audit;

import dev.hamlet.common.time.EpochClock;
import java.time.Duration;
import java.util.List;

/**
 * The audit log: what people did through the coordinator, and what it did by itself to devices.
 * Entries are kept for {@link #KEEP}. Threads: any; a call waits for the disk.
 */
public final class AuditLog {

  /** Who it is when nobody told the coordinator to. */
  public static final String HAMLET = "hamlet";

  /** So long an entry is kept. */
  public static final Duration KEEP = Duration.ofDays(180);

  private final AuditStore store;
  private final EpochClock clock;

  /** A log in a store. */
  public AuditLog(AuditStore store, EpochClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Records what was done.
   *
   * @param who a person's name, or {@link #HAMLET}
   * @param verb as the command line calls it
   * @param subject an experiment's id, a device's name, ...
   * @param detail why, or what came of it; may be empty
   */
  public void record(String who, String verb, String subject, String detail) {
    record(who, verb, subject, AuditOutcome.DONE, detail);
  }

  /** Records what was done, or not. */
  public void record(String who, String verb, String subject, AuditOutcome outcome, String detail) {
    long nowMs = clock.epochMs();
    store.add(new AuditEntry(nowMs, who, verb, subject, outcome, detail), nowMs - KEEP.toMillis());
  }

  /** The newest entries that match, the oldest of them first. */
  public List<AuditEntry> find(AuditQuery query) {
    return store.find(query);
  }
}

package dev.hamlet.coordinator.backup;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a data folder that was put back from a backup fit for a new life.
 *
 * <p>The coordinator that was lost went on after the backup: it gave leases whose tokens this store
 * knows nothing of, and took trials that it does not have. So its open leases end here, which gives
 * their trials out again, and tokens go on far beyond any that it can have given: reports of that
 * time are refused as those of any lease that is over.
 */
public final class Restoration {

  /** No coordinator gives so many leases between two backups. */
  public static final long TOKENS_PASSED_OVER = 1_000_000_000L;

  private Restoration() {}

  /**
   * Prepares a data folder that no coordinator uses.
   *
   * @param who a person, for the audit log
   * @param takenEpochMs when the backup was taken
   * @return how many leases were open when it was taken
   */
  public static int prepare(Path dataFolder, String who, long takenEpochMs, EpochClock clock) {
    try (SqliteResultStore store = SqliteResultStore.open(dataFolder.resolve("hamlet.db"))) {
      List<LeaseRecord> open = store.openLeases();
      for (LeaseRecord lease : open) {
        store.endLease(
            lease.leaseId(),
            AttemptOutcome.WITHDRAWN,
            "the coordinator was restored from a backup",
            clock.epochMs());
      }
      store.passOverTokens(TOKENS_PASSED_OVER);
      new AuditLog(store.audit(), clock)
          .record(
              who,
              "restore",
              "coordinator",
              "from a backup taken at %d ms, %d leases ended".formatted(takenEpochMs, open.size()));
      return open.size();
    }
  }
}

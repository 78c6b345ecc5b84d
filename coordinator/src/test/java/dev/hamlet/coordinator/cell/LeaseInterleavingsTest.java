package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.store.FakeResultStore;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No device and no cell ever has two live leases, nothing is stored under a lease that is over, and
 * every experiment can be finished: whatever happens in whatever order.
 *
 * <p>A failure names its seed; {@code -Dhamlet.storm.seed=N} has that storm again, and {@code
 * -Dhamlet.storm.count=N} has more of them. A storm is 120 steps.
 */
class LeaseInterleavingsTest {

  private static final int STORMS = Integer.getInteger("hamlet.storm.count", 60);
  private static final int STORMS_ON_DISK = 1;

  @Test
  void anyInterleaving_leavesOneLiveLeaseADevice() {
    forSeeds(STORMS, seed -> new Storm(seed, new FakeResultStore()).run());
  }

  @Test
  void anyInterleavingOnDisk_leavesOneLiveLeaseADevice(@TempDir Path folder) {
    forSeeds(
        STORMS_ON_DISK,
        seed -> {
          try (ResultStore store = SqliteResultStore.open(folder.resolve(seed + ".db"))) {
            new Storm(seed, store).run();
          }
        });
  }

  private static void forSeeds(int count, LongConsumer storm) {
    Long chosen = Long.getLong("hamlet.storm.seed");
    long first = chosen == null ? 0 : chosen;
    long last = chosen == null ? count : first + 1;
    for (long seed = first; seed < last; seed++) {
      try {
        storm.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " (-Dhamlet.storm.seed=" + seed + ")", e);
      }
    }
  }
}

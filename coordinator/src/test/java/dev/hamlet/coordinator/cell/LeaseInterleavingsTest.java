package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.store.FakeResultStore;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No device and no cell ever has two live leases, tokens only grow, nothing is stored under a lease
 * that is over, nothing is said before it is durable, and every experiment can be finished:
 * whatever happens in whatever order.
 *
 * <p>A failure names its seed and the fewest steps that still lead to it; {@code
 * -Dhamlet.storm.seed=N} has that storm again, and {@code -Dhamlet.storm.count=N} has more of them.
 */
class LeaseInterleavingsTest {

  private static final int SHORT_STORMS = Integer.getInteger("hamlet.storm.count", 2_000);
  private static final int LONG_STORMS = SHORT_STORMS / 500;
  private static final int STORMS_ON_DISK = 1;

  @Test
  void anyInterleaving_leavesOneLiveLeaseADeviceAndCell() {
    forSeeds(SHORT_STORMS, Storm.Size.SHORT, FakeResultStore::new);
  }

  @Test
  void longStorms_endWithEverythingMeasuredOnce() {
    forSeeds(LONG_STORMS, Storm.Size.LONG, FakeResultStore::new);
  }

  @Test
  void stormsOnDisk_endWithEverythingMeasuredOnce(@TempDir Path folder) {
    List<ResultStore> opened = new ArrayList<>();
    Supplier<ResultStore> stores =
        () -> {
          ResultStore store = SqliteResultStore.open(folder.resolve(opened.size() + ".db"));
          opened.add(store);
          return store;
        };
    try {
      forSeeds(STORMS_ON_DISK, Storm.Size.MIDDLE, stores);
      forSeeds(STORMS_ON_DISK, Storm.Size.COMMITS, stores);
    } finally {
      opened.forEach(ResultStore::close);
    }
  }

  @Test
  void commitsThatFail_tellNobodyAndLoseNothing() {
    forSeeds(SHORT_STORMS / 10, Storm.Size.COMMITS, FakeResultStore::new);
  }

  @Test
  void sameSteps_areTheSameStorm() {
    List<Long> steps = Storm.Size.SHORT.steps(7);
    assertThat(told(Storm.Size.SHORT, steps))
        .hasSameSizeAs(steps)
        .isEqualTo(told(Storm.Size.SHORT, steps));
    assertThat(told(Storm.Size.COMMITS, steps))
        .isEqualTo(told(Storm.Size.COMMITS, steps))
        .contains("the commit fails");
  }

  private static List<String> told(Storm.Size size, List<Long> steps) {
    Storm storm = new Storm(size, new FakeResultStore());
    storm.run(steps);
    return storm.told();
  }

  private static void forSeeds(int count, Storm.Size size, Supplier<ResultStore> stores) {
    Long chosen = Long.getLong("hamlet.storm.seed");
    long first = chosen == null ? 0 : chosen;
    long last = chosen == null ? count : first + 1;
    for (long seed = first; seed < last; seed++) {
      List<Long> steps = size.steps(seed);
      if (failure(size, steps, stores, new ArrayList<>()) != null) {
        throw shrunk(seed, size, steps, stores);
      }
    }
  }

  /** Leaves steps out, one after the other, as long as it fails without them. */
  private static AssertionError shrunk(
      long seed, Storm.Size size, List<Long> steps, Supplier<ResultStore> stores) {
    List<Long> fewest = new ArrayList<>(steps);
    for (int i = fewest.size() - 1; i >= 0; i--) {
      List<Long> fewer = new ArrayList<>(fewest);
      fewer.remove(i);
      if (failure(size, fewer, stores, new ArrayList<>()) != null) {
        fewest = fewer;
      }
    }
    List<String> told = new ArrayList<>();
    Throwable failure = failure(size, fewest, stores, told);
    return new AssertionError(
        "seed %d (-Dhamlet.storm.seed=%d), %d of %d steps:%n  %s"
            .formatted(seed, seed, fewest.size(), steps.size(), String.join("\n  ", told)),
        failure);
  }

  private static @Nullable Throwable failure(
      Storm.Size size, List<Long> steps, Supplier<ResultStore> stores, List<String> told) {
    Storm storm = new Storm(size, stores.get());
    try {
      storm.run(steps);
      return null;
    } catch (AssertionError | RuntimeException e) {
      told.addAll(storm.told());
      return e;
    }
  }
}

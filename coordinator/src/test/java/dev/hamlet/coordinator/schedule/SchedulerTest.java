package dev.hamlet.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {

  private static final long NOW_NS = 1_000_000_000_000L;
  private static final CellGroup FIRST = new CellGroup("e-1", "a", "MAXN");
  private static final CellGroup SECOND = new CellGroup("e-2", "a", "MAXN");
  private static final CellGroup OTHER = new CellGroup("e-2", "b", "MAXN");

  @Test
  void twoGroupsForOneDevice_theFirstSubmittedIsPlaced() {
    assertThat(place(List.of(FIRST, SECOND, OTHER), Set.of("a", "b"), List.of()))
        .containsExactly(FIRST, OTHER);
  }

  @Test
  void deviceNotAvailable_groupWaits() {
    assertThat(place(List.of(FIRST, OTHER), Set.of("b"), List.of())).containsExactly(OTHER);
  }

  @Test
  void leasedDevice_takesNoSecondLease() {
    Lease lease = Lease.granted(1, FIRST, NOW_NS);

    assertThat(place(List.of(FIRST, SECOND), Set.of("a"), List.of(lease))).isEmpty();
  }

  @Test
  void lapsedLease_blocksNothing() {
    Lease lease = Lease.granted(1, FIRST, NOW_NS - Lease.DURATION.toNanos());

    assertThat(place(List.of(FIRST), Set.of("a"), List.of(lease))).containsExactly(FIRST);
  }

  @Test
  void renewedLease_lastsItsWholeDurationAgain() {
    Lease lease = Lease.granted(1, FIRST, NOW_NS).renewed(NOW_NS + 50);

    assertThat(lease.lapsed(NOW_NS + Lease.DURATION.toNanos() + 49)).isFalse();
    assertThat(lease.lapsed(NOW_NS + Lease.DURATION.toNanos() + 50)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHistory_noDeviceIsLeasedTwice(long seed) {
    Random random = new Random(seed);
    List<CellGroup> groups = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      groups.add(new CellGroup("e-" + i, "d" + random.nextInt(6), "m" + random.nextInt(2)));
    }
    Map<String, Lease> held = new HashMap<>();
    long nowNs = NOW_NS;
    for (int step = 1; step <= 500; step++) {
      nowNs += random.nextLong(20_000_000_000L);
      long atNs = nowNs;
      held.values().removeIf(lease -> lease.lapsed(atNs) || random.nextInt(9) == 0);
      Set<String> available = new HashSet<>();
      for (int d = 0; d < 6; d++) {
        if (random.nextInt(4) > 0) {
          available.add("d" + d);
        }
      }
      for (CellGroup placed : place(groups, available, held.values(), nowNs)) {
        assertThat(available).contains(placed.device());
        assertThat(held.put(placed.device(), Lease.granted(step, placed, nowNs))).isNull();
      }
    }
  }

  private static List<CellGroup> place(
      List<CellGroup> groups, Set<String> available, List<Lease> leases) {
    return place(groups, available, leases, NOW_NS);
  }

  private static List<CellGroup> place(
      List<CellGroup> groups, Set<String> available, Iterable<Lease> leases, long nowNs) {
    List<Lease> all = new ArrayList<>();
    leases.forEach(all::add);
    return Scheduler.place(groups, available, all, nowNs);
  }
}

package dev.hamlet.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchedulerTest {

  private static final long HOUR_MS = 3_600_000;
  private static final Set<String> NONE = Set.of();

  private final Backlog backlog = new Backlog();

  @Test
  void twoGroupsForOneDevice_theFirstSubmittedIsPlaced() {
    waits("e-2", "a", 0, 10, NONE);
    waits("e-1", "a", 0, 10, NONE);
    waits("e-2", "b", 0, 10, NONE);

    assertThat(place("a", "b"))
        .containsExactlyInAnyOrder(grant("e-1", "a", 0, "a"), grant("e-2", "b", 0, "b"));
  }

  @Test
  void deviceNotIdle_itsGroupsWait() {
    waits("e-1", "a", 0, 10, NONE);

    assertThat(place("b")).isEmpty();
  }

  @Test
  void higherPriority_goesFirstUntilTheOtherHasWaitedLongEnough() {
    ExperimentRank usual = ExperimentRank.of("e-1", 0, 0);

    assertThat(ExperimentRank.of("e-2", 6 * HOUR_MS - 1, 1)).isLessThan(usual);
    assertThat(ExperimentRank.of("e-2", 6 * HOUR_MS + 1, 1)).isGreaterThan(usual);
    assertThat(ExperimentRank.of("e-2", 0, -1)).isGreaterThan(usual);
  }

  @Test
  void sameRank_thePowerModeTheDeviceIsInComesFirst() {
    backlog.waits(group(new CellGroup("e-1", "a", "MAXQ", 0), 10, 0, NONE));
    backlog.waits(group(new CellGroup("e-1", "a", "MAXN", 1), 10, 1, NONE));

    assertThat(place("a")).containsExactly(new Grant(new CellGroup("e-1", "a", "MAXN", 1), "a"));
  }

  @Test
  void startedGroup_isFinishedFirst() {
    backlog.waits(group(new CellGroup("e-1", "a", "MAXN", 0), 10, 0, NONE));
    CellGroup begun = new CellGroup("e-1", "a", "MAXQ", 1);
    backlog.waits(new OpenGroup(begun, rank("e-1"), 0, 10, 1, 1, Set.of("a"), true, NONE));

    assertThat(place("a")).containsExactly(new Grant(begun, "a"));
    assertThat(place("b")).as("a started group is bound to its device").isEmpty();
  }

  @Test
  void artifactsAtHand_comeFirst() {
    for (int part = 0; part < 3; part++) {
      CellGroup group = new CellGroup("e-1", "a", "MAXN", part);
      backlog.waits(
          new OpenGroup(
              group, rank("e-1"), 0, 10, 1, part, Set.of("a"), false, Set.of("m" + part)));
    }

    assertThat(
            Scheduler.place(
                backlog,
                List.of(new IdleDevice("a", "", false, "MAXN", Set.of("m2"))),
                any -> true,
                (group, device) -> 1,
                0))
        .containsExactly(grant("e-1", "a", 2, "a"));
  }

  @Test
  void mostParallelReached_theDeviceWithMostWorkGetsTheLease() {
    for (String device : List.of("a", "b", "c")) {
      CellGroup group = new CellGroup("e-1", device, "MAXN");
      double seconds = device.equals("b") ? 20 : 10;
      backlog.waits(
          new OpenGroup(group, rank("e-1"), 1, seconds, 1, 0, Set.of(device), false, NONE));
    }

    assertThat(place("a", "b", "c")).containsExactly(grant("e-1", "b", 0, "b"));
    backlog.runs(group(new CellGroup("e-1", "b", "MAXN"), 20, 0, NONE), "", false, 0);
    assertThat(place("a", "c")).isEmpty();
  }

  @Test
  void hostForItself_holdsItsNeighboursOff() {
    waits("e-1", "a", 0, 10, NONE);
    waits("e-1", "b", 0, 10, NONE);
    IdleDevice a = new IdleDevice("a", "h", true, "", NONE);
    IdleDevice b = new IdleDevice("b", "h", false, "", NONE);

    assertThat(Scheduler.place(backlog, List.of(a, b), any -> true, (group, device) -> 1, 0))
        .containsExactly(grant("e-1", "a", 0, "a"));
    backlog.runs(group(new CellGroup("e-1", "b", "MAXN"), 10, 0, NONE), "h", false, 0);
    assertThat(Scheduler.place(backlog, List.of(a), any -> true, (group, device) -> 1, 0))
        .isEmpty();
  }

  @Test
  void idleDevice_takesTheLongestThatMayRunOnIt() {
    waits("e-1", "a", 0, 100, Set.of("b", "c"));
    waits("e-1", "a", 1, 300, Set.of("b", "c"));
    waits("e-1", "b", 2, 50, Set.of("a", "c"));

    assertThat(place("c")).containsExactly(grant("e-1", "a", 1, "c"));
    assertThat(place("d")).as("no board of that kind").isEmpty();
  }

  @Test
  void likeLengths_theDeviceKeepsWhatIsPlannedForIt() {
    waits("e-1", "a", 0, 100, Set.of("b"));
    waits("e-1", "b", 1, 100, Set.of("a"));

    assertThat(place("b")).containsExactly(grant("e-1", "b", 1, "b"));
  }

  @Test
  void whatFewerDevicesMayRun_goesFirst() {
    waits("e-1", "c", 0, 500, Set.of("a", "b"));
    waits("e-1", "a", 1, 100, Set.of("b"));

    assertThat(place("a")).containsExactly(grant("e-1", "a", 1, "a"));
  }

  @Test
  void slowDevice_leavesWhatAnotherIsThroughWithSooner() {
    runs("a", 50, 0);
    waits("e-1", "a", 0, 100, Set.of("c"));

    // a is through after 50 + 100 s.
    assertThat(place(any -> true, 1.6, 0, "c")).isEmpty();
    assertThat(place(any -> true, 1.4, 0, "c")).containsExactly(grant("e-1", "a", 0, "c"));
    assertThat(place(device -> !device.equals("a"), 9, 0, "c"))
        .as("a is lost")
        .containsExactly(grant("e-1", "a", 0, "c"));
  }

  @Test
  void leaseOverdue_isNotWaitedForWithoutEnd() {
    runs("a", 50, 0);
    waits("e-1", "a", 0, 100, Set.of("c"));

    // Twice its time: expected to take 50 s more, as it had from the beginning.
    assertThat(place(any -> true, 1.6, 100_000_000_000L, "c")).isEmpty();
    assertThat(place(any -> true, 1.6, 111_000_000_000L, "c")).hasSize(1);
  }

  @Test
  void slowDevice_takesAShorterOneThatItIsThroughWithByTheEnd() {
    runs("a", 200, 0);
    waits("e-1", "a", 0, 100, Set.of("c"));
    waits("e-1", "a", 1, 60, Set.of("c"));

    // Together they are through when (T - 200) / 1 + T / 4 = 160, so T = 288 s.
    assertThat(place(any -> true, 4, 0, "c")).containsExactly(grant("e-1", "a", 1, "c"));
  }

  @Test
  void twoIdleDevices_theFasterOneGetsTheOnlyGroup() {
    waits("e-1", "a", 0, 100, Set.of("c"));

    Costs aIsSlow = (group, device) -> device.equals("a") ? 2 : 1;
    assertThat(Scheduler.place(backlog, idle("a", "c"), any -> true, aIsSlow, 0))
        .containsExactly(grant("e-1", "a", 0, "c"));
  }

  @Test
  void betterRankElsewhere_goesBeforeOwnWork() {
    backlog.waits(group(new CellGroup("e-2", "c", "MAXN"), 10, 0, NONE));
    waits("e-1", "a", 0, 100, Set.of("c"));
    waits("e-1", "a", 1, 100, Set.of("c"));

    assertThat(place("c")).containsExactly(grant("e-1", "a", 0, "c"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHistory_noDeviceAndNoGroupIsLeasedTwiceAndAllIsDone(long seed) {
    Random random = new Random(seed);
    Map<CellGroup, OpenGroup> left = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String device = "d" + random.nextInt(6);
      CellGroup group = new CellGroup("e-" + random.nextInt(4), device, "m" + i % 2, i);
      Set<String> elsewhere = random.nextBoolean() ? NONE : Set.of("d0", "d1", "d2");
      left.put(group, group(group, 1 + random.nextInt(90), i, elsewhere));
    }
    left.values().forEach(backlog::waits);
    Map<String, OpenGroup> held = new HashMap<>();
    for (int step = 1; !left.isEmpty(); step++) {
      assertThat(step).as("seed %d", seed).isLessThan(2_000);
      held.values().removeIf(group -> ends(group, random, left));
      List<String> idle = new ArrayList<>();
      for (int d = 0; d < 6; d++) {
        if (!held.containsKey("d" + d) && random.nextInt(4) > 0) {
          idle.add("d" + d);
        }
      }
      for (Grant grant : place(idle.toArray(String[]::new))) {
        assertThat(idle).as("seed %d", seed).contains(grant.device());
        OpenGroup waiting = left.remove(grant.group());
        assertThat(waiting).as("seed %d: %s", seed, grant).isNotNull();
        backlog.forget(grant.group());
        OpenGroup moved = group(grant.group().on(grant.device()), waiting.seconds(), 0, NONE);
        assertThat(held.put(grant.device(), moved)).as("seed %d", seed).isNull();
        backlog.runs(moved, "", false, 0);
      }
    }
    held.values().forEach(group -> backlog.forget(group.group()));
    assertThat(backlog.size()).isZero();
    assertThat(backlog.secondsOf("d0")).isZero();
  }

  /** Ends, or comes back to the queue, started. */
  private boolean ends(OpenGroup group, Random random, Map<CellGroup, OpenGroup> left) {
    int fate = random.nextInt(9);
    if (fate == 0) {
      OpenGroup again =
          new OpenGroup(
              group.group(),
              group.rank(),
              0,
              group.seconds(),
              1,
              0,
              Set.of(group.device()),
              true,
              NONE);
      backlog.waits(again);
      left.put(again.group(), again);
    } else if (fate < 4) {
      backlog.forget(group.group());
    }
    return fate < 4;
  }

  private void waits(
      String experiment, String device, int part, double seconds, Set<String> elsewhere) {
    backlog.waits(group(new CellGroup(experiment, device, "MAXN", part), seconds, part, elsewhere));
  }

  private void runs(String device, double seconds, long sinceNs) {
    CellGroup group = new CellGroup("e-0", device, "MAXN");
    backlog.runs(group(group, seconds, 0, NONE), "", false, sinceNs);
  }

  private static OpenGroup group(
      CellGroup group, double seconds, int position, Set<String> elsewhere) {
    Set<String> able = new TreeSet<>(elsewhere);
    able.add(group.device());
    return new OpenGroup(
        group, rank(group.experimentId()), 0, seconds, 1, position, Set.copyOf(able), false, NONE);
  }

  private static ExperimentRank rank(String experiment) {
    return ExperimentRank.of(experiment, Integer.parseInt(experiment.substring(2)), 0);
  }

  private static Grant grant(String experiment, String home, int part, String device) {
    return new Grant(new CellGroup(experiment, home, "MAXN", part), device);
  }

  private List<Grant> place(String... idle) {
    return place(any -> true, 1, 0, idle);
  }

  /** Devices other than {@code a} have that pace. */
  private List<Grant> place(Predicate<String> works, double pace, long nowNs, String... idle) {
    Costs costs = (group, device) -> device.equals("a") ? 1 : pace;
    return Scheduler.place(backlog, idle(idle), works, costs, nowNs);
  }

  private static List<IdleDevice> idle(String... names) {
    return Arrays.stream(names).map(name -> new IdleDevice(name, "", false, "MAXN", NONE)).toList();
  }
}

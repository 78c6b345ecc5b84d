package dev.hamlet.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import dev.hamlet.coordinator.store.fleet.HealthEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetHealthTest {

  private static final Set<String> FOUR = Set.of("a", "b", "c", "d");
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

  private final FleetHealth health = new FleetHealth(HealthRules.DEFAULT);
  private final List<HealthEvent> all = new ArrayList<>();
  private long nowMs = 1_700_000_000_000L;
  private Set<String> heard = FOUR;

  @Test
  void threeFailuresInARow_quarantine() {
    fails("a", "");
    fails("a", "");
    assertThat(health.mayWork("a")).isTrue();

    assertThat(kinds(fails("a", ""))).containsExactly(Kind.FAILED, Kind.QUARANTINED);
    assertThat(health.mayWork("a")).isFalse();
    assertThat(health.mayWork("b")).isTrue();
  }

  @Test
  void quarantinedBoardsThatAreSwitchedOff_countForTheHalfAllTheSame() {
    checks("a", Outcome.FAILED);
    checks("b", Outcome.FAILED);
    heard = Set.of("c", "d");

    assertThat(kinds(checks("c", Outcome.FAILED)))
        .containsExactly(Kind.CHECK_FAILED, Kind.HELD_BACK);
    assertThat(health.mayWork("c")).isTrue();
  }

  @Test
  void trialMeasuredInBetween_startsTheCountAnew() {
    fails("a", "");
    fails("a", "");
    assertThat(kinds(measures("a", "x"))).containsExactly(Kind.WORKED);
    fails("a", "");
    fails("a", "");

    assertThat(health.mayWork("a")).isTrue();
    assertThat(health.failuresInARow("a")).isEqualTo(2);
  }

  @Test
  void retriesOfOneCell_countOnce() {
    fails("a", "e|x");
    fails("a", "e|x");
    fails("a", "e|x");

    assertThat(health.failuresInARow("a")).isEqualTo(1);
    assertThat(health.mayWork("a")).isTrue();
  }

  @Test
  void withdrawnAttemptsAndModelFaults_countForNothing() {
    for (AttemptOutcome outcome :
        List.of(AttemptOutcome.WITHDRAWN, AttemptOutcome.MODEL_FAULT, AttemptOutcome.FINISHED)) {
      AttemptEnd end = new AttemptEnd("a", "e|x", outcome, "why");
      assertThat(health.attemptEnded(end, new FleetNow(FOUR, heard), nowMs)).isEmpty();
    }
    assertThat(health.failuresInARow("a")).isZero();
  }

  @Test
  void failedGoldenCheck_quarantinesAtOnce() {
    assertThat(kinds(checks("a", Outcome.FAILED)))
        .containsExactly(Kind.CHECK_FAILED, Kind.QUARANTINED);
    assertThat(health.mayWork("a")).isFalse();
  }

  @Test
  void checksOfAQuarantinedDevice_areDueAfterOneFiveAndThirtyMinutes() {
    checks("a", Outcome.FAILED);
    for (int minutes : new int[] {1, 5, 30, 30}) {
      nowMs += minutes * MINUTE_MS - 1;
      assertThat(health.checkDue("a", nowMs)).as("before %d min", minutes).isEmpty();
      nowMs++;
      assertThat(health.checkDue("a", nowMs)).as("after %d min", minutes).isNotEmpty();
      checks("a", Outcome.FAILED);
    }
  }

  @Test
  void twoPassesInARow_releaseByItself() {
    checks("a", Outcome.FAILED);
    checks("a", Outcome.PASSED);
    checks("a", Outcome.FAILED);
    checks("a", Outcome.PASSED);
    assertThat(health.mayWork("a")).isFalse();

    assertThat(kinds(checks("a", Outcome.INCONCLUSIVE))).containsExactly(Kind.CHECK_INCONCLUSIVE);
    assertThat(kinds(checks("a", Outcome.PASSED)))
        .containsExactly(Kind.CHECK_PASSED, Kind.RELEASED);
    assertThat(health.mayWork("a")).isTrue();
  }

  @Test
  void releasedThreeTimesWithinADay_aPersonMust() {
    for (int release = 0; release < 3; release++) {
      quarantineAndPass("a");
      assertThat(health.mayWork("a")).as("after release %d", release).isTrue();
    }
    quarantineAndPass("a");
    assertThat(health.mayWork("a")).isFalse();
    assertThat(health.needsAPerson("a", nowMs)).isTrue();
    assertThat(health.checkDue("a", nowMs + 60 * MINUTE_MS)).isEmpty();

    note(health.released("a", "mia", nowMs));
    assertThat(health.mayWork("a")).isTrue();
    quarantineAndPass("a");
    assertThat(health.mayWork("a")).as("a person's word starts the day anew").isTrue();
  }

  @Test
  void aDayAfterItsReleases_itIsReleasedByItselfAgain() {
    for (int release = 0; release < 3; release++) {
      quarantineAndPass("a");
    }
    nowMs += Duration.ofDays(1).toMillis();
    quarantineAndPass("a");
    assertThat(health.mayWork("a")).isTrue();
  }

  @Test
  void halfOfTheFleet_isNeverExceededWithoutAPerson() {
    checks("a", Outcome.FAILED);
    checks("b", Outcome.FAILED);

    assertThat(kinds(checks("c", Outcome.FAILED)))
        .containsExactly(Kind.CHECK_FAILED, Kind.HELD_BACK);
    assertThat(health.mayWork("c")).isTrue();
    assertThat(health.heldBack("c")).contains("golden-model check");

    checks("c", Outcome.PASSED);
    assertThat(health.heldBack("c")).isEmpty();
  }

  @Test
  void onlyDeviceOfAFleet_isNotQuarantined() {
    HealthEvent last = null;
    for (HealthEvent event :
        health.goldenChecked(
            check("a", Outcome.FAILED), new FleetNow(Set.of("a"), Set.of("a")), nowMs)) {
      last = event;
    }
    assertThat(last).isNotNull();
    assertThat(last.kind()).isEqualTo(Kind.HELD_BACK);
  }

  @Test
  void cellThatFailsOnTwoDevices_isBlamedAndTheirCountsAreTakenBack() {
    fails("a", "");
    fails("a", "e|x");

    List<HealthEvent> events = fails("b", "e|x");

    assertThat(kinds(events))
        .containsExactly(Kind.FAILED, Kind.CELL_BLAMED, Kind.FORGIVEN, Kind.FORGIVEN);
    assertThat(events.get(1).subject()).isEqualTo("e|x");
    assertThat(events.get(1).detail()).contains("a (worker died)", "b (worker died)");
    assertThat(health.failuresInARow("a")).isEqualTo(1);
    assertThat(health.failuresInARow("b")).isZero();
  }

  @Test
  void cellThatAPersonHasTriedAgain_isJudgedAsAtFirst() {
    fails("a", "e|x");
    fails("b", "e|x");
    fails("a", "");
    fails("b", "e|y");

    List<HealthEvent> events = health.triedAgain(List.of("e|x", "e|y", "e|z"), nowMs);

    assertThat(kinds(events)).containsExactly(Kind.CELL_CLEARED, Kind.CELL_CLEARED);
    assertThat(health.failuresInARow("a")).as("what it did stays forgiven").isEqualTo(1);
    assertThat(kinds(fails("a", "e|x"))).containsExactly(Kind.FAILED);
    assertThat(health.failuresInARow("a")).isEqualTo(2);
    assertThat(kinds(fails("a", "e|y")))
        .as("its failure on b is forgotten")
        .doesNotContain(Kind.CELL_BLAMED);
    assertThat(kinds(fails("b", "e|x"))).contains(Kind.CELL_BLAMED);
  }

  @Test
  void quarantineThatRestedOnABlamedCell_ends() {
    fails("a", "");
    fails("a", "");
    fails("a", "e|x");
    assertThat(health.mayWork("a")).isFalse();

    assertThat(kinds(fails("b", "e|x"))).contains(Kind.CELL_BLAMED, Kind.RELEASED);
    assertThat(health.mayWork("a")).isTrue();
  }

  @Test
  void quarantineForAGoldenCheck_outlivesABlamedCell() {
    fails("a", "e|x");
    checks("a", Outcome.FAILED);

    fails("b", "e|x");
    assertThat(health.mayWork("a")).isFalse();
  }

  @Test
  void furtherFailuresOfABlamedCell_countForNothing() {
    fails("a", "e|x");
    fails("b", "e|x");

    assertThat(kinds(fails("c", "e|x"))).containsExactly(Kind.FAILED, Kind.FORGIVEN);
    assertThat(health.failuresInARow("c")).isZero();
  }

  @Test
  void mostDevicesFailAtOnce_noCellIsToBlame() {
    fails("a", "");
    fails("b", "e|x");
    assertThat(kinds(fails("c", "e|x"))).containsExactly(Kind.FAILED);

    nowMs += 3 * MINUTE_MS;
    assertThat(kinds(fails("d", "e|x"))).contains(Kind.CELL_BLAMED);
  }

  @Test
  void deviceAtWork_isCheckedAfterAFailureAndDailyAndAfterFiftyCells() {
    checks("a", Outcome.PASSED);
    nowMs += 6 * MINUTE_MS;
    assertThat(health.checkDue("a", nowMs)).isEmpty();

    fails("a", "");
    assertThat(health.checkDue("a", nowMs)).isEqualTo(FleetHealth.AFTER_A_FAILURE);
    checks("a", Outcome.PASSED);

    nowMs += 6 * MINUTE_MS;
    for (int cell = 0; cell < 50; cell++) {
      assertThat(health.checkDue("a", nowMs)).isEmpty();
      measures("a", "cell-" + cell);
      measures("a", "cell-" + cell);
    }
    assertThat(health.checkDue("a", nowMs)).isEqualTo(FleetHealth.MANY_CELLS);
    checks("a", Outcome.PASSED);

    nowMs += Duration.ofHours(24).toMillis();
    assertThat(health.checkDue("a", nowMs)).isEqualTo(FleetHealth.LONG_AGO);
  }

  @Test
  void checkWithoutAFigure_isTriedAgainFiveMinutesLater() {
    health.owesCheck("a", "its agent has started");
    checks("a", Outcome.INCONCLUSIVE);

    assertThat(health.checkDue("a", nowMs + 5 * MINUTE_MS - 1)).isEmpty();
    assertThat(health.checkDue("a", nowMs + 5 * MINUTE_MS)).isEqualTo("its agent has started");
  }

  @Test
  void replayOfAllEvents_leadsToTheSameState() {
    for (long seed = 1; seed <= 50; seed++) {
      FleetHealthTest one = new FleetHealthTest();
      one.live(new Random(seed));
      FleetHealth again = new FleetHealth(HealthRules.DEFAULT);
      one.all.forEach(again::replay);
      for (String device : FOUR) {
        assertThat(again.mayWork(device)).as("seed %d", seed).isEqualTo(one.health.mayWork(device));
        assertThat(again.failuresInARow(device))
            .as("seed %d", seed)
            .isEqualTo(one.health.failuresInARow(device));
        assertThat(again.heldBack(device))
            .as("seed %d", seed)
            .isEqualTo(one.health.heldBack(device));
      }
    }
  }

  @Test
  void whateverHappens_halfOfTheFleetWorks() {
    for (long seed = 1; seed <= 50; seed++) {
      FleetHealthTest one = new FleetHealthTest();
      Random random = new Random(seed);
      for (int step = 0; step < 200; step++) {
        one.step(random);
        assertThat(FOUR.stream().filter(device -> !one.health.mayWork(device)).count())
            .as("seed %d step %d", seed, step)
            .isLessThanOrEqualTo(2);
      }
    }
  }

  private void live(Random random) {
    for (int step = 0; step < 200; step++) {
      step(random);
    }
  }

  private void step(Random random) {
    nowMs += random.nextInt(10) * MINUTE_MS;
    String device = String.valueOf((char) ('a' + random.nextInt(4)));
    switch (random.nextInt(6)) {
      case 0 -> measures(device, "cell-" + random.nextInt(100));
      case 1 -> checks(device, OUTCOMES.get(random.nextInt(3)));
      case 2 -> note(health.released(device, "mia", nowMs));
      default -> fails(device, random.nextBoolean() ? "" : "e|" + random.nextInt(5));
    }
  }

  private void quarantineAndPass(String device) {
    checks(device, Outcome.FAILED);
    checks(device, Outcome.PASSED);
    checks(device, Outcome.PASSED);
  }

  private List<HealthEvent> fails(String device, String cell) {
    AttemptEnd end = new AttemptEnd(device, cell, AttemptOutcome.INFRASTRUCTURE, "worker died");
    return note(health.attemptEnded(end, new FleetNow(FOUR, heard), nowMs));
  }

  private List<HealthEvent> measures(String device, String cell) {
    return note(health.measured(device, cell, nowMs));
  }

  private List<HealthEvent> checks(String device, Outcome outcome) {
    return note(health.goldenChecked(check(device, outcome), new FleetNow(FOUR, heard), nowMs));
  }

  private GoldenCheck check(String device, Outcome outcome) {
    return GoldenCheck.without(device, "golden", nowMs, outcome, "as it is");
  }

  private List<HealthEvent> note(List<HealthEvent> events) {
    all.addAll(events);
    return events;
  }

  private static List<Kind> kinds(List<HealthEvent> events) {
    return events.stream().map(HealthEvent::kind).toList();
  }
}

package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.audit.AuditEntry;
import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceChange.Kind;
import dev.hamlet.coordinator.store.fleet.AttemptLog;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeviceHealthTest {

  private final Bench bench = new Bench();

  @Test
  void drainedDevice_getsNoLeaseUntilItIsReleased_alsoOverARestart() {
    FakeAgent agent = bench.agent("a", "s1");
    agent.connect();
    change("a", Kind.DRAIN);
    bench.submit("e", List.of("a"), "baseline");
    assertThat(agent.grants).isEmpty();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.DRAINING);

    bench.restart();
    FakeAgent next = bench.agent("a", "s2");
    next.connect();
    bench.pass(Duration.ofMinutes(20));
    assertThat(next.grants).isEmpty();
    assertThat(bench.registry.state("a")).isIn(DeviceState.LOST, DeviceState.DRAINING);

    change("a", Kind.RELEASE);
    bench.agent("a", "s2").connect();
    assertThat(bench.store.openLeases()).hasSize(1);
  }

  @Test
  void changeTwice_isTheSameAsOnce_andBothAreAudited() {
    bench.agent("a", "s1").connect();
    DeviceSnapshot once = change("a", Kind.DRAIN);
    bench.clock.advanceNs(5_000_000_000L);
    DeviceSnapshot twice = change("a", Kind.DRAIN);

    assertThat(twice.note()).isEqualTo(once.note());
    assertThat(audited()).containsExactly("mia drain a", "mia drain a");
  }

  @Test
  void quarantinedDevice_losesItsLeaseAtOnce() {
    FakeAgent agent = bench.agent("a", "s1");
    agent.connect();
    bench.submit("e", List.of("a"), "baseline");
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);

    change("a", Kind.QUARANTINE);

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
    assertThat(bench.store.openLeases()).isEmpty();
    assertThat(bench.cell("e/a/baseline").verdict()).isNull();
  }

  @Test
  void retiredDevice_hasItsCellsAbandonedSoThatTheExperimentEnds() {
    bench.agent("a", "s1").connect();
    bench.agent("b", "s1").connect();
    bench.submit("e", List.of("a", "b"), "baseline");

    change("b", Kind.RETIRE);
    change("a", Kind.RETIRE);

    assertThat(bench.cell("e/b/baseline").state()).isEqualTo(CellState.ENDED);
    assertThat(Objects.requireNonNull(bench.cell("e/b/baseline").verdict()).state())
        .isEqualTo(VerdictState.ABANDONED);
    assertThat(Objects.requireNonNull(bench.cell("e/a/baseline").verdict()).reason())
        .contains("device a was retired by mia: as the test says");
    assertThat(bench.store.experiment("e").orElseThrow().state().hasEnded()).isTrue();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RETIRED);
  }

  @Test
  void deviceThatIsRetiredAgain_letsGoOfWhatWasPlannedOnItMeanwhile() {
    bench.agent("a", "s1").connect();
    change("a", Kind.RETIRE);
    bench.submit("e", List.of("a"), "baseline");
    assertThat(bench.snapshot("e").waitingFor())
        .isEqualTo(
            "no board: device a is retired; `hamlet devices release NAME` what is retired,"
                + " or end its cells with `hamlet devices retire NAME`");

    change("a", Kind.RETIRE);

    assertThat(bench.verdict("e/a/baseline").state()).isEqualTo(VerdictState.ABANDONED);
    assertThat(bench.store.experiment("e").orElseThrow().state().hasEnded()).isTrue();
  }

  @Test
  void experimentThatWasPlannedOnARetiredDevice_endsByItselfOnceTheFleetIsBack() {
    bench.agent("a", "s1").connect();
    change("a", Kind.RETIRE);
    bench.submit("e", List.of("a"), "baseline");

    bench.restart();
    bench.pass(Duration.ofSeconds(50));
    assertThat(bench.cell("e/a/baseline").verdict()).isNull();
    bench.pass(Duration.ofSeconds(20));

    assertThat(bench.verdict("e/a/baseline").reason())
        .isEqualTo("device a was retired by mia: as the test says");
  }

  @Test
  void reservation_drainsShowsWhoAndExpiresByItself() {
    bench.agent("a", "s1").connect();
    DeviceSnapshot reserved = reserve("mia", Duration.ofMinutes(3));
    assertThat(reserved.state()).isEqualTo(DeviceState.DRAINING);
    assertThat(reserved.note().who()).isEqualTo("mia");
    assertThat(reserved.note().reserved()).isTrue();
    assertThat(reserved.note().untilEpochMs())
        .isEqualTo(bench.clock.epochMs() + Duration.ofMinutes(3).toMillis());
    assertThatThrownBy(() -> reserve("ben", Duration.ofMinutes(1)))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("reserved by mia for 3 more minutes");

    bench.pass(Duration.ofMinutes(3));

    assertThat(bench.registry.standing("a").weightiest()).isEmpty();
    assertThat(audited()).containsExactly("mia reserve a", "ben reserve a", "hamlet release a");
  }

  @Test
  void endOfAReservation_leavesWhatAPersonSet() {
    bench.agent("a", "s1").connect();
    change("a", Kind.DRAIN);
    reserve("ben", Duration.ofMinutes(1));

    bench.pass(Duration.ofMinutes(2));

    assertThat(bench.registry.standing("a").weightiest().orElseThrow().who()).isEqualTo("mia");
  }

  @Test
  void weakerWord_doesNotUndoAStrongerOne() {
    bench.agent("a", "s1").connect();
    change("a", Kind.QUARANTINE);

    assertThatThrownBy(() -> change("a", Kind.DRAIN))
        .isInstanceOf(HamletException.class)
        .hasMessage("device a is quarantined by mia: release it first");
  }

  @Test
  void deviceNobodyKnows_isNotFound() {
    assertThatThrownBy(() -> change("zz", Kind.DRAIN))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("there is no device zz");
    assertThat(bench.store.audit().find(new AuditQuery(0, "zz", 10)))
        .extracting(entry -> entry.outcome().word())
        .containsExactly("refused");
  }

  @Test
  void leasesThatLapseThreeTimes_quarantineTheDevice() {
    bench.timeLimit = null;
    bench.submit("e", List.of("a"), "baseline");
    for (int life = 1; life <= 3; life++) {
      bench.agent("a", "s" + life).connect();
      FakeAgent other = bench.agent("b", "b" + life).connect();
      for (int heartbeat = 0; heartbeat < 7; heartbeat++) {
        other.heartbeat();
        bench.pass(Duration.ofSeconds(10));
      }
      other.disconnect();
      assertThat(bench.driver.fleet().health().failuresInARow("a")).isEqualTo(life);
    }
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
    assertThat(audited()).containsExactly("hamlet quarantine a");

    bench.restart();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
  }

  /** Events are kept for 30 days only. */
  @Test
  void quarantineWhoseEventsAreForgotten_isStillOneThatChecksEnd() {
    bench.agent("a", "s1").connect();
    Ruling longAgo =
        Ruling.openEnded(
            Ruling.Kind.QUARANTINED, "hamlet", "3 failures in a row", bench.clock.epochMs());
    bench.store.fleet().saveStanding(DeviceStanding.free("a").byItself(longAgo));

    bench.restart();

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
    assertThat(bench.driver.fleet().health().mayWork("a")).isFalse();
  }

  @Test
  void cellThatCannotRunOnTwoDevices_failsOnAllAndTheDevicesAreForgiven() {
    FakeAgent a = bench.agent("a", "s1").withFate(DeviceHealthTest::workerDied);
    FakeAgent b = bench.agent("b", "s1").withFate(DeviceHealthTest::workerDied);
    a.connect();
    b.connect();
    bench.submit("e", List.of("a", "b", "c"), "baseline");

    a.runRound();
    b.runRound();

    for (String device : List.of("a", "b", "c")) {
      assertThat(Objects.requireNonNull(bench.cell("e/" + device + "/baseline").verdict()).reason())
          .contains("a (worker died)", "b (worker died)", "the cell is to blame");
    }
    assertThat(bench.driver.fleet().health().failuresInARow("a")).isZero();
    assertThat(bench.driver.fleet().health().failuresInARow("b")).isZero();
  }

  @Test
  void boardsThatRefuseWhatAnyCellNeeds_areToBlameThemselves() {
    bench.timeLimit = null;
    FakeAgent a = bench.agent("a", "s1").withFate(DeviceHealthTest::diskIsFull).connect();
    FakeAgent b = bench.agent("b", "s1").withFate(DeviceHealthTest::diskIsFull).connect();
    bench.submit("e", List.of("a", "b"), "baseline");

    a.runRound();
    b.runRound();

    assertThat(bench.cell("e/a/baseline").verdict()).isNull();
    assertThat(bench.driver.fleet().health().failuresInARow("a")).isPositive();
  }

  private static TrialReport diskIsFull(TrialReport report) {
    return report.ended(TrialEnding.failed("worker died").refusedByBoard());
  }

  @Test
  void agentsThatWereKilled_sayNothingOfTheCell() {
    var unused = comeBackWithoutTheirLeases("boot-a", "boot-b", Duration.ZERO);
    assertThat(bench.cell("e/a/baseline").verdict()).isNull();
    assertThat(bench.driver.fleet().health().failuresInARow("a")).isEqualTo(1);
  }

  @Test
  void retryByAPerson_clearsTheCellButNoQuarantine_alsoOverARestart() {
    FakeAgent a = bench.agent("a", "s1").withFate(DeviceHealthTest::workerDied).connect();
    FakeAgent b = bench.agent("b", "s1").withFate(DeviceHealthTest::workerDied).connect();
    bench.submit("e", List.of("a", "b"), "baseline");
    a.runRound();
    b.runRound();
    change("b", Kind.QUARANTINE);

    assertThat(bench.driver.retry("e").cells()).isEqualTo(2);
    bench.restart();
    FakeAgent again = bench.agent("a", "s2").withFate(DeviceHealthTest::workerDied).connect();
    again.report(again.trial(again.rounds.element(), "e/a/baseline", 3));

    assertThat(bench.registry.standing("b").weightiest()).isPresent();
    assertThat(bench.driver.fleet().health().failuresInARow("a"))
        .as("it counts against the board again")
        .isPositive();
    assertThat(bench.cell("e/a/baseline").verdict()).as("nobody is blamed yet").isNull();
  }

  @Test
  void boardsThatRebootUnderACell_blameIt() {
    var unused = comeBackWithoutTheirLeases("boot-a2", "boot-b2", SharedOutage.TOGETHER);
    assertThat(Objects.requireNonNull(bench.cell("e/a/baseline").verdict()).reason())
        .contains("the cell is to blame");
  }

  @Test
  void boardsThatRebootAtOnce_shareAFuse_butTheSecondTimeTheCellIsToBlame() {
    List<FakeAgent> again = comeBackWithoutTheirLeases("boot-a2", "boot-b2", Duration.ofSeconds(9));
    assertThat(bench.cell("e/a/baseline").verdict()).isNull();

    again.forEach(FakeAgent::disconnect);
    bench.clock.advanceNs(SharedOutage.TOGETHER.toNanos());
    bench.agent("a", "s3").onBoot("boot-a3").connect();
    bench.agent("b", "s3").onBoot("boot-b3").connect();
    assertThat(Objects.requireNonNull(bench.cell("e/a/baseline").verdict()).reason())
        .contains("the cell is to blame");
  }

  private List<FakeAgent> comeBackWithoutTheirLeases(
      String bootOfA, String bootOfB, Duration apart) {
    bench.timeLimit = null;
    FakeAgent a = bench.agent("a", "s1").connect();
    FakeAgent b = bench.agent("b", "s1").connect();
    bench.submit("e", List.of("a", "b"), "baseline");
    a.disconnect();
    b.disconnect();
    FakeAgent againA = bench.agent("a", "s2").onBoot(bootOfA).connect();
    bench.clock.advanceNs(apart.toNanos());
    return List.of(againA, bench.agent("b", "s2").onBoot(bootOfB).connect());
  }

  @Test
  void logOfAFailedTrialAndOfALeaseHandedBack_isKept() {
    FakeAgent agent =
        bench
            .agent("a", "s1")
            .withFate(
                report ->
                    report.ended(
                        TrialEnding.failed("worker died").withLog("--- worker\nno memory\n")))
            .connect();
    bench.submit("e", List.of("a"), "baseline");
    LeaseRef lease = agent.ref();
    agent.report(agent.trial(agent.rounds.remove(), "e/a/baseline", 1));
    bench.driver.reported(
        agent.session(),
        99,
        new LeaseReturn(
            lease, LeaseReturn.Cause.AGENT_STOPS, "the agent stops", "--- agent\nstops\n"));

    assertThat(bench.store.fleet().logs("e/a/baseline"))
        .extracting(AttemptLog::fencingToken, AttemptLog::reason, AttemptLog::text)
        .containsExactlyInAnyOrder(
            tuple(lease.fencingToken(), "worker died", "--- worker\nno memory\n"),
            tuple(lease.fencingToken(), "the agent stops", "--- agent\nstops\n"));
  }

  private static TrialReport workerDied(TrialReport report) {
    return TrialReport.unmeasured(
        report.trial(), TrialEnding.failed("worker died"), report.sessionId());
  }

  private DeviceSnapshot change(String device, Kind kind) {
    return bench.driver.change(
        new DeviceChange(device, kind, "mia", "as the test says", Duration.ZERO));
  }

  private DeviceSnapshot reserve(String who, Duration time) {
    return bench.driver.change(new DeviceChange("a", Kind.RESERVE, who, "", time));
  }

  private List<String> audited() {
    return bench.store.audit().find(new AuditQuery(0, "a", 100)).stream()
        .map(DeviceHealthTest::text)
        .toList();
  }

  private static String text(AuditEntry entry) {
    return entry.who() + " " + entry.verb() + " " + entry.subject();
  }
}

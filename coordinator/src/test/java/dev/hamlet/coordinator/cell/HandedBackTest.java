package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.LeaseReturn.Cause;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boards whose agents hand leases back before a single trial. */
class HandedBackTest {

  private static final List<String> FOUR = List.of("e-1", "e-2", "e-3", "e-4");
  private static final String NO_MODE = "nvpmodel does not answer";

  private final Bench bench = new Bench();
  private final Map<FakeAgent, Integer> handedBack = new HashMap<>();

  @BeforeEach
  void work() {
    bench.movable = true;
    bench.timeLimit = null;
  }

  @Test
  void boardThatHandsBackWhateverItGets_isQuarantinedAndFailsNothing() {
    FakeAgent bad = bench.agent("a", "s1").connect();
    FakeAgent good = bench.agent("b", "s2").connect();
    FOUR.forEach(id -> bench.submit(id, List.of("a"), "baseline"));

    for (int second = 0; second < 60; second++) {
      handBackWhatCame(bad, NO_MODE);
      good.runAll();
      aSecond(bad, good);
    }

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
    for (String id : FOUR) {
      assertThat(bench.verdict(id + "/a/baseline").state()).isEqualTo(VerdictState.CONVERGED);
    }
    assertThat(outcomes()).contains(AttemptOutcome.INFRASTRUCTURE);
  }

  @Test
  void agentsThatStop_sayNothingOfTheirBoards() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    for (int stop = 0; stop < 5; stop++) {
      agent.handBack(Cause.AGENT_STOPS, "the agent stops");
      bench.pass(Duration.ofSeconds(6));
      agent.heartbeat();
    }

    assertThat(bench.driver.fleet().health().failuresInARow("a")).isZero();
    assertThat(bench.registry.snapshots().get(0).concern()).isEmpty();
    assertThat(bench.cell("e-1/a/baseline").verdict()).isNull();
    assertThat(outcomes()).doesNotContain(AttemptOutcome.INFRASTRUCTURE);
  }

  @Test
  void leaseThatTheCoordinatorLetEnd_saysNothingOfTheBoard() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.handBack(Cause.LEASE_ENDED, "its end came before all of its rounds had begun");

    assertThat(bench.driver.fleet().health().failuresInARow("a")).isZero();
  }

  @Test
  void agentOfAnEarlierVersion_failsUnlessItIsAboutToStop() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.handBack(Cause.UNKNOWN, NO_MODE);

    assertThat(bench.driver.fleet().health().failuresInARow("a")).isEqualTo(1);
  }

  /** A part that no board can do must not use up the fleet. */
  @Test
  void partThatTwoBoardsHandBackTwice_failsWithBothReasons() {
    List<FakeAgent> boards = new ArrayList<>();
    for (String device : List.of("a", "b", "c", "d")) {
      boards.add(bench.agent(device, "s-" + device).connect());
    }
    bench.submit("e-1", List.of("a"), "baseline", "eight");

    for (int second = 0; second < 90; second++) {
      boards.forEach(board -> handBackWhatCame(board, "the agent met a defect"));
      aSecond(boards.toArray(FakeAgent[]::new));
    }

    assertThat(bench.verdict("e-1/a/baseline").state()).isEqualTo(VerdictState.FAILED);
    assertThat(bench.verdict("e-1/a/eight").reason())
        .startsWith("handed back without a trial by ")
        .contains(" (the agent met a defect) and by ");
    assertThat(bench.registry.heard()).hasSize(4);
    assertThat(boards.stream().mapToInt(board -> board.grants.size()).sum()).isLessThanOrEqualTo(6);
  }

  private void handBackWhatCame(FakeAgent board, String reason) {
    if (board.grants.size() > handedBack.getOrDefault(board, 0)) {
      handedBack.put(board, board.grants.size());
      board.handBack(Cause.BOARD_FAILS, reason);
    }
  }

  private void aSecond(FakeAgent... boards) {
    bench.pass(Duration.ofSeconds(1));
    for (FakeAgent board : boards) {
      board.heartbeat();
    }
  }

  private List<AttemptOutcome> outcomes() {
    return FOUR.stream()
        .flatMap(id -> bench.store.attempts(id + "/a/baseline").stream())
        .map(AttemptRecord::outcome)
        .toList();
  }
}

package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import dev.hamlet.coordinator.store.FreshStart;
import dev.hamlet.coordinator.store.MeasuredCell;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells that have begun on a board that will not go on with them. */
class RelocationTest {

  private static final String CELL = "e-1/a/baseline";

  private final Bench bench = new Bench();
  private FakeAgent one;
  private FakeAgent two;

  @BeforeEach
  void boards() {
    bench.movable = true;
    bench.timeLimit = null;
    one = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    one.runRound();
    two = bench.agent("b", "s2").connect();
  }

  @Test
  void startedCellOfARetiredBoard_beginsAnewOnAnother() {
    change(DeviceChange.Kind.RETIRE, "a");

    assertThat(two.grants).hasSize(1);
    two.runAll();

    assertThat(bench.verdict(CELL).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.cell(CELL).plan().group().device()).isEqualTo("b");
    assertThat(bench.cell(CELL).start()).isEqualTo(new FreshStart(2, 2));
    assertThat(bench.store.trials(CELL))
        .extracting(TrialResult::device)
        .containsExactly("a", "a", "b", "b", "b", "b");
    CellSummary summary = bench.snapshot("e-1").cells().get(0).summary();
    assertThat(summary.trials()).as("trials of two boards make no one figure").isEqualTo(4);
  }

  @Test
  void cellThatHasGoneToAnotherBoard_isFoundThereForReuse() {
    String identity = "ab".repeat(32);
    Bench other = new Bench();
    other.movable = true;
    other.identity = identity;
    FakeAgent from = other.agent("a", "s1").connect();
    other.submit("e-1", List.of("a"), "baseline");
    from.runRound();
    FakeAgent to = other.agent("b", "s2").connect();
    other.driver.change(retire("a", DeviceChange.Kind.RETIRE));
    to.runAll();

    assertThat(other.store.measured(List.of(identity)))
        .containsExactly(new MeasuredCell(identity, "b", "e-1", CELL));
  }

  @Test
  void allBoardsAreGone_isSaidWithWhatToDo() {
    bench.movable = false;
    one.disconnect();
    two.disconnect();
    bench.pass(Duration.ofMinutes(2));

    assertThat(bench.snapshot("e-1").waitingFor())
        .startsWith("no board: device a is lost, last seen 2023-11-14T22:13:")
        .endsWith("; switch on what is lost, or end its cells with `hamlet devices retire NAME`");

    change(DeviceChange.Kind.QUARANTINE, "a");
    bench.pass(Duration.ofSeconds(6));
    assertThat(bench.snapshot("e-1").waitingFor())
        .startsWith("no board: device a is quarantined (gone)")
        .contains("`hamlet devices release NAME`");
  }

  @Test
  void figuresOfTheNewBoard_areTheSameAfterARestartOfTheCoordinator() {
    change(DeviceChange.Kind.RETIRE, "a");
    two.runRound();

    bench.restart();
    FakeAgent back = bench.agent("b", "s2").connect(two.ref());
    back.runAll();

    assertThat(bench.snapshot("e-1").cells().get(0).summary().trials()).isEqualTo(4);
    assertThat(bench.store.trials(CELL)).hasSize(6);
  }

  @Test
  void retiredBoardWithoutAnother_abandonsItsCellsUntilItIsBack() {
    bench.movable = false;
    Bench alone = new Bench();
    FakeAgent only = alone.agent("a", "s1").connect();
    alone.submit("e-1", List.of("a"), "baseline");
    only.runRound();
    alone.driver.change(retire("a", DeviceChange.Kind.RETIRE));
    assertThat(alone.verdict(CELL).state()).isEqualTo(VerdictState.ABANDONED);

    Retried stays = alone.driver.retry("e-1");
    assertThat(stays.cells()).isZero();
    assertThat(stays.staying()).startsWith("1 cells stay as they are").contains("release");

    alone.driver.change(retire("a", DeviceChange.Kind.RELEASE));
    assertThat(alone.driver.retry("e-1")).isEqualTo(new Retried(1, ""));
    only.runAll();
    assertThat(alone.verdict(CELL).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(alone.cell(CELL).start().setAsideThrough()).isZero();
  }

  @Test
  void startedCellOfALostBoard_waitsAWhileAndThenBeginsAnewElsewhere() {
    one.disconnect();
    passWithTwoAlive(Relocation.PATIENCE.minusMinutes(1));
    assertThat(two.grants).isEmpty();

    passWithTwoAlive(Duration.ofMinutes(3));

    assertThat(two.grants).hasSize(1);
    two.runAll();
    assertThat(bench.cell(CELL).plan().group().device()).isEqualTo("b");
    assertThat(bench.cell(CELL).start().setAsideThrough()).isEqualTo(2);
  }

  @Test
  void startedCellOfABoardThatIsSlowToComeBackAfterARestart_waitsForIt() {
    bothAlive(Relocation.PATIENCE.plusMinutes(5));
    assertThat(two.grants).isEmpty();

    bench.restart();
    two = bench.agent("b", "s2").connect();
    passWithTwoAlive(Relocation.PATIENCE.minusMinutes(1));
    assertThat(two.grants).as("this life has waited too short a time").isEmpty();

    one = bench.agent("a", "s1").connect();
    one.runAll();
    assertThat(bench.cell(CELL).plan().group().device()).isEqualTo("a");
    assertThat(bench.verdict(CELL).state()).isEqualTo(VerdictState.CONVERGED);
  }

  /** The reservation is old, the silence is not. */
  @Test
  void startedCellOfAReservedBoardWhoseAgentIsAwayForAMoment_waitsForIt() {
    bench.driver.change(
        new DeviceChange("a", DeviceChange.Kind.RESERVE, "mia", "", Duration.ofHours(2)));
    bothAlive(Relocation.PATIENCE.plusMinutes(5));

    one.disconnect();
    passWithTwoAlive(Duration.ofMinutes(3));

    assertThat(two.grants).isEmpty();
    assertThat(bench.cell(CELL).plan().group().device()).isEqualTo("a");
  }

  @Test
  void boardThatFailsTwiceInVain_isLeftForAnother() {
    one.disconnect();
    FakeAgent first = bench.agent("a", "s3").connect();
    assertThat(first.grants).as("it had worked: it goes on").hasSize(1);
    first.disconnect();
    FakeAgent second = bench.agent("a", "s4").connect();
    assertThat(second.grants).as("the first retry is on the same board").hasSize(1);
    second.disconnect();

    FakeAgent third = bench.agent("a", "s5").connect();

    assertThat(third.grants).isEmpty();
    assertThat(two.grants).hasSize(1);
    assertThat(bench.cell(CELL).plan().group().device()).isEqualTo("b");
  }

  /**
   * Two retries: the first where it failed, the second elsewhere; the rest of the lease goes on.
   */
  @Test
  void secondRetryOfACellThatCannotRun_isOnAnotherBoard() {
    Bench pair = new Bench();
    pair.movable = true;
    FakeAgent here = pair.agent("a", "s1").connect();
    FakeAgent there = pair.agent("b", "s2").connect();
    pair.submit("e-1", List.of("a"), "baseline", "eight");
    FakeAgent first = here.grants.isEmpty() ? there : here;
    FakeAgent second = first == here ? there : here;
    first.withFate(
        report ->
            report.cellId().equals("e-1/a/eight")
                ? TryingAgainTest.failed(report, TrialOutcome.FAILED)
                : report);
    first.runAll();

    assertThat(second.grants).hasSize(1);
    assertThat(second.lease().cells()).extracting(CellSpec::variant).containsExactly("eight");
    second.runAll();

    assertThat(pair.verdict(CELL).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(pair.verdict("e-1/a/eight").state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(pair.cell("e-1/a/eight").start()).isEqualTo(new FreshStart(2, 2));
    assertThat(pair.store.attempts("e-1/a/eight"))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.INFRASTRUCTURE, AttemptOutcome.FINISHED);
    assertThat(first.grants).as("the lease of the others was left alone").hasSize(1);
    assertThat(pair.store.openLeases()).isEmpty();
  }

  private void passWithTwoAlive(Duration duration) {
    pass(duration, List.of(two));
  }

  private void bothAlive(Duration duration) {
    pass(duration, List.of(one, two));
  }

  private void pass(Duration duration, List<FakeAgent> alive) {
    for (long second = 0; second < duration.toSeconds(); second += 5) {
      bench.pass(Duration.ofSeconds(5));
      alive.forEach(
          agent ->
              agent.heartbeat(
                  agent.grants.stream().map(LeaseGrant::lease).toArray(LeaseRef[]::new)));
    }
  }

  private void change(DeviceChange.Kind kind, String device) {
    bench.driver.change(retire(device, kind));
    bench.loop.drain();
  }

  private static DeviceChange retire(String device, DeviceChange.Kind kind) {
    return new DeviceChange(device, kind, "mia", "gone", Duration.ZERO);
  }
}

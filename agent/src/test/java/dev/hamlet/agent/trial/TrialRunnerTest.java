package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.device.FakeBoard;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.worker.FakeWorker;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.TimeInterval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunnerTest {

  private static final long MS = 1_000_000;
  private static final long AGENT = 100;
  private static final Abort NEVER = () -> false;

  private final ManualClock clock = new ManualClock();
  private final FakeBoard board = new FakeBoard();
  private final FakeHostLock lock = new FakeHostLock(clock);
  private final FakeWorker worker = new FakeWorker(clock);
  private final List<TrialState> states = new ArrayList<>();
  private final FakePolling polling = new FakePolling();
  private TrialRunner runner;

  @TempDir Path root;

  @BeforeEach
  void site() {
    ForeignLoad foreign = new ForeignLoad(root, AGENT, clock);
    TrialSite site = new TrialSite(board, lock, clock, clock, foreign, polling);
    runner = new TrialRunner(site, new GapPlan(20 * MS, 2 * MS), states::add);
  }

  @Test
  void trial_goesThroughItsPhasesInOrder() throws InterruptedException {
    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.MEASURED);
    assertThat(end.reason()).isEmpty();
    assertThat(trace(end).phases()).extracting(Phase::kind).containsExactly(PhaseKind.values());
    assertThat(states)
        .containsExactly(
            TrialState.GATE,
            TrialState.WARM_UP,
            TrialState.SETTLE,
            TrialState.IDLE_BEFORE,
            TrialState.BURST,
            TrialState.GUARD,
            TrialState.IDLE_AFTER,
            TrialState.MEASURED);
    assertThat(worker.calls()).containsExactly("warm", "burst");
  }

  @Test
  void windows_areContiguousAndAsLongAsTheProtocolSays() throws InterruptedException {
    TrialTrace trace = trace(runner.run(spec(List.of()), worker, NEVER));

    assertThat(interval(trace, PhaseKind.WARM_UP).durationNs()).isEqualTo(300 * MS);
    assertThat(interval(trace, PhaseKind.SETTLE).durationNs()).isEqualTo(300 * MS);
    assertThat(interval(trace, PhaseKind.IDLE_BEFORE).durationNs()).isEqualTo(500 * MS);
    assertThat(interval(trace, PhaseKind.BURST).durationNs()).isEqualTo(1_000 * MS);
    assertThat(interval(trace, PhaseKind.GUARD).durationNs()).isEqualTo(90 * MS);
    assertThat(interval(trace, PhaseKind.IDLE_AFTER).durationNs()).isEqualTo(500 * MS);
    for (int i = 1; i < trace.phases().size(); i++) {
      assertThat(trace.phases().get(i).interval().startNs())
          .isEqualTo(trace.phases().get(i - 1).interval().endNs());
    }
    assertThat(clock.monotonicNs()).isEqualTo(interval(trace, PhaseKind.IDLE_AFTER).endNs());
  }

  @Test
  void lock_isHeldForWarmUpAndBurstOnly() throws InterruptedException {
    TrialTrace trace = trace(runner.run(spec(List.of()), worker, NEVER));

    TimeInterval warmUp = interval(trace, PhaseKind.WARM_UP);
    TimeInterval burst = interval(trace, PhaseKind.BURST);
    assertThat(lock.heldFromNs()).containsExactly(warmUp.startNs(), burst.startNs());
    assertThat(lock.heldToNs()).containsExactly(warmUp.endNs(), burst.endNs());
  }

  @Test
  void lockKeptByAnotherAgent_extendsSettleAndLeavesIdleDirectlyBeforeTheBurst()
      throws InterruptedException {
    lock.keepFor(0, 800 * MS);

    TrialTrace trace = trace(runner.run(spec(List.of()), worker, NEVER));

    assertThat(interval(trace, PhaseKind.SETTLE).durationNs()).isEqualTo(1_100 * MS);
    TimeInterval idle = interval(trace, PhaseKind.IDLE_BEFORE);
    assertThat(idle.durationNs()).isEqualTo(500 * MS);
    assertThat(idle.endNs()).isEqualTo(interval(trace, PhaseKind.BURST).startNs());
  }

  @Test
  void burst_isDitheredByTheSensorsPeriodAndSeededByTheTrial() throws InterruptedException {
    runner.run(spec(List.of()), worker, NEVER);

    var request = worker.bursts().get(0);
    assertThat(request.workBeforeGapNs()).isEqualTo(20 * MS);
    assertThat(request.greatestGapNs()).isEqualTo(2 * MS);
    assertThat(request.seed()).isEqualTo(spec(List.of()).gapSeed());
  }

  @Test
  void gapSeeds_differBetweenTrialsAndRepeatForTheSameTrial() {
    assertThat(spec(1).gapSeed()).isEqualTo(spec(1).gapSeed()).isNotEqualTo(spec(2).gapSeed());
  }

  @Test
  void warmBoard_waitsAtTheGateUntilTheBandIsReached() throws InterruptedException {
    board.heatTo(43);
    List<Temperature> reference = List.of(new Temperature("cpu", 40));
    Abort cooling =
        () -> {
          board.heatTo(board.temperatures().get(0).celsius() - 0.25);
          return false;
        };

    TrialEnd end = runner.run(spec(reference), worker, cooling);

    assertThat(interval(trace(end), PhaseKind.GATE).durationNs()).isEqualTo(1_500 * MS);
    assertThat(end.board().before().get(0).celsius()).isEqualTo(42);
  }

  @Test
  void gateThatStaysShut_namesItsCause() throws InterruptedException {
    board.heatTo(71.2);

    TrialEnd end = runner.run(spec(List.of(new Temperature("cpu", 55))), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(end.ending().modelFault()).isFalse();
    assertThat(end.reason())
        .isEqualTo(
            "the gate stayed shut for 10 s: cpu is at 71.2 C, more than 2.0 C from the 55.0 C"
                + " of the cell's first trial");
    assertThat(worker.calls()).isEmpty();
    assertThat(states).endsWith(TrialState.FAILED);
    assertThat(end.ending().boardSuspect()).isTrue();
  }

  @Test
  void wrongPowerMode_keepsTheGateShut() throws InterruptedException {
    board.setPowerMode("MAXQ");

    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.reason()).endsWith("the power mode is MAXQ, not MAXN");
  }

  @Test
  void workerThatDiesInTheBurst_failsTheTrialAndFreesTheLock() throws InterruptedException {
    worker.failBursts(new WorkerException("the worker died of signal 11", false));

    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(end.reason()).isEqualTo("the worker died of signal 11");
    assertThat(end.workerLost()).isTrue();
    assertThat(end.ending().modelFault()).isFalse();
    assertThat(end.trace()).isEmpty();
    assertThat(lock.held()).isFalse();
  }

  @Test
  void modelThatCannotRun_isBlamed() throws InterruptedException {
    worker.failBursts(new WorkerException("the model gives no numbers", true));

    assertThat(runner.run(spec(List.of()), worker, NEVER).ending().modelFault()).isTrue();
  }

  @Test
  void stampsOfAnotherClock_failTheTrial() throws InterruptedException {
    worker.shiftStamps(-3_600_000 * MS);

    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(end.reason()).contains("CLOCK_MONOTONIC");
  }

  @Test
  void burstWithTooFewInferences_isInvalid() throws InterruptedException {
    worker.runFewer(190);

    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.INVALID);
    assertThat(end.reason()).isEqualTo("the burst has 10 inferences, not 20");
    assertThat(end.trace()).isPresent();
    assertThat(states).endsWith(TrialState.INVALID);
  }

  @Test
  void lockKeptLongerThanTheTrialMayTake_givesTheTrialUp() throws InterruptedException {
    lock.keepFor(0, 61_000 * MS);

    TrialEnd end = runner.run(spec(List.of()), worker, NEVER);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(end.ending().modelFault()).isFalse();
    assertThat(worker.calls()).containsExactly("warm");
  }

  @Test
  void abort_endsTheTrialBetweenTwoStepsAndFreesTheLock() {
    Abort afterWarmUp = () -> states.contains(TrialState.SETTLE);

    assertThatThrownBy(() -> runner.run(spec(List.of()), worker, afterWarmUp))
        .isInstanceOf(AbortedException.class);
    assertThat(worker.calls()).containsExactly("warm");
    assertThat(lock.held()).isFalse();
  }

  @Test
  void illegalTransition_isRefused() {
    assertThatThrownBy(() -> TrialState.GATE.transition(TrialState.BURST))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TrialState.MEASURED.transition(TrialState.FAILED))
        .isInstanceOf(IllegalStateException.class);
  }

  private static TimeInterval interval(TrialTrace trace, PhaseKind kind) {
    return trace.phase(kind).orElseThrow().interval();
  }

  private static TrialTrace trace(TrialEnd end) {
    return end.trace().orElseThrow();
  }

  private static TrialSpec spec(int trialNumber) {
    return new TrialSpec(
        7,
        Protocols.cell("baseline", "aa", "bb"),
        trialNumber,
        "MAXN",
        List.of(),
        Protocols.demo());
  }

  private static TrialSpec spec(List<Temperature> reference) {
    return new TrialSpec(
        7, Protocols.cell("baseline", "aa", "bb"), 1, "MAXN", reference, Protocols.demo());
  }
}

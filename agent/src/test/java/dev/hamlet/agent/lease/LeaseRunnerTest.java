package dev.hamlet.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.device.FakeBoard;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.trial.FakeHostLock;
import dev.hamlet.agent.trial.FakePolling;
import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.agent.trial.Protocols;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.agent.trial.TrialSite;
import dev.hamlet.agent.trial.TrialState;
import dev.hamlet.agent.worker.FakeWorker;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorkers;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.LeaseReturn.Cause;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lease thread's work, run on the test's thread: everything that the link would lay on the desk
 * lies there before, and the last thing is what ends the lease or the agent.
 */
class LeaseRunnerTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final FakeBoard board = new FakeBoard();
  private final FakeHostLock lock = new FakeHostLock(clock);
  private final List<FakeWorker> started = new ArrayList<>();
  private final List<AgentReport> reports = new ArrayList<>();
  private final List<TrialTrace> traces = new ArrayList<>();
  private final LeaseDesk desk = new LeaseDesk();
  private Consumer<FakeWorker> onStart = worker -> {};
  private Consumer<AgentReport> onReport = report -> {};
  private Consumer<TrialState> onState = state -> {};
  private final List<BoardOrder> calibrations = new ArrayList<>();
  private Runnable onCalibration = () -> {};
  private boolean roomForTraces = true;
  private Artifacts artifacts;
  private CellSpec first;
  private CellSpec second;

  @BeforeEach
  void artifacts() {
    artifacts = new Artifacts(folder);
    String inputs = artifacts.inputSet(new byte[] {1, 1, 2});
    first = Protocols.cell("baseline", artifacts.model("baseline"), inputs);
    second = Protocols.cell("pruned", artifacts.model("pruned"), inputs);
  }

  @Test
  void rounds_runVisitByVisitWithOneLoadEachAndAreReportedInOrder() {
    desk.granted(grant(List.of(first, second)));
    desk.round(round(1, visit(first, 1, 2), visit(second, 1)));
    desk.round(round(2, visit(second, 2)));
    endAfterRound(2);

    run();

    assertThat(started).hasSize(1);
    assertThat(started.get(0).calls())
        .containsExactly(
            "load baseline",
            "warm",
            "burst",
            "warm",
            "burst",
            "load pruned",
            "warm",
            "burst",
            "load pruned",
            "warm",
            "burst",
            "close");
    assertThat(reports).hasSize(6);
    assertThat(trials()).allMatch(trial -> trial.outcome() == TrialOutcome.MEASURED);
    assertThat(trials()).extracting(TrialReport::trialNumber).containsExactly(1, 2, 1, 2);
    assertThat(trials()).allMatch(trial -> trial.loadDurationNs() == 40_000_000);
    assertThat(reports.get(3)).isEqualTo(new RoundReport(LEASE, 1));
    assertThat(reports.get(5)).isEqualTo(new RoundReport(LEASE, 2));
    assertThat(traces).hasSize(4);
    assertThat(lock.held()).isFalse();
  }

  @Test
  void cellWithAProtocolOfItsOwn_isMeasuredByIt() {
    MeasurementProtocol all = Protocols.demo();
    MeasurementProtocol own =
        new MeasurementProtocol(
            all.profile(),
            all.warmUp(),
            all.warmUpInferences(),
            all.settle(),
            all.idle().multipliedBy(3),
            all.burst(),
            all.burstInferences(),
            all.guard(),
            all.trialTimeout(),
            all.gate(),
            all.seed());
    desk.granted(
        new LeaseGrant(
            LEASE,
            "e-1",
            "MAXN",
            List.of(first, second),
            all,
            Map.of(second.cellId(), own),
            List.of(),
            Duration.ofSeconds(60)));
    desk.round(round(1, visit(first, 1), visit(second, 1)));
    endAfterRound(1);

    run();

    assertThat(traces)
        .extracting(TrialTrace::cellId)
        .containsExactly("cell-baseline", "cell-pruned");
    assertThat(idleNs(traces.get(0))).isEqualTo(all.idle().toNanos());
    assertThat(idleNs(traces.get(1))).isEqualTo(own.idle().toNanos());
  }

  private static long idleNs(TrialTrace trace) {
    return trace.phase(PhaseKind.IDLE_BEFORE).orElseThrow().interval().durationNs();
  }

  @Test
  void evaluations_runOnceBeforeTheFirstRoundAndCarryLabels() {
    desk.granted(
        grant(
            List.of(first), new EvaluationSpec(first.artifact(), "fake", first.inputSet(), 2, 1)));
    desk.round(round(1, visit(first, 1)));
    endAfterRound(1);

    run();

    assertThat(reports.get(0))
        .isInstanceOfSatisfying(
            EvaluationReport.class,
            report -> {
              assertThat(report.predictions()).containsExactly(1, 1);
              assertThat(report.labels()).containsExactly(1, 1);
              assertThat(report.error()).isEmpty();
            });
  }

  @Test
  void workerThatDiesInABurst_failsOneTrialAndIsReplacedForTheNext() {
    onStart =
        worker -> {
          if (started.size() == 1) {
            worker.failBursts(new WorkerException("the worker died", false));
          }
        };
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1, 2)));
    endAfterRound(1);

    run();

    assertThat(trials())
        .extracting(TrialReport::outcome)
        .containsExactly(TrialOutcome.FAILED, TrialOutcome.MEASURED);
    assertThat(started).hasSize(2);
    assertThat(started.get(0).calls()).endsWith("close");
    assertThat(started.get(1).calls()).startsWith("load baseline");
  }

  @Test
  void modelThatDoesNotLoad_failsTheVisitWithOneAttempt() {
    onStart = worker -> worker.failLoads(new WorkerException("no such operator", true));
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1, 2)));
    endAfterRound(1);

    run();

    assertThat(started).hasSize(1);
    assertThat(trials())
        .hasSize(2)
        .allMatch(trial -> trial.outcome() == TrialOutcome.FAILED && trial.ending().modelFault())
        .allMatch(trial -> trial.reason().equals("no such operator"));
  }

  @Test
  void artifactThatNobodyHas_failsItsTrialsAndNamesIt() {
    CellSpec lost = Protocols.cell("lost", "f".repeat(64), first.inputSet());
    desk.granted(grant(List.of(lost, first)));
    desk.round(round(1, visit(lost, 1), visit(first, 1)));
    endAfterRound(1);

    run();

    assertThat(trials().get(0).reason()).contains("f".repeat(64));
    assertThat(trials().get(1).outcome()).isEqualTo(TrialOutcome.MEASURED);
  }

  @Test
  void diskThatIsFull_failsTheTrialsOfItsArtifactAsInfrastructureAndNothingHangs()
      throws IOException {
    assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();
    Files.createDirectories(folder.resolve("store"));
    Files.createSymbolicLink(
        folder.resolve("store").resolve(second.artifact() + ".part"), Path.of("/dev/full"));
    desk.granted(grant(List.of(first, second)));
    desk.round(round(1, visit(second, 1), visit(first, 1)));
    endAfterRound(1);

    run();

    assertThat(trials().get(0).outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(trials().get(0).ending().modelFault()).isFalse();
    assertThat(trials().get(0).reason()).contains("make room");
    assertThat(trials().get(0).ending().boardRefused())
        .as("no cell is to blame for a full disk")
        .isTrue();
    assertThat(trials().get(1).outcome()).isEqualTo(TrialOutcome.MEASURED);
  }

  @Test
  void agentThatIsToStopSoon_endsItsVisitAndHandsTheLeaseBack() {
    desk.granted(grant(List.of(first, second)));
    desk.round(round(1, visit(first, 1, 2), visit(second, 1)));
    onState =
        state -> {
          if (state == TrialState.BURST && traces.isEmpty()) {
            desk.stopSoon();
          }
        };
    onReport =
        report -> {
          if (report instanceof LeaseReturn) {
            desk.granted(grant(new LeaseRef("l-2", 8), List.of(first)));
            onReport = again -> desk.stop();
          }
        };

    run();

    assertThat(trials()).extracting(TrialReport::trialNumber).containsExactly(1, 2);
    assertThat(trials()).allMatch(trial -> trial.outcome() == TrialOutcome.MEASURED);
    assertThat(reports)
        .endsWith(
            new LeaseReturn(LEASE, Cause.AGENT_STOPS, "the agent stops"),
            new LeaseReturn(new LeaseRef("l-2", 8), Cause.AGENT_STOPS, "the agent stops"));
  }

  @Test
  void leaseThatLapsesMidRound_stopsAtOnceWithoutAWord() {
    onState =
        state -> {
          if (state == TrialState.SETTLE && traces.size() == 1) {
            desk.lapsed(LEASE);
            desk.granted(grant(new LeaseRef("l-2", 8), List.of(second)));
            desk.round(new RoundGrant(new LeaseRef("l-2", 8), 1, List.of(visit(second, 1))));
          }
        };
    onReport =
        report -> {
          if (report.equals(new RoundReport(new LeaseRef("l-2", 8), 1))) {
            desk.ended(new LeaseEnd(new LeaseRef("l-2", 8), "done", false));
            desk.stop();
          }
        };
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1, 2, 3)));

    run();

    assertThat(trials())
        .extracting(TrialReport::cellId)
        .containsExactly(first.cellId(), second.cellId());
    assertThat(lock.held()).isFalse();
  }

  @Test
  void agentThatStops_handsItsLeaseBack() {
    onState =
        state -> {
          if (state == TrialState.IDLE_BEFORE) {
            desk.stop();
          }
        };
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1)));

    run();

    assertThat(reports)
        .containsExactly(new LeaseReturn(LEASE, Cause.AGENT_STOPS, "the agent stops"));
    assertThat(desk.leases()).isEmpty();
  }

  /** Else the coordinator would wait for rounds that nobody runs until the lease lapses. */
  @Test
  void leaseThatEndsBeforeItsFirstRound_isHandedBack() {
    onReport = report -> desk.stop();
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1)));
    desk.ended(new LeaseEnd(LEASE, "paused by mia", false));

    run();

    assertThat(reports)
        .containsExactly(
            new LeaseReturn(
                LEASE, Cause.LEASE_ENDED, "its end came before all of its rounds had begun"));
    assertThat(desk.leases()).isEmpty();
  }

  @Test
  void boardThatKeepsItsPowerMode_givesTheLeaseBackWithTheCause() {
    board.setPowerMode("MAXQ");
    board.refuseModes();
    onReport = report -> desk.stop();
    desk.granted(grant(List.of(first)));

    run();

    assertThat(reports)
        .containsExactly(
            new LeaseReturn(
                LEASE, Cause.BOARD_FAILS, "the board was set to power mode MAXN but says MAXQ"));
  }

  @Test
  void secondGrantOfTheSameLease_changesNothing() {
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1)));
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1)));
    endAfterRound(1);

    run();

    assertThat(trials()).hasSize(1);
  }

  @Test
  void traceWithoutRoom_failsTheTrial() {
    roomForTraces = false;
    desk.granted(grant(List.of(first)));
    desk.round(round(1, visit(first, 1)));
    endAfterRound(1);

    run();

    assertThat(trials().get(0).outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(trials().get(0).reason()).contains("no room");
  }

  @Test
  void calibration_isDoneOnTheLeaseThreadAndNeverBesideALease() {
    CalibrationOrder order = new CalibrationOrder("o-1", 2, 3_000_000_000L);
    assertThat(desk.ordered(order)).isTrue();
    assertThat(desk.ordered(order)).isFalse();
    LeaseDesk busy = new LeaseDesk();
    busy.granted(grant(List.of(first)));
    assertThat(busy.ordered(order)).isFalse();
    onCalibration = desk::stop;

    run();

    assertThat(calibrations).containsExactly(order);
  }

  private void endAfterRound(int last) {
    onReport =
        report -> {
          if (report.equals(new RoundReport(LEASE, last))) {
            desk.ended(new LeaseEnd(LEASE, "done", false));
            desk.stop();
          }
        };
  }

  private void run() {
    CoveredReports covered =
        new CoveredReports(
            report -> {
              reports.add(report);
              onReport.accept(report);
            },
            List.of(),
            clock);
    try (WorkerPool pool = new WorkerPool(new Workers())) {
      new LeaseRunner(
              desk,
              new LeaseTools(
                  board,
                  lock,
                  clock,
                  pool,
                  requests(),
                  new TrialRunner(
                      new TrialSite(
                          board,
                          lock,
                          clock,
                          clock,
                          new ForeignLoad(folder, 1, clock),
                          new FakePolling()),
                      new GapPlan(20_000_000, 1_000_000),
                      state -> onState.accept(state)),
                  new TrialPublisher(this::offer, covered, "s-1"),
                  covered,
                  () -> AwakeCpus.NONE,
                  () -> {}),
              (order, abort) -> {
                calibrations.add(order);
                onCalibration.run();
              })
          .run();
    }
  }

  private LoadRequests requests() {
    ArtifactStore store = new ArtifactStore(folder.resolve("store"));
    return new LoadRequests(
        store, new ArtifactFetcher(store, artifacts, clock, clock, new Random(1)));
  }

  private OptionalLong offer(TrialTrace trace) {
    if (!roomForTraces) {
      return OptionalLong.empty();
    }
    traces.add(trace);
    return OptionalLong.of(traces.size());
  }

  private List<TrialReport> trials() {
    return reports.stream()
        .filter(TrialReport.class::isInstance)
        .map(TrialReport.class::cast)
        .toList();
  }

  private static LeaseGrant grant(List<CellSpec> cells, EvaluationSpec... evaluations) {
    return grant(LEASE, cells, evaluations);
  }

  private static LeaseGrant grant(
      LeaseRef lease, List<CellSpec> cells, EvaluationSpec... evaluations) {
    return new LeaseGrant(
        lease,
        "e-1",
        "MAXN",
        cells,
        Protocols.demo(),
        List.of(evaluations),
        Duration.ofSeconds(60));
  }

  private static RoundGrant round(int number, Visit... visits) {
    return new RoundGrant(LEASE, number, List.of(visits));
  }

  private static Visit visit(CellSpec cell, Integer... trials) {
    return new Visit(cell.cellId(), List.of(trials));
  }

  private final class Workers implements ModelWorkers {

    @Override
    public Set<String> runtimes() {
      return Set.of("fake");
    }

    @Override
    public ModelWorker start(String runtime) {
      FakeWorker worker = new FakeWorker(clock);
      started.add(worker);
      onStart.accept(worker);
      return worker;
    }
  }
}

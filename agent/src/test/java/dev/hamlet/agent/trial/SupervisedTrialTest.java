package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardLook.CoolingReading;
import dev.hamlet.agent.device.FakeBoard;
import dev.hamlet.agent.foreign.FakeProc;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.worker.FakeWorker;
import dev.hamlet.common.experiment.ClockRange;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.time.ManualClock;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a board while a trial runs, set off when the trial enters a state. */
class SupervisedTrialTest {

  private static final long MS = 1_000_000;
  private static final long AGENT = 100;
  private static final long STRESS = 500;
  private static final long PIN_HZ = 2_035_200_000;

  @TempDir Path root;

  private final ManualClock clock = new ManualClock();
  private final FakeBoard board = new FakeBoard();
  private final FakeHostLock lock = new FakeHostLock(clock);
  private final FakeWorker worker = new FakeWorker(clock);
  private final FakePolling polling = new FakePolling();
  private final Map<TrialState, Runnable> events = new EnumMap<>(TrialState.class);
  private FakeProc proc;
  private TrialRunner runner;

  @BeforeEach
  void site() {
    proc = new FakeProc(root, clock);
    proc.process(AGENT, 1, "java", "java dev.hamlet.cli.HamletMain");
    proc.process(STRESS, 1, "stress", "stress");
    TrialSite site =
        new TrialSite(
            board, lock, clock, clock, new ForeignLoad(root, AGENT, proc.clock()), polling);
    runner = new TrialRunner(site, new GapPlan(20 * MS, 2 * MS), this::entered);
  }

  @Test
  void quietTrial_recordsClocksAndHottestZone() throws InterruptedException {
    board.show(look(40, clock(PIN_HZ)));
    on(TrialState.BURST, () -> show(look(47.5, clock(PIN_HZ - 1_000_000))));
    on(TrialState.GUARD, () -> show(look(44, clock(PIN_HZ))));

    TrialEnd end = run();

    assertThat(end.outcome()).as(end.reason()).isEqualTo(TrialOutcome.MEASURED);
    assertThat(end.board().conditions().cpu())
        .isEqualTo(new ClockRange(PIN_HZ - 1_000_000, PIN_HZ));
    assertThat(end.board().conditions().gpu()).isEqualTo(ClockRange.NONE);
    assertThat(end.board().conditions().hottestZone()).isEqualTo("cpu");
    assertThat(end.board().conditions().hottestC()).isEqualTo(47.5);
    assertThat(end.board().conditions().looks()).isEqualTo(3);
    assertThat(polling.open()).isFalse();
  }

  @Test
  void clockThatLeavesItsPin_makesTheTrialInvalid() throws InterruptedException {
    board.show(look(40, clock(PIN_HZ)));
    on(TrialState.BURST, () -> show(look(40, clock(1_400_000_000))));

    TrialEnd end = run();

    assertThat(end.outcome()).isEqualTo(TrialOutcome.INVALID);
    assertThat(end.reason())
        .isEqualTo("the clock of cpu0 left its pin in the burst: 1400.0 MHz instead of 2035.2 MHz");
    assertThat(end.ending().boardSuspect()).isFalse();
    assertThat(end.trace()).isPresent();
  }

  @Test
  void otherPowerMode_isNamedBeforeTheClocksThatItMoves() throws InterruptedException {
    board.show(look(40, clock(PIN_HZ)));
    on(
        TrialState.BURST,
        () -> {
          board.setPowerMode("MAXQ");
          show(look(40, clock(1_400_000_000)));
        });

    assertThat(run().reason())
        .isEqualTo("the power mode changed to MAXQ during the trial, from MAXN");
  }

  @Test
  void clockThatIsNotPinned_mayChange() throws InterruptedException {
    board.show(look(40, new ClockReading(ClockKind.CPU, "cpu0", PIN_HZ, 0)));
    on(
        TrialState.BURST,
        () -> show(look(40, new ClockReading(ClockKind.CPU, "cpu0", 800_000_000, 0))));

    assertThat(run().outcome()).isEqualTo(TrialOutcome.MEASURED);
  }

  @Test
  void coolingThatRises_isThrottling() throws InterruptedException {
    board.show(cooling(1));
    on(TrialState.GUARD, () -> show(cooling(3)));

    assertThat(run().reason())
        .isEqualTo(
            "the board throttled in the guard phase: cooling device cpu-balanced rose from 1 to 3");
  }

  @Test
  void zoneThatIsTooHot_stopsTheWorkerAndMakesTheBoardSuspect() throws InterruptedException {
    on(TrialState.BURST, () -> show(look(90.5)));

    TrialEnd end = run();

    assertThat(worker.calls()).contains("close");
    assertThat(end.outcome()).isEqualTo(TrialOutcome.INVALID);
    assertThat(end.reason())
        .isEqualTo(
            "cpu reached 90.5 C in the burst, above the 90.0 C from which on a trial is stopped");
    assertThat(end.ending().boardSuspect()).isTrue();
    assertThat(end.workerLost()).isTrue();
    assertThat(end.trace()).isEmpty();
    assertThat(lock.held()).isFalse();
  }

  @Test
  void lookThatEndsAfterTheTrial_stopsNobody() throws InterruptedException {
    run();
    show(look(200));

    assertThat(worker.calls()).doesNotContain("close");
  }

  @Test
  void gpuThatWorksWhileNothingOfHamletRuns_makesTheTrialInvalid() throws InterruptedException {
    on(TrialState.IDLE_AFTER, () -> show(new BoardLook(List.of(), List.of(), List.of(), 0.31)));

    assertThat(run().reason())
        .isEqualTo(
            "the GPU was 31 % busy in the idle baseline after the burst, though nothing of Hamlet"
                + " ran");
  }

  @Test
  void somebodyElseOnTheCpu_makesTheTrialInvalidAndIsNamed() throws InterruptedException {
    board.beReal();
    on(TrialState.GUARD, () -> stress(100));

    TrialEnd end = run();

    assertThat(end.outcome()).isEqualTo(TrialOutcome.INVALID);
    assertThat(end.reason())
        .startsWith("somebody else used the CPU in the idle baseline after the burst: stress (pid")
        .endsWith("more than 2.0 %");
    assertThat(end.board().conditions().foreignCpuRatio()).isGreaterThan(0.02);
  }

  @Test
  void somebodyElseOnTheCpu_keepsTheGateShutAndMakesTheBoardSuspect() throws InterruptedException {
    board.beReal();
    Abort busy =
        () -> {
          stress(20);
          return false;
        };

    TrialEnd end = run(busy);

    assertThat(end.outcome()).isEqualTo(TrialOutcome.FAILED);
    assertThat(end.reason())
        .startsWith(
            "the gate stayed shut for 10 s: stress (pid 500): others than Hamlet used 20.0");
    assertThat(end.ending().boardSuspect()).isTrue();
  }

  @Test
  void simulatedBoard_doesNotMindItsHost() throws InterruptedException {
    TrialEnd end = run();

    assertThat(end.outcome()).isEqualTo(TrialOutcome.MEASURED);
    assertThat(end.board().conditions().foreignCpuRatio()).isNaN();
  }

  private TrialEnd run() throws InterruptedException {
    return run(() -> false);
  }

  private TrialEnd run(Abort abort) throws InterruptedException {
    TrialSpec spec =
        new TrialSpec(
            7, Protocols.cell("baseline", "aa", "bb"), 1, "MAXN", List.of(), Protocols.demo());
    return runner.run(spec, worker, abort);
  }

  private void entered(TrialState state) {
    events.getOrDefault(state, () -> {}).run();
  }

  private void on(TrialState state, Runnable event) {
    events.put(state, event);
  }

  private void show(BoardLook look) {
    board.show(look);
    polling.look();
  }

  private void stress(long ticks) {
    proc.use(STRESS, ticks);
    proc.busy(ticks);
  }

  private static BoardLook look(double celsius, ClockReading... clocks) {
    return new BoardLook(
        List.of(clocks), List.of(), List.of(new Temperature("cpu", celsius)), Double.NaN);
  }

  private static BoardLook cooling(long state) {
    return new BoardLook(
        List.of(), List.of(new CoolingReading("cpu-balanced", state)), List.of(), Double.NaN);
  }

  private static ClockReading clock(long hz) {
    return new ClockReading(ClockKind.CPU, "cpu0", hz, PIN_HZ);
  }
}

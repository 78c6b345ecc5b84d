package dev.hamlet.coordinator.cell;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.Dispatch;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.experiment.file.Timeouts;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.FakeResultStore;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.VariantRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A coordinator's core under test: manual time, manual loop, fakes around it. */
final class Bench {

  static final TrialPolicy POLICY =
      new TrialPolicy(4, 8, 2, 0.95, 0.05, WidthOf.HALF, Set.of(StoppingMetric.values()));

  private static final Duration MS = Duration.ofMillis(100);

  final ManualClock clock = new ManualClock();
  final ManualLoop loop = new ManualLoop();
  final ResultStore store;
  final FakeTelemetryLog log = new FakeTelemetryLog();
  final Set<String> unreadable = new HashSet<>();
  final FakeMeasurer measurer = new FakeMeasurer();
  @Nullable Duration timeLimit = Duration.ofMinutes(2);
  @Nullable Duration cellTimeout;
  boolean movable;
  String identity = "";
  long wallClockStepMs;
  DeviceRegistry registry = new DeviceRegistry(clock, this::epochMs, List.of());
  AfterCommit afterCommit;
  CellDriver driver;

  Bench() {
    this(new FakeResultStore());
  }

  Bench(ResultStore store) {
    this.store = store;
    this.afterCommit = new AfterCommit(store);
    this.driver = driver();
  }

  /** Another life of the coordinator over the same store. */
  void restart() {
    newLife();
    driver.restore();
  }

  /** One that has not read yet what the life before left. */
  void newLife() {
    loop.forget();
    registry = new DeviceRegistry(clock, this::epochMs, store.devices());
    afterCommit = new AfterCommit(store);
    driver = driver();
  }

  FakeAgent agent(String device, String sessionId) {
    return new FakeAgent(driver, loop, device, sessionId);
  }

  /** Submits an experiment with these variants on these devices; cells are {@code id/dev/var}. */
  ExperimentRecord submit(String id, List<String> devices, String... variants) {
    List<PlannedCell> cells = new ArrayList<>();
    for (String device : devices) {
      for (String variant : variants) {
        cells.add(cell(new CellGroup(id, device, "MAXN"), variant));
      }
    }
    List<VariantRecord> records =
        List.of(variants).stream()
            .map(variant -> new VariantRecord("cnn", variant, "a" + variant, "none", 1, 1, 1, 1))
            .toList();
    ExperimentRecord record =
        store.submit(
            ExperimentRecord.submitted(
                id, "s-" + id, "name", "mia", "e.yaml", "", 42, "inputs", clock.epochMs()),
            records,
            cells);
    driver.submitted(record);
    loop.drain();
    return record;
  }

  /** Lets time pass in steps of a second, with a tick after each. */
  void pass(Duration duration) {
    for (long i = 0; i < duration.toSeconds(); i++) {
      clock.advanceNs(1_000_000_000);
      driver.tick();
      loop.drain();
    }
  }

  /** Heartbeats that name no lease, until the lease has run out. */
  void lapse(FakeAgent agent) {
    for (long second = 0; second <= Lease.DURATION.toSeconds(); second += 5) {
      pass(Duration.ofSeconds(5));
      agent.heartbeat();
    }
  }

  void handBack(FakeAgent agent) {
    driver.reported(
        agent.session(),
        1,
        new LeaseReturn(agent.ref(), LeaseReturn.Cause.BOARD_FAILS, "no power mode MAXN"));
  }

  /** The wall clock, which somebody may have set. */
  private long epochMs() {
    return clock.epochMs() + wallClockStepMs;
  }

  CellRecord cell(String cellId) {
    return store.cell(cellId).orElseThrow();
  }

  /** Verdict of a cell that has ended. */
  Verdict verdict(String cellId) {
    return Objects.requireNonNull(cell(cellId).verdict(), cellId);
  }

  ExperimentSnapshot snapshot(String experimentId) {
    driver.tick();
    return driver.board().find(experimentId).orElseThrow();
  }

  private CellDriver driver() {
    TrialIntake intake = new TrialIntake(log, measurer, Runnable::run, loop);
    return new CellDriver(
        new CellContext(store, log, intake, clock, this::epochMs, afterCommit),
        registry,
        this::terms);
  }

  private ExperimentTerms terms(ExperimentRecord record) {
    if (unreadable.contains(record.id())) {
      throw new InvalidInputException("e.yaml:1:1", "no longer understood");
    }
    return new ExperimentTerms(
        POLICY,
        device -> protocol(),
        "baseline",
        0,
        timeLimit,
        cell -> Optional.empty(),
        RetryLimits.DEFAULT,
        new Timeouts(Optional.empty(), Optional.ofNullable(cellTimeout), Optional.empty()),
        Dispatch.DEFAULT,
        (planned, other) -> movable);
  }

  private PlannedCell cell(CellGroup group, String variant) {
    String id = group.experimentId() + "/" + group.device() + "/" + variant;
    return new PlannedCell(
        group,
        new CellSpec(id, "cnn", variant, "a" + variant, "tensorflow", 1, "inputs", 0, Map.of()),
        "module",
        List.of("VDD_IN"),
        identity);
  }

  private static MeasurementProtocol protocol() {
    return new MeasurementProtocol(
        "demo", MS, 1, MS, MS, MS, 20, MS, Duration.ofSeconds(10), 2, MS, 42);
  }
}

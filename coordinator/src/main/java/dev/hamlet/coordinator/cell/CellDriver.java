package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.cell.cost.CostBook;
import dev.hamlet.coordinator.cell.cost.CostHistory;
import dev.hamlet.coordinator.cell.golden.GoldenChecks;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
import dev.hamlet.coordinator.cell.trial.TrialMeasurer;
import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.AgentListener;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.FleetHealth;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.health.FleetListener;
import dev.hamlet.coordinator.health.HealthRules;
import dev.hamlet.coordinator.schedule.TimeEstimate;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs experiments: passes each event on to who answers for it, {@link ExperimentLife}, {@link
 * DeviceReports}, {@link DeviceChecks} or {@link LeaseKeeper}, and lets {@link Placement} place
 * after it what became free.
 *
 * <p>Threads: everything on the event loop, except {@link #board()} and {@link #counters()}.
 */
public final class CellDriver implements AgentListener {

  private static final Logger LOG = LoggerFactory.getLogger(CellDriver.class);

  /** More than either takes. */
  static final Duration CALIBRATED_WITHIN = Duration.ofMinutes(1);

  static final Duration METERED_WITHIN = Duration.ofMinutes(2);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseKeeper leases;
  private final ExperimentLife experiments;
  private final OpenWork work;
  private final Placement placement;
  private final DeviceReports reports;
  private final DeviceChecks<CalibrationOrder, SensorCalibration> calibrations;
  private final DeviceChecks<MeterCostOrder, MeterCost> meterCosts;
  private final FleetKeeper fleet;
  private final GoldenChecks golden;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Absence absence;

  /**
   * A driver that knows nothing yet; {@link #restore} takes up what an earlier life left.
   *
   * @param termsOf reads the terms from the experiment's file
   */
  CellDriver(
      CellContext context,
      DeviceRegistry registry,
      Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.context = context;
    this.registry = registry;
    this.termsOf = termsOf;
    absence = new Absence(context.nowNs());
    fleet =
        new FleetKeeper(
            new FleetHealth(HealthRules.DEFAULT),
            context.store().fleet(),
            new AuditLog(context.store().audit(), context.wallClock()),
            registry,
            context.wallClock(),
            new HealthEffects());
    leases = new LeaseKeeper(context, registry, fleet, this::settle);
    golden =
        new GoldenChecks(
            context.store().fleet(),
            context.intake(),
            registry,
            fleet,
            context.clock(),
            context.wallClock(),
            this::place);
    WaitingReasons reasons = new WaitingReasons(leases.book(), registry);
    work = new OpenWork(context, registry, leases.book());
    Relocation relocation = new Relocation(context, registry, leases.book(), work);
    experiments =
        new ExperimentLife(
            context, leases, reasons, work, relocation, registry, fleet::triedAgain, termsOf);
    placement = new Placement(context, registry, leases, experiments, work, relocation);
    reports =
        new DeviceReports(
            context,
            registry,
            leases,
            fleet,
            golden,
            new StaleReports(context, experiments::lost),
            relocation,
            this::settle,
            placement::again);
    calibrations =
        checks(
            new CheckKind<>(
                "calibrated",
                "stop it and run `hamlet sensors --calibrate` on the board",
                CALIBRATED_WITHIN,
                AgentLink::calibrate,
                registry::calibrated));
    meterCosts =
        checks(
            new CheckKind<>(
                "metered",
                "start it with --meter-cost",
                METERED_WITHIN,
                AgentLink::meter,
                registry::metered));
  }

  /**
   * A driver over a store and a log.
   *
   * @param measurer makes the figures of trials, on {@code align}
   * @param align where figures are made; holds as many trials as are granted at once
   * @param backToLoop puts an event into the loop's queue, waiting for room
   * @param afterCommit where what leaves waits until its batch is durable
   */
  public static CellDriver over(
      ResultStore store,
      TelemetryLog log,
      TrialMeasurer measurer,
      Executor align,
      Executor backToLoop,
      DeviceRegistry registry,
      SystemClock clock,
      AfterCommit afterCommit) {
    TrialIntake intake = new TrialIntake(log, measurer, align, backToLoop);
    return new CellDriver(
        new CellContext(store, log, intake, clock, clock, afterCommit),
        registry,
        CellDriver::terms);
  }

  private static ExperimentTerms terms(ExperimentRecord record) {
    return ExperimentTerms.of(
        ExperimentFileParser.parse(record.fileName(), record.fileText()), record::mayRunOn);
  }

  /** What is learnt of the time that work takes. Loop only. */
  CostBook costs() {
    return context.costs();
  }

  /** What is decided about devices, and why. Loop only. */
  public FleetKeeper fleet() {
    return fleet;
  }

  /**
   * Does with a device what a person wants.
   *
   * @throws HamletException NOT_FOUND or PRECONDITION with a sentence
   */
  public DeviceSnapshot change(DeviceChange change) {
    DeviceSnapshot after = fleet.change(change);
    place();
    return after;
  }

  /** Devices that undecided cells wait for or are measured on. Loop only. */
  public Set<String> devicesWithOpenWork() {
    return experiments.running().stream()
        .flatMap(experiment -> experiment.openGroups().stream())
        .map(CellGroup::device)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Golden-model checks. Loop only. */
  public GoldenChecks golden() {
    return golden;
  }

  /** What people and metrics see of the experiments. Any thread. */
  public ExperimentBoard board() {
    return experiments.board();
  }

  /** Counters of what became of reports. Any thread. */
  public CellCounters counters() {
    return context.counters();
  }

  /** Takes up running experiments and open leases from the store; before the first event. */
  public void restore() {
    fleet.restore();
    CostHistory.learn(context.costs(), context.store(), termsOf);
    experiments.restore();
    context.store().openLeases().forEach(this::restore);
    experiments.publishAll();
  }

  /**
   * What measuring a plan is expected to take, from what past trials took. Loop only.
   *
   * @param file the file that it is a plan of
   */
  public TimeEstimate estimate(ExperimentFile file, Plan plan) {
    boolean shared = file.devices().count().orElse(0) == 1;
    return work.estimate(ExperimentTerms.of(file, any -> true), plan, shared);
  }

  /** Takes up an experiment that was just stored; does nothing if it is known or has ended. */
  public void submitted(ExperimentRecord record) {
    if (experiments.submitted(record)) {
      place();
    }
  }

  /** Takes up an experiment whose file and cells have changed in the store. */
  public void extended(ExperimentRecord record) {
    experiments.extended(record);
    placement.place();
  }

  /**
   * Ends an experiment because a person said so; one that has ended stays as it is.
   *
   * @param reason one sentence
   */
  public void cancel(String experimentId, String reason) {
    if (experiments.cancel(experimentId, reason)) {
      place();
    }
  }

  /**
   * Holds an experiment: nothing is granted, rounds in hand end. Does nothing to one that has ended
   * or is paused.
   *
   * @param reason one sentence
   */
  public void pause(String experimentId, String reason) {
    if (experiments.pause(experimentId, reason)) {
      placement.place();
    }
  }

  /** Lets a paused experiment go on, at the trial where it was; does nothing to any other. */
  public void resume(String experimentId) {
    if (experiments.resume(experimentId)) {
      placement.place();
    }
  }

  /**
   * Tries again what has failed in an experiment; one that is finished runs again.
   *
   * @throws HamletException NOT_FOUND, or PRECONDITION of one that does not go on
   */
  public Retried retry(String experimentId) {
    Retried retried = experiments.retry(experimentId);
    placement.place();
    return retried;
  }

  /**
   * Has a device calibrate its sensor; it gets no lease meanwhile.
   *
   * @return what it found, completed on the event loop; fails with a sentence
   * @throws HamletException NOT_FOUND or PRECONDITION if it is not there or not free
   */
  public CompletableFuture<SensorCalibration> calibrate(String device, CalibrationOrder order) {
    requireNoLease(device);
    return calibrations.start(device, order);
  }

  /** Has a device find out what measuring costs it; the rest as {@link #calibrate}. */
  public CompletableFuture<MeterCost> meter(String device, MeterCostOrder order) {
    requireNoLease(device);
    return meterCosts.start(device, order);
  }

  private void requireNoLease(String device) {
    LeaseDriver holder = leases.book().ofDevice(device);
    if (holder != null) {
      String id = holder.experiment().id();
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "device %s works on %s: wait until that has ended, or end it with `hamlet cancel %s`"
              .formatted(device, id, id));
    }
  }

  private <O extends BoardOrder, T> DeviceChecks<O, T> checks(CheckKind<O, T> kind) {
    return new DeviceChecks<>(kind, registry, context.store(), context.clock());
  }

  /** Time passed; to be called about twice a second. */
  public void tick() {
    Duration away = absence.beforeTick(context.nowNs());
    if (!away.isZero()) {
      LOG.warn(
          "the coordinator did not run for {} s: silence meanwhile counts for nothing",
          away.toSeconds());
      registry.wasAway(away);
      leases.wasAway(away);
    }
    registry.tick();
    fleet.tick();
    calibrations.tick();
    golden.tick();
    meterCosts.tick();
    leases.tick();
    experiments.tick();
    golden.startDue();
    placement.tick();
    experiments.publishChanges();
  }

  @Override
  public DeviceSession connected(AgentHello hello, AgentLink link) {
    String device = hello.device().name();
    boolean known =
        registry
            .description(device)
            .filter(before -> before.sessionId().equals(hello.device().sessionId()))
            .isPresent();
    golden.cutOff(device);
    DeviceSession session =
        reports.connected(hello, new CommittedLink(link, context.afterCommit()));
    if (!known) {
      fleet.health().owesCheck(device, "its agent has started");
    }
    cutOff(session);
    place();
    return session;
  }

  @Override
  public void heard(DeviceSession session, AgentHeartbeat heartbeat) {
    reports.heard(session, heartbeat);
  }

  @Override
  public void reported(DeviceSession session, long reportNumber, AgentReport report) {
    reports.reported(session, reportNumber, report);
  }

  @Override
  public void calibrated(DeviceSession session, OrderAnswer<SensorCalibration> answer) {
    if (registry.isCurrent(session)) {
      calibrations.answered(session, answer);
      place();
    }
  }

  @Override
  public void disconnected(DeviceSession session) {
    if (registry.isCurrent(session)) { // no newer stream has taken its place
      cutOff(session);
      golden.cutOff(session.device());
      reports.disconnected(session);
    }
  }

  @Override
  public void metered(DeviceSession session, OrderAnswer<MeterCost> answer) {
    if (registry.isCurrent(session)) {
      meterCosts.answered(session, answer);
      place();
    }
  }

  private void cutOff(DeviceSession session) {
    calibrations.cutOff(session.device());
    meterCosts.cutOff(session.device());
  }

  /** Checks come before leases: what a device measures after a failure should be trusted. */
  private void place() {
    golden.startDue();
    placement.place();
  }

  /** Works in what an event may have brought to its end. */
  private void settle(LeaseDriver driver) {
    leases.endIfDone(driver);
    experiments.finishIfDecided(driver.experiment());
    place();
  }

  private void restore(LeaseRecord record) {
    ActiveExperiment experiment = experiments.running(record.group().experimentId());
    if (experiment != null && leases.book().ofDevice(record.group().device()) == null) {
      long token = record.fencingToken();
      leases
          .open(record, experiment)
          .restore(context.store().rounds(token), context.store().retries(token));
    } else {
      String reason = "left open by an earlier life of the coordinator";
      AttemptOutcome outcome = AttemptOutcome.WITHDRAWN;
      context.store().endLease(record.leaseId(), outcome, reason, context.epochMs());
    }
  }

  /** Ends work on behalf of the fleet's health; placing is left to whoever was told. */
  private final class HealthEffects implements FleetListener {

    @Override
    public void quarantined(String device, String reason) {
      leases.withdraw(device, reason);
      golden.withdraw(device, reason);
    }

    @Override
    public void retired(String device, String reason) {
      leases.withdraw(device, reason);
      golden.withdraw(device, reason);
      experiments.abandon(device, reason);
    }

    @Override
    public void blamed(String axes, String reason) {
      experiments.blame(axes, reason);
    }
  }
}

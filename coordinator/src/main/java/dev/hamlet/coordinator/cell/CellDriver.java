package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.CalibrationAnswer;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
import dev.hamlet.coordinator.cell.trial.TrialMeasurer;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.AgentListener;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.schedule.Scheduler;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.LeaseRequest;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs experiments: gives leases to devices, passes reports on to the drivers of their leases, ends
 * what is decided, cut off or cancelled.
 *
 * <p>Threads: everything on the event loop, except {@link #board()}.
 */
public final class CellDriver implements AgentListener {

  private static final int RETURNS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(CellDriver.class);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Map<String, ActiveExperiment> experiments = new LinkedHashMap<>();
  private final LeaseBook leases = new LeaseBook();
  private final ExperimentBoard board;
  private final StaleReports stale;
  private final DeviceCalibrations calibrations;

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
    this.board = new ExperimentBoard(context.store(), termsOf);
    this.stale = new StaleReports(context);
    this.calibrations = new DeviceCalibrations(registry, context.store(), context.clock());
  }

  /**
   * A driver over a store and a log.
   *
   * @param measurer makes the figures of trials, on {@code align}
   * @param align where figures are made; holds as many trials as are granted at once
   * @param backToLoop puts an event into the loop's queue, waiting for room
   */
  public static CellDriver over(
      ResultStore store,
      TelemetryLog log,
      TrialMeasurer measurer,
      Executor align,
      Executor backToLoop,
      DeviceRegistry registry,
      SystemClock clock) {
    TrialIntake intake = new TrialIntake(log, measurer, align, backToLoop);
    return new CellDriver(
        new CellContext(store, log, intake, clock, clock, new CellCounters()),
        registry,
        CellDriver::terms);
  }

  private static ExperimentTerms terms(ExperimentRecord record) {
    return ExperimentTerms.of(ExperimentFileParser.parse(record.fileName(), record.fileText()));
  }

  /** What people and metrics see of the experiments. Any thread. */
  public ExperimentBoard board() {
    return board;
  }

  /** Counters of what became of reports. Any thread. */
  public CellCounters counters() {
    return context.counters();
  }

  /** Takes up running experiments and open leases from the store; before the first event. */
  public void restore() {
    for (ExperimentRecord record : context.store().experiments()) {
      if (!record.state().hasEnded()) {
        takeUpAgain(record);
      }
    }
    context.store().openLeases().forEach(this::restore);
    experiments.values().forEach(this::publish);
  }

  /** Takes up an experiment that was just stored; does nothing if it is known or has ended. */
  public void submitted(ExperimentRecord record) {
    if (!experiments.containsKey(record.id()) && !record.state().hasEnded()) {
      publish(takeUp(record));
      place();
    }
  }

  /**
   * Ends an experiment because a person said so; one that has ended stays as it is.
   *
   * @param reason one sentence
   */
  public void cancel(String experimentId, String reason) {
    ActiveExperiment experiment = experiments.get(experimentId);
    if (experiment != null) {
      experiment.cancel(reason);
      finish(experiment, ExperimentState.CANCELLED, reason, true);
      place();
    }
  }

  /**
   * Has a device calibrate its sensor; it gets no lease meanwhile.
   *
   * @return what it found, completed on the event loop; fails with a sentence
   * @throws HamletException NOT_FOUND or PRECONDITION if it is not there or not free
   */
  public CompletableFuture<SensorCalibration> calibrate(String device, CalibrationOrder order) {
    LeaseDriver holder = leases.ofDevice(device);
    if (holder != null) {
      String id = holder.experiment().id();
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "device %s works on %s: wait until that has ended, or end it with `hamlet cancel %s`"
              .formatted(device, id, id));
    }
    return calibrations.start(device, order);
  }

  /** Time passed; to be called about twice a second. */
  public void tick() {
    registry.tick();
    calibrations.tick();
    leases.all().forEach(this::tick);
    for (ActiveExperiment experiment : List.copyOf(experiments.values())) {
      if (experiment.isOverdue()) {
        experiment.cutOff();
        finish(experiment, ExperimentState.FINISHED, "time limit: " + experiment.outcome(), true);
      }
    }
    place();
    experiments.values().stream().filter(ActiveExperiment::takeChange).forEach(this::publish);
  }

  @Override
  public DeviceSession connected(AgentHello hello, AgentLink link) {
    DeviceSession session = registry.connect(hello, link);
    context.store().saveDevice(session.description());
    calibrations.cutOff(session.device());
    link.welcome();
    LOG.info("device {} connected, session {}", session.device(), session.sessionId());
    LeaseDriver driver = leases.ofDevice(session.device());
    if (driver != null) {
      if (hello.leases().contains(driver.ref())) {
        driver.resume(session);
        settle(driver);
      } else {
        release(driver, AttemptOutcome.INFRASTRUCTURE, "its agent no longer knows it", false);
      }
    }
    for (LeaseRef ref : hello.leases()) {
      if (leases.current(session.device(), ref).isEmpty()) {
        link.end(new LeaseEnd(ref, "the lease is no longer current", true));
      }
    }
    place();
    return session;
  }

  @Override
  public void heard(DeviceSession session, AgentHeartbeat heartbeat) {
    registry.heard(session, heartbeat);
    List<LeaseRef> lapsed = new ArrayList<>();
    for (LeaseRef ref : heartbeat.leases()) {
      leases
          .current(session.device(), ref)
          .filter(driver -> registry.isCurrent(session))
          .ifPresentOrElse(LeaseDriver::renew, () -> lapsed.add(ref));
    }
    session.link().answer(heartbeat, lapsed);
  }

  @Override
  public void reported(DeviceSession session, long reportNumber, AgentReport report) {
    leases
        .current(session.device(), report.lease())
        .filter(driver -> registry.isCurrent(session))
        .ifPresentOrElse(
            driver -> {
              judge(session, report);
              report(driver, session, reportNumber, report);
            },
            () -> stale.answer(session, reportNumber, report));
  }

  @Override
  public void calibrated(DeviceSession session, CalibrationAnswer answer) {
    if (registry.isCurrent(session)) {
      calibrations.answered(session, answer);
      place();
    }
  }

  /** What a trial says of the board it ran on. */
  private void judge(DeviceSession session, AgentReport report) {
    if (!(report instanceof TrialReport trial)) {
      return;
    }
    if (trial.boardSuspect()) {
      registry.concerning(session.device(), trial.reason());
      LOG.warn("device {} is suspect: {}", session.device(), trial.reason());
    } else if (trial.outcome() == TrialOutcome.MEASURED) {
      registry.trusted(session.device());
    }
  }

  @Override
  public void disconnected(DeviceSession session) {
    if (!registry.isCurrent(session)) {
      return; // a newer stream has taken its place
    }
    registry.disconnected(session);
    calibrations.cutOff(session.device());
    String state = registry.state(session.device()).word();
    DeviceRecord known = registry.description(session.device()).orElse(session.description());
    context.store().saveDevice(known.seen(state, context.epochMs()));
    LOG.info("device {} disconnected, session {}", session.device(), session.sessionId());
  }

  private void report(LeaseDriver driver, DeviceSession session, long number, AgentReport report) {
    if (report instanceof TrialReport trial) {
      driver.trial(session, number, trial);
    } else if (report instanceof RoundReport round) {
      driver.round(session, number, round);
    } else if (report instanceof EvaluationReport evaluation) {
      driver.evaluation(session, number, evaluation);
    } else if (report instanceof LeaseReturn handedBack) {
      session.link().acknowledge(number);
      returned(driver, handedBack.reason());
    }
    settle(driver);
  }

  private void returned(LeaseDriver driver, String reason) {
    release(driver, AttemptOutcome.WITHDRAWN, reason, false);
    if (leases.returned(driver, context.nowNs()) >= RETURNS) {
      String text = "its agent handed the lease back " + RETURNS + " times: " + reason;
      ActiveExperiment experiment = driver.experiment();
      experiment
          .openCells(driver.group())
          .forEach(cell -> experiment.decide(cell, new Verdict(VerdictState.FAILED, text)));
      leases.forget(driver.group());
    }
  }

  /** Ends what a report has brought to its end. */
  private void settle(LeaseDriver driver) {
    if (!driver.isOpen() && leases.ofDevice(driver.group().device()) == driver) {
      leases.forget(driver.group());
      drop(driver);
      context
          .store()
          .endLease(
              driver.lease().leaseId(),
              AttemptOutcome.FINISHED,
              "every cell of the group is decided",
              context.epochMs());
      driver.tell("every cell of the group is decided", driver.hasWorkOut());
    }
    if (driver.experiment().allDecided() && experiments.containsKey(driver.experiment().id())) {
      finish(driver.experiment(), ExperimentState.FINISHED, driver.experiment().outcome(), false);
    }
    place();
  }

  private void tick(LeaseDriver driver) {
    driver.tick();
    settle(driver);
    if (driver.isOpen() && driver.lease().lapsed(context.nowNs())) {
      release(
          driver,
          AttemptOutcome.INFRASTRUCTURE,
          "the lease lapsed: not renewed for " + Lease.DURATION.toSeconds() + " s",
          true);
    }
  }

  /** Takes a lease back whose group still has undecided cells. */
  private void release(LeaseDriver driver, AttemptOutcome outcome, String reason, boolean tell) {
    LOG.info("lease {} of {} ends: {}", driver.lease().leaseId(), driver.group(), reason);
    drop(driver);
    context.store().endLease(driver.lease().leaseId(), outcome, reason, context.epochMs());
    if (tell) {
      driver.tell(reason, true);
    }
  }

  private void drop(LeaseDriver driver) {
    driver.close();
    leases.remove(driver);
    registry.leased(driver.group().device(), false);
  }

  private void finish(
      ActiveExperiment experiment, ExperimentState state, String reason, boolean abort) {
    for (LeaseDriver driver : leases.of(experiment)) {
      drop(driver);
      context
          .store()
          .endLease(driver.lease().leaseId(), AttemptOutcome.WITHDRAWN, reason, context.epochMs());
      driver.tell(reason, abort);
    }
    experiment.end(state, reason);
    experiments.remove(experiment.id());
    experiment.takeChange();
    publish(experiment);
    LOG.info("experiment {} is {}: {}", experiment.id(), state.word(), reason);
  }

  /** An experiment whose file an upgrade no longer reads must not keep the others from running. */
  private void takeUpAgain(ExperimentRecord record) {
    try {
      takeUp(record);
    } catch (InvalidInputException unreadable) {
      LOG.warn("experiment {} cannot go on", record.id(), unreadable);
      String reason = "its file can no longer be read: " + unreadable.getMessage();
      context.store().endExperiment(record.id(), ExperimentState.FAILED, reason, context.epochMs());
    }
  }

  private ActiveExperiment takeUp(ExperimentRecord record) {
    ActiveExperiment experiment =
        new ActiveExperiment(
            context.store(), context.log(), context.wallClock(), record, termsOf.apply(record));
    experiments.put(record.id(), experiment);
    experiment.openGroups().forEach(experiment::decideGroup);
    return experiment;
  }

  private void restore(LeaseRecord record) {
    ActiveExperiment experiment = experiments.get(record.group().experimentId());
    if (experiment == null || leases.ofDevice(record.group().device()) != null) {
      context
          .store()
          .endLease(
              record.leaseId(),
              AttemptOutcome.WITHDRAWN,
              "left open by an earlier life of the coordinator",
              context.epochMs());
      return;
    }
    long expiresNs = context.nowNs() + Lease.DURATION.toNanos();
    LeaseDriver driver =
        new LeaseDriver(
            context,
            experiment,
            new Lease(record.leaseId(), record.fencingToken(), record.group(), expiresNs),
            this::settle);
    driver.restore(context.store().rounds(record.fencingToken()));
    leases.add(driver);
    registry.leased(record.group().device(), true);
  }

  private void place() {
    List<CellGroup> waiting = new ArrayList<>();
    for (ActiveExperiment experiment : List.copyOf(experiments.values())) {
      if (experiment.allDecided()) {
        finish(experiment, ExperimentState.FINISHED, experiment.outcome(), false);
      } else {
        experiment.openGroups().stream()
            .filter(group -> !leases.rests(group, context.nowNs()))
            .forEach(waiting::add);
      }
    }
    for (CellGroup group :
        Scheduler.place(waiting, registry.available(), leases.leases(), context.nowNs())) {
      grant(group);
    }
  }

  private void grant(CellGroup group) {
    ActiveExperiment experiment = experiments.get(group.experimentId());
    DeviceSession session =
        registry
            .session(group.device())
            .orElseThrow(
                () -> new HamletException(ErrorCode.INTERNAL, group.device() + " has no session"));
    if (experiment == null) {
      return;
    }
    LeaseRecord record =
        context
            .store()
            .grantLease(
                new LeaseRequest(
                    UUID.randomUUID().toString(),
                    group,
                    session.sessionId(),
                    experiment.openCells(group).stream().map(CellTrack::id).toList(),
                    context.epochMs()));
    experiment.started();
    long expiresNs = context.nowNs() + Lease.DURATION.toNanos();
    LeaseDriver driver =
        new LeaseDriver(
            context,
            experiment,
            new Lease(record.leaseId(), record.fencingToken(), group, expiresNs),
            this::settle);
    leases.add(driver);
    registry.leased(group.device(), true);
    LOG.info("lease {} gives {} to session {}", record.leaseId(), group, session.sessionId());
    driver.start(session);
  }

  private void publish(ActiveExperiment experiment) {
    board.put(experiment.snapshot(waitingFor(experiment)));
  }

  private String waitingFor(ActiveExperiment experiment) {
    List<String> reasons = new ArrayList<>();
    for (CellGroup group : experiment.openGroups()) {
      LeaseDriver holder = leases.ofDevice(group.device());
      if (holder == null) {
        reasons.add("device " + group.device() + " is " + registry.state(group.device()).word());
      } else if (!holder.experiment().id().equals(experiment.id())) {
        reasons.add("device " + group.device() + " works on " + holder.experiment().id());
      }
    }
    return String.join("; ", reasons);
  }
}

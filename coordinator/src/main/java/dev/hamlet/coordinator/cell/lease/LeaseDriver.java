package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.EvaluationBook;
import dev.hamlet.coordinator.cell.trial.UnmeasuredTrial;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.schedule.RoundPlanner;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.SaveOutcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one leased cell group: grants rounds, takes reports, decides after each round.
 *
 * <p>A trial is acknowledged after it is stored; a report that comes again is acknowledged again.
 * Loop only.
 */
public final class LeaseDriver {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseDriver.class);

  private final CellContext context;
  private final ActiveExperiment experiment;
  private final Consumer<LeaseDriver> settled;
  private final RoundPlanner planner;
  private final Rounds rounds = new Rounds();
  private final PendingTrials pending = new PendingTrials();
  private Lease lease;
  private @Nullable DeviceSession session;
  private boolean open = true;
  private boolean progressed;

  /**
   * @param settled called whenever figures that were made off the loop have been worked in
   */
  public LeaseDriver(
      CellContext context,
      ActiveExperiment experiment,
      Lease lease,
      Consumer<LeaseDriver> settled) {
    this.context = context;
    this.experiment = experiment;
    this.lease = lease;
    this.settled = settled;
    this.planner =
        new RoundPlanner(experiment.terms().policy(), experiment.record().seed(), lease.group());
  }

  /** The lease, as last renewed. */
  public Lease lease() {
    return lease;
  }

  /** The experiment whose cells it measures. */
  public ActiveExperiment experiment() {
    return experiment;
  }

  /** What agents call it by. */
  public LeaseRef ref() {
    return new LeaseRef(lease.leaseId(), lease.fencingToken());
  }

  /** The cells it covers. */
  public CellGroup group() {
    return lease.group();
  }

  /** Whether there is something left to decide under this lease. */
  public boolean isOpen() {
    return open;
  }

  /** Whether any trial was stored under it. */
  public boolean hasProgressed() {
    return progressed;
  }

  /** Its agent spoke of it: it holds for as long again. */
  public void renew() {
    lease = lease.renewed(context.nowNs());
  }

  /** Sends the lease and its first rounds. */
  public void start(DeviceSession agent) {
    session = agent;
    List<CellSpec> cells =
        experiment.openCells(group()).stream().map(cell -> cell.plan().spec()).toList();
    agent
        .link()
        .grant(
            new LeaseGrant(
                ref(),
                experiment.id(),
                group().powerMode(),
                cells,
                experiment.terms().protocol().on(agent.description()),
                experiment.evaluations().ask(cells, lease.fencingToken()),
                Lease.DURATION));
    advance();
  }

  /** Takes up a lease of an earlier life of this coordinator; its agent has not come yet. */
  public void restore(List<RoundGrant> granted) {
    for (RoundGrant round : granted) {
      rounds.add(round, this::isKnown);
      for (TrialKey key : TrialKey.of(round)) {
        CellTrack cell = experiment.cell(key.cellId());
        if (cell != null && !isKnown(key)) {
          cell.granted(List.of(key.trialNumber()));
        }
      }
      progressed |= TrialKey.of(round).stream().anyMatch(this::isKnown);
    }
    experiment.evaluations().ask(specs(), lease.fencingToken());
  }

  /** The agent came back and still works on the lease: what may have been lost is sent again. */
  public void resume(DeviceSession agent) {
    session = agent;
    renew();
    if (rounds.outstanding() == 0) {
      experiment.decideGroup(group());
    }
    rounds.grants().forEach(agent.link()::grant);
    advance();
  }

  /** A trial was reported; acknowledges once it is stored. */
  public void trial(DeviceSession from, long number, TrialReport report) {
    context.counters().countTrialReport();
    CellTrack cell = experiment.cell(report.cellId());
    if (cell != null && cell.isStored(report.trialNumber())) {
      context.counters().countAlreadyStored();
      from.link().acknowledge(number);
    } else if (cell == null || !cell.isInFlight(report.trialNumber())) {
      context.counters().countRefused();
      from.link().refuse(number, "this trial was not granted under the lease");
    } else if (report.outcome() == TrialOutcome.FAILED) {
      failed(from, number, report, cell);
    } else {
      measured(from, number, report, cell);
    }
  }

  /** A round was finished; trials of it that nobody reported are failed. */
  public void round(DeviceSession from, long number, RoundReport report) {
    for (TrialKey key : rounds.open(report.round())) {
      CellTrack cell = experiment.cell(key.cellId());
      if (cell != null && !pending.contains(key)) {
        missing(from, report, key, cell);
      }
    }
    from.link().acknowledge(number);
    advance();
  }

  /** Predictions came; acknowledges once their figures are stored. */
  public void evaluation(DeviceSession from, long number, EvaluationReport report) {
    EvaluationRecord record =
        EvaluationBook.record(experiment.id(), from.device(), report, context.epochMs());
    context.store().saveEvaluation(record, lease.fencingToken());
    experiment.evaluations().stored(record);
    experiment.changed();
    from.link().acknowledge(number);
  }

  /** Gives trials up whose telemetry does not come. */
  public void tick() {
    for (PendingTrials.Pending late : pending.overdue(context.nowNs())) {
      finished(
          PendingTrials.key(late.report()),
          UnmeasuredTrial.of(
              late.report(),
              session(),
              TrialStatus.INVALID,
              "its telemetry up to sequence "
                  + late.report().lastTelemetrySequence()
                  + " did not come within "
                  + PendingTrials.TELEMETRY_WITHIN.toSeconds()
                  + " s",
              context.epochMs()));
    }
  }

  /** Stops driving; the numbers that are out are free again. */
  public void close() {
    open = false;
    experiment.evaluations().leaseEnded(lease.fencingToken());
    experiment.openCells(group()).forEach(CellTrack::forgetGrants);
    experiment.changed();
  }

  /** Tells the agent, if it is there, that the lease is over. */
  public void tell(String reason, boolean abort) {
    if (session != null) {
      session.link().end(new LeaseEnd(ref(), reason, abort));
    }
  }

  /** Whether the agent still has trials to run that were granted. */
  public boolean hasWorkOut() {
    return rounds.outstanding() > 0;
  }

  /** A trial of a finished round that nobody reported: to be expected only of a decided cell. */
  private void missing(DeviceSession from, RoundReport round, TrialKey key, CellTrack cell) {
    if (!cell.isDecided()) {
      store(cell, neverReported(from, round, key));
      return;
    }
    cell.skipped(key.trialNumber());
    if (rounds.known(key)) {
      experiment.decideGroup(group());
    }
  }

  private void failed(DeviceSession from, long number, TrialReport report, CellTrack cell) {
    store(
        cell,
        UnmeasuredTrial.of(report, from, TrialStatus.FAILED, report.reason(), context.epochMs()));
    from.link().acknowledge(number);
    if (report.modelFault()) {
      experiment.decide(cell, new Verdict(VerdictState.FAILED, report.reason()));
    }
    advance();
  }

  private void measured(DeviceSession from, long number, TrialReport report, CellTrack cell) {
    session = from;
    if (!pending.add(report, number, context.nowNs())) {
      context.counters().countSuperseded();
      return;
    }
    TrialKey key = PendingTrials.key(report);
    context
        .intake()
        .measure(
            report,
            from,
            cell.plan(),
            experiment.terms().protocol().on(from.description()),
            (result, failure) ->
                finished(key, result != null ? result : unmeasurable(from, report, failure)));
  }

  private TrialResult unmeasurable(
      DeviceSession from, TrialReport report, @Nullable Throwable failure) {
    LOG.warn("trial {} of cell {} has no figures", report.trialNumber(), report.cellId(), failure);
    return UnmeasuredTrial.of(
        report,
        from,
        TrialStatus.INVALID,
        "its figures could not be made: " + failure,
        context.epochMs());
  }

  private void finished(TrialKey key, TrialResult result) {
    PendingTrials.Pending waiting = pending.remove(key);
    CellTrack cell = experiment.cell(key.cellId());
    if (!open || waiting == null || cell == null) {
      return; // given up meanwhile; the lease that follows runs the trial again
    }
    try {
      store(cell, result);
    } catch (HamletException refused) {
      session().link().close(refused); // not acknowledged: the agent comes back and reports again
      return;
    }
    session().link().acknowledge(waiting.reportNumber());
    advance();
    settled.accept(this);
  }

  private void store(CellTrack cell, TrialResult result) {
    if (context.store().saveTrial(result) == SaveOutcome.STORED) {
      context.counters().countStored();
    } else {
      context.counters().countAlreadyStored();
    }
    progressed = true;
    cell.stored(result);
    experiment.changed();
    Verdict worn = cell.worn();
    if (worn != null) {
      experiment.decide(cell, worn);
    }
    if (rounds.known(new TrialKey(result.cellId(), result.trialNumber()))) {
      experiment.decideGroup(group());
    }
  }

  /** Grants what can be granted; closes the driver when every cell is decided. */
  private void advance() {
    if (!open) {
      return;
    }
    if (experiment.openCells(group()).isEmpty()) {
      open = false;
      return;
    }
    for (List<Visit> visits = plan(); !visits.isEmpty(); visits = plan()) {
      grant(new RoundGrant(ref(), rounds.nextNumber(), visits));
    }
  }

  private List<Visit> plan() {
    return planner.next(
        experiment.openCells(group()).stream().map(CellTrack::toProgress).toList(),
        rounds.outstanding());
  }

  private void grant(RoundGrant round) {
    context.store().saveRound(round);
    rounds.add(round, this::isKnown);
    for (Visit visit : round.visits()) {
      CellTrack cell = experiment.cell(visit.cellId());
      if (cell != null) {
        cell.granted(visit.trials());
      }
    }
    if (session != null) {
      session.link().grant(round);
    }
  }

  private TrialResult neverReported(DeviceSession from, RoundReport round, TrialKey key) {
    TrialReport report =
        new TrialReport(
            ref(),
            key.cellId(),
            key.trialNumber(),
            round.round(),
            TrialOutcome.FAILED,
            "",
            false,
            from.sessionId(),
            0,
            0,
            List.of(),
            List.of());
    return UnmeasuredTrial.of(
        report,
        from,
        TrialStatus.FAILED,
        "the agent finished the round without a report of this trial",
        context.epochMs());
  }

  private boolean isKnown(TrialKey key) {
    CellTrack cell = experiment.cell(key.cellId());
    return cell != null && cell.isStored(key.trialNumber());
  }

  private List<CellSpec> specs() {
    return experiment.openCells(group()).stream().map(cell -> cell.plan().spec()).toList();
  }

  private DeviceSession session() {
    if (session == null) {
      throw new IllegalStateException("lease " + lease.leaseId() + " has no agent");
    }
    return session;
  }
}

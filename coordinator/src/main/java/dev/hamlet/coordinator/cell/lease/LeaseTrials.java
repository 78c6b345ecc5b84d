package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.trial.UnmeasuredTrial;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.SaveOutcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trials that are reported under one lease: waits for their figures, stores them, and only then
 * acknowledges. A report that comes again is acknowledged again. Loop only.
 */
final class LeaseTrials {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseTrials.class);

  private final CellContext context;
  private final ActiveExperiment experiment;
  private final GroupRounds rounds;
  private final Holder holder;
  private final PendingTrials pending = new PendingTrials();
  private boolean progressed;

  /** The lease that the trials run under. */
  interface Holder {

    /** Whether it still holds. */
    boolean isOpen();

    /** Its agent. */
    DeviceSession session();

    /** Figures that were made off the loop have been worked in. */
    void workedIn();

    /** The store refused a write: the lease is over there. */
    void fenced();
  }

  LeaseTrials(CellContext context, ActiveExperiment experiment, GroupRounds rounds, Holder holder) {
    this.context = context;
    this.experiment = experiment;
    this.rounds = rounds;
    this.holder = holder;
  }

  /** Whether any trial was stored. */
  boolean hasProgressed() {
    return progressed;
  }

  /** Trials of an earlier life of the coordinator were stored under the lease. */
  void restored(boolean hasProgressed) {
    progressed |= hasProgressed;
  }

  /** Whether figures of reported trials are still to come. */
  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Whether the figures of a trial are being made. */
  boolean isPending(TrialKey trial) {
    return pending.contains(trial);
  }

  /** A trial was reported. */
  void reported(DeviceSession from, long number, TrialReport report) {
    context.counters().countTrialReport();
    CellTrack cell = experiment.cell(report.cellId());
    if (cell != null && cell.isStored(report.trialNumber())) {
      context.counters().countAlreadyStored();
      from.link().acknowledge(number);
    } else if (cell == null || !rounds.covers(cell) || !cell.isInFlight(report.trialNumber())) {
      context.counters().countRefused();
      from.link().refuse(number, "this trial was not granted under the lease");
    } else if (report.outcome() == TrialOutcome.FAILED) {
      failed(from, number, report, cell);
    } else {
      measured(from, number, report, cell);
    }
  }

  /** A round is over; trials of it that nobody reported have failed. */
  void roundOver(DeviceSession from, RoundReport round) {
    for (TrialKey key : rounds.open(round.round())) {
      CellTrack cell = experiment.cell(key.cellId());
      if (cell != null && !pending.contains(key)) {
        missing(from, round, key, cell);
      }
    }
  }

  /** Telemetry could not come for a while, either. */
  void wasAway(Duration away) {
    pending.later(away);
  }

  /** Gives trials up whose telemetry does not come. */
  void tick() {
    for (PendingTrials.Pending late : pending.overdue(context.nowNs())) {
      TrialReport report = late.report();
      String reason =
          "its telemetry up to sequence %d did not come within %d s"
              .formatted(
                  report.lastTelemetrySequence(), PendingTrials.TELEMETRY_WITHIN.toSeconds());
      finished(
          PendingTrials.key(report),
          UnmeasuredTrial.of(
              report, holder.session(), TrialStatus.INVALID, reason, context.epochMs()));
    }
  }

  /** A trial of a finished round that nobody reported: to be expected only of a decided cell. */
  private void missing(DeviceSession from, RoundReport round, TrialKey key, CellTrack cell) {
    if (!rounds.covers(cell)) {
      rounds.known(key);
    } else if (cell.isDecided()) {
      cell.skipped(key.trialNumber());
      rounds.known(key);
    } else if (!store(cell, neverReported(from, round, key))) {
      LOG.warn("trial {} was not reported and its lease is over", key);
    }
  }

  private void failed(DeviceSession from, long number, TrialReport report, CellTrack cell) {
    boolean stored =
        store(
            cell,
            UnmeasuredTrial.of(
                report, from, TrialStatus.FAILED, report.reason(), context.epochMs()));
    answer(from, number, stored);
    if (stored && report.ending().modelFault()) {
      experiment.decide(cell, new Verdict(VerdictState.FAILED, report.reason()));
    }
  }

  private void measured(DeviceSession from, long number, TrialReport report, CellTrack cell) {
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
            experiment.terms().protocolOf(cell.plan(), from.description()),
            (result, failure) ->
                finished(key, result != null ? result : unmeasurable(from, report, failure)));
  }

  private TrialResult unmeasurable(
      DeviceSession from, TrialReport report, @Nullable Throwable failure) {
    LOG.warn("trial {} of cell {} has no figures", report.trialNumber(), report.cellId(), failure);
    String reason = "its figures could not be made: " + failure;
    return UnmeasuredTrial.of(report, from, TrialStatus.INVALID, reason, context.epochMs());
  }

  private void finished(TrialKey key, TrialResult result) {
    PendingTrials.Pending waiting = pending.remove(key);
    CellTrack cell = experiment.cell(key.cellId());
    if (!holder.isOpen() || waiting == null || cell == null || !rounds.covers(cell)) {
      return; // given up meanwhile; the lease that follows runs the trial again
    }
    boolean stored;
    try {
      stored = store(cell, result);
    } catch (HamletException refused) {
      // not acknowledged: the agent comes back and reports again
      holder.session().link().close(refused);
      return;
    }
    answer(holder.session(), waiting.reportNumber(), stored);
    holder.workedIn();
  }

  private static void answer(DeviceSession to, long number, boolean stored) {
    if (stored) {
      to.link().acknowledge(number);
    } else {
      to.link().refuse(number, "the lease is no longer current");
    }
  }

  /**
   * Stores a trial and works it in.
   *
   * @return false if the store refused it: its lease is over
   */
  private boolean store(CellTrack cell, TrialResult result) {
    TrialResult row = result.repeating(cell.retryOf(result.trialNumber()));
    SaveOutcome outcome = context.store().saveTrial(row);
    switch (outcome) {
      case STORED -> context.counters().countStored();
      case ALREADY_STORED -> context.counters().countAlreadyStored();
      case REFUSED -> context.counters().countStale();
    }
    if (outcome == SaveOutcome.REFUSED) {
      holder.fenced();
      return false;
    }
    workIn(cell, row);
    return true;
  }

  private void workIn(CellTrack cell, TrialResult result) {
    progressed = true;
    experiment.stored(cell, result);
    learn(cell, result);
    CellTrack.Worn worn = cell.worn();
    if (worn != null) {
      experiment.decide(cell, worn.verdict(), worn.outcome());
    }
    List<CellTrack> open = experiment.openCells(cell.plan().group());
    rounds.known(new TrialKey(result.cellId(), result.trialNumber()));
    open.stream().filter(CellTrack::isDecided).forEach(this::learn);
  }

  /** A round that is complete has given a cell its verdict. */
  private void learn(CellTrack ended) {
    context.costs().ended(experiment, ended, holder.session().description());
  }

  /** What failed says nothing about the time that a trial takes. */
  private void learn(CellTrack cell, TrialResult result) {
    if (result.status() != TrialStatus.FAILED) {
      context
          .costs()
          .stored(
              experiment,
              cell,
              holder.session().description(),
              result.fencingToken(),
              context.nowNs());
    }
  }

  private TrialResult neverReported(DeviceSession from, RoundReport round, TrialKey key) {
    String reason = "the agent finished the round without a report of this trial";
    return UnmeasuredTrial.neverReported(
        round, key.cellId(), key.trialNumber(), from, reason, context.epochMs());
  }
}

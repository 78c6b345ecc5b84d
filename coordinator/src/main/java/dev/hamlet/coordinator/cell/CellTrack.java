package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.schedule.CellProgress;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One cell while its experiment runs: its trials so far, and those that are out. Loop only. */
final class CellTrack {

  /** Failures in a row that are retried; one more ends the cell. */
  static final int RETRIES = 2;

  private final PlannedCell plan;
  private final TrialPolicy policy;
  private final TreeMap<Integer, TrialResult> trials = new TreeMap<>();
  private final TreeSet<Integer> inFlight = new TreeSet<>();
  private @Nullable Verdict verdict;
  private CellSummary summary;
  private String progress = "";

  CellTrack(
      PlannedCell plan, TrialPolicy policy, List<TrialResult> stored, @Nullable Verdict verdict) {
    this.plan = plan;
    this.policy = policy;
    this.verdict = verdict;
    stored.forEach(trial -> trials.put(trial.trialNumber(), trial));
    this.summary = CellSummary.of(List.copyOf(trials.values()), policy);
  }

  PlannedCell plan() {
    return plan;
  }

  String id() {
    return plan.cellId();
  }

  @Nullable Verdict verdict() {
    return verdict;
  }

  boolean isDecided() {
    return verdict != null;
  }

  void decided(Verdict end) {
    verdict = end;
  }

  CellSummary summary() {
    return summary;
  }

  /** How far its intervals are, for people. */
  String progressText() {
    return progress;
  }

  boolean isStored(int trialNumber) {
    return trials.containsKey(trialNumber);
  }

  boolean isInFlight(int trialNumber) {
    return inFlight.contains(trialNumber);
  }

  boolean isStarted() {
    return !trials.isEmpty();
  }

  int trialCount() {
    return trials.size();
  }

  void granted(List<Integer> numbers) {
    inFlight.addAll(numbers);
  }

  /** Numbers that were granted under a lease that is gone are free again. */
  void forgetGrants() {
    inFlight.clear();
  }

  /** A granted trial that will not run, as the cell is decided. */
  void skipped(int trialNumber) {
    inFlight.remove(trialNumber);
  }

  void stored(TrialResult trial) {
    inFlight.remove(trial.trialNumber());
    trials.putIfAbsent(trial.trialNumber(), trial);
    summary = CellSummary.of(List.copyOf(trials.values()), policy);
  }

  CellProgress toProgress() {
    int last =
        Math.max(trials.isEmpty() ? 0 : trials.lastKey(), inFlight.isEmpty() ? 0 : inFlight.last());
    return new CellProgress(id(), summary.trials(), inFlight.size(), last + 1);
  }

  CellDecision decide() {
    CellDecision decision = CellDecision.of(summary, policy);
    progress = decision.progress();
    return decision;
  }

  /** The verdict of a cell whose last trials all failed, if these were too many. */
  @Nullable Verdict worn() {
    int failures = 0;
    String reason = "";
    for (TrialResult trial : trials.descendingMap().values()) {
      if (trial.status() != TrialStatus.FAILED) {
        break;
      }
      reason = reason.isEmpty() ? trial.reason() : reason;
      failures++;
    }
    return failures <= RETRIES
        ? null
        : new Verdict(VerdictState.FAILED, failures + " trials in a row could not run: " + reason);
  }
}

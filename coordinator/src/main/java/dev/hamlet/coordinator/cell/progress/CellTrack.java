package dev.hamlet.coordinator.cell.progress;

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
public final class CellTrack {

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

  /** What it is. */
  public PlannedCell plan() {
    return plan;
  }

  /** Its id. */
  public String id() {
    return plan.cellId();
  }

  /** Why it ended; null while it has not. */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** Whether it has a verdict. */
  public boolean isDecided() {
    return verdict != null;
  }

  void decided(Verdict end) {
    verdict = end;
  }

  /** Its figures so far. */
  public CellSummary summary() {
    return summary;
  }

  /** How far its intervals are, for people. */
  String progressText() {
    return progress;
  }

  /** Whether a trial has its row. */
  public boolean isStored(int trialNumber) {
    return trials.containsKey(trialNumber);
  }

  /** Whether a trial was granted and has no row. */
  public boolean isInFlight(int trialNumber) {
    return inFlight.contains(trialNumber);
  }

  boolean isStarted() {
    return !trials.isEmpty();
  }

  int trialCount() {
    return trials.size();
  }

  /** Trials were granted. */
  public void granted(List<Integer> numbers) {
    inFlight.addAll(numbers);
  }

  /** Numbers that were granted under a lease that is gone are free again. */
  public void forgetGrants() {
    inFlight.clear();
  }

  /** A granted trial that will not run, as the cell is decided. */
  public void skipped(int trialNumber) {
    inFlight.remove(trialNumber);
  }

  /** A trial has its row. */
  public void stored(TrialResult trial) {
    inFlight.remove(trial.trialNumber());
    trials.putIfAbsent(trial.trialNumber(), trial);
    summary = CellSummary.of(List.copyOf(trials.values()), policy);
  }

  /** What the planner of rounds needs. */
  public CellProgress toProgress() {
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
  public @Nullable Verdict worn() {
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

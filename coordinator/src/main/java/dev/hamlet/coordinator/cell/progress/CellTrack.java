package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.schedule.CellProgress;
import dev.hamlet.coordinator.store.CellRecord;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One cell while its experiment runs: its trials so far, and those that are out. Small while it
 * waits and after its verdict: trials are read from the store when they are needed. Loop only.
 */
public final class CellTrack {

  private volatile PlannedCell plan; // views read it on any thread
  private final TrackTerms terms;
  private final int position;
  private int trialCount;
  private int lastNumber;
  private @Nullable NavigableMap<Integer, TrialResult> trials;
  private @Nullable TreeSet<Integer> inFlight;
  private @Nullable Verdict verdict;
  private @Nullable CellSummary summary;
  private String progress = "";

  CellTrack(CellRecord cell, TrackTerms terms, int position) {
    this.plan = cell.plan();
    this.terms = terms;
    this.position = position;
    this.verdict = cell.verdict();
    this.trialCount = cell.trialsValid() + cell.trialsInvalid() + cell.trialsFailed();
    this.lastNumber = cell.lastTrialNumber();
  }

  /** What it is. */
  public PlannedCell plan() {
    return plan;
  }

  /** What it shares with others. */
  TrackTerms terms() {
    return terms;
  }

  /** Its id. */
  public String id() {
    return plan.cellId();
  }

  /** Its place among the cells of the experiment, as planned, from 0. */
  int position() {
    return position;
  }

  /** Why it ended; null while it has not. */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** Whether it has a verdict. */
  public boolean isDecided() {
    return verdict != null;
  }

  /** Another device of the same kind measures it, as no trial of it has run. */
  void moved(String device) {
    plan = plan.on(device);
  }

  /** Ends it; its trials need not be at hand any more. */
  void decided(Verdict end) {
    summary(); // the last time that its trials are at hand
    verdict = end;
    trials = null;
    inFlight = null;
  }

  /** Its figures so far. */
  public CellSummary summary() {
    if (trialCount == 0) {
      return terms.nothing();
    }
    if (summary == null) {
      summary = CellSummary.of(List.copyOf(trials().values()), terms.policy());
    }
    return summary;
  }

  /** How far its intervals are, for people. */
  String progressText() {
    return progress;
  }

  /** Whether a trial has its row. */
  public boolean isStored(int trialNumber) {
    return trialNumber <= lastNumber && trials().containsKey(trialNumber);
  }

  /** Whether a trial was granted and has no row. */
  public boolean isInFlight(int trialNumber) {
    return inFlight != null && inFlight.contains(trialNumber);
  }

  /** Whether a trial of it was granted or stored, so that it is bound to its device. */
  public boolean hasBegun() {
    return isStarted() || (inFlight != null && !inFlight.isEmpty());
  }

  boolean isStarted() {
    return trialCount > 0;
  }

  int trialCount() {
    return trialCount;
  }

  /** Trials were granted. */
  public void granted(Collection<Integer> numbers) {
    if (inFlight == null) {
      inFlight = new TreeSet<>();
    }
    inFlight.addAll(numbers);
  }

  /** Numbers that were granted under a lease that is gone are free again. */
  public void forgetGrants() {
    inFlight = null;
  }

  /** A granted trial that will not run, as the cell is decided. */
  public void skipped(int trialNumber) {
    if (inFlight != null) {
      inFlight.remove(trialNumber);
    }
  }

  /** A trial has its row; one that had it before changes nothing. */
  void stored(TrialResult trial) {
    skipped(trial.trialNumber());
    if (trials().putIfAbsent(trial.trialNumber(), trial) == null) {
      trialCount++;
      lastNumber = Math.max(lastNumber, trial.trialNumber());
      summary = null;
    }
  }

  /** What the planner of rounds needs. */
  public CellProgress toProgress() {
    int out = inFlight == null ? 0 : inFlight.size();
    int last = out == 0 || inFlight == null ? lastNumber : Math.max(lastNumber, inFlight.last());
    return new CellProgress(id(), summary().trials(), out, last + 1, terms.policy());
  }

  /** Whether it goes on; a cell without a trial does. */
  CellDecision decide() {
    if (!isStarted()) {
      return terms.goesOn();
    }
    CellDecision decision = CellDecision.of(summary(), terms.policy());
    progress = decision.progress();
    return decision;
  }

  /**
   * The verdict of a cell whose last trials all failed, or were all invalid, if these were more
   * than the file lets try again.
   */
  public @Nullable Verdict worn() {
    int failed = inARow(TrialStatus.FAILED);
    if (failed > terms.retry().infrastructure()) {
      return worn(failed + " trials in a row could not run: ");
    }
    int invalid = inARow(TrialStatus.INVALID);
    return invalid > terms.retry().invalid().orElse(Integer.MAX_VALUE)
        ? worn(invalid + " trials in a row were invalid: ")
        : null;
  }

  private Verdict worn(String what) {
    return new Verdict(VerdictState.FAILED, what + trials().lastEntry().getValue().reason());
  }

  private int inARow(TrialStatus status) {
    int count = 0;
    for (TrialResult trial : trials().descendingMap().values()) {
      if (trial.status() != status) {
        break;
      }
      count++;
    }
    return count;
  }

  /** It at this moment, for people and metrics. */
  CellSnapshot snapshot() {
    if (verdict != null) {
      return new CellSnapshot(plan, verdict.state().word(), verdict.reason(), summary());
    }
    return new CellSnapshot(plan, isStarted() ? "running" : "waiting", progress, summary());
  }

  /** Its trials by number, read from the store if they are not at hand. */
  private NavigableMap<Integer, TrialResult> trials() {
    NavigableMap<Integer, TrialResult> found = trials;
    if (found == null) {
      found = new TreeMap<>();
      if (trialCount > 0) {
        for (TrialResult trial : terms.trialsOf().apply(id())) {
          found.put(trial.trialNumber(), trial);
        }
      }
      trials = isDecided() ? null : found;
    }
    return found;
  }
}

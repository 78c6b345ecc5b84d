package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.schedule.CellProgress;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.FreshStart;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
  private FreshStart start;
  private int trialCount;
  private int lastNumber;
  private @Nullable NavigableMap<Integer, TrialResult> trials;
  private @Nullable TreeSet<Integer> inFlight;
  private @Nullable TrialRetries retries;
  private @Nullable Verdict verdict;
  private @Nullable CellSummary summary;
  private String progress = "";

  CellTrack(CellRecord cell, TrackTerms terms, int position) {
    this.plan = cell.plan();
    this.terms = terms;
    this.position = position;
    this.start = cell.start();
    restarted(cell);
  }

  /** It is as the store says now: begun anew, perhaps on another device. */
  final void restarted(CellRecord cell) {
    plan = cell.plan();
    start = cell.start();
    verdict = cell.verdict();
    trialCount = cell.trialsValid() + cell.trialsInvalid() + cell.trialsFailed();
    lastNumber = cell.lastTrialNumber();
    trials = null;
    inFlight = null;
    summary = null;
    progress = "";
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

  /** What the store is told when it begins anew on another device. */
  CellRestart anew(String device) {
    int through = Math.max(lastNumber, start.forgivenThrough());
    return new CellRestart(id(), device, new FreshStart(through, through));
  }

  /** Another device of the same kind measures it, as no trial of it counts. */
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

  /** Whether a trial has its row. */
  public boolean isStored(int trialNumber) {
    return trialNumber <= lastNumber
        && (!start.counts(trialNumber) || trials().containsKey(trialNumber));
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

  /** What trials that are about to be granted repeat, by their numbers. */
  public Map<Integer, TrialRetry> toRepeat(Collection<Integer> numbers) {
    if (retries == null && (trialCount == 0 || summary().trials() == trialCount)) {
      return Map.of();
    }
    return retries().assign(numbers, trials().values());
  }

  /** What trials that were granted repeat. */
  public void repeats(Map<Integer, TrialRetry> byNumber) {
    if (!byNumber.isEmpty()) {
      retries().granted(byNumber);
    }
  }

  /** What a trial repeats; null if nothing. */
  public @Nullable TrialRetry retryOf(int trialNumber) {
    return retries == null ? null : retries.of(trialNumber);
  }

  /** The lease of a trial in hand is over: the next one with its number repeats it. */
  public void cutOff(int trialNumber) {
    if (!isDecided() && !isStored(trialNumber)) {
      retries().lost(trialNumber, false);
    }
  }

  /** An earlier try of a trial was refused: the one in hand, or the next, repeats it. */
  public void lost(int trialNumber) {
    if (!isDecided() && !isStored(trialNumber)) {
      retries().lost(trialNumber, isInFlight(trialNumber));
    }
  }

  private TrialRetries retries() {
    if (retries == null) {
      retries = new TrialRetries();
    }
    return retries;
  }

  /** Numbers that were granted under a lease that is gone are free again. */
  public void forgetGrants() {
    inFlight = null;
    if (retries != null) {
      retries.forgetGrants();
    }
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
  public @Nullable Worn worn() {
    int failed = inARow(TrialStatus.FAILED);
    if (failed > terms.retry().infrastructure()) {
      return worn(failed + " trials in a row could not run: ", AttemptOutcome.INFRASTRUCTURE);
    }
    int invalid = inARow(TrialStatus.INVALID);
    return invalid > terms.retry().invalid().orElse(Integer.MAX_VALUE)
        ? worn(invalid + " trials in a row were invalid: ", AttemptOutcome.MEASUREMENT)
        : null;
  }

  /** Whether the last retry after trials that could not run is left, and was not the only one. */
  public boolean isAtLastTry() {
    int retries = terms.retry().infrastructure();
    return !isDecided() && retries > 1 && inARow(TrialStatus.FAILED) == retries;
  }

  private Worn worn(String what, AttemptOutcome outcome) {
    String reason = what + trials().lastEntry().getValue().reason();
    return new Worn(new Verdict(VerdictState.FAILED, reason), outcome);
  }

  /**
   * The end of a cell whose retries are used up.
   *
   * @param verdict why
   * @param outcome how its attempt ended
   */
  public record Worn(Verdict verdict, AttemptOutcome outcome) {}

  private int inARow(TrialStatus status) {
    int count = 0;
    for (TrialResult trial : trials().descendingMap().values()) {
      if (trial.status() != status || trial.trialNumber() <= start.forgivenThrough()) {
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

  /** Those of its trials that count, read from the store. */
  List<TrialResult> counted() {
    return terms.trialsOf().apply(id()).stream()
        .filter(trial -> start.counts(trial.trialNumber()))
        .toList();
  }

  /** Its trials that count by number, read from the store if they are not at hand. */
  private NavigableMap<Integer, TrialResult> trials() {
    NavigableMap<Integer, TrialResult> found = trials;
    if (found == null) {
      found = new TreeMap<>();
      if (trialCount > 0) {
        for (TrialResult trial : counted()) {
          found.put(trial.trialNumber(), trial);
        }
      }
      trials = isDecided() ? null : found;
    }
    return found;
  }
}

package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that runs: its cells, its terms, its clock. Until it is {@link #leave left}, the
 * telemetry of its devices is kept. Loop only.
 */
public final class ActiveExperiment {

  private final ResultStore store;
  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final ExperimentTerms terms;
  private final CellBook cells;
  private final EvaluationBook evaluations;
  private final TelemetryLog log;
  private final Map<String, TelemetryLog.Hold> holds = new HashMap<>();
  private final ExperimentCounts counts;
  private ExperimentRecord record;
  private @Nullable TimeSpent spent; // from its first lease on
  private long version;
  private boolean dirty = true;

  /** Takes an experiment up as the store knows it. */
  public ActiveExperiment(
      ResultStore store,
      TelemetryLog log,
      MonotonicClock clock,
      EpochClock wallClock,
      ExperimentRecord record,
      ExperimentTerms terms) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.wallClock = wallClock;
    this.counts = new ExperimentCounts(wallClock.epochMs(), store.trialCounts(record.id()));
    this.record = record;
    this.terms = terms;
    this.spent = spentOn(record);
    cells = new CellBook(store.cells(record.id()), TrackTerms.byCell(terms, store::trials));
    evaluations = new EvaluationBook(terms.evaluationInputs(), store.evaluations(record.id()));
    cells.openGroups().forEach(group -> hold(group.device()));
  }

  /** Its id. */
  public String id() {
    return record.id();
  }

  /** What the store knows of it. */
  public ExperimentRecord record() {
    return record;
  }

  /** What its file says. */
  public ExperimentTerms terms() {
    return terms;
  }

  /** What is evaluated, and by whom. */
  public EvaluationBook evaluations() {
    return evaluations;
  }

  /** A cell by its id; null if it is not of this experiment. */
  public @Nullable CellTrack cell(String cellId) {
    return cells.find(cellId);
  }

  /** Notes that something changed. */
  public void changed() {
    dirty = true;
  }

  /** Whether something changed since it was last asked. */
  public boolean takeChange() {
    boolean was = dirty;
    dirty = false;
    if (was) {
      version++;
    }
    return was;
  }

  /** A lease was given. */
  public void started() {
    if (record.startedEpochMs() == 0) {
      record = store.experiment(id()).orElse(record);
      spent = spentOn(record);
    }
    changed();
  }

  private @Nullable TimeSpent spentOn(ExperimentRecord known) {
    return known.startedEpochMs() == 0
        ? null
        : TimeSpent.since(known.startedEpochMs(), clock, wallClock);
  }

  /** Groups with undecided cells, in the order they were planned. */
  public List<CellGroup> openGroups() {
    return cells.openGroups();
  }

  /** Undecided cells of a group. */
  public List<CellTrack> openCells(CellGroup group) {
    return cells.open(group);
  }

  /** One of the undecided cells of a group; null if there is none. */
  public @Nullable CellTrack anyOpenCell(CellGroup group) {
    return cells.anyOpen(group);
  }

  /** Whether every cell has its verdict. */
  public boolean allDecided() {
    return cells.allDecided();
  }

  /** Notes that something about a group changed that matters to whoever places it. */
  public void touch(CellGroup group) {
    cells.touch(group);
  }

  /** The groups that were touched since this was last asked; all that are open at first. */
  public Set<CellGroup> takeTouched() {
    return cells.takeTouched();
  }

  /** A group without a trial goes to another device; the store has it there already. */
  public void moved(CellGroup group, String device) {
    hold(device);
    cells.moved(group, device);
    changed();
  }

  private void hold(String device) {
    holds.computeIfAbsent(device, log::hold);
  }

  /**
   * The undecided cells of a group begin anew on another device: what was measured before is set
   * aside. None of them may be leased.
   */
  public void leave(CellGroup group, String device) {
    restart(cells.open(group).stream().map(cell -> cell.anew(device)).toList());
  }

  /**
   * A cell begins anew on another device while the others of its group go on under their lease.
   *
   * @param fencingToken the lease
   */
  public void leave(CellTrack cell, String device, long fencingToken, String reason) {
    AttemptOutcome outcome = AttemptOutcome.INFRASTRUCTURE;
    store.endAttempt(cell.id(), fencingToken, outcome, reason, wallClock.epochMs());
    restart(List.of(cell.anew(device)));
  }

  /** Cells begin anew, in the store first. */
  public void restart(List<CellRestart> restarts) {
    record = store.restart(id(), restarts);
    for (CellRestart restart : restarts) {
      CellTrack cell = cells.find(restart.cellId());
      if (cell != null) {
        hold(restart.device());
        cells.restarted(cell, store.cell(restart.cellId()).orElseThrow());
      }
    }
    changed();
  }

  /** Gives a cell its verdict; the first stays. */
  public void decide(CellTrack cell, Verdict verdict) {
    decide(cell, verdict, AttemptOutcome.of(verdict.state()));
  }

  /** Gives a cell its verdict and says how its attempt ended; the first stays. */
  public void decide(CellTrack cell, Verdict verdict, AttemptOutcome outcome) {
    if (!cell.isDecided()) {
      store.endCell(cell.id(), verdict, outcome, wallClock.epochMs());
      cells.decided(cell, verdict);
      counts.decided(cell.id(), verdict.state(), outcome, wallClock.epochMs());
      changed();
    }
  }

  /** Notes that a trial of a cell has its row. */
  public void stored(CellTrack cell, TrialResult trial) {
    cells.stored(cell, trial);
    counts.stored(cell.id(), trial.status(), wallClock.epochMs());
    changed();
  }

  /** A lease of a group has ended, and with it the attempts of the cells that are still open. */
  public void attemptsEnded(CellGroup group, AttemptOutcome outcome) {
    counts.ended(outcome, openCells(group).size());
  }

  /**
   * Asks each undecided cell of a group whether it goes on. A baseline that has converged goes on
   * while a cell that is compared to it does, up to the greatest number of trials, so that both
   * sides of the comparison rest on the same rounds.
   */
  public void decideGroup(CellGroup group) {
    List<CellTrack> open = openCells(group);
    Map<CellTrack, CellDecision> decisions = new LinkedHashMap<>();
    for (CellTrack cell : open) {
      decisions.put(cell, cell.decide());
      if (cell.isStarted()) {
        cells.touch(cell);
      }
    }
    decisions.forEach(
        (cell, decision) ->
            decision
                .verdict()
                .filter(verdict -> !isHeld(cell, verdict, decisions))
                .ifPresent(verdict -> decide(cell, verdict, outcome(verdict))));
    changed();
  }

  /** What fails by its trials fails by too many that are invalid. */
  private static AttemptOutcome outcome(Verdict byTrials) {
    return byTrials.state() == VerdictState.FAILED
        ? AttemptOutcome.MEASUREMENT
        : AttemptOutcome.of(byTrials.state());
  }

  private boolean isHeld(CellTrack cell, Verdict verdict, Map<CellTrack, CellDecision> decisions) {
    return verdict.state() == VerdictState.CONVERGED
        && cell.plan().spec().variant().equals(terms.baseline())
        && cell.summary().trials() < cell.terms().policy().max()
        && decisions.entrySet().stream()
            .anyMatch(entry -> entry.getValue().isOpen() && isPaired(cell, entry.getKey()));
  }

  private static boolean isPaired(CellTrack baseline, CellTrack other) {
    var one = baseline.plan().spec();
    var two = other.plan().spec();
    return one.model().equals(two.model())
        && one.runtime().equals(two.runtime())
        && one.threads() == two.threads()
        && one.inputIndex() == two.inputIndex()
        && one.cores().equals(two.cores())
        && one.options().equals(two.options());
  }

  /** Whether the time from the first lease on is over. */
  public boolean isOverdue() {
    Duration limit = terms.timeLimit();
    return limit != null && spent != null && spent.ms() >= limit.toMillis();
  }

  /** Ends every undecided cell as the time limit says. */
  public void cutOff() {
    Duration limit = Objects.requireNonNull(terms.timeLimit(), "time limit");
    for (CellTrack cell : cells.open()) {
      cutOff(cell, limit);
    }
  }

  /** Ends a cell whose time is up; what it has measured is kept. */
  public void cutOff(CellTrack cell, Duration limit) {
    CellDecision.atTimeLimit(cell.summary(), cell.terms().policy(), limit)
        .verdict()
        .ifPresent(verdict -> decide(cell, verdict));
  }

  /** Ends every undecided cell because a person said so. */
  public void cancel(String reason) {
    for (CellTrack cell : cells.open()) {
      decide(cell, new Verdict(VerdictState.CANCELLED, reason));
    }
  }

  /** Whether a person holds it: then nothing is granted. */
  public boolean isPaused() {
    return record.state() == ExperimentState.PAUSED;
  }

  /** Pauses it or lets it run again, in the store first. */
  public void pause(boolean paused, String reason) {
    store.pauseExperiment(id(), paused, reason);
    cells.touchOpen();
    record = store.experiment(id()).orElse(record);
    changed();
  }

  /** Ends the experiment in the store. */
  public void end(ExperimentState state, String reason) {
    store.endExperiment(id(), state, reason, wallClock.epochMs());
    record = store.experiment(id()).orElse(record);
    changed();
  }

  /** It is over: the telemetry of its devices is kept no longer for its sake. */
  public void leave() {
    holds.values().forEach(TelemetryLog.Hold::close);
  }

  /** How it went, one sentence. */
  public String outcome() {
    return cells.converged() + " of " + cells.size() + " cells converged";
  }

  /**
   * It at this moment, for people and metrics.
   *
   * @param waitingFor why it waits, one sentence; empty if it does not
   * @param expectedMs what is left is expected to take, in ms; 0 if that is not known
   */
  public ExperimentSnapshot snapshot(String waitingFor, long expectedMs) {
    CellList views = cells.views();
    ExperimentSummary summary =
        new ExperimentSummary(record, cells.tally(), etaMs(expectedMs), waitingFor);
    return new ExperimentSnapshot(summary, terms.policy(), views, counts, version);
  }

  /** Nothing beyond the end, or beyond the time limit. */
  private long etaMs(long expectedMs) {
    Duration limit = terms.timeLimit();
    if (record.state().hasEnded()) {
      return 0;
    }
    if (limit == null || spent == null) {
      return expectedMs;
    }
    return Math.max(0, Math.min(expectedMs, limit.toMillis() - spent.ms()));
  }
}

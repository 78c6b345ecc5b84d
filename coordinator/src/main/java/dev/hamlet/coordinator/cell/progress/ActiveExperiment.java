package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that runs: its cells, its terms, its clock. While it is open, the telemetry of its
 * devices is kept. Loop only.
 */
public final class ActiveExperiment {

  private final ResultStore store;
  private final EpochClock wallClock;
  private final ExperimentTerms terms;
  private final Map<String, CellTrack> cells = new LinkedHashMap<>();
  private final EvaluationBook evaluations;
  private final List<TelemetryLog.Hold> holds;
  private ExperimentRecord record;
  private long version;
  private boolean dirty = true;

  /** Takes an experiment up as the store knows it. */
  public ActiveExperiment(
      ResultStore store,
      TelemetryLog log,
      EpochClock wallClock,
      ExperimentRecord record,
      ExperimentTerms terms) {
    this.store = store;
    this.wallClock = wallClock;
    this.record = record;
    this.terms = terms;
    Map<String, List<TrialResult>> trials =
        store.trialsOfExperiment(record.id()).stream()
            .collect(Collectors.groupingBy(TrialResult::cellId));
    for (CellRecord cell : store.cells(record.id())) {
      cells.put(
          cell.cellId(),
          new CellTrack(
              cell.plan(),
              terms.policy(),
              trials.getOrDefault(cell.cellId(), List.of()),
              cell.verdict()));
    }
    evaluations = new EvaluationBook(terms.evaluationInputs(), store.evaluations(record.id()));
    holds =
        cells.values().stream()
            .map(cell -> cell.plan().group().device())
            .distinct()
            .map(log::hold)
            .toList();
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
    return cells.get(cellId);
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

  /** The first lease was given. */
  public void started() {
    record = store.experiment(id()).orElse(record);
    changed();
  }

  /** Groups with undecided cells, in the order they were planned. */
  public List<CellGroup> openGroups() {
    return cells.values().stream()
        .filter(cell -> !cell.isDecided())
        .map(cell -> cell.plan().group())
        .distinct()
        .toList();
  }

  /** Undecided cells of a group. */
  public List<CellTrack> openCells(CellGroup group) {
    return cells.values().stream()
        .filter(cell -> !cell.isDecided() && cell.plan().group().equals(group))
        .toList();
  }

  /** Whether every cell has its verdict. */
  public boolean allDecided() {
    return cells.values().stream().allMatch(CellTrack::isDecided);
  }

  /** Gives a cell its verdict; the first stays. */
  public void decide(CellTrack cell, Verdict verdict) {
    if (!cell.isDecided()) {
      store.endCell(cell.id(), verdict, wallClock.epochMs());
      cell.decided(verdict);
      changed();
    }
  }

  /**
   * Asks each undecided cell of a group whether it goes on. A baseline that has converged goes on
   * while a cell that is compared to it does, up to the greatest number of trials, so that both
   * sides of the comparison rest on the same rounds.
   */
  public void decideGroup(CellGroup group) {
    List<CellTrack> open = openCells(group);
    Map<CellTrack, CellDecision> decisions = new LinkedHashMap<>();
    open.forEach(cell -> decisions.put(cell, cell.decide()));
    decisions.forEach(
        (cell, decision) ->
            decision
                .verdict()
                .filter(verdict -> !isHeld(cell, verdict, decisions))
                .ifPresent(verdict -> decide(cell, verdict)));
    changed();
  }

  private boolean isHeld(CellTrack cell, Verdict verdict, Map<CellTrack, CellDecision> decisions) {
    return verdict.state() == VerdictState.CONVERGED
        && cell.plan().spec().variant().equals(terms.baseline())
        && cell.summary().trials() < terms.policy().max()
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
    return limit != null
        && record.startedEpochMs() > 0
        && wallClock.epochMs() - record.startedEpochMs() >= limit.toMillis();
  }

  /** Ends every undecided cell as the time limit says. */
  public void cutOff() {
    Duration limit = Objects.requireNonNull(terms.timeLimit(), "time limit");
    for (CellTrack cell : List.copyOf(cells.values())) {
      if (!cell.isDecided()) {
        CellDecision.atTimeLimit(cell.summary(), terms.policy(), limit)
            .verdict()
            .ifPresent(verdict -> decide(cell, verdict));
      }
    }
  }

  /** Ends every undecided cell because a person said so. */
  public void cancel(String reason) {
    for (CellTrack cell : List.copyOf(cells.values())) {
      decide(cell, new Verdict(VerdictState.CANCELLED, reason));
    }
  }

  /** Ends the experiment in the store. */
  public void end(ExperimentState state, String reason) {
    store.endExperiment(id(), state, reason, wallClock.epochMs());
    record = store.experiment(id()).orElse(record);
    holds.forEach(TelemetryLog.Hold::close);
    changed();
  }

  /** How it went, one sentence. */
  public String outcome() {
    long converged =
        cells.values().stream()
            .map(CellTrack::verdict)
            .filter(verdict -> verdict != null && verdict.state() == VerdictState.CONVERGED)
            .count();
    return converged + " of " + cells.size() + " cells converged";
  }

  /** It at this moment, for people and metrics. */
  public ExperimentSnapshot snapshot(String waitingFor) {
    List<CellSnapshot> views = new ArrayList<>();
    int done = 0;
    for (CellTrack cell : cells.values()) {
      views.add(view(cell));
      done += cell.trialCount();
    }
    return new ExperimentSnapshot(
        record, terms.policy(), views, done, etaMs(done), waitingFor, version);
  }

  static CellSnapshot view(CellTrack cell) {
    Verdict verdict = cell.verdict();
    if (verdict != null) {
      return new CellSnapshot(
          cell.plan(), verdict.state().word(), verdict.reason(), cell.summary());
    }
    String state = cell.isStarted() ? "running" : "waiting";
    return new CellSnapshot(cell.plan(), state, cell.progressText(), cell.summary());
  }

  /** Trials that are surely left, at the rate of the trials so far; never beyond the limit. */
  private long etaMs(int done) {
    if (record.state().hasEnded() || record.startedEpochMs() == 0 || done == 0) {
      return 0;
    }
    long left = 0;
    for (CellTrack cell : cells.values()) {
      if (!cell.isDecided()) {
        left += Math.max(terms.policy().visit(), terms.policy().min() - cell.summary().trials());
      }
    }
    long elapsedMs = wallClock.epochMs() - record.startedEpochMs();
    long etaMs = elapsedMs * left / done;
    Duration limit = terms.timeLimit();
    return limit == null ? etaMs : Math.max(0, Math.min(etaMs, limit.toMillis() - elapsedMs));
  }
}

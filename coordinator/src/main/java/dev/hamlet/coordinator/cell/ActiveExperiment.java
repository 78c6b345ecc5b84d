package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
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
final class ActiveExperiment {

  private final CellContext context;
  private final ExperimentTerms terms;
  private final Map<String, CellTrack> cells = new LinkedHashMap<>();
  private final EvaluationBook evaluations;
  private final List<TelemetryLog.Hold> holds;
  private ExperimentRecord record;
  private long version;
  private boolean dirty = true;

  /** Takes an experiment up as the store knows it. */
  ActiveExperiment(CellContext context, ExperimentRecord record, ExperimentTerms terms) {
    this.context = context;
    this.record = record;
    this.terms = terms;
    ResultStore store = context.store();
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
            .map(context.log()::hold)
            .toList();
  }

  String id() {
    return record.id();
  }

  ExperimentRecord record() {
    return record;
  }

  ExperimentTerms terms() {
    return terms;
  }

  EvaluationBook evaluations() {
    return evaluations;
  }

  Iterable<CellTrack> cells() {
    return cells.values();
  }

  @Nullable CellTrack cell(String cellId) {
    return cells.get(cellId);
  }

  void changed() {
    dirty = true;
  }

  /** Whether something changed since it was last asked. */
  boolean takeChange() {
    boolean was = dirty;
    dirty = false;
    if (was) {
      version++;
    }
    return was;
  }

  long version() {
    return version;
  }

  /** The first lease was given. */
  void started() {
    record = context.store().experiment(id()).orElse(record);
    changed();
  }

  /** Groups with undecided cells, in the order they were planned. */
  List<CellGroup> openGroups() {
    return cells.values().stream()
        .filter(cell -> !cell.isDecided())
        .map(cell -> cell.plan().group())
        .distinct()
        .toList();
  }

  /** Undecided cells of a group. */
  List<CellTrack> openCells(CellGroup group) {
    return cells.values().stream()
        .filter(cell -> !cell.isDecided() && cell.plan().group().equals(group))
        .toList();
  }

  boolean allDecided() {
    return cells.values().stream().allMatch(CellTrack::isDecided);
  }

  /** Gives a cell its verdict; the first stays. */
  void decide(CellTrack cell, Verdict verdict) {
    if (!cell.isDecided()) {
      context.store().endCell(cell.id(), verdict, context.epochMs());
      cell.decided(verdict);
      changed();
    }
  }

  /**
   * Asks each undecided cell of a group whether it goes on. A baseline that has converged goes on
   * while a cell that is compared to it does, up to the greatest number of trials, so that both
   * sides of the comparison rest on the same rounds.
   */
  void decideGroup(CellGroup group) {
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
        && one.options().equals(two.options());
  }

  /** Whether the time from the first lease on is over. */
  boolean isOverdue() {
    Duration limit = terms.timeLimit();
    return limit != null
        && record.startedEpochMs() > 0
        && context.epochMs() - record.startedEpochMs() >= limit.toMillis();
  }

  /** Ends every undecided cell as the time limit says. */
  void cutOff() {
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
  void cancel(String reason) {
    for (CellTrack cell : List.copyOf(cells.values())) {
      decide(cell, new Verdict(VerdictState.CANCELLED, reason));
    }
  }

  /** Ends the experiment in the store. */
  void end(ExperimentState state, String reason) {
    context.store().endExperiment(id(), state, reason, context.epochMs());
    record = context.store().experiment(id()).orElse(record);
    holds.forEach(TelemetryLog.Hold::close);
    changed();
  }

  /** How it went, one sentence. */
  String outcome() {
    long converged =
        cells.values().stream()
            .map(CellTrack::verdict)
            .filter(verdict -> verdict != null && verdict.state() == VerdictState.CONVERGED)
            .count();
    return converged + " of " + cells.size() + " cells converged";
  }

  ExperimentSnapshot snapshot(String waitingFor) {
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
    long elapsedMs = context.epochMs() - record.startedEpochMs();
    long etaMs = elapsedMs * left / done;
    Duration limit = terms.timeLimit();
    return limit == null ? etaMs : Math.max(0, Math.min(etaMs, limit.toMillis() - elapsedMs));
  }
}

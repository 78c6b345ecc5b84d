package dev.hamlet.coordinator.store;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.audit.AuditStore;
import dev.hamlet.coordinator.audit.FakeAuditStore;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.fleet.FakeFleetStore;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.trace.TraceStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A store that forgets everything with its process; keeps the same contract as the real one. */
public final class FakeResultStore implements ResultStore {

  private final Map<String, ExperimentRecord> experiments = new LinkedHashMap<>();
  private final Map<String, List<VariantRecord>> variants = new LinkedHashMap<>();
  private final Map<String, CellRecord> cells = new LinkedHashMap<>();
  private final Map<Long, LeaseRecord> leases = new TreeMap<>();
  private final Map<Long, String> versions = new TreeMap<>();
  private final List<AttemptRecord> attempts = new ArrayList<>();
  private final Map<Long, Map<Integer, RoundGrant>> rounds = new TreeMap<>();
  private final Map<Long, List<GrantedRetry>> retries = new TreeMap<>();
  private final Map<String, Map<Integer, TrialResult>> trials = new LinkedHashMap<>();
  private final List<TrialResult> inOrder = new ArrayList<>();
  private final Map<String, EvaluationRecord> evaluations = new TreeMap<>();
  private final Map<String, DeviceRecord> devices = new TreeMap<>();
  private final Map<String, SensorSnapshot> snapshots = new TreeMap<>();
  private final List<ExternalReading> readings = new ArrayList<>();
  private final List<ClockNodeRecord> clockNodes = new ArrayList<>();
  private final Map<String, DeviceEnergyRecord> energy = new TreeMap<>();
  private final Map<String, List<FileRevision>> files = new TreeMap<>();
  private final FakeAuditStore audit = new FakeAuditStore();
  private final FakeFleetStore fleet = new FakeFleetStore();

  @Override
  public synchronized ExperimentRecord submit(
      ExperimentRecord experiment, List<VariantRecord> variants, List<PlannedCell> cells) {
    for (ExperimentRecord known : experiments.values()) {
      if (known.submissionId().equals(experiment.submissionId())) {
        return known;
      }
    }
    if (cells.stream().anyMatch(cell -> this.cells.containsKey(cell.cellId()))
        || experiments.containsKey(experiment.id())) {
      throw new HamletException(ErrorCode.ALREADY_EXISTS, "the id of experiment or cell is taken");
    }
    experiments.put(experiment.id(), experiment);
    this.variants.put(experiment.id(), List.copyOf(variants));
    cells.forEach(cell -> this.cells.put(cell.cellId(), CellRecord.waiting(cell)));
    return experiment;
  }

  @Override
  public synchronized Optional<ExperimentRecord> experiment(String experimentId) {
    return Optional.ofNullable(experiments.get(experimentId));
  }

  @Override
  public synchronized List<ExperimentRecord> experiments() {
    return experiments.values().stream()
        .sorted(Comparator.comparingLong(ExperimentRecord::submittedEpochMs))
        .toList();
  }

  @Override
  public synchronized List<VariantRecord> variants(String experimentId) {
    return variants.getOrDefault(experimentId, List.of());
  }

  @Override
  public synchronized void pauseExperiment(String experimentId, boolean paused, String reason) {
    ExperimentRecord old = known(experiments.get(experimentId), experimentId);
    if (!old.state().hasEnded()) {
      ExperimentState state = paused ? ExperimentState.PAUSED : ExperimentState.RUNNING;
      experiments.put(experimentId, with(old, state, reason, old.startedEpochMs(), 0));
    }
  }

  @Override
  public synchronized void endExperiment(
      String experimentId, ExperimentState state, String reason, long epochMs) {
    ExperimentRecord old = known(experiments.get(experimentId), experimentId);
    if (old.state() != state) {
      experiments.put(
          experimentId,
          with(old, old.state().transition(state), reason, old.startedEpochMs(), epochMs));
    }
  }

  @Override
  public synchronized List<CellRecord> cells(String experimentId) {
    return cells.values().stream()
        .filter(cell -> cell.plan().group().experimentId().equals(experimentId))
        .toList();
  }

  @Override
  public synchronized List<CellRecord> cells(String experimentId, int firstPosition, int most) {
    return cells(experimentId).stream().skip(firstPosition).limit(most).toList();
  }

  @Override
  public synchronized CellTally tally(String experimentId) {
    Map<String, Integer> byState = new TreeMap<>();
    long trials = 0;
    for (CellRecord cell : cells(experimentId)) {
      Verdict verdict = cell.verdict();
      Enum<?> state = verdict == null ? cell.state() : verdict.state();
      byState.merge(state.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      trials += cell.trialsValid() + cell.trialsInvalid() + cell.trialsFailed();
    }
    return new CellTally(byState, trials);
  }

  @Override
  public synchronized int cellCount(String experimentId) {
    return cells(experimentId).size();
  }

  @Override
  public synchronized int reusedCount(String experimentId) {
    return (int) cells(experimentId).stream().filter(cell -> cell.origin().isReused()).count();
  }

  @Override
  public synchronized Set<String> plannedDevices(String experimentId) {
    return cells(experimentId).stream()
        .map(cell -> cell.plan().group().device())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<KnownCell> knownCells(String experimentId) {
    return cells(experimentId).stream()
        .map(
            cell ->
                new KnownCell(
                    cell.cellId(),
                    cell.plan().identity(),
                    cell.plan().group().device(),
                    cell.origin().dropped()))
        .toList();
  }

  @Override
  public synchronized List<MeasuredCell> measured(Collection<String> identities) {
    List<MeasuredCell> measured = new ArrayList<>();
    for (CellRecord cell : cells.values()) {
      Verdict verdict = cell.verdict();
      if (identities.contains(cell.plan().identity())
          && !cell.origin().isReused()
          && verdict != null
          && verdict.state() == VerdictState.CONVERGED) {
        CellGroup group = cell.plan().group();
        measured.add(
            0,
            new MeasuredCell(
                cell.plan().identity(), group.device(), group.experimentId(), cell.cellId()));
      }
    }
    return measured;
  }

  @Override
  public synchronized void reuse(
      String experimentId, Map<String, MeasuredCell> sources, long epochMs) {
    sources.forEach(
        (cellId, source) -> {
          CellRecord from = known(cells.get(source.cellId()), source.cellId());
          CellRecord to = known(cells.get(cellId), cellId);
          String reason =
              "measured in "
                  + source.experimentId()
                  + ": "
                  + known(from.verdict(), source.cellId()).reason();
          cells.put(
              cellId,
              new CellRecord(
                  to.plan(),
                  CellState.ENDED,
                  new Verdict(VerdictState.CONVERGED, reason),
                  from.trialsValid(),
                  from.trialsInvalid(),
                  from.trialsFailed(),
                  from.lastTrialNumber(),
                  new CellOrigin(source.experimentId(), source.cellId(), false),
                  from.start()));
        });
  }

  @Override
  public ExperimentRecord extend(Extension extension) {
    throw new UnsupportedOperationException("the real store is tested by ExtensionTest");
  }

  @Override
  public synchronized List<FileRevision> files(String experimentId) {
    return List.copyOf(files.getOrDefault(experimentId, List.of()));
  }

  @Override
  public synchronized void saveFile(String experimentId, FileRevision file) {
    files.computeIfAbsent(experimentId, id -> new ArrayList<>()).add(file);
  }

  @Override
  public synchronized Optional<CellRecord> cell(String cellId) {
    return Optional.ofNullable(cells.get(cellId));
  }

  @Override
  public synchronized boolean endCell(
      String cellId, Verdict verdict, AttemptOutcome outcome, long epochMs) {
    CellRecord old = known(cells.get(cellId), cellId);
    if (old.verdict() != null) {
      return false;
    }
    cells.put(cellId, old.endedWith(verdict));
    endAttempts(attempt -> attempt.cellId().equals(cellId), outcome, verdict.reason(), epochMs);
    return true;
  }

  @Override
  public synchronized ExperimentRecord restart(String experimentId, List<CellRestart> restarts) {
    ExperimentRecord old = known(experiments.get(experimentId), experimentId);
    if (old.state().hasEnded() && old.state() != ExperimentState.FINISHED) {
      throw new HamletException(ErrorCode.PRECONDITION, experimentId + " has ended");
    }
    restarts.forEach(this::restart);
    if (old.state().hasEnded() && !restarts.isEmpty()) {
      experiments.put(experimentId, with(old, ExperimentState.RUNNING, "", 0, 0));
    }
    return known(experiments.get(experimentId), experimentId);
  }

  private void restart(CellRestart restart) {
    CellRecord old = known(cells.get(restart.cellId()), restart.cellId());
    if (attempts(old.cellId()).stream().anyMatch(it -> it.outcome() == AttemptOutcome.OPEN)) {
      throw new HamletException(ErrorCode.PRECONDITION, old.cellId() + " is being measured");
    }
    CellGroup group = old.plan().group();
    CellRecord anew =
        new CellRecord(
            group.device().equals(restart.device()) ? old.plan() : old.plan().on(restart.device()),
            CellState.WAITING,
            null,
            0,
            0,
            0,
            old.lastTrialNumber(),
            old.origin(),
            restart.start());
    for (TrialResult trial : trials(old.cellId())) {
      anew = restart.start().counts(trial.trialNumber()) ? anew.advancedBy(trial) : anew;
    }
    cells.put(old.cellId(), anew);
  }

  @Override
  public synchronized LeaseRecord grantLease(LeaseRequest request) {
    CellGroup group = request.group();
    ExperimentRecord experiment = known(experiments.get(group.experimentId()), group.toString());
    request.cellIds().forEach(id -> move(id, group));
    openLeases().stream()
        .filter(lease -> lease.group().device().equals(group.device()))
        .forEach(
            lease -> end(lease, AttemptOutcome.WITHDRAWN, SUPERSEDED, request.grantedEpochMs()));
    LeaseRecord lease =
        new LeaseRecord(
            request.leaseId(),
            leases.size() + 1L,
            group,
            request.sessionId(),
            request.grantedEpochMs(),
            0,
            "");
    leases.put(lease.fencingToken(), lease);
    if (!request.agentVersion().isEmpty()) {
      versions.put(lease.fencingToken(), request.agentVersion());
    }
    for (String id : request.cellIds()) {
      attempts.add(
          new AttemptRecord(
              id, lease.fencingToken(), AttemptOutcome.OPEN, "", request.grantedEpochMs(), 0));
    }
    if (experiment.startedEpochMs() == 0) {
      experiments.put(
          experiment.id(),
          with(experiment, experiment.state(), experiment.reason(), request.grantedEpochMs(), 0));
    }
    return lease;
  }

  private void move(String cellId, CellGroup group) {
    CellRecord cell = known(cells.get(cellId), cellId);
    CellGroup has = cell.plan().group();
    if (!has.on(group.device()).equals(group)
        || (cell.state() != CellState.WAITING && !has.equals(group))) {
      throw new HamletException(
          ErrorCode.PRECONDITION, "cell " + cellId + " of " + has + " cannot go to " + group);
    }
    if (!has.equals(group)) {
      cells.put(
          cellId,
          new CellRecord(
              cell.plan().on(group.device()),
              CellState.WAITING,
              null,
              0,
              0,
              0,
              cell.lastTrialNumber(),
              cell.origin(),
              cell.start()));
    }
  }

  @Override
  public synchronized void endLease(
      String leaseId, AttemptOutcome outcome, String reason, long epochMs) {
    LeaseRecord lease =
        known(
            leases.values().stream()
                .filter(one -> one.leaseId().equals(leaseId))
                .findFirst()
                .orElse(null),
            leaseId);
    if (lease.isOpen()) {
      end(lease, outcome, reason, epochMs);
    }
  }

  @Override
  public synchronized Optional<LeaseRecord> lease(long fencingToken) {
    return Optional.ofNullable(leases.get(fencingToken));
  }

  @Override
  public synchronized List<LeaseRecord> openLeases() {
    return leases.values().stream().filter(LeaseRecord::isOpen).toList();
  }

  @Override
  public synchronized List<AttemptRecord> attempts(String cellId) {
    return attempts.stream().filter(attempt -> attempt.cellId().equals(cellId)).toList();
  }

  @Override
  public synchronized void endAttempt(
      String cellId, long fencingToken, AttemptOutcome outcome, String reason, long epochMs) {
    Predicate<AttemptRecord> named =
        attempt -> attempt.cellId().equals(cellId) && attempt.fencingToken() == fencingToken;
    known(attempts.stream().filter(named).findFirst().orElse(null), cellId);
    endAttempts(named, outcome, reason, epochMs);
  }

  @Override
  public synchronized void saveRound(RoundGrant round, List<GrantedRetry> granted) {
    long token = round.lease().fencingToken();
    if (!known(leases.get(token), "" + token).isOpen()) {
      throw new HamletException(ErrorCode.PRECONDITION, "lease " + token + " has ended");
    }
    rounds.computeIfAbsent(token, t -> new TreeMap<>()).putIfAbsent(round.round(), round);
    retries.computeIfAbsent(token, t -> new ArrayList<>()).addAll(granted);
  }

  @Override
  public synchronized List<GrantedRetry> retries(long fencingToken) {
    return retries.getOrDefault(fencingToken, List.of()).stream()
        .sorted(Comparator.comparing(GrantedRetry::cellId).thenComparing(GrantedRetry::trialNumber))
        .toList();
  }

  @Override
  public synchronized List<RoundGrant> rounds(long fencingToken) {
    return List.copyOf(rounds.getOrDefault(fencingToken, Map.of()).values());
  }

  @Override
  public synchronized SaveOutcome saveTrial(TrialResult trial) {
    CellRecord cell = known(cells.get(trial.cellId()), trial.cellId());
    Map<Integer, TrialResult> ofCell =
        trials.computeIfAbsent(trial.cellId(), id -> new TreeMap<>());
    if (ofCell.containsKey(trial.trialNumber())) {
      return SaveOutcome.ALREADY_STORED;
    }
    if (!isCurrent(cell.plan().group(), trial.fencingToken())) {
      return SaveOutcome.REFUSED;
    }
    ofCell.put(trial.trialNumber(), trial);
    inOrder.add(trial);
    cells.put(trial.cellId(), cell.advancedBy(trial));
    return SaveOutcome.STORED;
  }

  @Override
  public synchronized List<TrialResult> trials(String cellId) {
    return List.copyOf(trials.getOrDefault(cellId, Map.of()).values());
  }

  @Override
  public synchronized Map<TrialStatus, Long> trialCounts(String experimentId) {
    return trialsOfExperiment(experimentId).stream()
        .collect(Collectors.groupingBy(TrialResult::status, Collectors.counting()));
  }

  @Override
  public synchronized List<TrialResult> trialsOfExperiment(String experimentId) {
    return cells(experimentId).stream().flatMap(cell -> trials(cell.cellId()).stream()).toList();
  }

  @Override
  public synchronized List<StoredTrial> newestTrials(int most) {
    return inOrder.subList(Math.max(0, inOrder.size() - most), inOrder.size()).stream()
        .filter(trial -> trial.status() != TrialStatus.FAILED)
        .map(
            trial ->
                new StoredTrial(
                    known(cells.get(trial.cellId()), trial.cellId()),
                    trial.device(),
                    trial.fencingToken(),
                    trial.finishedEpochMs()))
        .toList();
  }

  @Override
  public synchronized SaveOutcome saveEvaluation(EvaluationRecord evaluation, long fencingToken) {
    LeaseRecord lease = known(leases.get(fencingToken), "" + fencingToken);
    String key =
        String.join(
            "\n",
            evaluation.experimentId(),
            evaluation.device(),
            evaluation.runtime(),
            evaluation.artifact());
    EvaluationRecord old = evaluations.get(key);
    if (old != null && (old.succeeded() || !evaluation.succeeded())) {
      return SaveOutcome.ALREADY_STORED;
    }
    if (!lease.isOpen()) {
      return SaveOutcome.REFUSED;
    }
    evaluations.put(key, evaluation);
    return SaveOutcome.STORED;
  }

  @Override
  public synchronized List<EvaluationRecord> evaluations(String experimentId) {
    return evaluations.values().stream()
        .filter(evaluation -> evaluation.experimentId().equals(experimentId))
        .toList();
  }

  @Override
  public synchronized void saveDevice(DeviceRecord device) {
    devices.merge(device.name(), device, (old, now) -> now.firstSeenAt(old.firstSeenEpochMs()));
    SensorSnapshot snapshot = SensorSnapshot.of(device.sensors());
    snapshots.put(snapshot.id(), snapshot);
  }

  @Override
  public synchronized List<SensorSnapshot> sensorSnapshots(String experimentId) {
    Set<String> named =
        trialsOfExperiment(experimentId).stream()
            .map(TrialResult::sensors)
            .collect(Collectors.toSet());
    return snapshots.values().stream().filter(one -> named.contains(one.id())).toList();
  }

  @Override
  public synchronized Map<Long, String> agentVersions(String experimentId) {
    return leases.values().stream()
        .filter(lease -> lease.group().experimentId().equals(experimentId))
        .map(LeaseRecord::fencingToken)
        .filter(versions::containsKey)
        .collect(Collectors.toMap(token -> token, versions::get));
  }

  @Override
  public synchronized List<DeviceRecord> devices() {
    return List.copyOf(devices.values());
  }

  @Override
  public synchronized void saveDeviceEnergy(Collection<DeviceEnergyRecord> counters) {
    counters.forEach(counter -> energy.put(counter.device() + "\n" + counter.rail(), counter));
  }

  @Override
  public synchronized List<DeviceEnergyRecord> deviceEnergy() {
    return List.copyOf(energy.values());
  }

  @Override
  public synchronized void saveExternalReading(ExternalReading reading) {
    readings.removeIf(
        known ->
            known.cellId().equals(reading.cellId())
                && known.trialNumber() == reading.trialNumber()
                && known.meter().equals(reading.meter()));
    readings.add(reading);
  }

  @Override
  public synchronized List<ExternalReading> externalReadings(String experimentId) {
    return cells(experimentId).stream()
        .flatMap(cell -> readings.stream().filter(one -> one.cellId().equals(cell.cellId())))
        .toList();
  }

  @Override
  public synchronized void saveClockNodes(
      Collection<ClockNodeRecord> nodes, long forgetBeforeEpochMs) {
    clockNodes.removeIf(known -> known.epochMs() < forgetBeforeEpochMs);
    clockNodes.addAll(nodes);
  }

  @Override
  public synchronized List<ClockNodeRecord> clockNodes(
      String device, String bootId, String coordinatorBootId) {
    return clockNodes.stream()
        .filter(node -> node.device().equals(device) && node.bootId().equals(bootId))
        .filter(node -> node.coordinatorBootId().equals(coordinatorBootId))
        .toList();
  }

  /** Writes at once, and undoes nothing. */
  @Override
  public void together(Runnable calls) {
    Undo undo = Undo.of(this, audit, fleet);
    boolean complete = false;
    try {
      calls.run();
      complete = true;
    } finally {
      if (!complete) {
        undo.run();
      }
    }
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public FleetStore fleet() {
    return fleet;
  }

  /** Only the real one has traces. */
  @Override
  public TraceStore traces() {
    throw new UnsupportedOperationException("traces");
  }

  @Override
  public void close() {}

  private boolean isCurrent(CellGroup group, long fencingToken) {
    return lease(fencingToken)
        .filter(lease -> lease.isOpen() && lease.group().equals(group))
        .isPresent();
  }

  private void end(LeaseRecord lease, AttemptOutcome outcome, String reason, long epochMs) {
    leases.put(
        lease.fencingToken(),
        new LeaseRecord(
            lease.leaseId(),
            lease.fencingToken(),
            lease.group(),
            lease.sessionId(),
            lease.grantedEpochMs(),
            Math.max(1, epochMs),
            reason));
    endAttempts(
        attempt -> attempt.fencingToken() == lease.fencingToken(), outcome, reason, epochMs);
  }

  private void endAttempts(
      Predicate<AttemptRecord> which, AttemptOutcome outcome, String reason, long epochMs) {
    UnaryOperator<AttemptRecord> end =
        old ->
            new AttemptRecord(
                old.cellId(), old.fencingToken(), outcome, reason, old.startedEpochMs(), epochMs);
    attempts.replaceAll(
        old -> old.outcome() == AttemptOutcome.OPEN && which.test(old) ? end.apply(old) : old);
  }

  private static ExperimentRecord with(
      ExperimentRecord old,
      ExperimentState state,
      String reason,
      long startedEpochMs,
      long finishedEpochMs) {
    return new ExperimentRecord(
        old.id(),
        old.submissionId(),
        old.name(),
        old.owner(),
        old.fileName(),
        old.fileText(),
        old.seed(),
        old.inputSet(),
        state,
        reason,
        old.submittedEpochMs(),
        startedEpochMs,
        finishedEpochMs,
        old.onDevices());
  }

  private static <T> T known(@Nullable T value, String id) {
    if (value == null) {
      throw new HamletException(ErrorCode.NOT_FOUND, "the store does not know " + id);
    }
    return value;
  }
}

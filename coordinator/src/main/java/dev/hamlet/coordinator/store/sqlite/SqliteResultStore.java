package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.audit.AuditStore;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.CellTally;
import dev.hamlet.coordinator.store.ClockNodeRecord;
import dev.hamlet.coordinator.store.DeviceEnergyRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.ExternalReading;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.GrantedRetry;
import dev.hamlet.coordinator.store.KnownCell;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.LeaseRequest;
import dev.hamlet.coordinator.store.MeasuredCell;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.SaveOutcome;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.store.StoredTrial;
import dev.hamlet.coordinator.store.VariantRecord;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.trace.TraceStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The store in one SQLite file. Long because its interface is: each method is one transaction. */
public final class SqliteResultStore implements ResultStore {

  /**
   * Cells that one transaction takes: about half a second's work, in which nobody else is served.
   * Ids are random, so each transaction writes most pages of their index once: fewer write less.
   */
  private static final int CHUNK = 50_000;

  /** Room for the index of ids of a million cells while they are inserted, KiB. */
  private static final int CACHE_KIB = 65_536;

  private static final int USUAL_CACHE_KIB = 2_000;

  private final Database database;

  private SqliteResultStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the store in a file, made with its folders if it is missing, and brings its schema up to
   * date.
   *
   * <p>Fails with RESOURCE if another process has it open or the disk refuses, and with
   * PRECONDITION if a newer Hamlet wrote it.
   */
  public static SqliteResultStore open(Path file) {
    Database database = Database.open(file, SchemaMigrator.SCRIPTS);
    database.write(ExperimentTables::forgetHalf);
    return new SqliteResultStore(database);
  }

  /**
   * Writes a consistent copy of the whole store into a file that does not exist yet; other calls
   * wait meanwhile.
   */
  public void copyTo(Path copy) {
    database.copyTo(copy);
  }

  @Override
  public void together(Runnable calls) {
    database.together(calls);
  }

  /** Never gives the next so many fencing tokens: somebody else may have given them. */
  public void passOverTokens(long count) {
    database.write(handle -> LeaseTables.passOver(handle, count));
  }

  /** Many cells go in several transactions, so that others get their turn in between. */
  @Override
  public ExperimentRecord submit(
      ExperimentRecord experiment, List<VariantRecord> variants, List<PlannedCell> cells) {
    if (cells.size() <= CHUNK) {
      return database.transaction(
          handle ->
              ExperimentTables.findBySubmission(handle, experiment.submissionId())
                  .orElseGet(() -> insert(handle, experiment, variants, cells)));
    }
    Optional<ExperimentRecord> earlier =
        database.transaction(
            handle -> ExperimentTables.findBySubmission(handle, experiment.submissionId()));
    return earlier.orElseGet(() -> submitInChunks(experiment, variants, cells));
  }

  private ExperimentRecord submitInChunks(
      ExperimentRecord experiment, List<VariantRecord> variants, List<PlannedCell> cells) {
    database.write(
        handle -> {
          insert(handle, experiment, variants, List.of());
          ExperimentTables.hide(handle, experiment.id());
        });
    cache(CACHE_KIB);
    try {
      for (int from = 0; from < cells.size(); from += CHUNK) {
        int first = from;
        List<PlannedCell> chunk = cells.subList(first, Math.min(cells.size(), first + CHUNK));
        database.write(handle -> CellInsert.insert(handle, chunk, first));
      }
    } catch (RuntimeException e) {
      database.write(ExperimentTables::forgetHalf);
      throw e;
    } finally {
      cache(USUAL_CACHE_KIB);
    }
    database.write(handle -> ExperimentTables.show(handle, experiment.id()));
    return experiment;
  }

  private void cache(int kib) {
    database.write(handle -> handle.execute("PRAGMA cache_size = -" + kib));
  }

  @Override
  public Optional<ExperimentRecord> experiment(String experimentId) {
    return database.transaction(handle -> ExperimentTables.find(handle, experimentId));
  }

  @Override
  public List<ExperimentRecord> experiments() {
    return database.transaction(ExperimentTables::list);
  }

  @Override
  public List<VariantRecord> variants(String experimentId) {
    return database.transaction(handle -> ExperimentTables.variants(handle, experimentId));
  }

  @Override
  public void pauseExperiment(String experimentId, boolean paused, String reason) {
    database.write(handle -> ExperimentTables.pause(handle, experimentId, paused, reason));
  }

  @Override
  public void endExperiment(
      String experimentId, ExperimentState state, String reason, long epochMs) {
    database.write(handle -> ExperimentTables.end(handle, experimentId, state, reason, epochMs));
  }

  @Override
  public List<CellRecord> cells(String experimentId) {
    return database.transaction(handle -> CellTable.list(handle, experimentId));
  }

  @Override
  public List<CellRecord> cells(String experimentId, int firstPosition, int most) {
    return database.transaction(
        handle -> CellTable.list(handle, experimentId, firstPosition, most));
  }

  @Override
  public CellTally tally(String experimentId) {
    return database.transaction(handle -> CellTable.tally(handle, experimentId));
  }

  @Override
  public int cellCount(String experimentId) {
    return database.transaction(handle -> CellTable.count(handle, experimentId));
  }

  @Override
  public int reusedCount(String experimentId) {
    return database.transaction(handle -> ReuseTables.count(handle, experimentId));
  }

  @Override
  public Set<String> plannedDevices(String experimentId) {
    return database.transaction(handle -> CellTable.devices(handle, experimentId));
  }

  @Override
  public List<KnownCell> knownCells(String experimentId) {
    return database.transaction(handle -> CellTable.known(handle, experimentId));
  }

  @Override
  public List<MeasuredCell> measured(Collection<String> identities) {
    return database.transaction(handle -> ReuseTables.measured(handle, identities));
  }

  @Override
  public void reuse(String experimentId, Map<String, MeasuredCell> sources, long epochMs) {
    database.write(handle -> ReuseTables.reuse(handle, experimentId, sources, epochMs));
  }

  @Override
  public ExperimentRecord extend(Extension extension) {
    return database.transaction(handle -> ExtensionTables.extend(handle, extension));
  }

  @Override
  public List<FileRevision> files(String experimentId) {
    return database.transaction(handle -> ExtensionTables.files(handle, experimentId));
  }

  @Override
  public void saveFile(String experimentId, FileRevision file) {
    database.write(handle -> ExtensionTables.save(handle, experimentId, file));
  }

  @Override
  public Optional<CellRecord> cell(String cellId) {
    return database.transaction(handle -> CellTable.find(handle, cellId));
  }

  @Override
  public boolean endCell(String cellId, Verdict verdict, AttemptOutcome outcome, long epochMs) {
    return database.transaction(
        handle -> end(handle, cell(handle, cellId), verdict, outcome, epochMs));
  }

  @Override
  public ExperimentRecord restart(String experimentId, List<CellRestart> cells) {
    return database.transaction(handle -> RestartTables.restart(handle, experimentId, cells));
  }

  @Override
  public LeaseRecord grantLease(LeaseRequest request) {
    return database.transaction(handle -> grant(handle, request));
  }

  @Override
  public void endLease(String leaseId, AttemptOutcome outcome, String reason, long epochMs) {
    database.write(
        handle -> {
          LeaseRecord lease = Found.in(LeaseTables.findById(handle, leaseId), "lease", leaseId);
          if (lease.isOpen()) {
            end(handle, lease, outcome, reason, epochMs);
          }
        });
  }

  @Override
  public Optional<LeaseRecord> lease(long fencingToken) {
    return database.transaction(handle -> LeaseTables.find(handle, fencingToken));
  }

  @Override
  public List<LeaseRecord> openLeases() {
    return database.transaction(LeaseTables::open);
  }

  @Override
  public List<AttemptRecord> attempts(String cellId) {
    return database.transaction(handle -> AttemptTable.ofCell(handle, cellId));
  }

  @Override
  public void endAttempt(
      String cellId, long fencingToken, AttemptOutcome outcome, String reason, long epochMs) {
    database.write(
        handle -> AttemptTable.endOne(handle, cellId, fencingToken, outcome, reason, epochMs));
  }

  @Override
  public void saveRound(RoundGrant round, List<GrantedRetry> retries) {
    database.write(
        handle -> {
          LeaseTables.insertRound(handle, round);
          RestartTables.save(handle, round.lease().fencingToken(), retries);
        });
  }

  @Override
  public List<GrantedRetry> retries(long fencingToken) {
    return database.transaction(handle -> RestartTables.retries(handle, fencingToken));
  }

  @Override
  public List<RoundGrant> rounds(long fencingToken) {
    return database.transaction(handle -> LeaseTables.rounds(handle, fencingToken));
  }

  @Override
  public SaveOutcome saveTrial(TrialResult trial) {
    return database.transaction(handle -> save(handle, trial));
  }

  @Override
  public List<TrialResult> trials(String cellId) {
    return database.transaction(handle -> TrialTable.ofCell(handle, cellId));
  }

  @Override
  public List<StoredTrial> newestTrials(int most) {
    return database.transaction(handle -> TrialTable.newest(handle, most));
  }

  @Override
  public Map<TrialStatus, Long> trialCounts(String experimentId) {
    return database.transaction(handle -> TrialTable.counts(handle, experimentId));
  }

  @Override
  public List<TrialResult> trialsOfExperiment(String experimentId) {
    return database.transaction(handle -> TrialTable.ofExperiment(handle, experimentId));
  }

  @Override
  public SaveOutcome saveEvaluation(EvaluationRecord evaluation, long fencingToken) {
    return database.transaction(handle -> save(handle, evaluation, fencingToken));
  }

  @Override
  public List<EvaluationRecord> evaluations(String experimentId) {
    return database.transaction(handle -> EvaluationTable.list(handle, experimentId));
  }

  @Override
  public void saveDevice(DeviceRecord device) {
    database.write(handle -> DeviceTables.save(handle, device));
  }

  @Override
  public List<DeviceRecord> devices() {
    return database.transaction(DeviceTables::list);
  }

  @Override
  public List<SensorSnapshot> sensorSnapshots(String experimentId) {
    return database.transaction(handle -> DeviceTables.snapshots(handle, experimentId));
  }

  @Override
  public Map<Long, String> agentVersions(String experimentId) {
    return database.transaction(handle -> LeaseTables.agentVersions(handle, experimentId));
  }

  @Override
  public void saveDeviceEnergy(Collection<DeviceEnergyRecord> counters) {
    database.write(handle -> counters.forEach(counter -> DeviceTables.saveEnergy(handle, counter)));
  }

  @Override
  public List<DeviceEnergyRecord> deviceEnergy() {
    return database.transaction(DeviceTables::energy);
  }

  @Override
  public void saveExternalReading(ExternalReading reading) {
    database.write(handle -> ClockTables.save(handle, reading));
  }

  @Override
  public List<ExternalReading> externalReadings(String experimentId) {
    return database.transaction(handle -> ClockTables.readings(handle, experimentId));
  }

  @Override
  public void saveClockNodes(Collection<ClockNodeRecord> nodes, long forgetBeforeEpochMs) {
    database.write(handle -> ClockTables.save(handle, nodes, forgetBeforeEpochMs));
  }

  @Override
  public List<ClockNodeRecord> clockNodes(String device, String bootId, String coordinatorBootId) {
    return database.transaction(
        handle -> ClockTables.nodes(handle, device, bootId, coordinatorBootId));
  }

  @Override
  public AuditStore audit() {
    return new AuditTable(database);
  }

  @Override
  public FleetStore fleet() {
    return new FleetTables(database);
  }

  @Override
  public TraceStore traces() {
    return new TraceTables(database);
  }

  @Override
  public void close() {
    database.close();
  }

  private static ExperimentRecord insert(
      Handle handle,
      ExperimentRecord experiment,
      List<VariantRecord> variants,
      List<PlannedCell> cells) {
    ExperimentTables.insert(handle, experiment);
    ExperimentTables.insertVariants(handle, experiment.id(), variants);
    CellInsert.insert(handle, cells, 0);
    return experiment;
  }

  private static boolean end(
      Handle handle, CellRecord cell, Verdict verdict, AttemptOutcome outcome, long epochMs) {
    if (cell.state() == CellState.ENDED) {
      return false;
    }
    CellTable.update(handle, cell.endedWith(verdict), epochMs);
    AttemptTable.endOfCell(handle, cell.cellId(), outcome, verdict.reason(), epochMs);
    return true;
  }

  private static LeaseRecord grant(Handle handle, LeaseRequest request) {
    CellGroup group = request.group();
    long epochMs = request.grantedEpochMs();
    String experiment = group.experimentId();
    ExperimentTables.requireKnown(handle, experiment);
    LeaseTables.open(handle, group.device())
        .forEach(old -> end(handle, old, AttemptOutcome.WITHDRAWN, SUPERSEDED, epochMs));
    long token = LeaseTables.insert(handle, request);
    for (String cellId : request.cellIds()) {
      CellTable.move(handle, cellId, group);
      AttemptTable.open(handle, cellId, token, epochMs);
    }
    ExperimentTables.start(handle, experiment, epochMs);
    return new LeaseRecord(request.leaseId(), token, group, request.sessionId(), epochMs, 0, "");
  }

  private static void end(
      Handle handle, LeaseRecord lease, AttemptOutcome outcome, String reason, long epochMs) {
    LeaseTables.end(handle, lease.fencingToken(), reason, epochMs);
    AttemptTable.endOfLease(handle, lease.fencingToken(), outcome, reason, epochMs);
  }

  private static SaveOutcome save(Handle handle, TrialResult trial) {
    CellRecord cell = cell(handle, trial.cellId());
    if (TrialTable.has(handle, trial.cellId(), trial.trialNumber())) {
      return SaveOutcome.ALREADY_STORED;
    }
    if (!LeaseTables.isCurrent(handle, cell.plan().group(), trial.fencingToken())) {
      return SaveOutcome.REFUSED;
    }
    TrialTable.insert(handle, trial);
    CellTable.update(handle, cell.advancedBy(trial), 0);
    return SaveOutcome.STORED;
  }

  private static SaveOutcome save(Handle handle, EvaluationRecord evaluation, long token) {
    LeaseRecord lease = Found.in(LeaseTables.find(handle, token), "lease with token", token);
    Optional<EvaluationRecord> old = EvaluationTable.findSame(handle, evaluation);
    if (old.isPresent() && (old.get().succeeded() || !evaluation.succeeded())) {
      return SaveOutcome.ALREADY_STORED;
    }
    if (!lease.isOpen()) {
      return SaveOutcome.REFUSED;
    }
    EvaluationTable.replace(handle, evaluation);
    return SaveOutcome.STORED;
  }

  private static CellRecord cell(Handle handle, String cellId) {
    return Found.in(CellTable.find(handle, cellId), "cell", cellId);
  }
}

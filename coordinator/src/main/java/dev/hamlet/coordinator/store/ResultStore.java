package dev.hamlet.coordinator.store;

import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.audit.AuditStore;
import dev.hamlet.coordinator.commit.GroupCommit;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.trace.TraceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * State and results that a restart must not forget.
 *
 * <p>Every method that changes something is one transaction and returns after it is durable; within
 * {@link #together} it undoes itself alone if it fails, and is durable with all the others. Lists
 * are copies in a stated order. Ids that do not exist are NOT_FOUND where something is changed, and
 * empty where something is read.
 *
 * <p>Threads: any; calls are served one after the other and may wait for the disk.
 */
public interface ResultStore extends GroupCommit, AutoCloseable {

  /** Why a lease ended that was open when its device got another. */
  String SUPERSEDED = "followed by a newer lease";

  /**
   * Stores an experiment with its variants and cells, all or nothing, unless its submission id is
   * known.
   *
   * @param cells in the order they were planned; ids are unique in the whole store
   * @return the experiment as it is stored: an earlier one if the submission is a repetition
   */
  ExperimentRecord submit(
      ExperimentRecord experiment, List<VariantRecord> variants, List<PlannedCell> cells);

  /** The experiment of that id. */
  Optional<ExperimentRecord> experiment(String experimentId);

  /** All experiments, the oldest first. */
  List<ExperimentRecord> experiments();

  /** The variants of an experiment, in the order of submit. */
  List<VariantRecord> variants(String experimentId);

  /**
   * Ends an experiment. Ending it again in the same way changes nothing; in another way is an
   * IllegalStateException.
   */
  void endExperiment(String experimentId, ExperimentState state, String reason, long epochMs);

  /** Pauses a running experiment or lets a paused one run; any other stays as it is. */
  void pauseExperiment(String experimentId, boolean paused, String reason);

  /** The cells of an experiment, in the order they were planned. */
  List<CellRecord> cells(String experimentId);

  /**
   * Some of these cells.
   *
   * @param firstPosition how many are left out before them
   * @param most how many are given at most
   */
  List<CellRecord> cells(String experimentId, int firstPosition, int most);

  /** How many cells of an experiment are in which state, and their trials; all are counted. */
  CellTally tally(String experimentId);

  /** Number of cells of an experiment, those that were dropped among them. */
  int cellCount(String experimentId);

  /** How many cells of an experiment another's trials stand for. */
  int reusedCount(String experimentId);

  /** Names of the devices that an experiment has cells on. */
  Set<String> plannedDevices(String experimentId);

  /** What an extension needs of an experiment's cells, as planned. */
  List<KnownCell> knownCells(String experimentId);

  /** Cells with one of these identities that converged on trials of their own, the newest first. */
  List<MeasuredCell> measured(Collection<String> identities);

  /**
   * Lets trials of other experiments stand for cells without a verdict, which converge by them;
   * evaluations that the experiment lacks come with them.
   *
   * @param sources the cell that is taken over, by the id of the cell it stands for
   */
  void reuse(String experimentId, Map<String, MeasuredCell> sources, long epochMs);

  /**
   * Gives an experiment another file: adds and revives cells, drops others. A dropped cell keeps
   * its trials and its verdict; one without is CANCELLED. An experiment that was finished runs
   * again if there is something to measure; one that ended otherwise is a PRECONDITION failure.
   */
  ExperimentRecord extend(Extension extension);

  /** The files that an experiment was submitted and extended with, the oldest first. */
  List<FileRevision> files(String experimentId);

  /** Notes with which restriction an experiment was submitted; once, before any extension. */
  void saveFile(String experimentId, FileRevision file);

  /** The cell of that id. */
  Optional<CellRecord> cell(String cellId);

  /**
   * Gives a cell its verdict and ends its open attempt as FINISHED (MODEL_FAULT if the verdict is
   * FAILED, WITHDRAWN if it is CANCELLED, INFRASTRUCTURE if it is ABANDONED).
   *
   * @return false if it has a verdict already, which stays
   */
  default boolean endCell(String cellId, Verdict verdict, long epochMs) {
    return endCell(cellId, verdict, AttemptOutcome.of(verdict.state()), epochMs);
  }

  /** Gives a cell its verdict and ends its open attempt in another way; the rest as above. */
  boolean endCell(String cellId, Verdict verdict, AttemptOutcome outcome, long epochMs);

  /**
   * Begins cells anew, none of which has an open attempt: takes their verdicts away, moves them to
   * the device that is named, sets earlier trials aside. What is set aside stays as rows and no
   * longer counts. An experiment that was finished runs again, its time limit with its next lease;
   * one that ended otherwise is a PRECONDITION failure.
   */
  ExperimentRecord restart(String experimentId, List<CellRestart> cells);

  /**
   * Grants a lease: allocates the next fencing token, greater than every one before, ends a lease
   * of the device that is still open (its attempts as WITHDRAWN), and opens an attempt for each
   * cell. The first lease of an experiment starts it. A device never has two open leases, nor a
   * cell two open attempts. Cells without a trial that counts go to the device of the group if they
   * were planned for another; others are refused with PRECONDITION.
   */
  LeaseRecord grantLease(LeaseRequest request);

  /**
   * Ends a lease and its open attempts; does nothing if it has ended. From then on nothing is
   * accepted under its token.
   */
  void endLease(String leaseId, AttemptOutcome outcome, String reason, long epochMs);

  /** The lease with that token. */
  Optional<LeaseRecord> lease(long fencingToken);

  /** All leases that have not ended, by token. */
  List<LeaseRecord> openLeases();

  /** Attempts of a cell, by token. */
  List<AttemptRecord> attempts(String cellId);

  /** Ends one attempt; does nothing if it has ended. */
  void endAttempt(
      String cellId, long fencingToken, AttemptOutcome outcome, String reason, long epochMs);

  /**
   * Stores a round before it is granted. A round that is stored already (token, number) stays as it
   * is. PRECONDITION if the lease has ended.
   */
  default void saveRound(RoundGrant round) {
    saveRound(round, List.of());
  }

  /** Stores a round with what its trials repeat; the rest as above. */
  void saveRound(RoundGrant round, List<GrantedRetry> retries);

  /** What trials of the rounds of a lease repeat, by cell and number. */
  List<GrantedRetry> retries(long fencingToken);

  /** The rounds of a lease, by number. */
  List<RoundGrant> rounds(long fencingToken);

  /**
   * Stores a trial and advances its cell (state and counts) in one transaction, which also checks
   * that the lease of its token is open and covers the cell. (cell, trial number) is unique: the
   * first write stays.
   */
  SaveOutcome saveTrial(TrialResult trial);

  /** Trials of one cell, by number. */
  List<TrialResult> trials(String cellId);

  /** Trials that an experiment's own cells ever had, by status; those set aside are among them. */
  Map<TrialStatus, Long> trialCounts(String experimentId);

  /** Trials of all cells of an experiment: cells in the order they were planned, then by number. */
  List<TrialResult> trialsOfExperiment(String experimentId);

  /**
   * The newest trials of all experiments but those that failed, the oldest of them first.
   *
   * @param most how many of the newest are looked at
   */
  List<StoredTrial> newestTrials(int most);

  /**
   * Stores an evaluation; (experiment, artifact, runtime, device) is unique. One that succeeded
   * replaces one that failed; otherwise the first write stays.
   *
   * @param fencingToken the lease it was done under; refused if that has ended
   */
  SaveOutcome saveEvaluation(EvaluationRecord evaluation, long fencingToken);

  /** Evaluations of an experiment, by device, runtime and artifact. */
  List<EvaluationRecord> evaluations(String experimentId);

  /**
   * Stores what a device says of itself; the time it was first seen stays. What it says of its
   * sensors is also kept as a snapshot for the trials that follow.
   */
  void saveDevice(DeviceRecord device);

  /** All devices ever seen, by name. */
  List<DeviceRecord> devices();

  /** What devices said of their sensors when trials of an experiment were measured, by id. */
  List<SensorSnapshot> sensorSnapshots(String experimentId);

  /**
   * The versions of the agents that had the leases of an experiment, by fencing token; those that
   * are not known are not in it.
   */
  Map<Long, String> agentVersions(String experimentId);

  /** Replaces the energy counters of the rails that are named, all or nothing. */
  void saveDeviceEnergy(Collection<DeviceEnergyRecord> counters);

  /** All energy counters, by device and rail. */
  List<DeviceEnergyRecord> deviceEnergy();

  /** Stores what a meter says of a trial; it replaces what the meter said of it before. */
  void saveExternalReading(ExternalReading reading);

  /** What meters say of an experiment's trials: cells as planned, then by trial and meter. */
  List<ExternalReading> externalReadings(String experimentId);

  /**
   * Adds points to the histories of clocks; one that is there already stays. Forgets points whose
   * wall clock is before {@code forgetBeforeEpochMs}.
   */
  void saveClockNodes(Collection<ClockNodeRecord> nodes, long forgetBeforeEpochMs);

  /** The history of one clock against one other, by device stamp. */
  List<ClockNodeRecord> clockNodes(String device, String bootId, String coordinatorBootId);

  /** Who did what to what. */
  AuditStore audit();

  /** What is known of the fleet's health. */
  FleetStore fleet();

  /** What is known of raw traces. */
  TraceStore traces();

  @Override
  void close();
}

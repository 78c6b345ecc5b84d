package dev.hamlet.coordinator.api;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentSummary;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ExperimentStatus;

/** Experiments and cells as messages. Pure. */
final class StatusMessages {

  /** The whole sentence is in the results. */
  private static final int REASON_CHARACTERS = 500;

  private StatusMessages() {}

  /** An experiment; cells are for the caller to add. */
  static ExperimentStatus.Builder of(ExperimentSummary summary) {
    ExperimentRecord experiment = summary.experiment();
    return ExperimentStatus.newBuilder()
        .setExperimentId(experiment.id())
        .setName(experiment.name())
        .setOwner(experiment.owner())
        .setState(experiment.state().word())
        .setSubmittedEpochMs(experiment.submittedEpochMs())
        .setFinishedEpochMs(experiment.finishedEpochMs())
        .putAllCellsByState(summary.cells().byState())
        .setTrialsDone(Math.toIntExact(summary.cells().trials()))
        .setEtaMs(summary.etaMs())
        .setWaitingFor(summary.waitingFor());
  }

  /** A cell. */
  static CellStatus of(CellSnapshot cell) {
    Estimate latency = cell.summary().latencySeconds();
    Estimate energy = cell.summary().netEnergyPerInferenceJoules();
    return CellStatus.newBuilder()
        .setCellId(cell.plan().cellId())
        .setModel(cell.plan().spec().model())
        .setVariant(cell.plan().spec().variant())
        .setDevice(cell.plan().group().device())
        .setRuntime(cell.plan().spec().runtime())
        .setThreads(cell.plan().spec().threads())
        .setPowerMode(cell.plan().group().powerMode())
        .setState(cell.state())
        .setReason(shortened(cell.reason()))
        .setTrialsValid(cell.summary().trials())
        .setTrialsInvalid(cell.summary().trialsInvalid())
        .setLatencySeconds(orZero(latency.mean()))
        .setLatencyHalfWidthRatio(orZero(latency.relativeHalfWidth()))
        .setNetEnergyPerInferenceJoules(orZero(energy.mean()))
        .setNetEnergyHalfWidthRatio(orZero(energy.relativeHalfWidth()))
        .putAllOptions(cell.plan().spec().options())
        .setCores(cell.plan().spec().cores())
        .setInputIndex(cell.plan().spec().inputIndex())
        .build();
  }

  private static String shortened(String reason) {
    return reason.length() <= REASON_CHARACTERS
        ? reason
        : reason.substring(0, REASON_CHARACTERS - 1) + "…";
  }

  /** The message says 0 for "none yet". */
  private static double orZero(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}

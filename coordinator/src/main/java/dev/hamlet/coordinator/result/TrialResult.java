package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialConditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trial, measured, invalid or failed: a row that is never missing.
 *
 * @param cellId the cell
 * @param trialNumber number within the cell, from 1; unique with the cell
 * @param round round of the lease it belonged to
 * @param fencingToken the lease it ran under
 * @param device the device
 * @param bootId epoch of the device's monotonic clock
 * @param status whether the figures count
 * @param reason one sentence; empty when valid
 * @param latency latencies, unless the trial failed
 * @param energy energies, unless the trial failed or its samples do not cover it
 * @param sampling how well it was sampled, unless it failed
 * @param loadSeconds time to load the model, not part of any other figure; 0 when not measured
 * @param burstStartNs start of the burst, device monotonic ns; 0 when it failed
 * @param burstEndNs end of the burst, device monotonic ns; 0 when it failed
 * @param temperatureBeforeC hottest zone before the trial; NaN when not known
 * @param temperatureAfterC hottest zone after the trial; NaN when not known
 * @param finishedEpochMs wall clock when the coordinator accepted it; for display only
 * @param conditions what the board was like, as far as its agent could tell
 * @param sensors id of what the device said of its sensors when it was measured; empty if not kept
 * @param flags what may be wrong with its figures
 * @param retry which trial it repeats; null if it repeats none
 */
public record TrialResult(
    String cellId,
    int trialNumber,
    int round,
    long fencingToken,
    String device,
    String bootId,
    TrialStatus status,
    String reason,
    @Nullable LatencyFigures latency,
    @Nullable EnergyFigures energy,
    @Nullable SamplingFigures sampling,
    double loadSeconds,
    long burstStartNs,
    long burstEndNs,
    double temperatureBeforeC,
    double temperatureAfterC,
    long finishedEpochMs,
    TrialConditions conditions,
    String sensors,
    List<Flag> flags,
    @Nullable TrialRetry retry) {

  /** Copies the flags. */
  public TrialResult {
    flags = List.copyOf(flags);
  }

  /** A trial that repeats none. */
  public TrialResult(
      String cellId,
      int trialNumber,
      int round,
      long fencingToken,
      String device,
      String bootId,
      TrialStatus status,
      String reason,
      @Nullable LatencyFigures latency,
      @Nullable EnergyFigures energy,
      @Nullable SamplingFigures sampling,
      double loadSeconds,
      long burstStartNs,
      long burstEndNs,
      double temperatureBeforeC,
      double temperatureAfterC,
      long finishedEpochMs,
      TrialConditions conditions,
      String sensors,
      List<Flag> flags) {
    this(
        cellId,
        trialNumber,
        round,
        fencingToken,
        device,
        bootId,
        status,
        reason,
        latency,
        energy,
        sampling,
        loadSeconds,
        burstStartNs,
        burstEndNs,
        temperatureBeforeC,
        temperatureAfterC,
        finishedEpochMs,
        conditions,
        sensors,
        flags,
        null);
  }

  /** The same trial, as the repetition of another. */
  public TrialResult repeating(@Nullable TrialRetry earlier) {
    return new TrialResult(
        cellId,
        trialNumber,
        round,
        fencingToken,
        device,
        bootId,
        status,
        reason,
        latency,
        energy,
        sampling,
        loadSeconds,
        burstStartNs,
        burstEndNs,
        temperatureBeforeC,
        temperatureAfterC,
        finishedEpochMs,
        conditions,
        sensors,
        flags,
        earlier);
  }

  /** A trial during which nobody watched the board, without its sensors and flags. */
  public TrialResult(
      String cellId,
      int trialNumber,
      int round,
      long fencingToken,
      String device,
      String bootId,
      TrialStatus status,
      String reason,
      @Nullable LatencyFigures latency,
      @Nullable EnergyFigures energy,
      @Nullable SamplingFigures sampling,
      double loadSeconds,
      long burstStartNs,
      long burstEndNs,
      double temperatureBeforeC,
      double temperatureAfterC,
      long finishedEpochMs) {
    this(
        cellId,
        trialNumber,
        round,
        fencingToken,
        device,
        bootId,
        status,
        reason,
        latency,
        energy,
        sampling,
        loadSeconds,
        burstStartNs,
        burstEndNs,
        temperatureBeforeC,
        temperatureAfterC,
        finishedEpochMs,
        TrialConditions.UNKNOWN,
        "",
        List.of());
  }
}

package dev.hamlet.coordinator.export;

import dev.hamlet.common.power.SamplingCounters;
import java.util.List;
import java.util.Map;

/**
 * A device as the exporter shows it.
 *
 * @param device name
 * @param board kind of board
 * @param simulated true for a twin
 * @param state word of its state
 * @param up whether its control stream is open
 * @param lastSeenEpochSeconds wall clock of its last message; 0 if never
 * @param agentVersion version of its agent
 * @param operatingSystem its system
 * @param javaVersion its Java
 * @param powerMode power mode; empty if not known
 * @param temperaturesCelsius by zone
 * @param clockOffsetSeconds offset of its monotonic clock to the coordinator's; NaN if not known
 * @param clockOffsetErrorSeconds bound of that offset; NaN if not known
 * @param clockDriftRatio how much faster the coordinator's clock runs; NaN if not known
 * @param clockDriftErrorRatio bound of that drift; NaN if not known
 * @param clockSteps steps and suspends of either clock that were found
 * @param unacknowledgedBatches batches it holds
 * @param gapSeconds time without samples inside its energy counters
 * @param sampling counters of its session, by sensor group
 * @param rails its rails
 */
public record DeviceView(
    String device,
    String board,
    boolean simulated,
    String state,
    boolean up,
    double lastSeenEpochSeconds,
    String agentVersion,
    String operatingSystem,
    String javaVersion,
    String powerMode,
    Map<String, Double> temperaturesCelsius,
    double clockOffsetSeconds,
    double clockOffsetErrorSeconds,
    double clockDriftRatio,
    double clockDriftErrorRatio,
    long clockSteps,
    long unacknowledgedBatches,
    double gapSeconds,
    Map<String, SamplingCounters> sampling,
    List<RailView> rails) {

  /**
   * A rail of a device.
   *
   * @param rail name
   * @param scope {@code supply} or {@code component}
   * @param energyJoules energy so far; only grows
   * @param lateEnergyJoules energy of samples that came more than 10 s late; only grows
   * @param meanPowerWatts mean of the last second; NaN if there is none
   * @param peakPowerWatts greatest sample of the last second; NaN if there is none
   */
  public record RailView(
      String rail,
      String scope,
      double energyJoules,
      double lateEnergyJoules,
      double meanPowerWatts,
      double peakPowerWatts) {}
}

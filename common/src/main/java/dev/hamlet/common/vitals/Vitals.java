package dev.hamlet.common.vitals;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a board is doing at one moment. What cannot be read is not in a map, or NaN.
 *
 * @param clocksHz clocks of what is on, by domain ({@code cpu0}, {@code gpu}, {@code memory})
 * @param loadRatios how busy a unit is ({@code cpu}, {@code gpu}), 0 to 1
 * @param memoryUsedBytes memory of the board in use; NaN if not known
 * @param memoryTotalBytes memory of the board; NaN if not known
 * @param throttled whether something slows the board down, by the name of what would
 * @param agentCpuRatio CPU time of the agent's own process over that of all CPUs, 0 to 1; NaN if
 *     not known
 * @param certificateExpiresEpochMs end of the validity of the agent's own certificate, ms since
 *     1970; empty if it shows none
 */
public record Vitals(
    Map<String, Long> clocksHz,
    Map<String, Double> loadRatios,
    double memoryUsedBytes,
    double memoryTotalBytes,
    Map<String, Boolean> throttled,
    double agentCpuRatio,
    OptionalLong certificateExpiresEpochMs) {

  /** Nothing is known. */
  public static final Vitals UNKNOWN =
      new Vitals(
          Map.of(), Map.of(), Double.NaN, Double.NaN, Map.of(), Double.NaN, OptionalLong.empty());

  /** Copies the maps. */
  public Vitals {
    clocksHz = Map.copyOf(clocksHz);
    loadRatios = Map.copyOf(loadRatios);
    throttled = Map.copyOf(throttled);
  }

  /** The same of an agent whose certificate ends then. */
  public Vitals withCertificate(OptionalLong expiresEpochMs) {
    return new Vitals(
        clocksHz,
        loadRatios,
        memoryUsedBytes,
        memoryTotalBytes,
        throttled,
        agentCpuRatio,
        expiresEpochMs);
  }
}

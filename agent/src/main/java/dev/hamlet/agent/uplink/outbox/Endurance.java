package dev.hamlet.agent.uplink.outbox;

import java.util.Locale;

/**
 * How long telemetry can wait for a coordinator that is gone: {@code (budget - used) / rate}.
 *
 * @param memoryBytes room in memory
 * @param diskBytes room on disk
 * @param bytesPerSecond what telemetry takes, measured; 0 if nothing came yet
 */
public record Endurance(long memoryBytes, long diskBytes, double bytesPerSecond) {

  /** Seconds; infinite while nothing comes. */
  public double seconds() {
    return (memoryBytes + diskBytes) / bytesPerSecond;
  }

  /** For the log. */
  public String sentence() {
    if (bytesPerSecond <= 0) {
      return "no telemetry yet";
    }
    return String.format(
        Locale.ROOT,
        "%.1f h of telemetry fit (%d MiB of memory and %d MiB of disk at %.0f B/s)",
        seconds() / 3_600,
        memoryBytes >> 20,
        diskBytes >> 20,
        bytesPerSecond);
  }
}

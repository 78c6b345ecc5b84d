package dev.hamlet.coordinator.telemetry;

import java.nio.file.Path;

/**
 * Where the telemetry log lies and how much it may hold.
 *
 * @param folder its folder, made if missing; belongs to one coordinator at a time
 * @param segmentBytes size at which a segment is closed and the next one begun
 * @param diskBudgetBytes size of all segments above which the oldest closed ones expire
 */
public record TelemetryLogConfig(Path folder, long segmentBytes, long diskBudgetBytes) {

  private static final long MIB = 1L << 20;

  /** Refuses sizes that cannot hold anything. */
  public TelemetryLogConfig {
    if (segmentBytes < 1 || diskBudgetBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "need 1 <= segmentBytes <= diskBudgetBytes, not %d and %d"
              .formatted(segmentBytes, diskBudgetBytes));
    }
  }

  /** Segments of 64 MiB, 8 GiB in all: about two weeks of one device with three rails at 1 kHz. */
  public static TelemetryLogConfig in(Path folder) {
    return new TelemetryLogConfig(folder, 64 * MIB, 8_192 * MIB);
  }
}

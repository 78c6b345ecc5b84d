package dev.hamlet.common.wire;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One telemetry batch as it is sent and logged: samples of one sensor group, or the trace of one
 * trial.
 *
 * @param device the device
 * @param bootId epoch of its monotonic clock
 * @param sessionId one life of its agent: the space of sequences
 * @param sequence 1, 2, 3, ... within the session
 * @param counters cumulative counters of the session by sensor group
 * @param samples samples, or null
 * @param trace trace, or null; exactly one of the two is there
 */
public record TelemetryRecord(
    String device,
    String bootId,
    String sessionId,
    long sequence,
    Map<String, SamplingCounters> counters,
    @Nullable SampleBatch samples,
    @Nullable TrialTrace trace) {

  /** Refuses a record with neither or both payloads. */
  public TelemetryRecord {
    counters = Map.copyOf(counters);
    if ((samples == null) == (trace == null)) {
      throw new IllegalArgumentException("a telemetry record holds either samples or a trace");
    }
  }
}

package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.List;
import java.util.Map;

/** Telemetry records made up for tests: boot "boot", session "session", group "g". */
public final class Records {

  /** Samples of one batch, 1 ms apart. */
  public static final int SIZE = 250;

  private static final long MS = 1_000_000;

  private Records() {}

  /** Samples of a sequence: batch s starts at s x 250 ms and holds 5 W on VDD_IN. */
  public static TelemetryRecord samples(String device, String session, long sequence) {
    return samples(device, "boot", session, "g", sequence, sequence * SIZE * MS);
  }

  /** Samples that start at a stamp. */
  public static TelemetryRecord samples(
      String device, String boot, String session, String group, long sequence, long startNs) {
    long[] stamps = new long[SIZE];
    long[] milliwatts = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      stamps[i] = startNs + i * MS;
      milliwatts[i] = 5_000;
    }
    SampleBatch batch =
        new SampleBatch(
            "sensor",
            group,
            List.of(ColumnSpec.milliwatts("VDD_IN")),
            stamps,
            new int[SIZE],
            new long[][] {milliwatts},
            SamplingCounters.NONE);
    return new TelemetryRecord(
        device, boot, session, sequence, Map.of(group, SamplingCounters.NONE), batch, null);
  }

  /** The trace of a trial of cell "cell". */
  public static TelemetryRecord trace(
      String device, String session, long sequence, int trialNumber, long fencingToken) {
    Phase burst = new Phase(PhaseKind.BURST, new TimeInterval(1_000, 9_000));
    Spans spans = new Spans(new long[] {1_000 + sequence}, new long[] {2_000 + sequence});
    TrialTrace trace = new TrialTrace(fencingToken, "cell", trialNumber, List.of(burst), spans);
    return new TelemetryRecord(device, "boot", session, sequence, Map.of(), null, trace);
  }
}

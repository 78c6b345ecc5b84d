package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.TimeInterval;
import java.util.List;

/** Small telemetry. */
public final class Batches {

  public static final SessionIdentity SESSION =
      new SessionIdentity("twin-1", "boot-1", "session-1");

  private Batches() {}

  public static SampleBatch samples(long atNs) {
    return new SampleBatch(
        "0-0041",
        "module",
        List.of(ColumnSpec.milliwatts("VDD_IN")),
        new long[] {atNs, atNs + 1_000_000},
        new int[] {10, 10},
        new long[][] {{4_000, 4_010}},
        new SamplingCounters(2, 2, 0, 0, 0, 0, 0));
  }

  public static TrialTrace trace() {
    return new TrialTrace(
        7,
        "c1",
        1,
        List.of(new Phase(PhaseKind.BURST, new TimeInterval(10, 30))),
        new Spans(new long[] {10}, new long[] {20}));
  }
}

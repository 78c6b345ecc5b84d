package dev.hamlet.coordinator;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.TimeInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A trial as its device would tell it, made up: 3 W at rest, 5 W in the burst, sampled at 1 kHz,
 * 100 inferences back to back. Net energy is 2 W times the burst.
 */
final class SyntheticTrial {

  static final String RAIL = "VDD_IN";
  static final int INFERENCES = 100;

  private static final long MS = 1_000_000;
  private static final int IDLE_MW = 3_000;
  private static final int BURST_MW = 5_000;

  private final List<Phase> phases = new ArrayList<>();
  private final long startNs;
  private long endNs;

  SyntheticTrial(MeasurementProtocol protocol, long startNs) {
    this.startNs = startNs;
    this.endNs = startNs + 10 * MS;
    phase(PhaseKind.WARM_UP, protocol.warmUp());
    phase(PhaseKind.SETTLE, protocol.settle());
    phase(PhaseKind.IDLE_BEFORE, protocol.idle());
    phase(PhaseKind.BURST, protocol.burst());
    phase(PhaseKind.GUARD, protocol.guard());
    phase(PhaseKind.IDLE_AFTER, protocol.idle());
    endNs += 300 * MS;
  }

  /** End of everything that its figures need. */
  long endNs() {
    return endNs;
  }

  TimeInterval burst() {
    return phases.get(3).interval();
  }

  TrialTrace trace(long fencingToken, String cellId, int trialNumber) {
    long[] starts = new long[INFERENCES];
    long[] ends = new long[INFERENCES];
    long stepNs = burst().durationNs() / INFERENCES;
    for (int i = 0; i < INFERENCES; i++) {
      starts[i] = burst().startNs() + i * stepNs;
      ends[i] = starts[i] + stepNs - 1_000;
    }
    return new TrialTrace(fencingToken, cellId, trialNumber, phases, new Spans(starts, ends));
  }

  SampleBatch samples(String group) {
    int size = (int) ((endNs - startNs) / MS);
    long[] stamps = new long[size];
    long[][] milliwatts = new long[1][size];
    for (int i = 0; i < size; i++) {
      stamps[i] = startNs + i * MS;
      boolean busy = stamps[i] >= burst().startNs() && stamps[i] < burst().endNs();
      milliwatts[0][i] = busy ? BURST_MW : IDLE_MW;
    }
    return new SampleBatch(
        "sensor",
        group,
        List.of(ColumnSpec.milliwatts(RAIL)),
        stamps,
        new int[size],
        milliwatts,
        SamplingCounters.NONE);
  }

  private void phase(PhaseKind kind, Duration duration) {
    long from = endNs;
    endNs = from + duration.toNanos();
    phases.add(new Phase(kind, new TimeInterval(from, endNs)));
  }
}

package dev.hamlet.cli.energy;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.telemetry.TelemetryLog;

/**
 * The integral over a rail's samples in the telemetry log, made from the raw integers: the
 * trapezoid from sample to sample, in J. What lies further apart than five periods of 1 kHz is a
 * hole, in s.
 *
 * @param joules energy without the holes
 * @param holeSeconds length of the holes
 * @param samples samples in the window
 */
record LoggedEnergy(double joules, double holeSeconds, int samples) {

  private static final long HOLE_NS = 5_000_000;
  private static final double NS = 1e-9;

  /** From a sample to a later one, both by their stamps. */
  static LoggedEnergy between(
      TelemetryLog log, String device, String bootId, String rail, long fromNs, long toNs) {
    double joules = 0;
    double holeSeconds = 0;
    int samples = 0;
    long lastNs = 0;
    double lastWatts = 0;
    for (SampleBatch batch : log.samples(device, bootId, new TimeInterval(fromNs, toNs))) {
      int column = column(batch, rail);
      double wattsPerStep = batch.columns().get(column).factor();
      for (int i = 0; i < batch.size(); i++) {
        long stampNs = batch.monotonicNs()[i];
        double watts = batch.values()[column][i] * wattsPerStep;
        if (stampNs < fromNs || stampNs > toNs) {
          continue;
        }
        if (samples > 0 && stampNs - lastNs <= HOLE_NS) {
          joules += (lastWatts + watts) / 2 * (stampNs - lastNs) * NS;
        } else if (samples > 0) {
          holeSeconds += (stampNs - lastNs) * NS;
        }
        samples++;
        lastNs = stampNs;
        lastWatts = watts;
      }
    }
    return new LoggedEnergy(joules, holeSeconds, samples);
  }

  private static int column(SampleBatch batch, String rail) {
    for (int i = 0; i < batch.columns().size(); i++) {
      ColumnSpec column = batch.columns().get(i);
      if (column.rail().equals(rail)) {
        return i;
      }
    }
    throw new IllegalStateException("no column of " + rail);
  }
}

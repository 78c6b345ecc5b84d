package dev.hamlet.cli.trace;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TraceSamples;

/** From messages to series. */
final class TraceParts {

  private TraceParts() {}

  static StampedSeries series(TraceHead head, TraceSamples samples) {
    int size = samples.getWattsCount();
    if (samples.getStepMsCount() != size) {
      throw new HamletException(
          ErrorCode.DATA_LOSS,
          "the coordinator sent %d stamps for %d powers".formatted(samples.getStepMsCount(), size));
    }
    long[] stamps = new long[size];
    double[] watts = new double[size];
    long stampMs = samples.getFirstEpochMs();
    for (int i = 0; i < size; i++) {
      stampMs += samples.getStepMs(i);
      stamps[i] = stampMs;
      watts[i] = samples.getWatts(i);
    }
    SeriesName name =
        new SeriesName(
            head.getDevice(), samples.getRail(), samples.getScope(), samples.getSimulated());
    return new StampedSeries(name, stamps, watts);
  }
}

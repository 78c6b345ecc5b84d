package dev.hamlet.coordinator.align;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;

/**
 * Idle power of one window.
 *
 * <p>The mean is the integral between the samples of the window, divided by its length: holes are
 * left out and counted, never bridged. Nothing is interpolated at the edges, since a line from the
 * last idle sample to the first one of the burst would carry the burst into the idle power.
 *
 * <p>Its standard error comes from the means of {@value #BATCHES} successive groups of samples:
 * {@code std(group means) / sqrt(groups)}. Unlike {@code std / sqrt(n)} over single samples it
 * bears samples that resemble their neighbours (an averaging sensor, a slow fan), as long as they
 * forget within a group (non-overlapping batch means, Law and Carson 1979).
 *
 * @param meanWatts mean power; NaN if nothing is covered
 * @param standardErrorWatts standard error of the mean; NaN if there are too few samples
 * @param samples samples within the window
 * @param coveredSeconds length of what is covered
 * @param holes distances of samples that are too long to integrate across
 */
record IdleBaseline(
    double meanWatts, double standardErrorWatts, int samples, double coveredSeconds, int holes) {

  /** Groups that the standard error is made of. */
  static final int BATCHES = 10;

  static IdleBaseline of(PowerSeries series, TimeInterval window, long maxGapNs) {
    EnergyIntegrator integrator = new EnergyIntegrator(series, maxGapNs);
    long[] stamps = series.monotonicNs();
    int from = series.indexAtOrBefore(window.startNs() - 1) + 1;
    int to = series.indexAtOrBefore(window.endNs() - 1) + 1;
    double wattNs = 0;
    long coveredNs = 0;
    int holes = 0;
    for (int i = from; i + 1 < to; i++) {
      if (stamps[i + 1] - stamps[i] > maxGapNs) {
        holes++;
      } else {
        wattNs += integrator.wattNsBetween(i, window);
        coveredNs += stamps[i + 1] - stamps[i];
      }
    }
    return new IdleBaseline(
        coveredNs == 0 ? Double.NaN : wattNs / coveredNs,
        standardError(series.watts(), from, to),
        to - from,
        coveredNs / 1e9,
        holes);
  }

  private static double standardError(double[] watts, int from, int to) {
    int each = (to - from) / BATCHES;
    if (each == 0) {
      return Double.NaN;
    }
    double[] means = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      means[batch] = mean(watts, from + batch * each, from + (batch + 1) * each);
    }
    double centre = mean(means, 0, BATCHES);
    double squares = 0;
    for (double mean : means) {
      squares += (mean - centre) * (mean - centre);
    }
    return Math.sqrt(squares / (BATCHES - 1) / BATCHES);
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}

package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.SampleBatch;
import java.util.ArrayDeque;

/**
 * Energy and last second of one rail. Energy is the trapezoid between successive samples, or the
 * difference of an energy counter, also across batches, but never across a hole. Not safe for
 * threads: its owner holds a lock.
 */
final class RailMeter {

  private static final long SECOND_NS = 1_000_000_000;

  /** A batch within the last second. */
  private record Chunk(
      long endNs, double wattNs, long coveredNs, double peakWatts, double minWatts, int changes) {}

  private final ArrayDeque<Chunk> lastSecond = new ArrayDeque<>();
  private double joules;
  private double lateJoules;
  private double volts = Double.NaN;
  private double amperes = Double.NaN;
  private long previousNs = Long.MIN_VALUE;
  private double previousWatts;

  /** Starts the counters where an earlier life of the coordinator left them. */
  void restore(double energyJoules, double lateEnergyJoules) {
    joules += energyJoules;
    lateJoules += lateEnergyJoules;
  }

  /** Goes on behind a sample that was counted in an earlier life; its power is not known. */
  void goOnAfter(long stampNs) {
    previousNs = stampNs;
    previousWatts = Double.NaN;
  }

  /** Forgets the last sample: what comes next is of another clock. */
  void restartClock() {
    previousNs = Long.MIN_VALUE;
    lastSecond.clear();
  }

  /**
   * Adds the samples of a batch; those that are not later than the last one are passed over.
   *
   * @return time without samples that was passed over, in ns
   */
  long add(PowerSeries series, long maxGapNs, boolean late) {
    double wattNs = 0;
    long coveredNs = 0;
    long gapNs = 0;
    double peak = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    int changes = 0;
    for (int i = 0; i < series.size(); i++) {
      long stampNs = series.monotonicNs()[i];
      double watts = series.watts()[i];
      if (stampNs <= previousNs) {
        if (stampNs == previousNs && Double.isNaN(previousWatts)) {
          previousWatts = watts;
        }
        continue;
      }
      long sinceNs = previousNs == Long.MIN_VALUE ? 0 : stampNs - previousNs;
      if (sinceNs > maxGapNs || (sinceNs > 0 && Double.isNaN(previousWatts))) {
        gapNs += sinceNs;
      } else {
        wattNs += (series.means() ? watts : (previousWatts + watts) / 2) * sinceNs;
        coveredNs += sinceNs;
      }
      peak = Math.max(peak, watts);
      least = Math.min(least, watts);
      changes += sinceNs > 0 && watts != previousWatts ? 1 : 0;
      previousNs = stampNs;
      previousWatts = watts;
    }
    if (late) {
      lateJoules += wattNs / SECOND_NS;
    } else {
      joules += wattNs / SECOND_NS;
      remember(new Chunk(previousNs, wattNs, coveredNs, peak, least, changes));
    }
    return gapNs;
  }

  private void remember(Chunk chunk) {
    if (chunk.coveredNs() > 0) {
      lastSecond.addLast(chunk);
    }
    while (!lastSecond.isEmpty() && lastSecond.getFirst().endNs() <= chunk.endNs() - SECOND_NS) {
      lastSecond.removeFirst();
    }
  }

  /** Takes voltage and current of a batch, where it has them. */
  void electrics(SampleBatch batch, String rail) {
    volts = mean(batch, rail, Quantity.VOLTAGE);
    amperes = mean(batch, rail, Quantity.CURRENT);
  }

  private static double mean(SampleBatch batch, String rail, Quantity quantity) {
    for (int c = 0; c < batch.columns().size(); c++) {
      ColumnSpec column = batch.columns().get(c);
      if (column.rail().equals(rail) && column.quantity() == quantity) {
        double sum = 0;
        for (long value : batch.values()[c]) {
          sum += value;
        }
        return sum / batch.size() * column.factor();
      }
    }
    return Double.NaN;
  }

  RailPower snapshot(String rail, boolean fresh) {
    double wattNs = 0;
    long coveredNs = 0;
    double peak = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    int changes = 0;
    for (Chunk chunk : lastSecond) {
      wattNs += chunk.wattNs();
      coveredNs += chunk.coveredNs();
      peak = Math.max(peak, chunk.peakWatts());
      least = Math.min(least, chunk.minWatts());
      changes += chunk.changes();
    }
    boolean live = fresh && coveredNs > 0;
    return new RailPower(
        rail,
        joules,
        lateJoules,
        live ? wattNs / coveredNs : Double.NaN,
        live ? peak : Double.NaN,
        live ? least : Double.NaN,
        live ? changes * 1e9 / coveredNs : Double.NaN,
        fresh ? volts : Double.NaN,
        fresh ? amperes : Double.NaN,
        previousNs);
  }
}

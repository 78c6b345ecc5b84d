package dev.hamlet.agent.sensor;

import dev.hamlet.common.power.ReadFigures;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.util.Arrays;

/**
 * Tries a sensor out for some time, at the pace of sampling, on the calling thread.
 *
 * @param reads reads that were tried
 * @param ok reads that gave values
 * @param notReady reads without a value
 * @param failed reads that failed
 * @param readCostP50Ns median duration of a read
 * @param readCostP99Ns 99th percentile
 * @param achievedRateHz reads with values per second
 * @param refreshRateHz how often values really change: the achieved rate over the median length of
 *     runs of equal values; 0 if they never changed, which a constant load may also cause
 * @param repeatRatio share of the reads with values that showed the same as the one before
 */
public record SensorProbe(
    int reads,
    int ok,
    int notReady,
    int failed,
    long readCostP50Ns,
    long readCostP99Ns,
    double achievedRateHz,
    double refreshRateHz,
    double repeatRatio) {

  /**
   * Reads so often, one period apart; a read that takes longer than a period delays the next.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public static SensorProbe measure(
      Sensor sensor, int reads, long periodNs, MonotonicClock clock, Waiter waiter)
      throws InterruptedException {
    Tally tally = new Tally(sensor.columns().size(), reads);
    long firstNs = clock.monotonicNs();
    for (int i = 0; i < reads; i++) {
      waiter.waitUntil(firstNs + i * periodNs);
      tally.read(sensor, clock);
    }
    return tally.probe(clock.monotonicNs() - firstNs);
  }

  /** What a description of the sensor says of this; not known if no read gave a value. */
  public ReadFigures figures() {
    return ok == 0
        ? ReadFigures.UNKNOWN
        : new ReadFigures(readCostP50Ns, readCostP99Ns, refreshRateHz, repeatRatio);
  }

  private static final class Tally {

    private final long[] values;
    private final long[] before;
    private final long[] costsNs;
    private final int[] runs;
    private int runCount;
    private int runLength;
    private int reads;
    private int ok;
    private int notReady;
    private int failed;

    Tally(int columns, int reads) {
      values = new long[columns];
      before = new long[columns];
      costsNs = new long[reads];
      runs = new int[reads];
    }

    void read(Sensor sensor, MonotonicClock clock) {
      long beginNs = clock.monotonicNs();
      ReadOutcome outcome = sensor.read(values);
      costsNs[reads++] = clock.monotonicNs() - beginNs;
      switch (outcome) {
        case OK -> compare();
        case NOT_READY -> notReady++;
        case FAILED -> failed++;
      }
    }

    private void compare() {
      if (ok++ > 0 && !Arrays.equals(values, before)) {
        runs[runCount++] = runLength;
        runLength = 0;
      }
      runLength++;
      System.arraycopy(values, 0, before, 0, values.length);
    }

    SensorProbe probe(long tookNs) {
      Arrays.sort(costsNs);
      Arrays.sort(runs, 0, runCount);
      double rateHz = ok * 1e9 / Math.max(1, tookNs);
      return new SensorProbe(
          reads,
          ok,
          notReady,
          failed,
          costsNs[(reads - 1) / 2],
          costsNs[(int) ((reads - 1) * 0.99)],
          rateHz,
          runCount == 0 ? 0 : rateHz / runs[runCount / 2],
          ok < 2 ? 0 : 1 - (double) runCount / (ok - 1));
    }
  }
}

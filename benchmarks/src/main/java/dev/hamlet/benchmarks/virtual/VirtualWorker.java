package dev.hamlet.benchmarks.virtual;

import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.common.inference.Spans;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Runs inferences the way a worker does: back to back, with a random gap of 0 to 2 sampling periods
 * once 20 periods have been worked, until the burst is long enough and has enough inferences.
 *
 * <p>The power of a trial and the duration of its inferences differ from those of other trials by
 * normal factors of mean 1, cut at four standard deviations.
 */
final class VirtualWorker {

  private static final long PERIOD_NS = 1_000_000;
  private static final long WORK_BEFORE_GAP_NS = 20 * PERIOD_NS;
  private static final long GREATEST_GAP_NS = 2 * PERIOD_NS;

  /** Publishing an edge and reading the clock, between two inferences. */
  private static final long OVERHEAD_NS = 3_000;

  /** A waiting thread wakes up so much late. */
  private static final long WAKE_UP_NS = 60_000;

  private static final double DRIFT = 0.1;
  private static final double HIGH = 1.7;
  private static final double LOW = 0.3;

  private final Load load;
  private final double levelMilli;
  private long[] startsNs = new long[1_024];
  private long[] endsNs = new long[1_024];
  private int size;

  /**
   * A worker for a load.
   *
   * @param levelMilli the cell's mean level
   */
  VirtualWorker(Load load, double levelMilli) {
    this.load = load;
    this.levelMilli = levelMilli;
  }

  /**
   * Runs one burst.
   *
   * @param leastNs least duration
   * @param leastInferences least number of inferences
   * @param edges takes the edges
   */
  VirtualBurst burst(
      long startNs, long leastNs, int leastInferences, SplittableRandom random, Edges edges) {
    double level = levelMilli * factor(random, load.spreadRatio());
    double durationNs = load.inferenceMs() * 1e6 * factor(random, load.jitterRatio());
    double levelNs = 0;
    long nowNs = startNs;
    long workNs = 0;
    size = 0;
    while (true) {
      long endNs = nowNs + Math.round(durationNs * factor(random, load.jitterRatio()));
      double since = (double) (nowNs - startNs) / Math.max(leastNs, 1);
      levelNs += infer(nowNs, endNs, level, since, edges);
      record(nowNs, endNs);
      if (size >= leastInferences && endNs - startNs >= leastNs) {
        return new VirtualBurst(spans(), levelNs / size);
      }
      workNs += endNs - nowNs;
      nowNs = endNs + OVERHEAD_NS;
      if (workNs >= WORK_BEFORE_GAP_NS) {
        nowNs = endNs + WAKE_UP_NS + random.nextLong(GREATEST_GAP_NS + 1);
        workNs = 0;
      }
    }
  }

  /** Where edges of the activity go. */
  @FunctionalInterface
  interface Edges {
    void add(long monotonicNs, int levelMilli);
  }

  /** Publishes an inference; its integral of the level over time, in milli-threads x ns. */
  private double infer(long fromNs, long toNs, double level, double since, Edges edges) {
    double levelNs =
        switch (load.shape()) {
          case STEADY -> flat(fromNs, toNs, level, edges);
          case DRIFTING -> flat(fromNs, toNs, level * (1 + DRIFT * (1 - 2 * since)), edges);
          case BURSTY -> alternating(fromNs, toNs, level, edges);
        };
    edges.add(toNs, 0);
    return levelNs;
  }

  private double alternating(long fromNs, long toNs, double level, Edges edges) {
    long halfNs = Math.max(1, Math.round(load.periodMs() * 1e6 / 2));
    double levelNs = 0;
    boolean high = true;
    for (long ns = fromNs; ns < toNs; ns += halfNs) {
      levelNs += flat(ns, Math.min(ns + halfNs, toNs), level * (high ? HIGH : LOW), edges);
      high = !high;
    }
    return levelNs;
  }

  private static double flat(long fromNs, long toNs, double level, Edges edges) {
    int whole = (int) Math.round(level);
    edges.add(fromNs, whole);
    return (double) whole * (toNs - fromNs);
  }

  private void record(long startNs, long endNs) {
    if (size == startsNs.length) {
      startsNs = Arrays.copyOf(startsNs, 2 * size);
      endsNs = Arrays.copyOf(endsNs, 2 * size);
    }
    startsNs[size] = startNs;
    endsNs[size++] = endNs;
  }

  private Spans spans() {
    return new Spans(Arrays.copyOf(startsNs, size), Arrays.copyOf(endsNs, size));
  }

  private static double factor(SplittableRandom random, double ratio) {
    double draw = Math.max(-4, Math.min(4, random.nextGaussian()));
    return 1 + ratio * draw;
  }
}

package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.BurstGaps;
import dev.hamlet.twin.power.Cluster;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Runs inferences the way a worker does: back to back, with the pauses of a real one, until the
 * burst is long enough and has enough inferences.
 *
 * <p>The power of a trial and the duration of its inferences differ from those of other trials by
 * normal factors of mean 1, cut at four standard deviations.
 */
final class VirtualWorker {

  /** Publishing an edge and reading the clock, between two inferences. */
  private static final long OVERHEAD_NS = 3_000;

  /** A waiting thread wakes up so much late. */
  private static final long WAKE_UP_NS = 60_000;

  /** A board draws no more than with all of its cores busy, and the truth must not either. */
  private static final long GREATEST_LEVEL_MILLI = 1_000L * Cluster.CPUS;

  private static final double DRIFT = 0.1;
  private static final double HIGH = 1.7;
  private static final double LOW = 0.3;

  private final Load load;
  private final GapPlan gaps;
  private final double levelMilli;
  private long[] startsNs = new long[1_024];
  private long[] endsNs = new long[1_024];
  private int size;

  /**
   * A worker for a load.
   *
   * @param gaps how its bursts pause
   * @param levelMilli the cell's mean level
   */
  VirtualWorker(Load load, GapPlan gaps, double levelMilli) {
    this.load = load;
    this.gaps = gaps;
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
    BurstGaps pauses = new BurstGaps(order(leastNs, leastInferences, random), startNs);
    size = 0;
    while (true) {
      long endNs = nowNs + Math.round(durationNs * factor(random, load.jitterRatio()));
      double since = (double) (nowNs - startNs) / Math.max(leastNs, 1);
      levelNs += infer(nowNs, endNs, level, since, edges);
      record(nowNs, endNs);
      if (size >= leastInferences && endNs - startNs >= leastNs) {
        return new VirtualBurst(spans(), levelNs / size);
      }
      long nextNs = pauses.nextStartNs(nowNs, endNs);
      nowNs = nextNs + (nextNs > endNs ? WAKE_UP_NS : OVERHEAD_NS);
    }
  }

  private Request.Burst order(long leastNs, int leastInferences, SplittableRandom random) {
    return new Request.Burst(
        leastNs, leastInferences, gaps.workBeforeGapNs(), gaps.greatestGapNs(), random.nextLong());
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
    int whole = (int) Math.min(Math.round(level), GREATEST_LEVEL_MILLI);
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

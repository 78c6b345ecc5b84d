package dev.hamlet.benchmarks.supervised;

import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.EdgeConsumer;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.BurstGaps;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/**
 * Runs inferences one after the other while time passes: at a lower clock they take longer. What
 * they would have drawn at the full clock is the truth that figures are compared with.
 */
final class SupervisedWorker implements ModelWorker {

  private static final long OVERHEAD_NS = 3_000;
  private static final long WAKE_UP_NS = 60_000;

  /** So often it looks how fast it runs. */
  private static final long SLICE_NS = 2_000_000;

  private final Load load;
  private final MonotonicClock clock;
  private final SupervisedTime time;
  private final EdgeConsumer edges;
  private final DoubleSupplier slowdown;
  private final SplittableRandom random;
  private final int levelMilli;
  private boolean alive = true;
  private double usualNs;
  private double workNs;

  /**
   * A worker.
   *
   * @param edges takes what it does, in stamps of the clock
   * @param slowdown how much longer an inference takes now than at the full clock
   */
  SupervisedWorker(
      Load load,
      MonotonicClock clock,
      SupervisedTime time,
      EdgeConsumer edges,
      DoubleSupplier slowdown,
      SplittableRandom random) {
    this.load = load;
    this.clock = clock;
    this.time = time;
    this.edges = edges;
    this.slowdown = slowdown;
    this.random = random;
    this.levelMilli = (int) Math.round(1_000 * load.threads() * factor(load.spreadRatio()));
  }

  /** Integral of the level over an inference of the last burst, at the full clock, in milli x s. */
  double milliSecondsPerInference() {
    return levelMilli * usualNs * 1e-9;
  }

  @Override
  public long load(LoadRequest request) {
    throw unknown();
  }

  @Override
  public int[] evaluate(InputSource source, int inputs) {
    throw unknown();
  }

  @Override
  public void warm(long leastDurationNs, int leastInferences) {
    burst(new BurstRequest(leastDurationNs, leastInferences, 0, 0, 0, 0, 0));
  }

  @Override
  public BurstResult burst(BurstRequest request) {
    long startNs = clock.monotonicNs();
    BurstGaps gaps =
        new BurstGaps(
            new Request.Burst(
                request.leastDurationNs(),
                request.leastInferences(),
                request.workBeforeGapNs(),
                request.greatestGapNs(),
                request.seed()),
            startNs);
    LongStream.Builder starts = LongStream.builder();
    LongStream.Builder ends = LongStream.builder();
    workNs = 0;
    for (int count = 1; alive; count++) {
      double inferenceNs = load.inferenceMs() * 1e6 * factor(load.jitterRatio());
      long fromNs = clock.monotonicNs();
      long toNs = infer(fromNs, inferenceNs);
      starts.add(fromNs);
      ends.add(toNs);
      if (count >= request.leastInferences() && toNs - startNs >= request.leastDurationNs()) {
        usualNs = workNs / count;
        Spans spans = new Spans(starts.build().toArray(), ends.build().toArray());
        return new BurstResult(spans, startNs, toNs, 0);
      }
      long nextNs = gaps.nextStartNs(fromNs, toNs);
      time.waitUntil(nextNs + (nextNs > toNs ? WAKE_UP_NS : OVERHEAD_NS));
    }
    throw new WorkerException("the worker was closed", false);
  }

  /** Runs one; the clock may change meanwhile. Returns when it ended. */
  private long infer(long fromNs, double inferenceNs) {
    edges.edge(fromNs, levelMilli);
    double leftNs = inferenceNs;
    long nowNs = fromNs;
    double slow = slowdown.getAsDouble();
    while (leftNs * slow > SLICE_NS) {
      time.waitUntil(nowNs + SLICE_NS);
      leftNs -= (clock.monotonicNs() - nowNs) / slow;
      nowNs = clock.monotonicNs();
      slow = slowdown.getAsDouble();
    }
    long toNs = nowNs + Math.max(0, Math.round(leftNs * slow));
    edges.edge(toNs, 0);
    time.waitUntil(toNs);
    workNs += inferenceNs + Math.max(0, -leftNs);
    return toNs;
  }

  private double factor(double ratio) {
    return 1 + ratio * Math.max(-4, Math.min(4, random.nextGaussian()));
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public void close() {
    alive = false;
  }

  private static WorkerException unknown() {
    return new WorkerException("this worker has its load from the start", false);
  }
}

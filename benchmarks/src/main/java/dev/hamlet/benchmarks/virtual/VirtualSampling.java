package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sampling.OneToOneSampleRing;
import dev.hamlet.agent.sampling.SamplingCycle;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The agent's own sampling cycle in virtual time, woken up late as a thread of a loaded board is:
 * 40 us as a rule, some ms now and then.
 */
public final class VirtualSampling {

  private static final double USUAL_LATENESS_NS = 40_000;
  private static final double SHARE_OF_STALLS = 0.001;
  private static final double STALL_NS = 3e6;
  private static final int RING_CAPACITY = 1 << 14;

  private final Sensor sensor;
  private final VirtualClock clock;
  private final SplittableRandom random;
  private final OneToOneSampleRing ring;
  private final SamplingCycle cycle;
  private long[] monotonicNs = new long[RING_CAPACITY];
  private int[] halfWidthNs = new int[RING_CAPACITY];
  private final long[][] values;
  private int size;

  /** Samples a sensor, first one period from now. */
  public VirtualSampling(
      Sensor sensor, VirtualClock clock, long periodNs, SplittableRandom random) {
    this.sensor = sensor;
    this.clock = clock;
    this.random = random;
    this.ring = new OneToOneSampleRing(sensor.columns().size(), RING_CAPACITY);
    this.cycle = new SamplingCycle(sensor, clock, periodNs, ring, late -> {});
    this.values = new long[sensor.columns().size()][RING_CAPACITY];
  }

  /** Samples until a moment, and is there then. */
  public void until(long untilNs) {
    while (cycle.nextDeadlineNs() < untilNs) {
      clock.advanceTo(cycle.nextDeadlineNs() + latenessNs());
      cycle.step();
      if (ring.size() == RING_CAPACITY) {
        drain();
      }
    }
    clock.advanceTo(untilNs);
  }

  /** Forgets what was sampled so far. */
  void clear() {
    drain();
    size = 0;
  }

  /** What was sampled since it was cleared. */
  public SampleBatch batch() {
    drain();
    long[][] columns = new long[values.length][];
    for (int i = 0; i < values.length; i++) {
      columns[i] = Arrays.copyOf(values[i], size);
    }
    return new SampleBatch(
        sensor.group().sensor(),
        sensor.group().group(),
        sensor.columns(),
        Arrays.copyOf(monotonicNs, size),
        Arrays.copyOf(halfWidthNs, size),
        columns,
        SamplingCounters.NONE);
  }

  private long latenessNs() {
    double draw = random.nextDouble();
    if (draw < SHARE_OF_STALLS) {
      return (long) (STALL_NS * random.nextDouble());
    }
    return (long) (USUAL_LATENESS_NS * (0.5 + draw));
  }

  private void drain() {
    int count = ring.size();
    long[] stamps = new long[count];
    int[] halves = new int[count];
    long[][] columns = new long[values.length][count];
    ring.drain(stamps, halves, columns);
    grow(size + count);
    System.arraycopy(stamps, 0, monotonicNs, size, count);
    System.arraycopy(halves, 0, halfWidthNs, size, count);
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(columns[i], 0, values[i], size, count);
    }
    size += count;
  }

  private void grow(int least) {
    if (least > monotonicNs.length) {
      int capacity = Math.max(least, 2 * monotonicNs.length);
      monotonicNs = Arrays.copyOf(monotonicNs, capacity);
      halfWidthNs = Arrays.copyOf(halfWidthNs, capacity);
      for (int i = 0; i < values.length; i++) {
        values[i] = Arrays.copyOf(values[i], capacity);
      }
    }
  }
}

package dev.hamlet.agent.batch;

import dev.hamlet.agent.sampling.DutyCycle;
import dev.hamlet.agent.sampling.OneToOneSampleRing;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Empties the ring of a sensor group into one immutable batch per period.
 *
 * <p>Identity: {@code taken = batched + refused + ringFull + still in the ring}. A batch whose sink
 * throws is refused: counted, and gone.
 *
 * <p>Threads: {@link #step} and {@link #flush} on one thread at a time; counters on any.
 */
final class SampleBatcher implements DutyCycle {

  private final SensorGroup group;
  private final List<ColumnSpec> columns;
  private final OneToOneSampleRing ring;
  private final Supplier<SamplingCounters> counters;
  private final BatchSink sink;
  private final MonotonicClock clock;
  private final long periodNs;
  private final AtomicLong batched = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long deadlineNs;

  SampleBatcher(
      SensorGroup group,
      List<ColumnSpec> columns,
      OneToOneSampleRing ring,
      Supplier<SamplingCounters> counters,
      BatchSink sink,
      MonotonicClock clock,
      long periodNs) {
    this.group = group;
    this.columns = List.copyOf(columns);
    this.ring = ring;
    this.counters = counters;
    this.sink = sink;
    this.clock = clock;
    this.periodNs = periodNs;
    this.deadlineNs = clock.monotonicNs() + periodNs;
  }

  @Override
  public long nextDeadlineNs() {
    return deadlineNs;
  }

  @Override
  public void step() {
    deadlineNs = Math.max(deadlineNs + periodNs, clock.monotonicNs());
    flush();
  }

  /** Hands over what waits in the ring; nothing if it is empty. */
  void flush() {
    int samples = ring.size();
    if (samples > 0) {
      handOver(drained(samples));
    }
  }

  long batchedSamples() {
    return batched.get();
  }

  long refusedSamples() {
    return refused.get();
  }

  private SampleBatch drained(int samples) {
    long[] monotonicNs = new long[samples];
    int[] halfWidthNs = new int[samples];
    long[][] values = new long[columns.size()][samples];
    ring.drain(monotonicNs, halfWidthNs, values);
    return new SampleBatch(
        group.sensor(), group.group(), columns, monotonicNs, halfWidthNs, values, counters.get());
  }

  private void handOver(SampleBatch batch) {
    try {
      sink.accept(batch);
      batched.addAndGet(batch.size());
    } catch (RuntimeException e) {
      refused.addAndGet(batch.size());
      throw e;
    }
  }
}

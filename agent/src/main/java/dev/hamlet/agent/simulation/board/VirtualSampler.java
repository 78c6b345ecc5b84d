package dev.hamlet.agent.simulation.board;

import dev.hamlet.agent.batch.BatchSink;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.trial.Polling.Poll;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples a board's sensor in virtual time, from the settle phase of a trial to past its end: a
 * sample a millisecond, never late, and a batch every quarter of a second.
 *
 * <p>Identity: {@code due = taken + notReady + sensorFailed}; every sample taken is in a batch.
 *
 * <p>Threads: the one that moves the board's time on.
 */
final class VirtualSampler {

  static final long PERIOD_NS = 1_000_000;

  private static final int BATCH_SAMPLES = 250;
  private static final int HALF_WIDTH_NS = 20_000;

  private final Sensor sensor;
  private final VirtualTime time;
  private final BatchSink sink;
  private final long[] values;
  private long[] stampsNs = new long[0];
  private long[][] columns = new long[0][];
  private int size;
  private long due;
  private long taken;
  private long notReady;
  private long failed;
  private @Nullable Poll sampling;

  VirtualSampler(Sensor sensor, VirtualTime time, BatchSink sink) {
    this.sensor = sensor;
    this.time = time;
    this.sink = sink;
    this.values = new long[sensor.columns().size()];
  }

  /** Samples from now on. */
  void begin() {
    if (sampling == null) {
      stampsNs = new long[BATCH_SAMPLES];
      columns = new long[values.length][BATCH_SAMPLES];
      sampling = time.every(PERIOD_NS, this::sample);
    }
  }

  /** Hands the last batch over and samples no more; idle boards hold no room for samples. */
  void end() {
    if (sampling != null) {
      sampling.close();
      sampling = null;
      handOver();
      stampsNs = new long[0];
      columns = new long[0][];
    }
  }

  private void sample() {
    due++;
    ReadOutcome outcome = sensor.read(values);
    switch (outcome) {
      case OK -> keep(time.monotonicNs());
      case NOT_READY -> notReady++;
      case FAILED -> failed++;
    }
  }

  private void keep(long stampNs) {
    stampsNs[size] = stampNs;
    for (int i = 0; i < values.length; i++) {
      columns[i][size] = values[i];
    }
    size++;
    taken++;
    if (size == BATCH_SAMPLES) {
      handOver();
    }
  }

  private void handOver() {
    if (size == 0) {
      return;
    }
    long[][] copies = new long[columns.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = Arrays.copyOf(columns[i], size);
    }
    int[] halfWidthNs = new int[size];
    Arrays.fill(halfWidthNs, HALF_WIDTH_NS);
    SampleBatch batch =
        new SampleBatch(
            sensor.group().sensor(),
            sensor.group().group(),
            sensor.columns(),
            Arrays.copyOf(stampsNs, size),
            halfWidthNs,
            copies,
            new SamplingCounters(due, taken, 0, 0, failed, notReady, 0));
    size = 0;
    sink.accept(batch);
  }
}

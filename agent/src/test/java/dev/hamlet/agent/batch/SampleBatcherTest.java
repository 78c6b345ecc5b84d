package dev.hamlet.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.sampling.FakeSensor;
import dev.hamlet.agent.sampling.OneToOneSampleRing;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleBatcherTest {

  private static final long PERIOD_NS = 250_000_000;

  private final ManualClock clock = new ManualClock();
  private final OneToOneSampleRing ring = new OneToOneSampleRing(1, 8);
  private final List<SampleBatch> batches = new ArrayList<>();
  private final SamplingCounters counters = new SamplingCounters(3, 2, 0, 1, 0, 0, 0);

  @Test
  void step_handsOverWhatWaitsWithTheCounters() {
    SampleBatcher batcher = batcher(batches::add);
    ring.offer(10, 1, new long[] {5});
    ring.offer(20, 1, new long[] {6});
    batcher.step();

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).monotonicNs()).containsExactly(10, 20);
    assertThat(batches.get(0).values()[0]).containsExactly(5, 6);
    assertThat(batches.get(0).counters()).isEqualTo(counters);
    assertThat(batcher.batchedSamples()).isEqualTo(2);
  }

  @Test
  void emptyRing_makesNoBatch() {
    batcher(batches::add).step();

    assertThat(batches).isEmpty();
  }

  @Test
  void deadlines_areAPeriodApartAndDoNotPileUp() {
    SampleBatcher batcher = batcher(batches::add);
    long firstNs = batcher.nextDeadlineNs();
    clock.waitUntil(firstNs);
    batcher.step();
    assertThat(batcher.nextDeadlineNs()).isEqualTo(firstNs + PERIOD_NS);
    clock.advanceNs(10 * PERIOD_NS);
    batcher.step();

    assertThat(batcher.nextDeadlineNs()).isEqualTo(clock.monotonicNs());
  }

  @Test
  void sinkThatThrows_countsItsSamplesAsRefused() {
    SampleBatcher batcher =
        batcher(
            batch -> {
              throw new IllegalStateException("full");
            });
    ring.offer(10, 1, new long[] {5});

    assertThatThrownBy(batcher::step).hasMessage("full");
    assertThat(batcher.refusedSamples()).isEqualTo(1);
    assertThat(batcher.batchedSamples()).isZero();
  }

  private SampleBatcher batcher(BatchSink sink) {
    FakeSensor sensor = new FakeSensor();
    return new SampleBatcher(
        sensor.group(), sensor.columns(), ring, () -> counters, sink, clock, PERIOD_NS);
  }
}

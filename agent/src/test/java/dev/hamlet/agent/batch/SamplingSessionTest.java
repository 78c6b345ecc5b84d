package dev.hamlet.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.sampling.FakeSensor;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SamplingSessionTest {

  private static final SamplingSettings SETTINGS =
      new SamplingSettings(1_000, Duration.ofMillis(20), 1_024);

  private final FakeSensor sensor = new FakeSensor();
  private final List<SampleBatch> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch threeBatches = new CountDownLatch(3);

  @Test
  void everythingTaken_isBatchedOrCounted() throws InterruptedException {
    SamplingSession session = SamplingSession.start(sensor, SETTINGS, this::keep);
    assertThat(threeBatches.await(15, TimeUnit.SECONDS)).isTrue();
    session.close();
    session.close();

    SamplingCounters counters = session.counters();
    assertThat(counters.taken()).isEqualTo(session.batchedSamples() + counters.ringFull());
    assertThat(batches.stream().mapToLong(SampleBatch::size).sum())
        .isEqualTo(session.batchedSamples());
    assertThat(sensor.closed()).isTrue();
    assertThat(session.errorCount()).isZero();
  }

  @Test
  void stamps_growStrictlyOverAllBatches() throws InterruptedException {
    try (SamplingSession session = SamplingSession.start(sensor, SETTINGS, this::keep)) {
      assertThat(threeBatches.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(session.group().nominalRateHz()).isEqualTo(1_000);
    }

    long lastNs = Long.MIN_VALUE;
    for (SampleBatch batch : batches) {
      for (long stampNs : batch.monotonicNs()) {
        assertThat(stampNs).isGreaterThan(lastNs);
        lastNs = stampNs;
      }
    }
  }

  @Test
  void brokenSensor_neverEndsTheSession() throws InterruptedException {
    try (SamplingSession session = SamplingSession.start(sensor, SETTINGS, this::keep)) {
      sensor.willThrow(true);
      assertThat(sensor.awaitThrows(3)).isTrue();
      sensor.willThrow(false);
      assertThat(threeBatches.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(session.counters().sensorFailed()).isGreaterThanOrEqualTo(3);
    }
  }

  private void keep(SampleBatch batch) {
    batches.add(batch);
    threeBatches.countDown();
  }
}

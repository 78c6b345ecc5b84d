package dev.hamlet.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.uplink.outbox.Batches;
import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchStreamTest {

  @TempDir Path folder;

  private final FakeCoordinator coordinator = new FakeCoordinator();
  private final InProcess connection = new InProcess(coordinator);
  private final Map<Long, Long> stampBySequence = new ConcurrentHashMap<>();
  private BatchStream stream;

  @BeforeEach
  void open() {
    stream =
        new BatchStream(
            connection.channel(),
            Batches.SESSION,
            InProcess.QUICK,
            OutboxLimits.DEFAULT,
            folder.resolve("spool"),
            new BatchStream.SequenceListener() {
              @Override
              public void sampled(String group, long lastMonotonicNs, long sequence) {
                stampBySequence.put(sequence, lastMonotonicNs);
              }

              @Override
              public void tick() {}
            },
            () -> false,
            new SystemClock(),
            new Random(1));
  }

  @AfterEach
  void close() {
    stream.close();
    connection.close();
  }

  @Test
  void whatIsOfferedBeforeTheStart_isSentAfterTheHello() throws InterruptedException {
    stream.accept(Batches.samples(1_000));
    stream.offer(Batches.trace());
    stream.start();

    assertThat(coordinator.nextTelemetry().getHello().getSessionId()).isEqualTo("session-1");
    assertThat(coordinator.nextTelemetry().getBatch().getSequence()).isEqualTo(1);
    assertThat(coordinator.nextTelemetry().getBatch().getTrace().getCellId()).isEqualTo("c1");
    assertThat(stream.drain(Duration.ofSeconds(10))).isTrue();
    assertThat(stream.counters()).isEqualTo(new OutboxCounters(2, 2, 0, 0, 0, 0));
    assertThat(stampBySequence).containsExactly(Map.entry(1L, 1_001_000L));
  }

  @Test
  void cutLink_resendsWhatWasNotAcknowledgedAndNothingElse() throws InterruptedException {
    coordinator.acknowledgeBatches(false);
    stream.start();
    for (int i = 0; i < 3; i++) {
      stream.accept(Batches.samples(1_000 + 2_000_000L * i));
    }
    for (int sequence = 1; sequence <= 3; sequence++) {
      assertThat(coordinator.nextBatch().getSequence()).isEqualTo(sequence);
    }
    coordinator.acknowledge("session-1", 1);

    coordinator.cutTelemetry();

    assertThat(coordinator.nextTelemetry().hasHello()).isTrue();
    assertThat(coordinator.nextBatch().getSequence()).isEqualTo(2);
    assertThat(coordinator.nextBatch().getSequence()).isEqualTo(3);
    stream.accept(Batches.samples(100_000_000));
    assertThat(coordinator.nextBatch().getSequence()).isEqualTo(4);
    coordinator.acknowledge("session-1", 4);
    assertThat(stream.drain(Duration.ofSeconds(10))).isTrue();
    assertThat(stream.counters()).isEqualTo(new OutboxCounters(4, 4, 0, 0, 0, 2));
  }

  /** The delays of the test are at most 40 ms: within 300 ms a stream of its own mind would ask. */
  @Test
  void streamThatIsHeld_asksOnlyWhenTheControlStreamHasFoundTheCoordinator()
      throws InterruptedException {
    stream.start();
    assertThat(coordinator.nextTelemetry().hasHello()).isTrue();
    stream.hold();
    coordinator.cutTelemetry();
    assertThat(coordinator.silentTelemetry(300)).isTrue();

    stream.start();

    assertThat(coordinator.nextTelemetry().hasHello()).isTrue();
  }

  @Test
  void drain_doesNotWaitForACoordinatorThatIsGone() throws InterruptedException {
    coordinator.acknowledgeBatches(false);
    stream.start();
    stream.accept(Batches.samples(1_000));
    coordinator.nextBatch();
    connection.stopServer();

    assertThat(stream.drain(Duration.ofHours(1))).isFalse();
    assertThat(stream.counters().pending()).isEqualTo(1);
  }

  @Test
  void drain_doesNotWaitForACoordinatorThatNeverCame() throws InterruptedException {
    stream.accept(Batches.samples(1_000));

    assertThat(stream.drain(Duration.ofHours(1))).isFalse();
  }

  @Test
  void acknowledgementOfAnotherSession_isNotTaken() throws InterruptedException {
    coordinator.acknowledgeBatches(false);
    stream.start();
    stream.accept(Batches.samples(1_000));
    coordinator.nextBatch();

    coordinator.acknowledge("session-0", 99);
    coordinator.acknowledge("session-1", 0);

    assertThat(stream.drain(Duration.ofMillis(200))).isFalse();
    assertThat(stream.counters().pending()).isEqualTo(1);
  }
}

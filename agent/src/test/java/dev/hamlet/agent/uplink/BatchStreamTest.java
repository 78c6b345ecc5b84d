package dev.hamlet.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.uplink.outbox.Batches;
import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.agent.uplink.outbox.SpoolFolder;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.proto.v1.TelemetryHello;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
            new Random(1),
            LinkThread.own("telemetry-link"));
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
    assertThat(stream.counters()).isEqualTo(new OutboxCounters(2, 2, 0, 0, 0, 0, 0, 0));
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
    assertThat(stream.counters()).isEqualTo(new OutboxCounters(4, 4, 0, 0, 0, 0, 2, 0));
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

  /**
   * The stream looks once a second, and spills after it has told the listener that time goes by.
   */
  @Test
  void linkThatIsDown_spillsBetweenBurstsAndTheNextLifeSendsItFirst() throws Exception {
    Path spool = folder.resolve("spools").resolve("000001.spool");
    AtomicBoolean bursting = new AtomicBoolean(true);
    Semaphore ticks = new Semaphore(0);
    connection.stopServer();
    try (BatchStream killed = spilling(spool, bursting, ticks)) {
      killed.accept(Batches.samples(1_000));
      killed.offer(Batches.trace());
      killed.start();
      assertThat(ticks.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(spool).as("nothing is written during a burst").doesNotExist();
      bursting.set(false);
      assertThat(ticks.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(killed.counters().spooled()).isEqualTo(2);
      assertThat(killed.counters().pending()).isEqualTo(2);
    } // what close leaves is what a kill leaves

    FakeCoordinator restarted = new FakeCoordinator();
    SessionIdentity now = new SessionIdentity("twin-1", "boot-2", "session-2");
    SpoolFolder spools = new SpoolFolder(folder.resolve("spools"), 1 << 20);
    try (InProcess again = new InProcess(restarted);
        BatchStream next =
            stream(again, now, InProcess.QUICK, spools.next(), () -> false, group -> {})) {
      next.sendFirst(spools.leftBehind("twin-1"));
      next.accept(Batches.samples(5_000));
      next.start();

      TelemetryHello first = restarted.nextTelemetry().getHello();
      assertThat(first.getSessionId()).isEqualTo("session-1");
      assertThat(first.getBootId()).isEqualTo("boot-1");
      assertThat(first.getSentBySessionId()).isEqualTo("session-2");
      assertThat(first.getSentByBootId()).isEqualTo("boot-2");
      assertThat(restarted.nextBatch().getSequence()).isEqualTo(1);
      assertThat(restarted.nextBatch().getTrace().getCellId()).isEqualTo("c1");
      TelemetryHello second = restarted.nextTelemetry().getHello();
      assertThat(second.getSessionId()).isEqualTo("session-2");
      assertThat(second.getSentBySessionId()).isEmpty();
      assertThat(restarted.nextBatch().getSequence()).isEqualTo(1);
      assertThat(next.drain(Duration.ofSeconds(10))).isTrue();
      assertThat(spool).doesNotExist();
    }
  }

  private BatchStream spilling(Path spool, AtomicBoolean bursting, Semaphore ticks) {
    LinkSettings impatient =
        new LinkSettings(
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ZERO);
    return stream(
        connection, Batches.SESSION, impatient, spool, bursting::get, group -> ticks.release());
  }

  private static BatchStream stream(
      InProcess connection,
      SessionIdentity session,
      LinkSettings settings,
      Path spool,
      BooleanSupplier bursting,
      Consumer<String> ticked) {
    return new BatchStream(
        connection.channel(),
        session,
        settings,
        new OutboxLimits(1 << 20, 0, 1 << 20),
        spool,
        new BatchStream.SequenceListener() {
          @Override
          public void sampled(String group, long lastMonotonicNs, long sequence) {}

          @Override
          public void tick() {
            ticked.accept("tick");
          }
        },
        bursting,
        new SystemClock(),
        new Random(1),
        LinkThread.own("telemetry-link"));
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

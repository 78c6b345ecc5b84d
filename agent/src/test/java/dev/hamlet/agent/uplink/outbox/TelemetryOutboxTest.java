package dev.hamlet.agent.uplink.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.wire.TelemetryCodec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryOutboxTest {

  @TempDir Path folder;

  private TelemetryOutbox outbox;

  @BeforeEach
  void open() {
    outbox = outbox(OutboxLimits.DEFAULT);
  }

  @AfterEach
  void identityHolds() {
    OutboxCounters counters = outbox.counters();
    assertThat(counters.acknowledged() + counters.pending() + counters.spoolFull())
        .isEqualTo(counters.offered());
    outbox.close();
    assertThat(folder.resolve("spool")).doesNotExist();
  }

  @Test
  void samplesAndTraces_shareOneSequenceAndCarryTheCounters() {
    assertThat(outbox.offer(Batches.samples(1))).hasValue(1);
    assertThat(outbox.offer(Batches.trace())).hasValue(2);

    var first = TelemetryCodec.decode(ByteBuffer.wrap(outbox.next().orElseThrow()));
    var second = TelemetryCodec.decode(ByteBuffer.wrap(outbox.next().orElseThrow()));
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.samples()).isNotNull();
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.trace()).isNotNull();
    assertThat(second.counters())
        .containsExactly(Map.entry("module", new SamplingCounters(2, 2, 0, 0, 0, 0, 0)));
    assertThat(outbox.next()).isEmpty();
  }

  @Test
  void acknowledgement_freesEverythingUpToItAndNothingTwice() {
    offer(5);

    outbox.acknowledge(3);
    outbox.acknowledge(2);

    assertThat(outbox.counters().acknowledged()).isEqualTo(3);
    assertThat(outbox.counters().pending()).isEqualTo(2);
    assertThat(sequences()).containsExactly(4L, 5L);
  }

  @Test
  void newStream_sendsAgainWhatIsNotAcknowledged() {
    offer(4);
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L);
    outbox.acknowledge(1);

    outbox.rewind();

    assertThat(sequences()).containsExactly(2L, 3L, 4L);
    assertThat(outbox.counters().resent()).isEqualTo(3);
  }

  @Test
  void acknowledgementOfWhatWasNotYetSent_movesTheCursorPastIt() {
    offer(3);

    outbox.acknowledge(2);

    assertThat(sequences()).containsExactly(3L);
  }

  @Test
  void fullMemory_dropsTheNewestBeforeItGetsASequence() {
    outbox = outbox(new OutboxLimits(sizeOfBatches(3), 0, 0));
    offer(5);

    assertThat(outbox.counters().spoolFull()).isEqualTo(2);
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
    outbox.acknowledge(3);
    assertThat(outbox.offer(Batches.samples(9))).hasValue(4);
  }

  @Test
  void spill_movesTheOldestToDiskAndTheyAreSentInOrderAllTheSame() {
    outbox = outbox(new OutboxLimits(1 << 20, sizeOfBatches(1), 1 << 20));
    offer(4);

    assertThat(outbox.spill()).isTrue();

    assertThat(outbox.counters().spooled()).isEqualTo(3);
    assertThat(folder.resolve("spool")).isNotEmptyFile();
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L);
    outbox.acknowledge(3);
    assertThat(outbox.counters().spooled()).isZero();
    assertThat(folder.resolve("spool")).isEmptyFile();
  }

  @Test
  void fullSpool_keepsTheRestInMemory() {
    outbox = outbox(new OutboxLimits(1 << 20, 0, sizeOfBatches(2)));
    offer(4);

    assertThat(outbox.spill()).isFalse();

    assertThat(outbox.counters().spooled()).isEqualTo(2);
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void nothingToSpill_touchesNoDisk() {
    offer(4);

    assertThat(outbox.spill()).isFalse();

    assertThat(Files.exists(folder.resolve("spool"))).isFalse();
  }

  private TelemetryOutbox outbox(OutboxLimits limits) {
    return new TelemetryOutbox(Batches.SESSION, limits, folder.resolve("spool"));
  }

  private void offer(int batches) {
    for (int i = 0; i < batches; i++) {
      outbox.offer(Batches.samples(1_000_000_000L + 2_000_000L * i));
    }
  }

  private long sizeOfBatches(int count) {
    try (TelemetryOutbox scale =
        new TelemetryOutbox(Batches.SESSION, OutboxLimits.DEFAULT, folder.resolve("other"))) {
      scale.offer(Batches.samples(1_000_000_000L));
      return (long) count * scale.next().orElseThrow().length;
    }
  }

  private List<Long> sequences() {
    List<Long> sequences = new ArrayList<>();
    for (Optional<byte[]> batch = outbox.next(); batch.isPresent(); batch = outbox.next()) {
      sequences.add(TelemetryCodec.decode(ByteBuffer.wrap(batch.get())).sequence());
    }
    return sequences;
  }
}

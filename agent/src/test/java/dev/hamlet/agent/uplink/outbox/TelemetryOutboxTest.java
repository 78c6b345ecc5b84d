package dev.hamlet.agent.uplink.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.wire.TelemetryCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    assertThat(
            counters.acknowledged()
                + counters.pending()
                + counters.spoolFull()
                + counters.spoolLost())
        .isEqualTo(counters.offered());
    outbox.close();
    assertThat(Files.isRegularFile(folder.resolve("spool"), LinkOption.NOFOLLOW_LINKS))
        .as("a spool that is left for the next life")
        .isEqualTo(counters.spooled() > 0);
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
    outbox = outbox(new OutboxLimits(1 << 20, 0, sizeOfBatches(2) + 100));
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

  @Test
  void spoolOfAKilledAgent_isSentInOrderByTheNextAndThenRemoved() throws IOException {
    outbox = outbox(new OutboxLimits(1 << 20, 0, 1 << 20));
    offer(3);
    outbox.spill();
    Path left = folder.resolve("left").resolve("000007.spool");
    Files.createDirectories(folder.resolve("left"));
    Files.copy(folder.resolve("spool"), left);

    SpoolFolder spools = new SpoolFolder(folder.resolve("left"), 1 << 20);
    assertThat(spools.next()).hasFileName("000008.spool");
    assertThat(spools.freeBytes()).isEqualTo((1 << 20) - Files.size(left));
    TelemetryOutbox earlier = spools.leftBehind("twin-1").get(0);
    assertThat(earlier.session()).isEqualTo(Batches.SESSION);
    assertThat(sequences(earlier)).containsExactly(1L, 2L, 3L);
    earlier.acknowledge(3);
    earlier.close();
    assertThat(left).doesNotExist();
  }

  @Test
  void spoolThatWasCutInAnEntry_isGoodUpToThere() throws IOException {
    outbox = outbox(new OutboxLimits(1 << 20, 0, 1 << 20));
    offer(3);
    outbox.spill();
    byte[] whole = Files.readAllBytes(folder.resolve("spool"));
    Path left = folder.resolve("left").resolve("000001.spool");
    Files.createDirectories(folder.resolve("left"));
    Files.write(left, Arrays.copyOf(whole, whole.length - 5));

    TelemetryOutbox earlier =
        new SpoolFolder(folder.resolve("left"), 1 << 20).leftBehind("twin-1").get(0);

    assertThat(sequences(earlier)).containsExactly(1L, 2L);
    assertThat(new SpoolFolder(folder.resolve("left"), 10).leftBehind("twin-1")).isEmpty();
    assertThat(left).as("beyond the budget").doesNotExist();
  }

  @Test
  void batchThatTheDiskDamaged_isAHoleAndCounted() throws IOException {
    outbox = outbox(new OutboxLimits(1 << 20, 0, 1 << 20));
    offer(3);
    outbox.spill();
    Path spool = folder.resolve("spool");
    byte[] bytes = Files.readAllBytes(spool);
    bytes[bytes.length / 2]++;
    Files.write(spool, bytes);

    assertThat(sequences()).containsExactly(1L, 3L);
    assertThat(outbox.counters().spoolLost()).isEqualTo(1);
    outbox.acknowledge(3);
    assertThat(outbox.counters().acknowledged()).isEqualTo(2);
  }

  /** {@code /dev/full} says what a full disk says. */
  @Test
  void fullDisk_keepsEverythingInMemoryAndIsCounted() throws IOException {
    assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();
    Files.createSymbolicLink(folder.resolve("spool"), Path.of("/dev/full"));
    outbox = outbox(new OutboxLimits(1 << 20, 0, 1 << 20));
    offer(3);

    assertThat(outbox.spill()).isFalse();

    assertThat(outbox.counters().diskFailures()).isEqualTo(1);
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
    assertThat(outbox.endurance(1).diskBytes()).isZero();
    outbox.acknowledge(3);
  }

  @Test
  void folderThatCannotBeMade_keepsEverythingInMemory() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    outbox =
        new TelemetryOutbox(
            Batches.SESSION,
            new OutboxLimits(1 << 20, 0, 1 << 20),
            folder.resolve("file").resolve("spool"));
    offer(2);

    assertThat(outbox.spill()).isFalse();
    assertThat(sequences()).containsExactly(1L, 2L);
    assertThat(outbox.counters().diskFailures()).isEqualTo(1);
  }

  @Test
  void spool_isToldWithItsBudgetAndWhatWasDropped() {
    outbox = outbox(new OutboxLimits(sizeOfBatches(2), 0, 1 << 20));
    offer(3);
    assertThat(outbox.spool(7)).isEqualTo(new DiskUse.Spool(0, 1 << 20, 7, 1, OptionalLong.of(4)));

    outbox.spill();

    assertThat(outbox.spool(7).bytes()).isGreaterThan(sizeOfBatches(2)).isLessThan(1 << 20);
    assertThat(outbox.spool(7).waitingSamples()).hasValue(4);
    outbox.acknowledge(1);
    assertThat(outbox.spool(7).waitingSamples()).hasValue(2);
    outbox.acknowledge(2);
    assertThat(outbox.spool(7).bytes()).isZero();
    assertThat(outbox.spool(7).waitingSamples()).hasValue(0);
  }

  @Test
  void endurance_isRoomOverMeasuredRate() {
    outbox = outbox(new OutboxLimits(1_000 + sizeOfBatches(2), 0, 9_000));
    offer(2);

    Endurance endurance = outbox.endurance(10);

    assertThat(endurance.bytesPerSecond()).isEqualTo(sizeOfBatches(2) / 10.0);
    assertThat(endurance.seconds()).isCloseTo(10_000 / (sizeOfBatches(2) / 10.0), within(1e-6));
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
    return sequences(outbox);
  }

  private static List<Long> sequences(TelemetryOutbox of) {
    List<Long> sequences = new ArrayList<>();
    for (Optional<byte[]> batch = of.next(); batch.isPresent(); batch = of.next()) {
      sequences.add(TelemetryCodec.decode(ByteBuffer.wrap(batch.get())).sequence());
    }
    return sequences;
  }
}

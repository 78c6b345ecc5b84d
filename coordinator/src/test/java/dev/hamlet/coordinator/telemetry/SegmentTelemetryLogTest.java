package dev.hamlet.coordinator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTelemetryLogTest extends TelemetryLogContract {

  private static final TimeInterval ALL = new TimeInterval(0, Long.MAX_VALUE);

  @TempDir Path folder;

  @Override
  protected TelemetryLog open() {
    return open(1 << 20, 1L << 30);
  }

  private SegmentTelemetryLog open(long segmentBytes, long budgetBytes) {
    return SegmentTelemetryLog.open(
        new TelemetryLogConfig(folder.resolve("log"), segmentBytes, budgetBytes));
  }

  private SegmentTelemetryLog reopen(long segmentBytes, long budgetBytes) {
    log.close();
    SegmentTelemetryLog again = open(segmentBytes, budgetBytes);
    log = again;
    return again;
  }

  @Test
  void reopenedLog_hasEverything() {
    log.append(
        List.of(
            Records.samples("a", "session", 1),
            Records.samples("a", "session", 2),
            Records.trace("a", "session", 4, 1, 7),
            Records.samples("b", "session", 1)));
    log.declareLost("b", "session", 6);

    reopen(1 << 20, 1L << 30);

    assertThat(log.durableThrough("a", "session")).isEqualTo(2);
    assertThat(log.durableThrough("b", "session")).isEqualTo(6);
    assertThat(log.samples("a", "boot", ALL)).hasSize(2);
    assertThat(log.trace("a", "cell", 1, 7)).isPresent();
    assertThat(log.append(List.of(Records.samples("a", "session", 2)))).isEmpty();
    log.append(List.of(Records.samples("a", "session", 3)));
    assertThat(log.durableThrough("a", "session")).isEqualTo(4);
  }

  /** However many bytes of the last frame reached the disk, the frames before it are all there. */
  @Test
  void tornTail_isCutOffAndNoCompleteRecordIsLost() throws IOException {
    log.append(List.of(Records.trace("a", "session", 1, 1, 7)));
    long intact = Files.size(onlySegment());
    log.append(List.of(Records.trace("a", "session", 2, 2, 7)));
    log.close();
    byte[] whole = Files.readAllBytes(onlySegment());

    for (int length = (int) intact; length < whole.length; length++) {
      Files.write(onlySegment(), Arrays.copyOf(whole, length));
      SegmentTelemetryLog again = open(1 << 20, 1L << 30);
      assertThat(again.durableThrough("a", "session")).isEqualTo(1);
      assertThat(again.figures().tornBytes()).isEqualTo(length - intact);
      assertThat(Files.size(onlySegment())).isEqualTo(intact);
      again.close();
    }
    Files.write(onlySegment(), whole);
    log = open(1 << 20, 1L << 30);
    assertThat(log.durableThrough("a", "session")).isEqualTo(2);
  }

  @Test
  void zerosAtTheEnd_areATornTail() throws IOException {
    log.append(List.of(Records.trace("a", "session", 1, 1, 7)));
    log.close();
    long intact = Files.size(onlySegment());
    Files.write(onlySegment(), new byte[4096], StandardOpenOption.APPEND);

    log = open(1 << 20, 1L << 30);

    assertThat(Files.size(onlySegment())).isEqualTo(intact);
    log.append(List.of(Records.trace("a", "session", 2, 2, 7)));
    assertThat(log.trace("a", "cell", 2, 7)).isPresent();
  }

  @Test
  void damageInTheMiddle_costsOneRecordOnly() throws IOException {
    log.append(List.of(Records.trace("a", "session", 1, 1, 7)));
    long secondFrame = Files.size(onlySegment());
    log.append(List.of(Records.trace("a", "session", 2, 2, 7)));
    log.append(List.of(Records.trace("a", "session", 3, 3, 7)));
    log.close();
    byte[] bytes = Files.readAllBytes(onlySegment());
    bytes[(int) secondFrame + 30] ^= 1;
    Files.write(onlySegment(), bytes);

    SegmentTelemetryLog again = open(1 << 20, 1L << 30);
    log = again;

    assertThat(again.figures().damagedFrames()).isEqualTo(1);
    assertThat(Files.size(onlySegment())).isEqualTo(bytes.length);
    assertThat(log.trace("a", "cell", 1, 7)).isPresent();
    assertThat(log.trace("a", "cell", 2, 7)).isEmpty();
    assertThat(log.trace("a", "cell", 3, 7)).isPresent();
    assertThat(log.durableThrough("a", "session")).isEqualTo(1);
  }

  @Test
  void damageWhileOpen_isRefusedWhenRead() throws IOException {
    log.append(List.of(Records.trace("a", "session", 1, 1, 7)));
    byte[] bytes = Files.readAllBytes(onlySegment());
    bytes[bytes.length - 1] ^= 1;
    Files.write(onlySegment(), bytes);

    assertThatThrownBy(() -> log.trace("a", "cell", 1, 7))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("damaged at byte");
  }

  @Test
  void fileWithoutHeader_isPutAside() throws IOException {
    log.append(List.of(Records.samples("a", "session", 1)));
    log.close();
    Path torn = onlySegment().resolveSibling("00000000000000ff.seg");
    Files.write(torn, new byte[5]);

    log = open(1 << 20, 1L << 30);

    assertThat(torn).doesNotExist();
    assertThat(torn.resolveSibling("00000000000000ff.seg.broken")).exists();
    assertThat(log.durableThrough("a", "session")).isEqualTo(1);
  }

  @Test
  void fullSegment_isFollowedByANewOne() throws IOException {
    reopen(1, 1L << 30);
    for (int sequence = 1; sequence <= 5; sequence++) {
      log.append(List.of(Records.samples("a", "session", sequence)));
    }

    assertThat(segments()).hasSize(5);
    assertThat(log.samples("a", "boot", ALL)).hasSize(5);
    reopen(1, 1L << 30);
    assertThat(log.samples("a", "boot", ALL)).hasSize(5);
    assertThat(log.durableThrough("a", "session")).isEqualTo(5);
  }

  @Test
  void aboveTheBudget_theOldestExpiresAndSequencesStay() throws IOException {
    SegmentTelemetryLog small = reopen(1, 4_000);
    for (int sequence = 1; sequence <= 20; sequence++) {
      log.append(List.of(Records.samples("a", "session", sequence)));
    }

    TelemetryLogFigures figures = small.figures();
    assertThat(figures.bytes()).isLessThanOrEqualTo(4_000).isEqualTo(sizeOnDisk());
    assertThat(figures.expiredSegments()).isPositive();
    assertThat(log.samples("a", "boot", ALL)).hasSize(segments().size());
    assertThat(log.durableThrough("a", "session")).isEqualTo(20);

    reopen(1, 4_000);
    assertThat(log.durableThrough("a", "session")).isEqualTo(20);
    assertThat(log.append(List.of(Records.samples("a", "session", 1)))).isEmpty();
  }

  @Test
  void heldDevice_doesNotExpireUntilItsHoldIsClosed() throws IOException {
    reopen(1, 2_000);
    TelemetryLog.Hold first = log.hold("a");
    TelemetryLog.Hold second = log.hold("a");
    appendTwenty("a");
    assertThat(log.samples("a", "boot", ALL)).hasSize(20);

    first.close();
    first.close();
    appendTwenty("b");
    assertThat(log.samples("a", "boot", ALL)).hasSize(20);
    assertThat(log.samples("b", "boot", ALL)).hasSize(1);

    second.close();
    log.append(List.of(Records.samples("b", "session", 21)));
    assertThat(log.samples("a", "boot", ALL)).hasSize(1);
  }

  private void appendTwenty(String device) {
    for (int sequence = 1; sequence <= 20; sequence++) {
      log.append(List.of(Records.samples(device, "session", sequence)));
    }
  }

  /** /dev/full answers every write with ENOSPC, as a full disk does. */
  @Test
  void fullDisk_isAnErrorAndNothingIsAcknowledged() throws IOException {
    SegmentTelemetryLog rotating = reopen(1, 1L << 30);
    log.append(List.of(Records.samples("a", "session", 1)));
    Path next = onlySegment().resolveSibling("0000000000000002.seg");
    Files.createSymbolicLink(next, Path.of("/dev/full"));

    assertThatThrownBy(() -> log.append(List.of(Records.samples("a", "session", 2))))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("cannot be written");

    assertThat(log.durableThrough("a", "session")).isEqualTo(1);
    assertThat(log.whenDurable("a", "session", 2)).isNotDone();
    assertThat(rotating.figures().failures()).isEqualTo(1);
    Files.delete(next);
    log.append(List.of(Records.samples("a", "session", 2)));
    assertThat(log.durableThrough("a", "session")).isEqualTo(2);
    assertThat(log.samples("a", "boot", ALL)).hasSize(2);
  }

  @Test
  void secondCoordinator_isRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("belongs to another coordinator");
  }

  @Test
  void closedLog_refusesRecords() {
    log.close();

    assertThatThrownBy(() -> log.append(List.of(Records.samples("a", "session", 1))))
        .hasMessageContaining("closed");
  }

  @Test
  void deviceNames_neverLeadOutOfTheFolder() throws IOException {
    List<String> names = List.of("../../etc", "..", "a/b", "a_b", "Ünïcode", "x".repeat(256));
    for (String name : names) {
      log.append(List.of(Records.samples(name, "session", 1)));
    }

    reopen(1 << 20, 1L << 30);

    for (String name : names) {
      assertThat(log.durableThrough(name, "session")).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("log"));
    }
  }

  @Test
  void bytes_areThoseOfTheFilesWhateverCameAndWent() throws IOException {
    SegmentTelemetryLog rotating = reopen(1, 6_000);
    appendTwenty("a");
    log.append(List.of(Records.samples("b", "session", 1)));

    assertThat(rotating.figures().bytes()).isEqualTo(sizeOnDisk()).isLessThan(12_000);
    assertThat(reopen(1, 6_000).figures().bytes()).isEqualTo(sizeOnDisk());
  }

  @Test
  void figures_addUp() {
    TelemetryRecord one = Records.samples("a", "session", 1);
    log.append(List.of(one, one, Records.samples("a", "session", 2)));

    TelemetryLogFigures figures = ((SegmentTelemetryLog) log).figures();

    assertThat(figures.appended()).isEqualTo(2);
    assertThat(figures.duplicates()).isEqualTo(1);
    assertThat(figures.syncs()).isEqualTo(1);
  }

  private Path onlySegment() throws IOException {
    List<Path> all = segments();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private List<Path> segments() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
      files
          .filter(path -> path.toString().endsWith(".seg"))
          .sorted(Comparator.naturalOrder())
          .forEach(found::add);
    }
    return found;
  }

  private long sizeOnDisk() throws IOException {
    long bytes = 0;
    for (Path segment : segments()) {
      bytes += Files.size(segment);
    }
    return bytes;
  }
}

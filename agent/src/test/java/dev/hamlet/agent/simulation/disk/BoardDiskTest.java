package dev.hamlet.agent.simulation.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.common.time.ManualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardDiskTest {

  private static final Duration WHILE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private BoardDisk disk;
  private Path root;

  @BeforeEach
  void make() {
    disk = new BoardDisk(folder.resolve("board"), clock);
    root = disk.root();
  }

  @Test
  void diskWithRoom_isAFolderLikeAnyOther() throws IOException {
    Path file = Files.createDirectories(root.resolve("a").resolve("b")).resolve("file");
    Files.writeString(file, "text");
    Files.move(file, root.resolve("other"), StandardCopyOption.ATOMIC_MOVE);

    assertThat(folder.resolve("board").resolve("other")).hasContent("text");
    assertThat(Files.readString(root.resolve("other"))).isEqualTo("text");
    assertThat(Files.size(root.resolve("other"))).isEqualTo(4);
    try (Stream<Path> entries = Files.walk(root)) {
      assertThat(entries.map(entry -> root.relativize(entry).toString()))
          .containsExactlyInAnyOrder("", "a", "a/b", "other");
    }
  }

  @Test
  void fullDisk_refusesWhatARealOneRefusesWithItsWords() throws IOException {
    Path file = root.resolve("file");
    Files.writeString(file, "0123");
    disk.fill(WHILE);

    assertThatThrownBy(() -> Files.writeString(file, "4567", APPEND))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(wordsOfARealFullDisk());
    assertThatThrownBy(() -> Files.writeString(root.resolve("new"), "x"))
        .hasMessage(wordsOfARealFullDisk());
    assertThatThrownBy(() -> Files.createDirectories(root.resolve("a").resolve("b")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(BoardDisk.NO_SPACE);
    assertThatThrownBy(() -> Files.copy(file, root.resolve("copy")))
        .hasMessageContaining(BoardDisk.NO_SPACE);
    assertThatThrownBy(() -> Files.createDirectory(root))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void fullDisk_letsReadRewriteRenameAndDelete() throws IOException {
    Path file = root.resolve("file");
    Files.writeString(file, "0123");
    disk.fill(WHILE);

    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      assertThat(channel.write(bytes("89"), 2)).isEqualTo(2);
      assertThatThrownBy(() -> channel.write(bytes("89"), 3)).hasMessage(BoardDisk.NO_SPACE);
      channel.truncate(3);
    }
    assertThat(Files.readString(file)).isEqualTo("018");
    Files.move(file, root.resolve("other"));
    Files.delete(root.resolve("other"));

    try (Stream<Path> entries = Files.list(root)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void fileThatWasOpenBefore_growsAgainOnceThereIsRoom() throws IOException {
    try (OutputStream out = Files.newOutputStream(root.resolve("file"), CREATE, APPEND)) {
      out.write(1);
      disk.fill(WHILE);
      clock.advanceNs(WHILE.toNanos() - 1);
      assertThatThrownBy(() -> out.write(2)).hasMessage(BoardDisk.NO_SPACE);

      clock.advanceNs(1);

      out.write(2);
    }
    assertThat(Files.readAllBytes(root.resolve("file"))).containsExactly(1, 2);
  }

  @Test
  void secondFault_decidesWhenThereIsRoomAgain() throws IOException {
    disk.fill(WHILE);
    disk.fill(Duration.ofSeconds(1));
    clock.advanceNs(1_000_000_000);

    Files.writeString(root.resolve("file"), "text");

    assertThat(disk.isFull()).isFalse();
  }

  @Test
  void diskOfAnotherBoard_hasRoom() throws IOException {
    BoardDisk other = new BoardDisk(folder.resolve("other"), clock);
    disk.fill(WHILE);

    Files.writeString(other.root().resolve("file"), "text");

    assertThat(other.root().resolve("file")).isNotEqualTo(root.resolve("file"));
  }

  /** {@code /dev/full} says what a full disk says. */
  private static String wordsOfARealFullDisk() {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    Throwable refused = catchThrowable(() -> Files.writeString(full, "x", APPEND));
    return String.valueOf(refused.getMessage());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}

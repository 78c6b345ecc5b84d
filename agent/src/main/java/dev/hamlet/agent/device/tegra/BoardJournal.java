package dev.hamlet.agent.device.tegra;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a board was found, on disk before the first change, so that a crash loses nothing.
 *
 * <pre>
 *   hamlet board journal 1
 *   boot TAB boot id
 *   mode TAB power mode
 *   file TAB value          as often as there are files, in the order to restore them
 * </pre>
 *
 * <p>Written aside, forced to disk, renamed, and the folder forced: it is there whole or not at
 * all.
 */
final class BoardJournal {

  private static final Logger LOG = LoggerFactory.getLogger(BoardJournal.class);
  private static final String HEAD = "hamlet board journal 1";
  private static final String BOOT = "boot";
  private static final String MODE = "mode";

  private final Path file;

  BoardJournal(Path file) {
    this.file = file;
  }

  /**
   * What it holds.
   *
   * @param bootId boot during which it was written: the values of files end with it
   * @param powerMode mode that the board was found in
   * @param values value of each file, in the order to restore them
   */
  record Found(String bootId, String powerMode, Map<String, String> values) {}

  /** Writes it; RESOURCE if that fails, and then nothing may be changed. */
  void write(Found found) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    line(text, BOOT, found.bootId());
    line(text, MODE, found.powerMode());
    found.values().forEach((path, value) -> line(text, path, value));
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      force(aside, text.toString());
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot write " + file + ": nothing on the board is changed", e);
    }
  }

  /** What an earlier life left; empty if it gave everything back. */
  Optional<Found> read() {
    try {
      return Files.exists(file) ? Optional.of(parse(Files.readAllLines(file))) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read: look at the board's clocks yourself", file, e);
      return Optional.empty();
    }
  }

  /** Everything has been given back. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: the next start restores the board once more", file, e);
    }
  }

  private static Found parse(List<String> lines) {
    if (lines.size() < 3 || !lines.get(0).equals(HEAD)) {
      throw new IllegalArgumentException("not a journal of a board");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int tab = line.indexOf('\t');
      if (tab < 1) {
        throw new IllegalArgumentException("not a line of a journal: " + line);
      }
      values.put(line.substring(0, tab), line.substring(tab + 1));
    }
    String bootId = values.getOrDefault(BOOT, "");
    String mode = values.getOrDefault(MODE, "");
    values.keySet().removeAll(List.of(BOOT, MODE));
    return new Found(bootId, mode, values);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('\t').append(value).append('\n');
  }

  private static void force(Path aside, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void forceFolder() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

package dev.hamlet.agent.uplink.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool files of an agent's lives, {@code 000001.spool, 000002.spool, ...}: one for each life
 * that had to spill. They are numbered, not dated, as a board may have no clock.
 */
public final class SpoolFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
  private static final String END = ".spool";

  private final Path folder;
  private final long limitBytes;
  private final List<Path> earlier;

  /**
   * A folder, which need not exist.
   *
   * @param limitBytes for all files together; the oldest go if earlier lives left more
   */
  public SpoolFolder(Path folder, long limitBytes) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.earlier = files();
  }

  /** The file of this life. */
  public Path next() {
    long last = earlier.isEmpty() ? 0 : number(earlier.get(earlier.size() - 1));
    return folder.resolve("%06d%s".formatted(last + 1, END));
  }

  /** Room that is left for this life, in bytes. */
  public long freeBytes() {
    return Math.max(0, limitBytes - earlier.stream().mapToLong(SpoolFolder::sizeBytes).sum());
  }

  /** What earlier lives left, the oldest first; each removes its file once it is acknowledged. */
  public List<TelemetryOutbox> leftBehind(String device) {
    List<TelemetryOutbox> found = new ArrayList<>();
    long bytes = 0;
    for (int i = earlier.size() - 1; i >= 0; i--) {
      bytes += sizeBytes(earlier.get(i));
      if (bytes <= limitBytes) {
        open(earlier.get(i), device, found);
      } else {
        remove(earlier.get(i), "it does not fit the budget of the spool");
      }
    }
    return found;
  }

  private static void open(Path file, String device, List<TelemetryOutbox> found) {
    try {
      SpoolScan scan = SpoolScan.read(file);
      if (scan.entries().isEmpty() || !scan.session().device().equals(device)) {
        remove(file, "it holds nothing of " + device);
      } else {
        LOG.info("{} batches of an earlier life are sent first", scan.entries().size());
        found.add(0, TelemetryOutbox.leftBehind(scan));
      }
    } catch (IOException | RuntimeException e) {
      remove(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static void remove(Path file, String reason) {
    LOG.warn("the spool {} is removed: {}", file, reason);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("it cannot be removed either: {}", e.toString());
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> number(file) > 0).sorted().toList();
    } catch (IOException e) {
      LOG.warn("the spools in {} cannot be listed: {}", folder, e.toString());
      return List.of();
    }
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return name.matches("\\d{6}\\.spool")
        ? Long.parseLong(name.substring(0, name.length() - END.length()))
        : 0;
  }

  private static long sizeBytes(Path file) {
    return file.toFile().length();
  }
}

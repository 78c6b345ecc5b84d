package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a telemetry log: locked while it is open, so that two coordinators never write into
 * one log.
 *
 * <pre>
 *   lock
 *   tx2-a/0000000000000001.seg
 *   tx2-a/0000000000000003.seg          numbers grow over all devices
 *   twin-b/0000000000000002.seg
 * </pre>
 */
public final class LogFolder implements AutoCloseable {

  /** A segment file with an intact header. */
  public record Found(Segment segment, SegmentHeader header) {}

  private final Path folder;
  private final FileChannel lockFile;

  private LogFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /** Makes the folder if it is missing, and locks it. */
  public static LogFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(lockFile) == null) {
      lockFile.close();
      throw new HamletException(
          ErrorCode.RESOURCE,
          "The telemetry log %s belongs to another coordinator; stop it or name another folder."
              .formatted(folder));
    }
    return new LogFolder(folder, lockFile);
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException ignored) {
      // held by this very process: as good as held by another
      return null;
    }
  }

  /** The folder of a device, made if missing. */
  public Path of(String device) throws IOException {
    Path own = folder.resolve(DeviceFolder.nameOf(device));
    if (!Files.isDirectory(own)) {
      Files.createDirectories(own);
      try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
        entry.force(true);
      }
    }
    return own;
  }

  /** All segments, oldest first; files without an intact header are put aside, not deleted. */
  public List<Found> segments() throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path file : files()) {
      try (InputStream in = Files.newInputStream(file)) {
        Optional<SegmentHeader> header =
            SegmentHeader.decode(in.readNBytes(SegmentHeader.MAX_BYTES));
        header.ifPresent(known -> found.add(new Found(new Segment(known.number(), file), known)));
        if (header.isEmpty()) {
          Path aside = file.resolveSibling(file.getFileName() + ".broken");
          Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    found.sort(Comparator.comparingLong(one -> one.segment().number()));
    return found;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.find(folder, 2, (path, attributes) -> isSegment(path))) {
      return files.toList();
    }
  }

  private static boolean isSegment(Path path) {
    return path.toString().endsWith(Segment.SUFFIX);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}

package dev.hamlet.coordinator.backup;

import java.nio.file.Path;
import java.util.List;

/**
 * What a coordinator kept at one moment; the files stay as they are until it is closed.
 *
 * @param aside folder of what was copied for it
 * @param files the store first
 */
public record Snapshot(Path aside, List<SnapshotFile> files) implements AutoCloseable {

  /**
   * One file.
   *
   * @param name below the data folder, with slashes
   * @param path where its bytes are
   * @param bytes how many of them belong to it; the file may be longer
   */
  public record SnapshotFile(String name, Path path, long bytes) {}

  /** Copies the list. */
  public Snapshot {
    files = List.copyOf(files);
  }

  /** Size of all files. */
  public long bytes() {
    return files.stream().mapToLong(SnapshotFile::bytes).sum();
  }

  /** Deletes what was copied. */
  @Override
  public void close() {
    BackupSource.delete(aside);
  }
}

package dev.hamlet.coordinator.backup;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.coordinator.backup.Snapshot.SnapshotFile;
import dev.hamlet.coordinator.telemetry.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where backups are taken from.
 *
 * <p>Segments are linked aside, so that one that expires meanwhile can still be read; the file that
 * is appended to is read as far as it was durable. Threads: any; the caller waits for the disk, and
 * the store serves nobody else while it is copied.
 */
public final class BackupSource {

  private static final String ASIDE = "backup-";

  private final Path folder;
  private final String storeName;
  private final Path artifacts;
  private final Consumer<Path> copyStore;
  private final Supplier<List<DurableFile>> telemetry;

  /**
   * A source.
   *
   * @param folder the coordinator's data folder; what earlier lives left aside in it is deleted
   * @param store the store's file in it
   * @param artifacts the artifacts' folder in it
   * @param copyStore writes a consistent copy of the store into a file that does not exist
   * @param telemetry the log's files, all of them below {@code folder}
   */
  public BackupSource(
      Path folder,
      Path store,
      Path artifacts,
      Consumer<Path> copyStore,
      Supplier<List<DurableFile>> telemetry) {
    this.folder = folder;
    this.storeName = folder.relativize(store).toString();
    this.artifacts = artifacts;
    this.copyStore = copyStore;
    this.telemetry = telemetry;
    sweep();
  }

  /** A copy of this moment, to be closed. */
  public Snapshot snapshot() {
    try {
      Path aside = Files.createTempDirectory(folder, ASIDE);
      try {
        return new Snapshot(aside, files(aside));
      } catch (IOException | RuntimeException e) {
        delete(aside);
        throw e;
      }
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "the backup cannot be made in " + folder + " (" + e + "): it needs room for one store",
          e);
    }
  }

  private List<SnapshotFile> files(Path aside) throws IOException {
    List<SnapshotFile> files = new ArrayList<>();
    Path copy = aside.resolve(storeName);
    copyStore.accept(copy);
    files.add(new SnapshotFile(storeName, copy, Files.size(copy)));
    for (DurableFile durable : telemetry.get()) {
      Path linked = aside.resolve("segment-" + files.size());
      files.add(new SnapshotFile(name(durable.path()), link(durable, linked), durable.bytes()));
    }
    for (Path bundle : bundles()) {
      files.add(new SnapshotFile(name(bundle), bundle, Files.size(bundle)));
    }
    return files;
  }

  private static Path link(DurableFile file, Path linked) throws IOException {
    try {
      return Files.createLink(linked, file.path());
    } catch (UnsupportedOperationException noLinks) {
      return Files.copy(file.path(), linked);
    }
  }

  private List<Path> bundles() throws IOException {
    if (!Files.isDirectory(artifacts)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(artifacts)) {
      return entries.filter(path -> path.toString().endsWith(".zip")).sorted().toList();
    }
  }

  private String name(Path path) {
    return folder.relativize(path).toString();
  }

  private void sweep() {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(path -> name(path).startsWith(ASIDE)).forEach(BackupSource::delete);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, folder + " cannot be read: " + e, e);
    }
  }

  static void delete(Path tree) {
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot delete " + tree + " (" + e + "): do so by hand", e);
    }
  }
}

package dev.hamlet.cli.fleet;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one local fleet: its state and its logs, below the cache. */
public final class FleetFolder {

  /** How many folders of failed fleets are kept for whoever looks for the cause. */
  private static final int KEPT = 5;

  private final Path path;

  private FleetFolder(Path path) {
    this.path = path;
  }

  /** A fresh folder; the oldest of earlier ones go. */
  static FleetFolder create(Path parent) {
    try {
      Files.createDirectories(parent);
      deleteOldest(parent);
    } catch (IOException e) {
      throw unwritable(parent, e);
    }
    return beside(parent);
  }

  /** A fresh folder; others stay, as several fleets may run at a time. */
  public static FleetFolder beside(Path parent) {
    try {
      Files.createDirectories(parent);
      return new FleetFolder(Files.createTempDirectory(parent, "fleet-"));
    } catch (IOException e) {
      throw unwritable(parent, e);
    }
  }

  private static HamletException unwritable(Path parent, IOException cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "cannot write to the cache folder " + parent + ": set HAMLET_CACHE to another one",
        cause);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all it holds. */
  public void delete() {
    deleteTree(path);
  }

  private static void deleteOldest(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> oldestFirst =
          folders.sorted(Comparator.comparingLong(f -> f.toFile().lastModified())).toList();
      oldestFirst.stream()
          .limit(Math.max(0, oldestFirst.size() - KEPT))
          .forEach(FleetFolder::deleteTree);
    }
  }

  private static void deleteTree(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException ignored) {
      // The next fleet tries again.
    }
  }
}

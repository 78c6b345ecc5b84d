package dev.hamlet.cli.backup;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.backup.Restoration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A data folder made from a backup: whole, or not there. */
public final class RestoredFolder {

  private final Path folder;

  /** A folder that does not exist yet, or is empty. */
  public RestoredFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Makes it: beside its place, then renamed.
   *
   * @param who a person, for the audit log
   * @return leases that were open when the backup was taken, and are ended
   */
  public int make(BackupContent backup, String who, EpochClock clock) {
    Path aside = folder.resolveSibling(folder.getFileName() + ".restoring");
    try {
      refuseWhereSomethingIs(folder);
      FileTree.delete(aside);
      Files.createDirectories(aside);
      backup.unpack(aside);
      int leases = Restoration.prepare(aside, who, backup.manifest().takenEpochMs(), clock);
      Files.deleteIfExists(folder);
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      return leases;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot restore to " + folder + " (" + e + ")", e);
    } finally {
      forget(aside);
    }
  }

  private static void refuseWhereSomethingIs(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      throw new HamletException(ErrorCode.PRECONDITION, folder + " is a file: name a folder");
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new HamletException(
              ErrorCode.PRECONDITION,
              folder + " is not empty: name another with --state, or move it away first");
        }
      }
    }
  }

  private static void forget(Path aside) {
    try {
      FileTree.delete(aside);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot delete " + aside + ": do so by hand", e);
    }
  }
}

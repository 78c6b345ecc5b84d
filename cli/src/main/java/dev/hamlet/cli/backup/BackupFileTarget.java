package dev.hamlet.cli.backup;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;

/** The file that a backup goes into: whole, or not there. */
public final class BackupFileTarget {

  private final Path file;

  /** A file that does not exist yet. */
  public BackupFileTarget(Path file) {
    this.file = file;
  }

  /**
   * Takes a backup: beside the file's place, then renamed.
   *
   * @param progress told bytes so far and bytes in all
   */
  public BackupManifest take(OperatorClient client, BiConsumer<Long, Long> progress) {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      BackupManifest manifest = write(client, aside, progress);
      try (FileChannel written = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (FileAlreadyExistsException e) {
      throw new HamletException(
          ErrorCode.PRECONDITION, file + " exists: name another with --output", e);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot write " + file + " (" + e + "): name another place", e);
    } finally {
      forget(aside);
    }
  }

  private static BackupManifest write(
      OperatorClient client, Path aside, BiConsumer<Long, Long> progress) throws IOException {
    long[] announced = {0};
    try (BackupWriter writer =
        new BackupWriter(
            Files.newOutputStream(aside), done -> progress.accept(done, announced[0]))) {
      client.backup(
          part -> {
            writer.write(part);
            announced[0] = writer.announcedBytes();
          });
      return writer.finish();
    }
  }

  private static void forget(Path aside) {
    try {
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot delete " + aside + ": do so by hand", e);
    }
  }
}

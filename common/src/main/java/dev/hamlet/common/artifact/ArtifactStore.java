package dev.hamlet.common.artifact;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * A folder of bundles, each under its hash: {@code <id>.zip}, and unpacked on demand in {@code
 * <id>/}.
 *
 * <p>Threads may share it; so may processes, as files appear by rename.
 */
public final class ArtifactStore {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  /** A store in a folder, which is made if it is missing. */
  public ArtifactStore(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the artifact folder " + folder, e);
    }
  }

  /** Where the bundles lie. */
  public Path folder() {
    return folder;
  }

  /** Whether the bundle is there. */
  public boolean has(String id) {
    return Files.isRegularFile(file(id));
  }

  /** The bundle's file; NOT_FOUND if the store lacks it. */
  public Path bundle(String id) {
    Path file = file(id);
    if (!Files.isRegularFile(file)) {
      throw new HamletException(ErrorCode.NOT_FOUND, "no artifact " + id);
    }
    return file;
  }

  /** The bundle's manifest. */
  public Manifest manifest(String id) {
    return Bundle.manifest(bundle(id));
  }

  /** The folder with the bundle's content, unpacked by the first who asks. */
  public synchronized Path content(String id) {
    Path unpacked = folder.resolve(checked(id));
    if (!Files.isDirectory(unpacked)) {
      Bundle.unpack(bundle(id), unpacked);
    }
    return unpacked;
  }

  /** A fresh file in the store's folder to write a bundle into before {@link #adopt}. */
  public Path newPart() {
    try {
      return Files.createTempFile(folder, "incoming-", ".part");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the artifact folder " + folder, e);
    }
  }

  /**
   * Takes a finished file into the store, if its bytes are what the id says; else deletes it and
   * throws DATA_LOSS.
   *
   * @param part a file on the same file system, from {@link #newPart}
   */
  public void adopt(Path part, String id) {
    String actual = Digests.sha256(part);
    try {
      if (!actual.equals(checked(id))) {
        Files.deleteIfExists(part);
        throw new HamletException(
            ErrorCode.DATA_LOSS,
            "artifact " + id + " arrived with hash " + actual + ": send it again");
      }
      Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the artifact " + id + " in " + folder, e);
    }
  }

  private Path file(String id) {
    return folder.resolve(checked(id) + ".zip");
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, "not an artifact id (64 hexadecimal digits): " + id);
    }
    return id;
  }
}

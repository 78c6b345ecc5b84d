package dev.hamlet.models.cache;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of files, each beside the SHA-256 of its bytes. A file whose bytes are not what that
 * says is made anew.
 *
 * <p>Files are written aside and renamed, so that threads and processes may share the folder; two
 * that want the same file at once both make it.
 */
public final class FileCache {

  private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
  private static final String DIGEST_SUFFIX = ".sha256";

  private final Path folder;

  /** A cache in a folder, which is made if it is missing; RESOURCE if it cannot be. */
  public FileCache(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * A file of the cache.
   *
   * @param path where it lies
   * @param sha256 digest of its bytes
   * @param fresh whether it was made just now
   */
  public record Entry(Path path, String sha256, boolean fresh) {}

  /** Makes a file that the cache lacks. */
  @FunctionalInterface
  public interface Maker {

    /**
     * Makes the file.
     *
     * @param work an empty folder for files on the way; deleted afterwards
     * @param target where the file goes
     */
    void make(Path work, Path target) throws IOException;
  }

  /**
   * The file of a name, made if it is missing or damaged.
   *
   * @param name file name, unique for everything that decides the content
   */
  public Entry file(String name, Maker maker) {
    Optional<Entry> kept = find(name);
    return kept.isPresent() ? kept.get() : made(name, maker);
  }

  private Optional<Entry> find(String name) {
    Path file = folder.resolve(name);
    Path digest = folder.resolve(name + DIGEST_SUFFIX);
    if (!Files.isRegularFile(file) || !Files.isRegularFile(digest)) {
      return Optional.empty();
    }
    String actual = Digests.sha256(file);
    if (!actual.equals(read(digest))) {
      LOG.warn("{} is damaged and is made anew", file);
      return Optional.empty();
    }
    return Optional.of(new Entry(file, actual, false));
  }

  private Entry made(String name, Maker maker) {
    try {
      Path aside = Files.createTempDirectory(folder, "making-");
      try {
        return made(name, maker, aside);
      } finally {
        FileTree.delete(aside);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Entry made(String name, Maker maker, Path aside) throws IOException {
    Path target = aside.resolve(name);
    maker.make(Files.createDirectory(aside.resolve("work")), target);
    String sha256 = Digests.sha256(target);
    Path digest = Files.writeString(aside.resolve(name + DIGEST_SUFFIX), sha256);
    move(target);
    move(digest);
    return new Entry(folder.resolve(name), sha256, true);
  }

  private void move(Path file) throws IOException {
    Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  private HamletException unwritable(IOException cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "cannot write to the cache folder " + folder + ": free some space or name another",
        cause);
  }

  private static String read(Path digest) {
    try {
      return Files.readString(digest).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + digest, e);
    }
  }
}

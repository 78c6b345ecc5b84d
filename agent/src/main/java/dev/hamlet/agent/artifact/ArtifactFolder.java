package dev.hamlet.agent.artifact;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.file.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an agent's artifacts.
 *
 * <pre>
 *   ID.zip            a bundle, whole; its time of modification is the number of its last use
 *   ID/               what a worker reads of it
 *   ID.part           the beginning of a bundle whose download was cut
 *   ID.part-PID/      half unpacked when an earlier life ended
 * </pre>
 *
 * <p>The number of a use is written as that many seconds since 1970, since a board's wall clock may
 * stand there or step. Threads: one at a time.
 */
final class ArtifactFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ArtifactFolder.class);
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})(\\.zip|\\.part|)");

  private final ArtifactStore store;
  private final Path folder;
  private long uses;

  ArtifactFolder(ArtifactStore store) {
    this.store = store;
    this.folder = store.folder();
    list(path -> path.getFileName().toString().contains(".part-")).forEach(ArtifactFolder::delete);
    uses = list(path -> true).stream().mapToLong(ArtifactFolder::number).max().orElse(0);
  }

  /** Something of a bundle, or all of it. */
  record Held(String id, long sizeBytes, long lastUse) {}

  /** Where the beginning of a bundle lies. */
  Path part(String id) {
    return folder.resolve(id + ".part");
  }

  /** Notes that a bundle is used now; one that cannot be noted counts as used long ago. */
  void used(String id) {
    uses++;
    try {
      Files.setLastModifiedTime(store.bundle(id), FileTime.fromMillis(uses * 1_000));
    } catch (IOException e) {
      LOG.debug("the use of artifact {} is not noted", id, e);
    }
  }

  /** Everything that is held, by artifact; the longest unused first. */
  List<Held> held() {
    return list(path -> NAME.matcher(path.getFileName().toString()).matches()).stream()
        .map(ArtifactFolder::id)
        .distinct()
        .map(id -> new Held(id, sizeBytes(id), number(folder.resolve(id + ".zip"))))
        .sorted(Comparator.comparingLong(Held::lastUse))
        .toList();
  }

  /** Deletes all that is held of an artifact. */
  void delete(String id) {
    delete(folder.resolve(id + ".zip"));
    delete(part(id));
    deleteContent(id);
  }

  /** Deletes what was unpacked of a bundle. */
  void deleteContent(String id) {
    delete(folder.resolve(id));
  }

  /** Deletes what an unpacking left that failed. */
  void deleteHalfUnpacked(String id) {
    list(path -> path.getFileName().toString().startsWith(id + ".part-"))
        .forEach(ArtifactFolder::delete);
  }

  /** Deletes a beginning that is none. */
  void deleteEmptyPart(String id) {
    if (bytesOf(part(id)) == 0) {
      delete(part(id));
    }
  }

  private long sizeBytes(String id) {
    return bytesOf(folder.resolve(id + ".zip")) + bytesOf(part(id)) + bytesOf(folder.resolve(id));
  }

  private static long bytesOf(Path path) {
    if (!Files.exists(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be measured", path, e);
      return 0;
    }
  }

  private static String id(Path path) {
    Matcher matcher = NAME.matcher(path.getFileName().toString());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static long number(Path bundle) {
    return bundle.toFile().lastModified() / 1_000; // 0 if there is none
  }

  private List<Path> list(Predicate<Path> which) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(which).toList();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot read the artifact folder " + folder, e);
    }
  }

  private static void delete(Path path) {
    try {
      FileTree.delete(path);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot delete " + path, e);
    }
  }
}

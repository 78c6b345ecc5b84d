package dev.hamlet.common.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file, or a folder with everything in it. */
public final class FileTree {

  private FileTree() {}

  /**
   * Deletes it, deepest first; links are deleted, not followed. Nothing to do if it is not there,
   * and what somebody else deletes meanwhile is no error.
   */
  public static void delete(Path top) throws IOException {
    if (Files.exists(top)) {
      for (Path path : deepestFirst(top)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path top) throws IOException {
    try (Stream<Path> paths = Files.walk(top)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
